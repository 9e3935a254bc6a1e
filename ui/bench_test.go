package ui

import (
	"fmt"
	"maps"
	"runtime"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/memory"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
)

// many returns a shelf of ten thousand teams.
func many() []shelfTeam {
	var all []assessment.Summary
	for i := range 10_000 {
		name := fmt.Sprintf("Team %05d", i)
		all = append(all, assessment.Summary{
			ID: name, Team: assessment.Team{ID: name, Name: name, Programme: "Verpleegkunde"}, Date: storetest.Today,
			Round: 1, Answered: 20, Total: 32, OpenActions: i % 4, OverdueActions: i % 2,
		})
	}
	return shelf(all)
}

// BenchmarkSearch searches one team among ten thousand.
func BenchmarkSearch(b *testing.B) {
	teams := many()
	b.ReportAllocs()
	for b.Loop() {
		if found := seek(teams, "Team 0042"); len(found) != 10 {
			b.Fatalf("%d teams", len(found))
		}
	}
}

// BenchmarkScreen measures the work of the UI goroutine to go to each screen: build it, lay it out and, the first
// time, measure its text. None should take longer than 8 ms; ms-first is the median of five first times.
func BenchmarkScreen(b *testing.B) {
	rounds := storetest.Example(b)
	store := memory.New(func() assessment.Instant { return 1_796_000_000_000 })
	for _, a := range rounds {
		if err := store.Add(b.Context(), a); err != nil {
			b.Fatal(err)
		}
	}
	last := rounds[len(rounds)-1]
	app := test.NewTempApp(b)
	w := begin(app, Services{
		Store: store, Keeper: &memory.Keeper{Store: store}, Card: last.Card,
		Today:        func() assessment.Date { return storetest.Today },
		Settings:     Settings{Width: 1280, Height: 720},
		SaveSettings: func(Settings) error { return nil },
	}, "nl")
	w.everySecond = func(func()) func() { return func() {} }
	w.win.Resize(fyne.NewSize(1280, 720))
	teams := many()
	home := func() *homeScreen { return &homeScreen{w: w, Shelf: Shelf{teams: teams, count: len(teams)}} }
	side := &assessment.Overview{Card: last.Card}
	for _, t := range teams {
		a := assessment.New(last.Card, t.rounds[0].Team, storetest.Today, 1)
		side.Rows = append(side.Rows, assessment.OverviewRow{
			OverviewRound: assessment.OverviewRound{Assessment: a, Areas: make([]assessment.OverviewArea, len(last.Card.Areas))},
			Open:          t.rounds[0].OpenActions,
		})
	}
	overview := func() *overviewScreen { return &overviewScreen{w: w, all: side} }
	var at *homeScreen
	type step struct {
		name       string
		before, do func()
	}
	steps := []step{
		{"Home10000", nil, func() { w.show(home()) }},
		{"HomeSearch10000", func() { at = home(); w.show(at) }, func() { at.keys().typed('7') }},
		{"ScoreNext", func() { w.scoreTogether("B3") }, func() { w.screen.keys().press(keyRight) }},
		{"Answer", func() { w.scoreTogether("B3") }, func() { w.screen.keys().typed('2'); w.screen.keys().typed('3') }},
		{"Overview10000", nil, func() { w.show(overview()) }},
		{"OverviewSearch10000", func() { w.show(overview()) }, func() { w.screen.(*overviewScreen).find.TypedRune('7') }},
		{"Zoom", func() { w.goTo(session.StepResult) }, func() { w.zoom(2.1 - w.Settings.Zoom) }},
	}
	for _, name := range slices.Sorted(maps.Keys(screens)) {
		to := func() { screens[name](&room{Window: w}) }
		steps = append(steps, step{name, nil, to}, step{name + "At200", func() { w.zoom(1); to() }, func() { w.zoom(2) }})
	}
	for _, s := range steps {
		b.Run(s.name, func(b *testing.B) {
			w.spawn = func(f func()) { f() }
			w.openThen(last.ID, func() {})
			w.spawn = func(func()) {} // background work
			var first []time.Duration
			for range 5 {
				// With an empty window, another theme makes the toolkit forget all measurements, and its fonts, which
				// a start reads while the system creates the window.
				w.root.Objects = nil
				w.theme = theme.New(1, theme.Light)
				app.Settings().SetTheme(w.theme)
				theme.ReadFonts(b.Context())
				if s.before != nil {
					s.before()
				}
				runtime.GC() // of what is not measured
				start := time.Now()
				s.do()
				first = append(first, time.Since(start))
			}
			slices.Sort(first)
			var most time.Duration
			b.ReportAllocs()
			for b.Loop() {
				b.StopTimer()
				if s.before != nil {
					s.before()
				}
				b.StartTimer()
				start := time.Now()
				s.do()
				most = max(most, time.Since(start))
			}
			b.ReportMetric(first[2].Seconds()*1e3, "ms-first")
			b.ReportMetric(most.Seconds()*1e3, "ms-most")
		})
	}
}
