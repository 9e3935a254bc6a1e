package storetest

import (
	"cmp"
	"slices"
	"strings"

	"kwaliteitskaart/assessment"
)

// shelf checks that Summaries returns these assessments in order, with their own data and rounds.
func (b *bench) shelf(all ...*assessment.Assessment) {
	b.Helper()
	for _, today := range []assessment.Date{Today, "2026-11-24", "2100-01-01"} {
		var want []assessment.Summary
		teams := make(map[string][]*assessment.Assessment)
		for _, a := range all {
			s := a.Summarize(today)
			teams[a.Team.ID] = append(teams[a.Team.ID], a)
			if counted := a.Result().Ballots; s.Ballots != counted {
				b.Errorf("the list counts %d ballots, the result %d", s.Ballots, counted)
			}
			for _, other := range all {
				if other.Team.ID == a.Team.ID && (other.Date < a.Date || other.Date == a.Date && other.ID <= a.ID) {
					s.Round++
				}
			}
			want = append(want, s)
		}
		assessment.CountOpen(want, teams, today)
		slices.SortFunc(want, func(x, y assessment.Summary) int {
			return cmp.Or(strings.Compare(x.Team.Name, y.Team.Name), cmp.Compare(y.Date, x.Date),
				strings.Compare(x.ID, y.ID))
		})
		got, err := b.store.Summaries(b.ctx, today)
		b.must(err)
		if d := diff(want, got); d != "" {
			b.Errorf("shelf on %s differs (-want +got):\n%s", today, d)
		}
		for _, most := range []int{-1, 0, 1, 2, len(all) + 1} {
			b.shelfTop(today, most, want)
		}
	}
}

// shelfTop checks that ShelfTop returns for the first teams what Summaries returns for all.
func (b *bench) shelfTop(today assessment.Date, most int, all []assessment.Summary) {
	b.Helper()
	teams, first := make(map[string]bool), make(map[string]bool)
	for i, s := range all {
		teams[s.Team.ID] = true
		if i < most {
			first[s.Team.ID] = true
		}
	}
	var want []assessment.Summary
	for _, s := range all {
		if first[s.Team.ID] {
			want = append(want, s)
		}
	}
	got, n, err := b.store.ShelfTop(b.ctx, today, most)
	b.must(err)
	if d := diff(want, got); d != "" || n != len(teams) {
		b.Errorf("the first %d on %s differ, %d teams for %d (-want +got):\n%s", most, today, n, len(teams), d)
	}
}

func summaries(b *bench) {
	b.shelf()
	name := func(s string) func(*assessment.Assessment) {
		return func(a *assessment.Assessment) { a.Team.Name = s }
	}
	blank := assessment.New(Card(6), assessment.Team{Name: "B"}, Today, b.clock)
	b.must(b.store.Add(b.ctx, blank))
	var all []*assessment.Assessment
	for _, levels := range []int{3, 4, 6} {
		all = append(all,
			b.added(Card(levels)),
			b.added(Card(levels), name("A"), func(a *assessment.Assessment) { a.Scope = assessment.ScopeCore }),
			b.added(Card(levels), name("Z"), func(a *assessment.Assessment) { a.Date, a.Ballots = "2027-02-01", nil }),
			b.added(Card(levels), name("Z"), func(a *assessment.Assessment) { a.Plan.Priorities, a.Scores = nil, nil }),
		)
	}
	b.shelf(append(all, blank)...)
}

func summariesFollow(b *bench) {
	a := b.added(Card(4))
	a.Scope, a.Team.Name = assessment.ScopeCore, "Other"
	b.must(b.store.SaveDetails(b.ctx, a.Team, a.Details))
	b.shelf(a)

	a.Scores[0].Answer = assessment.Blank
	b.must(b.store.SaveScore(b.ctx, a.ID, a.Scores[0]))
	b.shelf(a)

	a.Plan.Status, a.Plan.EvaluationDate = assessment.PlanDraft, ""
	b.must(b.store.SavePlan(b.ctx, a.ID, a.Plan))
	act := &a.Plan.Priorities[0].Actions[0]
	act.Status = assessment.ActionDone
	b.must(b.store.SaveAction(b.ctx, a.ID, a.Plan.Priorities[0].ID, *act))
	b.shelf(a)

	b.must(b.store.Remove(b.ctx, a.ID, a.Plan.Priorities[1].ID))
	a.Plan.Priorities = a.Plan.Priorities[:1]
	b.shelf(a)
}

