package storetest

import (
	"slices"
	"strings"

	"kwaliteitskaart/assessment"
)

// agreed stores an adopted sample.
func (b *bench) agreed() *assessment.Assessment {
	b.Helper()
	a := Adopted(Card(4))
	b.must(b.store.Add(b.ctx, a))
	return a
}

// adopting checks that adopting a plan stores an edition of what was agreed, and an entry in the log.
func adopting(b *bench) {
	before := b.added(Card(4), func(a *assessment.Assessment) { a.Date = "2025-11-24" })
	a := b.added(Card(4), func(a *assessment.Assessment) { a.Team.ID = before.Team.ID })
	b.clock += 1000
	b.must(b.store.Adopt(b.ctx, a.ID, "2026-12-02", "  toch zo\v"))
	is := b.load(a.ID)
	want, err := a.Adopt("2026-12-02", "toch zo", []*assessment.Assessment{before}, b.clock)
	b.must(err)
	want.Plan.Log[0].ID = is.Plan.Log[0].ID
	b.same(want)
	if len(is.Plan.Editions) != 1 || is.Previous == nil || is.Previous.ID != before.ID || len(is.Plan.Editions[0].Tallies) == 0 {
		b.Errorf("adopted with %d editions, after %+v", len(is.Plan.Editions), is.Previous)
	}
	b.want(assessment.CodeAdopted, b.store.Adopt(b.ctx, a.ID, "2026-12-03", "nog eens"))

	// A gap that blocks, and one that needs a sentence.
	empty := b.added(Card(4), func(a *assessment.Assessment) { a.Plan.Priorities = nil })
	b.want(assessment.CodePlanIncomplete, b.store.Adopt(b.ctx, empty.ID, Today, "zo"))
	b.same(empty)
	undated := b.added(Card(4), func(a *assessment.Assessment) { a.Plan.EvaluationDate = "" })
	b.want(assessment.CodeWaiverRequired, b.store.Adopt(b.ctx, undated.ID, Today, " "))
	b.same(undated)
	b.written(a.ID)
}

// adoptedIsFixed checks that each method refuses to change what adopting fixed, names the day, and changes nothing.
func adoptedIsFixed(b *bench) {
	a := b.agreed()
	other := a.Card
	b.clock += 1000
	_, cast := b.store.CastDraft(b.ctx, a.ID)
	for name, err := range map[string]error{
		"details": b.store.SaveDetails(b.ctx, a.Team, a.Details),
		"score":   b.store.SaveScore(b.ctx, a.ID, a.Scores[0]),
		"draft":   b.store.SaveDraft(b.ctx, a.ID, form(1)),
		"card":    b.store.MoveCard(b.ctx, a.ID, Revised(4)),
		"adopt":   b.store.Adopt(b.ctx, a.ID, Today, "zo"),
	} {
		b.want(assessment.CodeAdopted, err)
		if b.Failed() {
			b.Fatalf("%s of what is adopted", name)
		}
	}
	b.want(assessment.CodeNotFound, cast) // there was no draft
	b.same(a)
	b.must(b.store.MoveCard(b.ctx, a.ID, other)) // it is stored already
	b.same(a)

	// A draft from before the plan was adopted stays, and cannot be cast.
	c := b.added(Card(4))
	half := form(2)
	b.must(b.store.SaveDraft(b.ctx, c.ID, half))
	b.must(b.store.Adopt(b.ctx, c.ID, Today, "zo"))
	_, err := b.store.CastDraft(b.ctx, c.ID)
	b.want(assessment.CodeAdopted, err)
	b.draftIs(c, &half)
	b.must(b.store.Reopen(b.ctx, c.ID, Today, "nog een formulier"))
	_, err = b.store.CastDraft(b.ctx, c.ID)
	b.must(err)
}

// adoptedBallots checks that ballots from files wait while the plan is adopted, however many, and count once it is reopened.
func adoptedBallots(b *bench) {
	a := b.added(Card(4), func(a *assessment.Assessment) { a.Ballots = grouped("tttttt") })
	b.must(b.store.Adopt(b.ctx, a.ID, Today, "zo"))
	b.files(a, 3, grouped("ttttttttt")[6:]...)
	b.waiting(a.ID, 9, 3)
	theirs := b.load(a.ID)
	theirs.Ballots = grouped("ttttttttttttt")
	b.must(errOf(b.store.TakeIn(b.ctx, theirs)))
	b.waiting(a.ID, 13, 7)
	if n := b.load(a.ID).Plan.Editions[0].Ballots; n != 6 {
		b.Errorf("what was agreed counts %d ballots", n)
	}
	b.must(b.store.Reopen(b.ctx, a.ID, Today, "er kwamen meer mensen"))
	b.waiting(a.ID, 13, 0)
}

