package storetest

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"kwaliteitskaart/assessment"
)

// cards checks that assessments with the same card share it, and that other content with the same id and version is refused.
func cards(b *bench) {
	first, second := b.added(Card(4)), b.added(Card(4))
	newer := changed(Card(4), func(c *assessment.Card) { c.Version = "1.0.1" })
	third := b.added(newer)
	b.same(first)
	b.same(second)
	b.same(third)

	forged := Sample(changed(Card(4), func(c *assessment.Card) { c.Areas[0].Indicators[0].Core = false }))
	b.want(assessment.CodeCardConflict, b.store.Add(b.ctx, forged))
	_, err := b.store.Load(b.ctx, forged.ID)
	b.want(assessment.CodeNotFound, err)
	b.same(first)

	unfit := Sample(Card(4))
	unfit.Card = changed(Card(4), func(c *assessment.Card) { c.ID, c.Areas[0].Title = "unfit", nil })
	b.want(assessment.CodeCardInvalid, b.store.Add(b.ctx, unfit))
	_, err = b.store.Load(b.ctx, unfit.ID)
	b.want(assessment.CodeNotFound, err)
}

// changed returns a changed card, with the compact form that belongs to it.
func changed(c *assessment.Card, change func(*assessment.Card)) *assessment.Card {
	change(c)
	var read assessment.Card // as a store has it, with empty lists where there were none
	if err := json.Unmarshal(c.Settled().Compact, &read); err != nil {
		panic(err) // it was written just now
	}
	return read.Settled()
}

func addRefuses(b *bench) {
	a := b.added(Card(4))
	twin := Sample(a.Card)
	twin.ID = a.ID
	b.want(assessment.CodeExists, b.store.Add(b.ctx, twin))
	b.must(b.store.Bin(b.ctx, a.ID))
	b.want(assessment.CodeExists, b.store.Add(b.ctx, twin))
	b.same(a)

	for name, breakIt := range map[string]func(*assessment.Assessment){
		"score of an unknown indicator": func(a *assessment.Assessment) { a.Scores[0].Indicator = "Z9" },
		"score above the scale":         func(a *assessment.Assessment) { a.Scores[0].Answer = 5 },
		"one indicator twice":           func(a *assessment.Assessment) { a.Scores[1].Indicator = a.Scores[0].Indicator },
		"one id twice":                  func(a *assessment.Assessment) { a.Ballots[0].ID = a.Plan.Priorities[0].ID },
		"a deleted id":                  func(a *assessment.Assessment) { a.Deleted[0].ID = a.Plan.Priorities[0].ID },
		"no such date":                  func(a *assessment.Assessment) { a.Date = "2026-02-30" },
		"a text too long": func(a *assessment.Assessment) {
			a.Plan.Strong = strings.Repeat("é", assessment.MaxText+1)
		},
	} {
		broken := Sample(Card(4))
		breakIt(broken)
		err := b.store.Add(b.ctx, broken)
		if assessment.CodeOf(err) != assessment.CodeInvalid {
			b.Errorf("%s: got error %v", name, err)
		}
		_, err = b.store.Load(b.ctx, broken.ID)
		b.want(assessment.CodeNotFound, err)
	}
}

