package storetest

import "kwaliteitskaart/assessment"

// Revised returns the next version of Card: B1 has another meaning, A3 is gone and B5 is new.
func Revised(levels int) *assessment.Card {
	return changed(Card(levels), func(c *assessment.Card) {
		c.Version = "1.1.0"
		a, b := &c.Areas[0], &c.Areas[1]
		a.Indicators = a.Indicators[:2]
		b.Indicators[0].Revision, b.Indicators[0].Target, b.Indicators[0].Importance = 2, levels, 3
		fresh := b.Indicators[3]
		fresh.ID, fresh.Core, fresh.Actions = "B5", true, nil
		b.Indicators = append(b.Indicators, fresh)
	})
}

// planFor sets the indicators of the plan's priorities.
func planFor(indicators ...string) func(*assessment.Assessment) {
	return func(a *assessment.Assessment) {
		for i, id := range indicators {
			a.Plan.Priorities[i].Indicator = id
		}
	}
}

func moving(b *bench) {
	for _, levels := range []int{3, 4} {
		other := b.added(Card(levels))
		a := b.added(Card(levels), planFor("A1", "B1"), func(a *assessment.Assessment) {
			a.Ballots[0].Waiting, a.Expected = true, 9
			a.Ballots[0].Remarks["B1"], a.Ballots[0].Remarks["A1"] = "over het oude", "over hetzelfde"
		})
		half := assessment.Ballot{
			Group:   assessment.GroupStudents,
			Answers: map[string]assessment.Answer{"A1": 1, "A3": 2, "B1": 3, "C1": assessment.Unknown},
			Remarks: map[string]string{"A3": "weg", "C1": "blijft"},
		}
		b.must(b.store.SaveDraft(b.ctx, a.ID, half))
		b.clock += 1000

		next := Revised(levels)
		want, _, err := a.Clone().MoveTo(next, b.clock)
		b.must(err)
		b.must(b.store.MoveCard(b.ctx, a.ID, next))
		want.Sort()
		b.same(want)
		b.same(other)
		b.draftIs(a, &assessment.Ballot{
			Group:   assessment.GroupStudents,
			Answers: map[string]assessment.Answer{"A1": 1, "C1": assessment.Unknown},
			Remarks: map[string]string{"C1": "blijft"},
		})

		// The assessment continues with its new card.
		fresh := want.Score("B5")
		fresh.Answer = 1
		b.must(b.store.SaveScore(b.ctx, a.ID, fresh))
		fresh.UpdatedAt = b.clock
		want.Scores = append(want.Scores, fresh)
		want.Sort()
		b.same(want)
		b.want(assessment.CodeInvalid, b.store.SaveScore(b.ctx, a.ID, assessment.Score{Indicator: "A3", Target: 1, Importance: 1}))
		if _, err := b.store.CastDraft(b.ctx, a.ID); err != nil {
			b.Errorf("cast the draft: %v", err)
		}
		want = b.load(a.ID)
		b.must(b.store.MoveCard(b.ctx, a.ID, next)) // the card is stored already
		b.same(want)
	}
}

// movingRefused checks that a refused move changes nothing, and does not store an unused card.
func movingRefused(b *bench) {
	a := b.added(Card(4), planFor("A3"))
	half := form(1)
	b.must(b.store.SaveDraft(b.ctx, a.ID, half))
	b.clock += 1000
	forged := changed(Card(4), func(c *assessment.Card) { c.Areas[0].Indicators[0].Core = false })
	unfit := changed(Revised(4), func(c *assessment.Card) { c.Title = nil })
	another := Card(5)
	for name, c := range map[string]struct {
		card *assessment.Card
		code assessment.Code
	}{
		"a priority for what went":              {Revised(4), assessment.CodeInvalid},
		"another card":                          {another, assessment.CodeInvalid},
		"a card that breaks a rule":             {unfit, assessment.CodeCardInvalid},
		"another content under its own version": {forged, assessment.CodeCardConflict},
	} {
		if err := b.store.MoveCard(b.ctx, a.ID, c.card); assessment.CodeOf(err) != c.code {
			b.Errorf("%s: got error %v, want code %q", name, err, c.code)
		}
		b.same(a)
		b.draftIs(a, &half)
	}
	// The refused version is still available.
	b.added(changed(Revised(4), func(c *assessment.Card) { c.Areas[0].Indicators[0].Importance = 3 }))
}