// adoptedChanges checks that changing what was agreed is allowed and listed as a change, until it is changed back.
func adoptedChanges(b *bench) {
	a := b.agreed()
	b.changes(a.ID, 0)
	logged := len(b.load(a.ID).Plan.Log)
	p := a.Plan.Priorities[0]
	act := p.Actions[0]
	save := func(owner string) {
		b.Helper()
		b.clock += 1000
		act.Owner = owner
		b.must(b.store.SaveAction(b.ctx, a.ID, p.ID, act))
	}
	was := act.Owner
	for _, typed := range []string{"C", "Co", "Coach"} {
		save(typed)
	}
	c := b.changes(a.ID, 1)[0]
	if c.Record != act.ID || c.Field != "owner" || c.Before != was || c.After != "Coach" || c.On == "" {
		b.Errorf("the change is %+v", c)
	}
	if n := len(b.load(a.ID).Plan.Log); n != logged+1 {
		b.Errorf("typing a word makes %d entries", n-logged)
	}
	b.must(b.store.Explain(b.ctx, a.ID, c, "2001-01-01", "op een computer waarvan de klok achterloopt"))
	if is := b.changes(a.ID, 1)[0]; is.Why == "" || is.On != c.On {
		b.Errorf("by a slow clock explained as %+v", is)
	}
	b.must(b.store.Explain(b.ctx, a.ID, c, "2026-12-05", " zij heeft de uren "))
	day := c.On
	if c = b.changes(a.ID, 1)[0]; c.Why != "zij heeft de uren" || c.On != day {
		b.Errorf("explained as %+v", c)
	}
	save(was)
	b.changes(a.ID, 0)
	if n := len(b.load(a.ID).Plan.Log); n != logged+4 {
		b.Errorf("taking it back leaves %d entries, want one more", n-logged)
	}

	// Progress is no change, nor is a record removed and put back; another order is a change of each priority with another
	// place.
	act.Status, act.Reason = assessment.ActionDone, "klaar"
	b.must(b.store.SaveAction(b.ctx, a.ID, p.ID, act))
	b.must(b.store.AddNote(b.ctx, a.ID, act.ID, assessment.Note{ID: assessment.NewID(), Text: "klaar"}))
	place := p.Position
	p.Position = 9
	b.must(b.store.SavePriority(b.ctx, a.ID, p))
	for _, c := range b.changes(a.ID, len(a.Plan.Priorities)) {
		if c.Field != "position" || c.On == "" {
			b.Errorf("moved as %+v", c)
		}
	}
	p.Position = place
	b.must(b.store.SavePriority(b.ctx, a.ID, p))
	b.changes(a.ID, 0)
	b.must(b.store.SaveAnswer(b.ctx, a.ID, act.ID, assessment.Reply{Kind: assessment.ReplyGranted, Hours: 8}))
	kept := *b.load(a.ID).Plan.Priority(p.ID)
	b.must(b.store.Remove(b.ctx, a.ID, p.ID))
	b.changes(a.ID, 1+len(p.Actions))
	b.must(b.store.SavePriority(b.ctx, a.ID, kept.Fresh()))
	b.changes(a.ID, 0)
	b.written(a.ID)
}

// changes checks the number of changes to what was agreed.
func (b *bench) changes(id string, want int) []assessment.Change {
	b.Helper()
	list := b.load(id).Changes()
	if len(list) != want {
		b.Fatalf("%d changes, want %d: %+v", len(list), want, list)
	}
	return list
}