// refusals checks that a refused change changes nothing.
func refusals(b *bench) {
	a := b.added(Card(4))
	other := b.added(Card(4))
	st, ctx, id := b.store, b.ctx, a.ID
	p, q := a.Plan.Priorities[0], a.Plan.Priorities[1]
	b.clock += 1000

	score := func(change func(*assessment.Score)) error {
		s := a.Scores[0]
		change(&s)
		return st.SaveScore(ctx, id, s)
	}
	action := func(change func(*assessment.Action)) error {
		x := p.Actions[0]
		change(&x)
		return st.SaveAction(ctx, id, p.ID, x)
	}
	team := func(change func(*assessment.Team, *assessment.Details)) error {
		t, d := a.Team, a.Details
		change(&t, &d)
		return st.SaveDetails(ctx, t, d)
	}
	fresh := func(change func(*assessment.Priority)) error {
		x := p.Fresh()
		change(&x)
		return st.SavePriority(ctx, id, x)
	}
	tooLong := strings.Repeat("x", assessment.MaxText+1)
	invalid, notFound := assessment.CodeInvalid, assessment.CodeNotFound
	for _, c := range []struct {
		name string
		code assessment.Code
		err  error
	}{
		{"unknown assessment: adopt", notFound, st.Adopt(ctx, "x", Today, "")},
		{"unknown assessment: reopen", notFound, st.Reopen(ctx, "x", Today, "why")},
		{"unknown assessment: close", notFound, st.CloseRound(ctx, "x", Today)},
		{"unknown assessment: answer", notFound, st.SaveAnswer(ctx, "x", "y", assessment.Reply{})},
		{"unknown action: answer", notFound, st.SaveAnswer(ctx, id, "y", assessment.Reply{})},
		{"an answer of no kind", invalid, st.SaveAnswer(ctx, id, p.Actions[0].ID, assessment.Reply{Kind: "maybe"})},
		{"a draft reopened", assessment.CodeNotFixed, st.Reopen(ctx, id, Today, "why")},
		{"unknown assessment: reason", notFound, st.Explain(ctx, "x", assessment.Change{}, Today, "why")},
		{"no such change", notFound, st.Explain(ctx, id, assessment.Change{Field: "due"}, Today, "why")},
		{"unknown assessment: card", notFound, st.MoveCard(ctx, "x", a.Card)},
		{"unknown assessment: details", notFound, team(func(_ *assessment.Team, d *assessment.Details) { d.ID = "x" })},
		{"unknown assessment: score", notFound, st.SaveScore(ctx, "x", a.Scores[0])},
		{"unknown assessment: plan", notFound, st.SavePlan(ctx, "x", a.Plan)},
		{"unknown assessment: priority", notFound, st.SavePriority(ctx, "x", p)},
		{"unknown assessment: action", notFound, st.SaveAction(ctx, "x", p.ID, p.Actions[0])},
		{"unknown assessment: note", notFound, st.AddNote(ctx, "x", p.Actions[0].ID, assessment.Note{ID: "n"})},
		{"unknown assessment: remove", notFound, st.Remove(ctx, "x", p.ID)},
		{"unknown assessment: bin", notFound, st.Bin(ctx, "x")},
		{"unknown assessment: unbin", notFound, st.Unbin(ctx, "x")},
		{"unknown priority", notFound, st.SaveAction(ctx, id, "x", assessment.NewAction(Today))},
		{"unknown action", notFound, st.AddNote(ctx, id, "x", assessment.Note{ID: "n"})},
		{"unknown record", notFound, st.Remove(ctx, id, "x")},
		{"a priority of another assessment", notFound, st.Remove(ctx, id, other.Plan.Priorities[0].ID)},
		{"a ballot cannot be removed", notFound, st.Remove(ctx, id, a.Ballots[0].ID)},

		{"team without id", invalid, team(func(t *assessment.Team, _ *assessment.Details) { t.ID = "" })},
		{"team name too long", invalid, team(func(t *assessment.Team, _ *assessment.Details) { t.Name = tooLong })},
		{"unknown scope", invalid, team(func(_ *assessment.Team, d *assessment.Details) { d.Scope = "half" })},
		{"bad date", invalid, team(func(_ *assessment.Team, d *assessment.Details) { d.Date = "23-11-2026" })},

		{"unknown indicator", invalid, score(func(s *assessment.Score) { s.Indicator = "Z1" })},
		{"level above the scale", invalid, score(func(s *assessment.Score) { s.Answer = 5 })},
		{"target above the scale", invalid, score(func(s *assessment.Score) { s.Target = 5 })},
		{"importance 0", invalid, score(func(s *assessment.Score) { s.Importance = 0 })},
		{"evidence too long", invalid, score(func(s *assessment.Score) { s.Evidence = tooLong })},
		{"not applicable without a note", assessment.CodeNoteRequired, score(func(s *assessment.Score) {
			s.Answer, s.Note = assessment.NotApplicable, " "
		})},

		{"unknown plan status", invalid, st.SavePlan(ctx, id, assessment.Plan{Status: "done"})},
		{"plan text too long", invalid, st.SavePlan(ctx, id, assessment.Plan{Status: assessment.PlanDraft, Waived: tooLong})},

		{"priority of an unknown indicator", invalid, fresh(func(x *assessment.Priority) { x.Indicator = "Z1" })},
		{"new priority with a bad action", assessment.CodeReasonRequired, fresh(func(x *assessment.Priority) {
			x.Actions[0].Status, x.Actions[0].Reason = assessment.ActionStopped, ""
		})},
		{"new priority, an id of an action", invalid, fresh(func(x *assessment.Priority) { x.ID = p.Actions[0].ID })},
		{"new priority, a deleted id", invalid, fresh(func(x *assessment.Priority) { x.ID = a.Deleted[0].ID })},
		{"new priority, an action that is here", invalid, fresh(func(x *assessment.Priority) {
			x.Actions[1].ID = q.Actions[0].ID
		})},
		{"new priority, a deleted note", invalid, fresh(func(x *assessment.Priority) {
			x.Actions[1].Notes = []assessment.Note{{ID: a.Deleted[0].ID}}
		})},

		{"action moved to another priority", invalid, func() error {
			x := p.Actions[0]
			x.Notes = nil
			return st.SaveAction(ctx, id, q.ID, x)
		}()},
		{"action with an id of a ballot", invalid, action(func(x *assessment.Action) {
			x.ID, x.Notes = a.Ballots[0].ID, nil
		})},
		{"action with a deleted id", invalid, action(func(x *assessment.Action) {
			x.ID, x.Notes = a.Deleted[0].ID, nil
		})},
		{"action without a reason", assessment.CodeReasonRequired, action(func(x *assessment.Action) {
			x.Status, x.Reason = assessment.ActionStopped, " "
		})},
		{"action due before its start", assessment.CodeDueBeforeStart, action(func(x *assessment.Action) {
			x.Start, x.Due = "2026-12-02", "2026-12-01"
		})},
		{"negative hours", invalid, action(func(x *assessment.Action) { x.Hours = -1 })},
		{"feasibility 4", invalid, action(func(x *assessment.Action) { x.Feasibility = 4 })},

		{"note with a deleted id", invalid, st.AddNote(ctx, id, p.Actions[0].ID, assessment.Note{ID: a.Deleted[0].ID})},
		{"note with an id of a priority", invalid, st.AddNote(ctx, id, p.Actions[0].ID, assessment.Note{ID: p.ID})},
		{"note with a bad date", invalid, st.AddNote(ctx, id, p.Actions[0].ID, assessment.Note{ID: "n", Date: "x"})},
		{"note without id", invalid, st.AddNote(ctx, id, p.Actions[0].ID, assessment.Note{})},
	} {
		if got := assessment.CodeOf(c.err); got != c.code {
			b.Errorf("%s: got error %v, want code %q", c.name, c.err, c.code)
		}
	}
	b.same(a)
	b.same(other)
}

