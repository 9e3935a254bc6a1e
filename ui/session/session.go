// Package session is one open assessment: its changes in memory, the queue that writes them to disk, undo, and the clock of the
// talk. It needs no window.
package session

import (
	"context"
	"slices"
	"strconv"

	"kwaliteitskaart/assessment"
)

// Session is one open assessment. A change is made to the assessment in memory at once, written to disk by the queue, and can
// be undone as far back as the session. A Session belongs to one goroutine, the one that its queue reports to.
type Session struct {
	store assessment.Store
	queue *Queue
	today func() assessment.Date

	Assessment *assessment.Assessment
	Previous   *assessment.Assessment   // the team's round before this one, or nil
	Earlier    []*assessment.Assessment // all rounds before this one, newest first
	Made       *assessment.Assessment   // as it was when it was made, if that was just now
	Replaced   bool                     // by files, and not put back
	past       bool                     // a round before the one that is open, in its review

	*history
	// renewed is what records are called now that were removed and put back, by what they were called before: steps that
	// were made under the old id find them by it.
	renewed map[string]string
	changed func() // hears of every change that can be undone
}

// Open loads an assessment from the store, to which the queue writes its changes. Today returns the date of what is written in
// it; changed is called after every change that can be undone. Open reads from disk; the error is CodeNotFound when there is no
// such assessment.
func Open(ctx context.Context, store assessment.Store, id string, queue *Queue, today func() assessment.Date, changed func()) (*Session, error) {
	a, err := store.Load(ctx, id)
	if err != nil {
		return nil, err
	}
	s := &Session{
		store: store, queue: queue, today: today, changed: changed,
		Assessment: a, history: &history{}, renewed: make(map[string]string),
	}
	if s.Earlier, err = assessment.Earlier(ctx, store, id); err != nil {
		return nil, err
	}
	if len(s.Earlier) > 0 {
		s.Previous = s.Earlier[0]
	}
	list, err := store.Replaced(ctx, id)
	s.Replaced = len(assessment.PutBackable(list)) > 0
	return s, err
}

// Review returns the round before this one as a session in which what became of its plan is kept, or nil when there is none.
// Its changes are undone as those of this one; changed is called after each.
func (s *Session) Review(changed func()) *Session {
	if s.Previous == nil {
		return nil
	}
	return &Session{
		store: s.store, queue: s.queue, today: s.today, changed: changed,
		Assessment: s.Previous, history: s.history, past: true, renewed: make(map[string]string),
	}
}

// LastRound returns the round before this one, or nil while it may not be seen or when there is none.
func (s *Session) LastRound() *assessment.Assessment {
	if s.Previous == nil || !s.Assessment.ShowsLastRound() {
		return nil
	}
	return s.Previous
}

// Trend compares this round with LastRound; it returns nil when there is none.
func (s *Session) Trend() *assessment.Trend {
	if last := s.LastRound(); last != nil {
		return s.Assessment.Compare(last)
	}
	return nil
}

// SetDetails changes the team or the assessment's own fields. Field names what is changed: changes of the same field in a row,
// such as the letters of a name, are undone together; Once is a step of its own.
func (s *Session) SetDetails(field string, team assessment.Team, d assessment.Details) {
	oldTeam, oldDetails := s.Assessment.Team, s.Assessment.Details
	put := func(t assessment.Team, d assessment.Details) {
		d.Revealed = d.Revealed || s.Assessment.Revealed // what was seen was seen
		if len(s.Assessment.Ballots) > 0 {
			d.Mode, d.Scope = s.Assessment.Mode, s.Assessment.Scope // undoing something else must not hide them, or empty them
		}
		s.SaveDetails(t, d)
	}
	put(team, d)
	s.remember(edit{
		key: editKey(field, "details"), undo: func() { put(oldTeam, oldDetails) }, redo: func() { put(team, d) },
		still: func() bool {
			return d.Mode == oldDetails.Mode && d.Scope == oldDetails.Scope || len(s.Assessment.Ballots) == 0
		},
		change: Change{
			Place: Place{Step: StepTeam}, Kind: assessment.RecordAssessment,
			before: assessment.Record{Team: &oldTeam, Details: &oldDetails}, after: assessment.Record{Team: &team, Details: &d},
		},
	})
}

// SaveDetails changes the team and the assessment's own fields in a way that cannot be undone.
func (s *Session) SaveDetails(team assessment.Team, d assessment.Details) {
	s.Assessment.Team, s.Assessment.Details = team, d
	s.queue.Add("details", func(ctx context.Context) error { return s.store.SaveDetails(ctx, team, d) })
}

// SetMode changes the way of working. That can be undone while no ballot is in.
func (s *Session) SetMode(m assessment.Mode) {
	d := s.Assessment.Details
	d.Mode = m
	s.settle(d)
}

// SetScope changes how much of the card takes part. That can be undone while no ballot is in.
func (s *Session) SetScope(scope assessment.Scope) {
	d := s.Assessment.Details
	d.Scope = scope
	s.settle(d)
}

// settle changes what ballots rest on: a step of undo while there are none.
func (s *Session) settle(d assessment.Details) {
	if len(s.Assessment.Ballots) == 0 {
		s.SetDetails(Once, s.Assessment.Team, d)
		return
	}
	s.SaveDetails(s.Assessment.Team, d)
}

// ExpectBallots changes how many ballots are expected.
func (s *Session) ExpectBallots(n int) {
	old := s.Assessment.Expected
	put := func(n int) {
		s.Assessment.Expected = n
		id := s.Assessment.ID
		s.queue.Add("expected", func(ctx context.Context) error { return s.store.Expect(ctx, id, n) })
	}
	put(n)
	s.remember(edit{
		key: editKey("expected", s.Assessment.ID), undo: func() { put(old) }, redo: func() { put(n) },
		change: Change{
			Place: Place{Step: StepScore},
			field: assessment.RecordChange{Field: "expected", Before: strconv.Itoa(old), After: strconv.Itoa(n)},
		},
	})
}

// SetScore changes the team's score of an indicator. Field names what of it, as for SetDetails.
func (s *Session) SetScore(field string, score assessment.Score) {
	old := s.Assessment.Score(score.Indicator)
	put := func(x assessment.Score) {
		if i := slices.IndexFunc(s.Assessment.Scores, func(y assessment.Score) bool { return y.Indicator == x.Indicator }); i >= 0 {
			s.Assessment.Scores[i] = x
		} else {
			s.Assessment.Scores = append(s.Assessment.Scores, x)
		}
		id := s.Assessment.ID
		s.queue.Add("score "+x.Indicator, func(ctx context.Context) error { return s.store.SaveScore(ctx, id, x) })
	}
	put(score)
	at := Place{Step: StepScore, Indicator: score.Indicator}
	switch {
	case score.Strength != old.Strength:
		at = Place{Step: StepPlan}
	case score.Target != old.Target, score.Importance != old.Importance:
		at.Step = StepPlan
	}
	s.remember(edit{
		key: editKey(field, score.Indicator), undo: func() { put(old) }, redo: func() { put(score) },
		change: Change{
			Place: at, Kind: assessment.RecordScore, Of: score.Indicator,
			before: assessment.Record{Score: &old}, after: assessment.Record{Score: &score},
		},
	})
}

// SetScores changes several scores in one step.
func (s *Session) SetScores(scores []assessment.Score) {
	s.Group(func() {
		for _, x := range scores {
			s.SetScore(Once, x)
		}
	})
}