// rounds checks that a team's assessments are ordered by date, then id, whatever the order in which they were added.
func rounds(b *bench) {
	team := assessment.Team{ID: assessment.NewID(), Name: "Team"}
	round := func(date assessment.Date, id string) *assessment.Assessment {
		return b.added(Card(4), func(a *assessment.Assessment) { a.Team, a.Date, a.ID = team, date, id })
	}
	third, first := round("2026-05-05", "c"), round("2025-11-01", "d")
	fourth, second := round("2026-11-05", "a"), round("2026-05-05", "b")
	stranger := b.added(Card(4), func(a *assessment.Assessment) { a.Date = "2026-01-01" })
	b.shelf(first, second, third, fourth, stranger)

	previous := func(of, want *assessment.Assessment) {
		b.Helper()
		got, err := b.store.Previous(b.ctx, of.ID)
		b.must(err)
		if d := diff(want, got); d != "" {
			b.Errorf("previous round differs (-want +got):\n%s", d)
		}
	}
	previous(first, nil)
	previous(second, first)
	previous(third, second)
	previous(fourth, third)
	previous(stranger, nil)
	next := func(of, want *assessment.Assessment) {
		b.Helper()
		got, err := b.store.Next(b.ctx, of.ID)
		b.must(err)
		if d := diff(want, got); d != "" {
			b.Errorf("next round differs (-want +got):\n%s", d)
		}
	}
	next(first, second)
	next(second, third)
	next(fourth, nil)
	next(stranger, nil)

	// An assessment in the bin is not a round.
	b.must(b.store.Bin(b.ctx, third.ID))
	previous(fourth, second)
	next(second, fourth)
	b.shelf(first, second, fourth, stranger)
	_, err := b.store.Previous(b.ctx, "nobody")
	b.want(assessment.CodeNotFound, err)
	_, err = b.store.Next(b.ctx, "nobody")
	b.want(assessment.CodeNotFound, err)
}

// carriedOver checks that an action carried over counts only in the later round, and in its own again once that is in the
// bin.
func carriedOver(b *bench) {
	first := b.added(Card(4))
	open := func() (counts []int) {
		list, err := b.store.Summaries(b.ctx, Today)
		b.must(err)
		for _, s := range list {
			counts = append(counts, s.OpenActions)
		}
		return counts
	}
	before := open()[0]
	from := assessment.OpenActions([]*assessment.Assessment{first})[0]
	second := b.added(Card(4), func(a *assessment.Assessment) {
		a.Team, a.Date = first.Team, "2027-11-23"
		a.Plan.Priorities = a.Plan.Priorities[:1]
		a.Plan.Priorities[0].Actions = []assessment.Action{from.CarriedOver("2027-11-23")}
	})
	b.shelf(first, second)
	if got := open(); !slices.Equal(got, []int{1, before - 1}) {
		b.Errorf("taken along %d open actions are %v", before, got)
	}
	b.must(b.store.Bin(b.ctx, second.ID))
	if got := open(); !slices.Equal(got, []int{before}) {
		b.Errorf("with the later round in the bin they are %v", got)
	}
}

// carriedOverTwice checks that an action which two computers carried over into one plan counts once if that is the team's
// only round.
func carriedOverTwice(b *bench) {
	b.added(Card(4), func(a *assessment.Assessment) {
		for i := range 3 {
			x := assessment.NewAction(a.Date)
			x.ID, x.CarriedFrom, x.What = assessment.NewID(), "older", "van vorig jaar"
			if i == 2 {
				x.CarriedFrom = "another"
			}
			a.Plan.Priorities[0].Actions = append(a.Plan.Priorities[0].Actions, x)
		}
		a.Sort()
		want := len(assessment.OpenActions([]*assessment.Assessment{a}))
		if s := a.Summarize(Today); s.OpenActions != want {
			b.Errorf("the summary counts %d open actions, want %d", s.OpenActions, want)
		}
	})
	list, err := b.store.Summaries(b.ctx, Today)
	b.must(err)
	a := b.load(list[0].ID)
	want := 1 // the two that continue one action
	for _, x := range a.Plan.ByDue() {
		if x.Open() && x.CarriedFrom != "older" {
			want++
		}
	}
	if list[0].OpenActions != want {
		b.Errorf("%d open actions, want %d", list[0].OpenActions, want)
	}
	b.shelf(a)
}