// reopening checks that reopening keeps its reason and the edition, and that what was fixed may change again.
func reopening(b *bench) {
	a := b.agreed()
	b.want(assessment.CodeWhyRequired, b.store.Reopen(b.ctx, a.ID, Today, " \n"))
	b.same(a)
	b.must(b.store.Reopen(b.ctx, a.ID, "2026-12-09", " een score klopte niet "))
	is := b.load(a.ID)
	if is.Plan.Status != assessment.PlanDraft || is.Plan.AdoptedOn != "" || is.Plan.SealedAt <= a.Plan.SealedAt || len(is.Plan.Editions) != 1 {
		b.Errorf("reopened it is %+v", is.Plan)
	}
	at := slices.IndexFunc(is.Plan.Log, func(e assessment.LogEntry) bool { return e.Field == assessment.LogReopened })
	if at < 0 || is.Plan.Log[at].Why != "een score klopte niet" || is.Plan.Log[at].On != "2026-12-09" {
		b.Errorf("the log says %+v", is.Plan.Log)
	}
	score := is.Scores[1]
	score.Answer, score.Note = 3, "nu wel"
	b.must(b.store.SaveScore(b.ctx, a.ID, score))
	b.changes(a.ID, 0) // nothing is agreed
	b.must(b.store.Adopt(b.ctx, a.ID, "2026-12-10", ""))
	is = b.load(a.ID)
	told := slices.ContainsFunc(is.Plan.Log, func(e assessment.LogEntry) bool {
		return e.Record == score.Indicator && e.Field == "answer" && e.After == "3"
	})
	if len(is.Plan.Editions) != 2 || !told {
		b.Errorf("adopted again: %d editions, and the score is told of: %v", len(is.Plan.Editions), told)
	}
	b.changes(a.ID, 0)

	// A plan cannot be reopened while that of a later round is adopted.
	next := Sample(a.Card)
	next.Team.ID, next.Date = a.Team.ID, "2027-11-23"
	b.must(b.store.Add(b.ctx, next))
	b.must(b.store.Adopt(b.ctx, next.ID, "2027-12-01", "zo"))
	b.want(assessment.CodeLaterAdopted, b.store.Reopen(b.ctx, a.ID, Today, "toch nog"))
	b.must(b.store.Reopen(b.ctx, next.ID, Today, "nog eens"))
	b.must(b.store.Reopen(b.ctx, a.ID, Today, "toch nog"))
	if is := b.load(a.ID); is.Status != assessment.StatusOpen {
		b.Errorf("reopened under a later draft it is %s", is.Status)
	}
	// Adopting a plan closes its round if a later one was begun.
	b.must(b.store.Adopt(b.ctx, a.ID, "2027-12-05", ""))
	if is := b.load(a.ID); is.Status != assessment.StatusClosed || is.ClosedOn != "2027-12-05" || is.Plan.Status != assessment.PlanAdopted {
		b.Errorf("adopted under a later round it is %+v", is.Details)
	}
	b.must(b.store.Bin(b.ctx, next.ID))
	b.must(b.store.Reopen(b.ctx, a.ID, Today, "toch nog"))
	b.must(b.store.Adopt(b.ctx, a.ID, "2027-12-06", ""))
	if is := b.load(a.ID); is.Status != assessment.StatusOpen {
		b.Errorf("adopted as the last round it is %s", is.Status)
	}
}

// closing checks that in a closed round only progress, answers and open actions change.
func closing(b *bench) {
	a := b.added(Card(4))
	b.clock += 1000
	b.must(b.store.CloseRound(b.ctx, a.ID, "2027-06-01"))
	a.Status, a.ClosedOn, a.UpdatedAt = assessment.StatusClosed, "2027-06-01", b.clock
	b.same(a)
	b.must(b.store.CloseRound(b.ctx, a.ID, "2027-06-02")) // it is closed
	b.same(a)
	p := a.Plan.Priorities[0]
	at := func(s assessment.ActionStatus) assessment.Action {
		return p.Actions[slices.IndexFunc(p.Actions, func(x assessment.Action) bool { return x.Status == s })]
	}
	done, todo := at(assessment.ActionDone), at(assessment.ActionTodo)
	done.What = "iets anders"
	for name, err := range map[string]error{
		"details":  b.store.SaveDetails(b.ctx, a.Team, a.Details),
		"score":    b.store.SaveScore(b.ctx, a.ID, a.Scores[0]),
		"plan":     b.store.SavePlan(b.ctx, a.ID, a.Plan),
		"priority": b.store.SavePriority(b.ctx, a.ID, p),
		"done":     b.store.SaveAction(b.ctx, a.ID, p.ID, done),
		"new":      b.store.SaveAction(b.ctx, a.ID, p.ID, assessment.NewAction(Today)),
		"removing": b.store.Remove(b.ctx, a.ID, todo.ID),
		"adopting": b.store.Adopt(b.ctx, a.ID, Today, "zo"),
		"a draft":  b.store.SaveDraft(b.ctx, a.ID, form(1)),
	} {
		if assessment.CodeOf(err) != assessment.CodeClosed {
			b.Errorf("%s of a closed round: %v", name, err)
		}
	}
	b.same(a)
	todo.Due, todo.Status = "2027-09-01", assessment.ActionDone
	b.must(b.store.SaveAction(b.ctx, a.ID, p.ID, todo))
	todo.Status = assessment.ActionDoing // a slip
	b.must(b.store.SaveAction(b.ctx, a.ID, p.ID, todo))
	b.must(b.store.AddNote(b.ctx, a.ID, todo.ID, assessment.Note{ID: assessment.NewID(), Text: "begonnen"}))
	b.must(b.store.SaveAnswer(b.ctx, a.ID, done.ID, assessment.Reply{Kind: assessment.ReplyRefused, Words: "nee"}))
	b.must(b.store.Reopen(b.ctx, a.ID, Today, "nog niet klaar"))
	if is := b.load(a.ID); is.Status != assessment.StatusOpen || is.ClosedOn != "" {
		b.Errorf("reopened it is %+v", is.Details)
	}
	b.must(b.store.SaveScore(b.ctx, a.ID, a.Scores[0]))
	b.written(a.ID)
}

