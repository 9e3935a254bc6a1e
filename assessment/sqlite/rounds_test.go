package sqlite

import (
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// An action of two rounds ago that is still open counts once, in every list, and the review and the printed plan name it
// until a later plan continues it. One finished since is still listed.
func TestOpenActionsOverThreeRounds(t *testing.T) {
	clock := assessment.Instant(1_796_000_000_000)
	store := opened(t, t.TempDir(), Options{Now: func() assessment.Instant { clock++; return clock }})
	ctx, card := t.Context(), storetest.Card(4)
	add := func(id string, date assessment.Date, actions ...string) {
		t.Helper()
		a := storetest.Sample(card)
		a.ID, a.Date, a.Team.ID, a.Revealed, a.Ballots = id, date, "team", true, nil
		p := &a.Plan.Priorities[0]
		a.Plan.Priorities, p.ID = a.Plan.Priorities[:1], "p-"+id
		p.Actions = nil
		for _, words := range actions {
			x := assessment.NewAction(date)
			x.ID, x.CarriedFrom, _ = strings.Cut(words, "<")
			x.What, x.Owner, x.Due = "zaak "+x.ID, "Ans", date.AddWeeks(10)
			p.Actions = append(p.Actions, x)
		}
		must(t, store.Add(ctx, a))
	}
	load := func(id string) assessment.Round {
		t.Helper()
		r, err := assessment.LoadRound(ctx, store, id)
		must(t, err)
		return r
	}
	set := func(round, id string, status assessment.ActionStatus) {
		t.Helper()
		x, p := load(round).Assessment.Plan.Action(id)
		act := *x
		act.Status = status
		must(t, store.SaveAction(ctx, round, p.ID, act))
	}
	ids := func(list []assessment.TeamAction) string {
		var words []string
		for _, x := range list {
			words = append(words, x.ID)
		}
		return strings.Join(words, " ")
	}
	// open fails the test unless every list has these open actions.
	open := func(want string) {
		t.Helper()
		var rounds []*assessment.Assessment
		var dates []string
		for _, id := range []string{"r1", "r2", "r3"} {
			r := load(id)
			rounds = append(rounds, r.Assessment)
			for _, e := range r.Calendar() {
				if e.Action != nil {
					dates = append(dates, e.Action.ID)
				}
			}
		}
		slices.Sort(dates)
		all := strings.Fields(want)
		n := 0
		shelf, err := store.Summaries(ctx, storetest.Today)
		must(t, err)
		for _, s := range shelf {
			n += s.OpenActions
		}
		overview := assessment.NewOverview(rounds, storetest.Today).Rows[0]
		if n != len(all) || overview.Open != len(all) {
			t.Errorf("%d on the shelf and %d in the overview, want %s", n, overview.Open, want)
		}
		if !slices.Equal(dates, all) {
			t.Errorf("in calendars %v, want %s", dates, want)
		}
	}
	reviewed := func(want, told string) {
		t.Helper()
		r := load("r3")
		if got := ids(r.Reviewed(nil)); got != want {
			t.Errorf("the review goes through %s, want %s", got, want)
		}
		var words []string
		for _, b := range r.Became() {
			word := b.ID + " " + string(b.Fate)
			if b.Since != "" {
				word += " " + string(b.Since)
			}
			words = append(words, word)
		}
		if got := strings.Join(words, ", "); got != told {
			t.Errorf("told %q, want %q", got, told)
		}
	}

	add("r1", "2024-11-18", "a", "b", "c", "d")
	set("r1", "d", assessment.ActionDone)
	add("r2", "2025-11-24", "b2<b", "e")
	must(t, store.Adopt(ctx, "r2", "2025-12-01", "zo"))
	add("r3", "2026-11-23")
	open("a b2 c e")
	reviewed("b2 e a c", "b2 running, e running, a running 2024-11-18, c running 2024-11-18")

	must(t, store.CloseRound(ctx, "r1", "2025-12-01"))
	set("r1", "c", assessment.ActionDone)
	p := load("r3").Assessment.Plan.Priorities[0]
	x := assessment.NewAction("2026-11-23")
	x.ID, x.What, x.Owner, x.Due, x.CarriedFrom = "f", "zaak a", "Ans", "2027-02-01", "a"
	must(t, store.SaveAction(ctx, "r3", p.ID, x))
	open("b2 e f")
	reviewed("b2 e a c", "b2 running, e running, c done 2024-11-18, a carried 2024-11-18")
}