// keptElsewhere checks that what a round keeps of earlier ones counts with it as long as those are not here.
func keptElsewhere(b *bench) {
	first, second := Sample(Card(4)), Sample(Card(4))
	second.Date = "2027-11-23"
	third := b.added(Card(4), func(a *assessment.Assessment) {
		a.Date = "2028-11-23"
		first.Team, second.Team = a.Team, a.Team
		a.Previous = a.Keeping([]*assessment.Assessment{second, first}).Previous
	})
	want := len(assessment.OpenActions([]*assessment.Assessment{first, second, third}))
	for _, comes := range []*assessment.Assessment{nil, first, second} {
		if comes != nil {
			b.must(b.store.Add(b.ctx, comes))
		}
		list, err := b.store.Summaries(b.ctx, Today)
		b.must(err)
		open := 0
		for _, s := range list {
			open += s.OpenActions
		}
		if kept := list[0].KeptActions; open != want || (kept == 0) != (len(list) == 3) {
			b.Errorf("%d of %d open actions with %d rounds here, %d of them kept", open, want, len(list), kept)
		}
	}
	b.shelf(first, second, third)
}

func bin(b *bench) {
	a, other := b.added(Card(4)), b.added(Card(4))
	inBin := func(want ...assessment.Binned) {
		b.Helper()
		got, err := b.store.Binned(b.ctx)
		b.must(err)
		if d := diff(want, got); d != "" {
			b.Errorf("the bin differs (-want +got):\n%s", d)
		}
	}
	binned := assessment.Binned{ID: a.ID, Team: a.Team, Date: a.Date, At: b.clock}
	for range 2 {
		b.must(b.store.Bin(b.ctx, a.ID))
		b.shelf(other)
		b.same(a)
		inBin(binned)
		b.clock++
	}
	for range 2 {
		b.must(b.store.Unbin(b.ctx, a.ID))
		b.shelf(a, other)
		b.same(a)
		inBin()
	}
}

// emptyBin checks that what was moved to the bin before an instant is erased, and that everything else stays.
func emptyBin(b *bench) {
	old, late, kept := b.added(Card(4)), b.added(Card(4)), b.added(Card(4))
	b.must(b.store.Bin(b.ctx, old.ID))
	then := b.clock
	b.clock++
	b.must(b.store.Bin(b.ctx, late.ID))
	want := []assessment.Binned{{ID: old.ID, Team: old.Team, Date: old.Date, At: then}}
	for _, want := range [][]assessment.Binned{want, nil} {
		erased, err := b.store.EmptyBin(b.ctx, b.clock)
		b.must(err)
		if d := diff(want, erased.Assessments); d != "" {
			b.Errorf("erased is other than it should be (-want +got):\n%s", d)
		}
	}
	_, err := b.store.Load(b.ctx, old.ID)
	b.want(assessment.CodeNotFound, err)
	b.same(late)
	b.same(kept)
	b.must(b.store.Add(b.ctx, old)) // as if it had never been here
}

