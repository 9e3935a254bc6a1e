package storetest

import (
	"slices"

	"kwaliteitskaart/assessment"
)

// cardUses checks that a card is in use while an assessment uses it, even in the bin, and that then another with its id and
// version may replace it.
func cardUses(b *bench) {
	newer := Revised(4)
	use := func(card *assessment.Card, by ...assessment.Binned) assessment.CardUse {
		return assessment.CardUse{Card: card, By: by}
	}
	uses := func(want ...assessment.CardUse) {
		b.Helper()
		got, err := b.store.CardUses(b.ctx)
		b.must(err)
		if d := diff(want, got); d != "" {
			b.Errorf("uses of cards differ (-want +got):\n%s", d)
		}
	}
	row := func(a *assessment.Assessment, at assessment.Instant) assessment.Binned {
		return assessment.Binned{ID: a.ID, Team: a.Team, Date: a.Date, At: at}
	}
	uses()
	own := Card(4)
	later, first := b.added(own, planFor("A1", "B1")), b.added(own, func(a *assessment.Assessment) { a.Date = "2026-01-05" })
	other := b.added(Card(3))
	b.must(b.store.Bin(b.ctx, first.ID))
	uses(use(Card(3), row(other, 0)), use(own, row(first, b.clock), row(later, 0)))

	b.must(b.store.MoveCard(b.ctx, later.ID, newer))
	uses(use(Card(3), row(other, 0)), use(own, row(first, b.clock)), use(newer, row(later, 0)))

	another := changed(Card(4), func(c *assessment.Card) { c.Areas[0].Indicators[0].Core = !c.Areas[0].Indicators[0].Core })
	b.want(assessment.CodeCardConflict, b.store.Add(b.ctx, Sample(another)))
	b.clock++
	_, err := b.store.EmptyBin(b.ctx, b.clock)
	b.must(err)
	uses(use(Card(3), row(other, 0)), use(newer, row(later, 0)))
	instead := b.added(another)
	b.same(instead)
	uses(use(Card(3), row(other, 0)), use(another, row(instead, 0)), use(newer, row(later, 0)))

	list, err := b.store.Summaries(b.ctx, Today)
	b.must(err)
	i := slices.IndexFunc(list, func(s assessment.Summary) bool { return s.ID == instead.ID })
	if want := instead.Summarize(Today); i < 0 || list[i].Total != want.Total || list[i].Answered != want.Answered {
		b.Errorf("the list counts by the card of before: %+v", list)
	}
}
