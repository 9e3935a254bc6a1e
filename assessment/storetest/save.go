package storetest

import (
	"errors"
	"strings"

	"kwaliteitskaart/assessment"
)

func textsUnchanged(b *bench) {
	texts := []string{
		strings.Repeat("👩🏽‍🏫é\u0301", 100), // 500 characters: an emoji sequence, and a combining accent
		"cafe\u0301 is not café",
		"lines\nand\n\nmore\ttabs",
		"\u202e\u200d",
		"  spaces around \u2003 ",
		`'; DROP TABLE score; -- "%s" \ ?`,
		"=1+1",
	}
	for _, text := range texts {
		a := b.added(Card(4), func(a *assessment.Assessment) {
			a.Team.Name, a.Team.Institution, a.Present = text, text, text
			a.Scores[0].Note, a.Scores[0].Evidence = text, text
			a.Ballots[0].Remarks["A1"] = text
			a.Plan.Strong = text
			a.Plan.Priorities[0].Goal = text
			a.Plan.Priorities[0].Actions[0].What = text
			a.Plan.Priorities[0].Actions[0].Notes[0].Text = text
		})
		b.same(a)

		a.Scores[1].Note = text + text
		given := a.Scores[1]
		given.Note += "\v\x01" // characters left by a word processor are stored as PlainText
		a.Scores[1].Note += "\n"
		b.must(b.store.SaveScore(b.ctx, a.ID, given))
		a.Scores[1].UpdatedAt = b.clock
		b.same(a)
	}
}

func details(b *bench) {
	a := b.hidden()
	a.Team = assessment.Team{
		ID: a.Team.ID, Institution: "i", Programme: "p", Name: "n", Crebo: "c", Level: "l", Track: "t",
	}
	a.Details = assessment.Details{
		ID: a.ID, Date: "2027-01-02", SchoolYear: "2026-2027", Scope: assessment.ScopeCore,
		Mode: assessment.ModeTogether, Revealed: false, Facilitator: "f", Present: "p",
		Status: assessment.StatusClosed, ClosedOn: "2027-01-03", UpdatedAt: 7,
	}
	b.must(b.store.SaveDetails(b.ctx, a.Team, a.Details))
	a.Status, a.ClosedOn, a.UpdatedAt = assessment.StatusOpen, "", b.clock // CloseRound closes
	b.same(a)

	// Revealed ballots have been seen.
	a.Revealed = true
	b.must(b.store.SaveDetails(b.ctx, a.Team, a.Details))
	a.UpdatedAt++
	b.same(a)
	hidden := a.Details
	hidden.Revealed, hidden.Facilitator = false, "somebody else"
	err := b.store.SaveDetails(b.ctx, a.Team, hidden)
	b.want(assessment.CodeInvalid, err)
	var refused *assessment.Error
	if !errors.As(err, &refused) || len(refused.Faults) != 1 || refused.Faults[0].Place != "assessment.revealed" {
		b.Errorf("hiding what was revealed: %v", err)
	}
	b.same(a)
}

func scores(b *bench) {
	a := b.added(Card(4))
	full := assessment.Score{
		Indicator: "A1", Answer: 3, Note: "n", Evidence: "e", Target: 2, Importance: 1, Strength: true, UpdatedAt: 7,
	}
	cleared := assessment.Score{Indicator: "A1", Target: 3, Importance: 1}
	for _, s := range []assessment.Score{
		full, cleared, full,
		{Indicator: "A1", Answer: assessment.Unknown, Target: 4, Importance: 3},
		{Indicator: "A1", Answer: assessment.NotApplicable, Note: "because", Target: 4, Importance: 3},
	} {
		b.clock += 1000
		b.must(b.store.SaveScore(b.ctx, a.ID, s))
		s.UpdatedAt = b.clock
		a.Scores[0] = s
		b.same(a)
	}
	// The first score of an indicator that comes last in card order.
	first := assessment.Score{Indicator: "C1", Answer: 1, Target: 1, Importance: 2}
	b.must(b.store.SaveScore(b.ctx, a.ID, first))
	first.UpdatedAt = b.clock
	a.Scores = append(a.Scores, first)
	b.same(a)
}

func plan(b *bench) {
	a := b.added(Card(4))
	p := assessment.Plan{
		Date: "2027-01-01", Status: assessment.PlanDraft, Strong: "s", Concern: "c", Choice: "k", UpdatedAt: 7,
		Priorities: a.Plan.Priorities[:1],
	}
	own := p
	own.Status, own.AdoptedOn, own.Waived, own.SealedAt = assessment.PlanAdopted, Today, "zo", 9 // Adopt adopts
	b.must(b.store.SavePlan(b.ctx, a.ID, own))
	p.Priorities, p.UpdatedAt = a.Plan.Priorities, b.clock
	a.Plan = p
	b.same(a)
}