// answering checks that an answer has its own stamp and stays when its action changes, and that one taken back differs from
// one that was never given.
func answering(b *bench) {
	a := b.agreed()
	p := a.Plan.Priorities[0]
	act := &a.Plan.Priorities[0].Actions[1]
	for _, r := range []assessment.Reply{
		{Kind: assessment.ReplyGranted, Words: "akkoord", Hours: 8, Euros: 100, On: Today},
		{Kind: assessment.ReplyLater, Words: "na de zomer"},
		{},
	} {
		b.clock += 1000
		b.must(b.store.SaveAnswer(b.ctx, a.ID, act.ID, r))
		r.UpdatedAt = b.clock
		act.Reply = &r
		b.same(a)
	}
	saved := *act
	saved.Reply, saved.Status = nil, assessment.ActionDone
	b.must(b.store.SaveAction(b.ctx, a.ID, p.ID, saved))
	act.Status, act.UpdatedAt = saved.Status, b.clock
	b.same(a)
	b.want(assessment.CodeInvalid, b.store.SaveAnswer(b.ctx, a.ID, act.ID, assessment.Reply{Kind: assessment.ReplyLater, Words: strings.Repeat("x", assessment.MaxText+1)}))
	b.same(a)
}

// mergingAdopted checks that scores and details come from the side that was adopted or reopened last, and that the rest
// merges as usual.
func mergingAdopted(b *bench) {
	a := b.agreed()
	theirs := a.Clone()
	theirs.Plan.Editions, theirs.Plan.Log = nil, nil
	theirs.Plan.Status, theirs.Plan.AdoptedOn, theirs.Plan.Waived, theirs.Plan.SealedAt = assessment.PlanDraft, "", "", 0 // an earlier draft
	theirs.Scores[0].Answer, theirs.Scores[0].UpdatedAt = 1, assessment.LastInstant
	theirs.Facilitator, theirs.UpdatedAt = "iemand anders", assessment.LastInstant
	theirs.Plan.Strong, theirs.Plan.UpdatedAt = "veel sterker", a.Plan.UpdatedAt+5
	b.must(errOf(b.store.TakeIn(b.ctx, theirs)))
	want := a.Clone()
	want.Plan.Strong, want.Plan.UpdatedAt = "veel sterker", theirs.Plan.UpdatedAt
	b.same(want)
	if c := b.changes(a.ID, 1)[0]; c.Field != "strong" || c.On != "" {
		b.Errorf("merged in, the change is %+v", c)
	}

	// In the other direction the draft here becomes the plan adopted there.
	c := b.added(Card(4))
	there := c.Clone()
	there, err := there.Adopt("2026-12-01", "zo", nil, b.clock)
	b.must(err)
	c.Scores[0].Note = "hier nog veranderd"
	b.must(b.store.SaveScore(b.ctx, c.ID, c.Scores[0]))
	b.must(errOf(b.store.TakeIn(b.ctx, there)))
	b.same(there)
	for _, r := range b.kept(c.ID) {
		if r.Kind == assessment.RecordScore {
			b.want(assessment.CodeAdopted, b.store.PutBack(b.ctx, c.ID, r))
		}
	}
	b.same(there)
}

// laterFields checks that a store keeps fields that an older program does not know.
func laterFields(b *bench) {
	a := Adopted(Card(4))
	b.must(b.store.Add(b.ctx, a))
	b.same(a)
	closed := Adopted(Card(4))
	closed.Status, closed.ClosedOn = assessment.StatusClosed, "2027-07-01"
	b.must(errOf(b.store.TakeIn(b.ctx, closed)))
	b.same(closed)
	b.written(a.ID)
}