// discard checks that an assessment is removed if only the way of working was changed, and stays if anything else was
// entered.
func discard(b *bench) {
	note := assessment.Score{Indicator: "A1", Note: "n", Target: 3, Importance: 1}
	for what, enter := range map[string]func(a *assessment.Assessment) error{
		"": func(*assessment.Assessment) error { return nil },
		"mode or scope": func(a *assessment.Assessment) error {
			a.Mode, a.Scope = assessment.ModeIndividual, assessment.ScopeCore
			return b.store.SaveDetails(b.ctx, a.Team, a.Details)
		},
		"a name": func(a *assessment.Assessment) error {
			a.Team.Name = "T"
			return b.store.SaveDetails(b.ctx, a.Team, a.Details)
		},
		"a date": func(a *assessment.Assessment) error {
			a.Date = "2026-02-02"
			return b.store.SaveDetails(b.ctx, a.Team, a.Details)
		},
		"a score": func(a *assessment.Assessment) error { return b.store.SaveScore(b.ctx, a.ID, note) },
		"a plan": func(a *assessment.Assessment) error {
			a.Plan.Strong = "s"
			return b.store.SavePlan(b.ctx, a.ID, a.Plan)
		},
		"a draft": func(a *assessment.Assessment) error { return b.store.SaveDraft(b.ctx, a.ID, grouped("t")[0]) },
		"ballots": func(a *assessment.Assessment) error {
			_, err := b.store.AddBallots(b.ctx, a.ID, grouped("ttt"))
			return err
		},
		"how many come": func(a *assessment.Assessment) error { return b.store.Expect(b.ctx, a.ID, 4) },
	} {
		made := assessment.New(Card(4), assessment.Team{Institution: "ours"}, "2026-01-01", b.clock)
		b.must(b.store.Add(b.ctx, made))
		b.must(enter(made.Clone()))
		before := b.loadOrNil(made.ID)
		b.must(b.store.Discard(b.ctx, made))
		after := b.loadOrNil(made.ID)
		switch goes := what == "" || what == "mode or scope"; {
		case goes && after != nil:
			b.Errorf("with %q entered it stays", what)
		case !goes && diff(before, after) != "":
			b.Errorf("with %q entered it is gone or other than it was", what)
		}
		b.must(b.store.Discard(b.ctx, made)) // also if it is not stored
	}
}

// loadOrNil returns an assessment, or nil if it is not stored.
func (b *bench) loadOrNil(id string) *assessment.Assessment {
	a, err := b.store.Load(b.ctx, id)
	if assessment.CodeOf(err) == assessment.CodeNotFound {
		return nil
	}
	b.must(err)
	return a
}

// forget checks that a team is erased with all its rounds, on the shelf and in the bin, and that other teams stay.
func forget(b *bench) {
	team := assessment.Team{ID: assessment.NewID(), Name: "Team"}
	round := func(date assessment.Date) *assessment.Assessment {
		return b.added(Card(4), func(a *assessment.Assessment) { a.Team, a.Date = team, date })
	}
	first, second, other := round("2025-11-01"), round("2026-11-01"), b.added(Card(4))
	b.must(b.store.Bin(b.ctx, second.ID))
	erased, err := b.store.Forget(b.ctx, team.ID)
	b.must(err)
	want := []assessment.Binned{
		{ID: first.ID, Team: team, Date: first.Date}, {ID: second.ID, Team: team, Date: second.Date, At: b.clock},
	}
	if d := diff(want, erased.Assessments); d != "" {
		b.Errorf("erased is other than it should be (-want +got):\n%s", d)
	}
	for _, a := range []*assessment.Assessment{first, second} {
		_, err := b.store.Load(b.ctx, a.ID)
		b.want(assessment.CodeNotFound, err)
	}
	b.shelf(other)
	b.same(other)
	_, err = b.store.Forget(b.ctx, team.ID)
	b.want(assessment.CodeNotFound, err)
}

// replace checks that a team becomes as given, whatever happened to it since and without the rounds added since, and that
// other teams stay.
func replace(b *bench) {
	team := assessment.Team{ID: assessment.NewID(), Name: "Voorbeeld"}
	round := func(date assessment.Date) *assessment.Assessment {
		return b.added(Card(4), func(a *assessment.Assessment) { a.Team, a.Date = team, date })
	}
	first, second, other := round("2025-11-01"), round("2026-11-01"), b.added(Card(4))
	was := []*assessment.Assessment{first.Clone(), second.Clone()}
	b.must(b.store.Bin(b.ctx, first.ID))
	changed := team
	changed.Name = "Veranderd"
	b.must(b.store.SaveDetails(b.ctx, changed, second.Details))
	third := round("2027-11-01")
	b.must(b.store.Replace(b.ctx, team.ID, was))
	b.shelf(was[0], was[1], other)
	for _, a := range append(was, other) {
		b.same(a)
	}
	_, err := b.store.Load(b.ctx, third.ID)
	b.want(assessment.CodeNotFound, err)

	broken := was[0].Clone()
	broken.Date = "gisteren"
	b.want(assessment.CodeInvalid, b.store.Replace(b.ctx, team.ID, []*assessment.Assessment{broken}))
	b.shelf(was[0], was[1], other)
}