func goroutines(b *bench) {
	a := b.added(Card(4))
	var wg sync.WaitGroup
	errs := make([]error, len(a.Scores))
	for i := range a.Scores {
		wg.Go(func() {
			s := a.Scores[i]
			for n := range 5 {
				s.Evidence = fmt.Sprintf("%s %d", s.Indicator, n)
				if errs[i] = b.store.SaveScore(b.ctx, a.ID, s); errs[i] != nil {
					return
				}
				if _, errs[i] = b.store.Load(b.ctx, a.ID); errs[i] != nil {
					return
				}
			}
		})
	}
	wg.Wait()
	if i := slices.IndexFunc(errs, func(err error) bool { return err != nil }); i >= 0 {
		b.Fatal(errs[i])
	}
	for i := range a.Scores {
		s := &a.Scores[i]
		s.Evidence, s.UpdatedAt = fmt.Sprintf("%s 4", s.Indicator), b.clock+4
	}
	b.same(a)
}

// cancelled checks that with a cancelled context each method fails with CodeInterrupted and changes nothing.
func cancelled(b *bench) {
	a := b.added(Card(4))
	ctx, cancel := context.WithCancel(b.ctx)
	cancel()
	b.want(assessment.CodeInterrupted, b.store.Remove(ctx, a.ID, a.Plan.Priorities[0].ID))
	_, err := b.store.Load(ctx, a.ID)
	b.want(assessment.CodeInterrupted, err)
	_, err = b.store.Summaries(ctx, Today)
	b.want(assessment.CodeInterrupted, err)
	b.same(a)
}
