package session

import (
	"context"

	"kwaliteitskaart/assessment"
)

// Rounds returns all rounds of the team, including the open one.
func (s *Session) Rounds() []*assessment.Assessment {
	return append(append([]*assessment.Assessment{s.Assessment}, s.Earlier...), s.Later...)
}

// Round returns the open round with the others of its team.
func (s *Session) Round() assessment.Round {
	return assessment.Round{Assessment: s.Assessment, Earlier: s.Earlier, Later: s.Later, Number: len(s.Earlier) + 1}
}

// OpenActions returns the open actions of the open round itself.
func (s *Session) OpenActions() []assessment.TeamAction {
	return assessment.OfRound(assessment.OpenActions(s.Rounds()), s.Assessment.ID)
}

// ClosePrevious closes the previous round, once its review was left and anything was entered in this one. It is not an undo
// step. It reports whether it did. Source: .github/spec/decisions.md 10.
func (s *Session) ClosePrevious() bool {
	last := s.Previous
	if !s.Reviewed || last == nil || last.Status == assessment.StatusClosed || !s.begun() {
		return false
	}
	s.Reviewed = false
	id, on := last.ID, s.today()
	last.Status, last.ClosedOn = assessment.StatusClosed, on
	s.queue.Add("", func(ctx context.Context) error { return s.store.CloseRound(ctx, id, on) })
	return true
}

// begun reports whether anything was entered in the round.
func (s *Session) begun() bool {
	if s.Made != nil {
		return !s.Assessment.Untouched(s.Made)
	}
	return s.Assessment.Begun()
}
