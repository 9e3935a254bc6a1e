package ui

import "kwaliteitskaart/assessment"

// railStep is a step of the way through, as in the rail.
type railStep string

// The steps, in order; "" is a screen that is none of them.
const (
	stepTeam    railStep = "team"
	stepScore   railStep = "score"
	stepDiscuss railStep = "discuss"
	stepResult  railStep = "result"
	stepPlan    railStep = "plan"
	stepPrint   railStep = "print"
)

// steps are the steps of the open assessment: a team that scores together has nothing to discuss afterwards.
func (s *session) steps() []railStep {
	if s.a.Mode == assessment.ModeIndividual {
		return []railStep{stepTeam, stepScore, stepDiscuss, stepResult, stepPlan, stepPrint}
	}
	return []railStep{stepTeam, stepScore, stepResult, stepPlan, stepPrint}
}

// progress is how far a step is.
type progress int

const (
	empty progress = iota
	busy
	done
)

// progress is how far a step of the open assessment is.
func (s *session) progress(of railStep) progress {
	answered, total := s.a.Answered()
	switch of {
	case stepTeam:
		if s.a.Team.Name != "" && s.a.Date != "" {
			return done
		}
	case stepScore:
		switch {
		case s.a.Mode == assessment.ModeIndividual && s.a.Revealed, answered == total:
			return done
		case answered > 0 || len(s.a.Ballots) > 0:
			return busy
		}
	case stepDiscuss:
		switch {
		case answered == total:
			return done
		case s.a.Revealed:
			return busy
		}
	case stepResult:
		if answered == total {
			return done
		}
	case stepPlan:
		switch {
		case s.a.Plan.Status == assessment.PlanAdopted:
			return done
		case len(s.a.Plan.Priorities) > 0:
			return busy
		}
	}
	return empty
}
