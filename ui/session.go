package ui

import (
	"context"
	"slices"
	"strconv"

	"kwaliteitskaart/assessment"
)

// session is one open assessment: what is on screen, and the way every change of it goes to disk. A change is made to
// the assessment in memory at once, written by the queue, and can be undone as far back as the session. It belongs to
// the UI goroutine.
type session struct {
	store assessment.Store
	queue *queue
	today func() assessment.Date

	a        *assessment.Assessment
	previous *assessment.Assessment   // the team's round before this one, or nil
	earlier  []*assessment.Assessment // all rounds before this one, newest first
	replaced bool                     // by files, and not put back
	past     bool                     // a round before the one that is open, in its review

	*history
	// renewed is what records are called now that were removed and put back, by what they were called before: steps that
	// were made under the old id find them by it.
	renewed map[string]string
	changed func() // hears of every change that can be undone
}

// openSession loads an assessment from the store, to which the queue writes its changes. Today returns the date for what is made in it,
// and changed is called after every change that can be undone. It reads from disk.
func openSession(ctx context.Context, store assessment.Store, id string, queue *queue, today func() assessment.Date, changed func()) (*session, error) {
	a, err := store.Load(ctx, id)
	if err != nil {
		return nil, err
	}
	s := &session{
		store: store, queue: queue, today: today, changed: changed,
		a: a, history: &history{}, renewed: make(map[string]string),
	}
	if s.earlier, err = assessment.Earlier(ctx, store, id); err != nil {
		return nil, err
	}
	if len(s.earlier) > 0 {
		s.previous = s.earlier[0]
	}
	list, err := store.Replaced(ctx, id)
	s.replaced = len(list) > 0
	return s, err
}

// review returns the round before this one as a session in which what became of its plan is kept, or nil when there is none.
// Its changes are undone as those of this one; changed is called after each.
func (s *session) review(changed func()) *session {
	if s.previous == nil {
		return nil
	}
	return &session{
		store: s.store, queue: s.queue, today: s.today, changed: changed,
		a: s.previous, history: s.history, past: true, renewed: make(map[string]string),
	}
}

// lastRound is the round before this one once it may be seen, or nil.
func (s *session) lastRound() *assessment.Assessment {
	if s.previous == nil || !s.a.ShowsLastRound() {
		return nil
	}
	return s.previous
}

// trend is how this round compares with the last one, or nil.
func (s *session) trend() *assessment.Trend {
	if last := s.lastRound(); last != nil {
		return s.a.Compare(last)
	}
	return nil
}

// setDetails changes the team or the assessment's own fields. Field names the field, so that its letters are one step.
func (s *session) setDetails(field string, team assessment.Team, d assessment.Details) {
	oldTeam, oldDetails := s.a.Team, s.a.Details
	put := func(t assessment.Team, d assessment.Details) {
		d.Revealed = d.Revealed || s.a.Revealed // what was seen was seen
		if len(s.a.Ballots) > 0 {
			d.Mode = s.a.Mode // undoing something else must not hide them
		}
		s.saveDetails(t, d)
	}
	put(team, d)
	s.remember(edit{
		key: editKey(field, "details"), undo: func() { put(oldTeam, oldDetails) }, redo: func() { put(team, d) },
		still: func() bool { return d.Mode == oldDetails.Mode || len(s.a.Ballots) == 0 },
		change: change{
			place: place{step: stepTeam}, kind: assessment.RecordAssessment,
			before: assessment.Record{Team: &oldTeam, Details: &oldDetails}, after: assessment.Record{Team: &team, Details: &d},
		},
	})
}

// saveDetails changes them for good.
func (s *session) saveDetails(team assessment.Team, d assessment.Details) {
	s.a.Team, s.a.Details = team, d
	s.queue.add("details", func(ctx context.Context) error { return s.store.SaveDetails(ctx, team, d) })
}

// setMode changes the way of working. That can be undone while no ballot is in.
func (s *session) setMode(m assessment.Mode) {
	d := s.a.Details
	d.Mode = m
	if len(s.a.Ballots) == 0 {
		s.setDetails(once, s.a.Team, d)
		return
	}
	s.saveDetails(s.a.Team, d)
}

// expect changes how many ballots are expected.
func (s *session) expect(n int) {
	old := s.a.Expected
	put := func(n int) {
		s.a.Expected = n
		id := s.a.ID
		s.queue.add("expected", func(ctx context.Context) error { return s.store.Expect(ctx, id, n) })
	}
	put(n)
	s.remember(edit{
		key: editKey("expected", s.a.ID), undo: func() { put(old) }, redo: func() { put(n) },
		change: change{
			place: place{step: stepScore},
			field: assessment.RecordChange{Field: "expected", Before: strconv.Itoa(old), After: strconv.Itoa(n)},
		},
	})
}

// setScore changes the team's score of an indicator. Field names what of it, as for setDetails.
func (s *session) setScore(field string, score assessment.Score) {
	old := s.a.Score(score.Indicator)
	put := func(x assessment.Score) {
		if i := slices.IndexFunc(s.a.Scores, func(y assessment.Score) bool { return y.Indicator == x.Indicator }); i >= 0 {
			s.a.Scores[i] = x
		} else {
			s.a.Scores = append(s.a.Scores, x)
		}
		id := s.a.ID
		s.queue.add("score "+x.Indicator, func(ctx context.Context) error { return s.store.SaveScore(ctx, id, x) })
	}
	put(score)
	at := place{step: stepScore, indicator: score.Indicator}
	switch {
	case score.Strength != old.Strength:
		at = place{step: stepPlan}
	case score.Target != old.Target, score.Importance != old.Importance:
		at.step = stepPlan
	}
	s.remember(edit{
		key: editKey(field, score.Indicator), undo: func() { put(old) }, redo: func() { put(score) },
		change: change{
			place: at, kind: assessment.RecordScore, of: score.Indicator,
			before: assessment.Record{Score: &old}, after: assessment.Record{Score: &score},
		},
	})
}

// setScores changes several scores in one step.
func (s *session) setScores(scores []assessment.Score) {
	s.together(func() {
		for _, x := range scores {
			s.setScore(once, x)
		}
	})
}