func priorities(b *bench) {
	a := b.added(Card(4))
	// An existing priority: only its own fields.
	p := assessment.Priority{
		ID: a.Plan.Priorities[0].ID, Indicator: "B2", Why: "w", Goal: "g", StudentEffect: "s", Position: 9,
		Actions: []assessment.Action{assessment.NewAction(Today)},
	}
	b.must(b.store.SavePriority(b.ctx, a.ID, p))
	p.Actions, p.UpdatedAt = a.Plan.Priorities[0].Actions, b.clock
	a.Plan.Priorities[0] = p
	a.Sort()
	b.same(a)

	// A new priority, with everything beneath it, stamped now.
	b.clock += 1000
	fresh := Sample(a.Card).Plan.Priorities[0]
	b.must(b.store.SavePriority(b.ctx, a.ID, fresh))
	fresh.UpdatedAt = b.clock
	for i := range fresh.Actions {
		fresh.Actions[i].UpdatedAt = b.clock
	}
	a.Plan.Priorities = append(a.Plan.Priorities, fresh)
	a.Sort()
	b.same(a)
}

func actions(b *bench) {
	a := b.added(Card(4))
	priority := &a.Plan.Priorities[1]
	act := assessment.Action{
		ID: priority.Actions[1].ID, What: "w", Owner: "o", Helpers: "h", Start: "2027-01-01", Due: "2027-01-01",
		DoneWhen: "d", Hours: 1, Euros: 2, Ask: "a", Feasibility: 3, Status: assessment.ActionStopped, Reason: "r",
		Suggestion: "s", Notes: []assessment.Note{{ID: assessment.NewID(), Text: "not this way"}},
	}
	b.must(b.store.SaveAction(b.ctx, a.ID, priority.ID, act))
	act.Notes, act.UpdatedAt = priority.Actions[1].Notes, b.clock
	priority.Actions[1] = act
	a.Sort()
	b.same(a)

	b.clock += 1000
	fresh := assessment.NewAction(Today)
	fresh.Notes = []assessment.Note{{ID: assessment.NewID(), Date: Today, Text: "first"}}
	b.must(b.store.SaveAction(b.ctx, a.ID, priority.ID, fresh))
	fresh.UpdatedAt = b.clock
	priority.Actions = append(priority.Actions, fresh)
	a.Sort()
	b.same(a)
}

func notes(b *bench) {
	a := b.added(Card(4))
	act := &a.Plan.Priorities[0].Actions[0]
	n := assessment.Note{ID: assessment.NewID(), Date: Today, Text: "progress"}
	for range 2 { // adding the same note again changes nothing
		b.must(b.store.AddNote(b.ctx, a.ID, act.ID, n))
		if len(act.Notes) == 0 || act.Notes[len(act.Notes)-1] != n {
			act.Notes = append(act.Notes, n)
		}
		a.Sort()
		act, _ = a.Plan.Action(act.ID)
		b.same(a)
	}
	other := n
	other.Text = "other words"
	b.want(assessment.CodeInvalid, b.store.AddNote(b.ctx, a.ID, act.ID, other))
	b.want(assessment.CodeInvalid, b.store.AddNote(b.ctx, a.ID, a.Plan.Priorities[1].Actions[0].ID, n))
	b.same(a)
}

// slowClock checks that a change made with a slow clock still wins over what it replaces.
func slowClock(b *bench) {
	a := b.added(Card(4))
	b.clock = assessment.FirstInstant + 1000
	for range 2 {
		b.must(b.store.SaveDetails(b.ctx, a.Team, a.Details))
		a.UpdatedAt++
		b.must(b.store.SaveScore(b.ctx, a.ID, a.Scores[2]))
		a.Scores[2].UpdatedAt++
		b.must(b.store.SavePlan(b.ctx, a.ID, a.Plan))
		a.Plan.UpdatedAt++
		p := &a.Plan.Priorities[1]
		b.must(b.store.SavePriority(b.ctx, a.ID, *p))
		p.UpdatedAt++
		b.must(b.store.SaveAction(b.ctx, a.ID, p.ID, p.Actions[0]))
		p.Actions[0].UpdatedAt++
		b.same(a)
	}
	// A new record gets the time of the clock, and a deletion replaces the record it deletes.
	p := assessment.Priority{ID: assessment.NewID(), Indicator: "A1", Position: 9}
	b.must(b.store.SavePriority(b.ctx, a.ID, p))
	p.UpdatedAt = b.clock
	a.Plan.Priorities = append(a.Plan.Priorities, p)
	b.must(b.store.Remove(b.ctx, a.ID, p.ID))
	a.Plan.Priorities = a.Plan.Priorities[:len(a.Plan.Priorities)-1]
	a.Deleted = append(a.Deleted, assessment.Deletion{ID: p.ID, UpdatedAt: b.clock + 1})
	a.Sort()
	b.same(a)
}

func teamPerAssessment(b *bench) {
	first := b.added(Card(4))
	second := b.added(Card(4), func(a *assessment.Assessment) { a.Team.ID = first.Team.ID })
	second.Team.Name = "Renamed"
	b.must(b.store.SaveDetails(b.ctx, second.Team, second.Details))
	second.UpdatedAt = b.clock
	b.same(first)
	b.same(second)
}
