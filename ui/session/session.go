// Package session is one open assessment: its changes in memory, the queue that writes them to disk, undo, and the
// clock of the discussion. It needs no window.
package session

import (
	"context"
	"slices"
	"strconv"

	"kwaliteitskaart/assessment"
)

// Session is one open assessment. A change is applied in memory at once, written to disk by the queue, and can be
// undone until the session ends. A Session belongs to one goroutine, the one its queue reports to.
type Session struct {
	store assessment.Store
	queue *Queue
	today func() assessment.Date

	Assessment *assessment.Assessment
	Previous   *assessment.Assessment   // the team's previous round, or nil
	Earlier    []*assessment.Assessment // all earlier rounds, newest first
	Later      []*assessment.Assessment // all later rounds, oldest first
	Made       *assessment.Assessment   // its initial state, if it was created just now
	Replaced   bool                     // files replaced something that was not put back
	Half       bool                     // a ballot was begun and not handed in
	Reviewed   bool                     // the review of the previous round was left, which closes that round
	past       bool                     // an earlier round, open for the review of its plan

	*history
	// renewed maps the former ids of records that were removed and restored to their current ids, so that older undo
	// steps find them.
	renewed map[string]string
	changed func() // called after every change that can be undone
}

// Open loads an assessment from the store, to which the queue writes its changes. Today returns the date for new
// records; changed is called after every change that can be undone. Open reads from disk; the error is CodeNotFound
// if there is no such assessment.
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
	if s.Later, err = assessment.Later(ctx, store, id); err != nil {
		return nil, err
	}
	draft, err := store.Draft(ctx, id)
	if err != nil {
		return nil, err
	}
	s.Half = draft != nil && draft.Begun()
	list, err := store.Replaced(ctx, id)
	s.Replaced = len(assessment.PutBackable(list)) > 0
	return s, err
}

// Review returns an earlier round as a session for the review of its plan. Its changes are undone together with those of s;
// changed is called after each.
func (s *Session) Review(of *assessment.Assessment, changed func()) *Session {
	return &Session{
		store: s.store, queue: s.queue, today: s.today, changed: changed,
		Assessment: of, history: s.history, past: true, renewed: make(map[string]string),
	}
}

// LastRound returns the previous round, or the open round's kept copy if it is not loaded; nil if there is none or it may not
// be shown yet.
func (s *Session) LastRound() *assessment.Assessment {
	before := s.Round().Before()
	if len(before) == 0 || !s.Assessment.ShowsLastRound() {
		return nil
	}
	return before[0]
}

// Trend compares this round with LastRound; it returns nil if there is none.
func (s *Session) Trend() *assessment.Trend {
	if last := s.LastRound(); last != nil {
		return s.Assessment.Compare(last)
	}
	return nil
}

// SetDetails changes the team or the assessment's own fields. field names the change: successive changes of the same field,
// such as the letters of a name, are undone together; Once makes a separate step.
func (s *Session) SetDetails(field string, team assessment.Team, d assessment.Details) {
	if s.refuseFixed() {
		return
	}
	oldTeam, oldDetails := s.Assessment.Team, s.Assessment.Details
	put := func(t assessment.Team, d assessment.Details) {
		d.Revealed = d.Revealed || s.Assessment.Revealed // a reveal cannot be undone
		if s.HasBallots() {
			d.Mode, d.Scope = s.Assessment.Mode, s.Assessment.Scope // an unrelated undo must not hide or empty the ballots
		}
		s.SaveDetails(t, d)
	}
	put(team, d)
	s.remember(edit{
		key: editKey(field, "details"), undo: func() { put(oldTeam, oldDetails) }, redo: func() { put(team, d) },
		still: func() bool {
			return d.Mode == oldDetails.Mode && d.Scope == oldDetails.Scope || !s.HasBallots()
		},
		change: Change{
			Place: Place{Step: StepTeam}, Kind: assessment.RecordAssessment,
			before: assessment.Record{Team: &oldTeam, Details: &oldDetails}, after: assessment.Record{Team: &team, Details: &d},
		},
	})
}

// SaveDetails changes the team and the assessment's own fields. It cannot be undone.
func (s *Session) SaveDetails(team assessment.Team, d assessment.Details) {
	s.Assessment.Team, s.Assessment.Details = team, d
	s.queue.Add("details", func(ctx context.Context) error { return s.store.SaveDetails(ctx, team, d) })
}

// HasBallots reports whether anybody answered, even in an unfinished ballot.
func (s *Session) HasBallots() bool { return s.Half || s.Assessment.BallotsIn() > 0 }

// SetMode changes the way of working. It can be undone only while there are no ballots.
func (s *Session) SetMode(m assessment.Mode) {
	d := s.Assessment.Details
	d.Mode = m
	s.settle(d)
}

// SetScope changes the scope. It can be undone only while there are no ballots.
func (s *Session) SetScope(scope assessment.Scope) {
	d := s.Assessment.Details
	d.Scope = scope
	s.settle(d)
}

// settle changes details that ballots depend on, as an undo step only if there are no ballots.
func (s *Session) settle(d assessment.Details) {
	if !s.HasBallots() {
		s.SetDetails(Once, s.Assessment.Team, d)
		return
	}
	s.SaveDetails(s.Assessment.Team, d)
}

// ExpectBallots changes the number of expected ballots.
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
			field: assessment.RecordChange{Field: "expected", Before: people(old), After: people(n)},
		},
	})
}

// people returns a number of people; "" if unknown.
func people(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// SetScore changes the team's score of an indicator. field names the change, as in SetDetails.
func (s *Session) SetScore(field string, score assessment.Score) {
	if s.refuseFixed() {
		return
	}
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

// refuseFixed reports whether adopting or closing fixed the scores and the assessment's own fields. If so, it reports the
// refusal to the queue, like a refusal by the store.
func (s *Session) refuseFixed() bool {
	err := s.Assessment.RefuseScores()
	if err != nil {
		s.queue.Refuse(err)
	}
	return err != nil
}

// SetScores changes several scores in one step.
func (s *Session) SetScores(scores []assessment.Score) {
	s.Group(func() {
		for _, x := range scores {
			s.SetScore(Once, x)
		}
	})
}
