package pdf_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
)

// Every page names its day, and the summary the number of late actions on that day and of changes after adopting.
func TestEveryPageNamesItsDay(t *testing.T) {
	in := example(t)
	in.Assessment.Plan.EvaluationDate = "2027-06-01"
	for _, day := range []assessment.Date{"2026-11-30", "2027-06-02"} {
		in.Today = day
		_, late := in.Assessment.Plan.Progress(day)
		for _, kind := range kinds {
			for n, p := range report.Layout(report.Build(kind, in), writer(t)) {
				all := textOf(p)
				if want := in.Words.Date(in.Assessment.Date) + " · stand " + in.Words.Date(day); !strings.Contains(all, want) {
					t.Errorf("%s, page %d does not say %q", kind, n+1, want)
				}
			}
		}
		summary := bare(textsOf(t, report.Summary, in))
		for word, want := range map[string]bool{
			fmt.Sprintf("Stand %s: %d acties van dit plan te laat", in.Words.Date(day), late): late > 1, "evaluatie voorbij": day > "2027-06-01",
		} {
			if got := strings.Contains(summary, bare(word)); got != want {
				t.Errorf("on %s the summary says %q: %v", day, word, got)
			}
		}
	}
	if _, late := in.Assessment.Plan.Progress(in.Today); late < 2 {
		t.Fatal("nothing is late")
	}
}

// A block that continues on the next page begins there with its heading and the word for continued.
func TestContinuedBlocksRepeatTheirHeading(t *testing.T) {
	in := example(t)
	p := &in.Assessment.Plan.Priorities[0]
	for i := range 40 {
		x := assessment.NewAction(in.Assessment.Plan.Date)
		x.ID, x.What, x.Owner = fmt.Sprintf("more%02d", i), "Iets wat een paar regels lang is, zodat het overzicht niet op een bladzijde past", "Docent"
		p.Actions = append(p.Actions, x)
	}
	for kind, want := range map[report.Kind]string{report.Plan: "Actieoverzicht", report.Actions: "Docent"} {
		again := 0
		for _, page := range report.Layout(report.Build(kind, in), writer(t)) {
			first := page.Items[0].Shape.(report.Text)
			if said := page.Items[1].Shape.(report.Text); first.Text == want && said.Text == "(vervolg)" {
				again++
				if page.Items[0].Element != nil || first.Y > 30 {
					t.Errorf("%s: the repeated heading is read twice, or does not stand on top", kind)
				}
			}
		}
		if again == 0 {
			t.Errorf("%s: no page goes on with %q", kind, want)
		}
	}
}

// The full document lists its chapters with the pages they begin on.
func TestFullHasContents(t *testing.T) {
	pages := report.Layout(report.Build(report.Full, example(t)), writer(t))
	list := textOf(pages[1])
	if !strings.Contains(list, "\nInhoud") {
		t.Fatalf("page 2 has no contents:\n%s", list)
	}
	known, listed := make(map[string]bool), 0
	for n, p := range pages[2:] {
		for _, it := range p.Items {
			if e := it.Element; e != nil && e.Role == report.RoleH2 && !known[e.Title] {
				known[e.Title] = true
				if want := fmt.Sprintf("\n%s\n%d", e.Title, n+3); !strings.Contains(bare(list), bare(want)) {
					t.Errorf("the contents do not say that %q stands on page %d:\n%s", e.Title, n+3, list)
				}
				listed++
			}
		}
	}
	if listed < 8 {
		t.Errorf("only %d chapters", listed)
	}
}

// The guide takes one page, and lists every theme and source that an indicator names, with the indicators.
func TestGuideNamesEveryFrame(t *testing.T) {
	in := example(t)
	var page string
	for _, p := range report.Layout(report.Build(report.Full, in), writer(t)) {
		if all := textOf(p); strings.Contains(all, "\nBronnen van de kaart") {
			page += bare(all)
		}
	}
	c := in.Assessment.Card
	themes, sources := in.Assessment.Result().Frames(c)
	if len(themes) != len(c.Themes) || len(sources) != len(c.Sources) {
		t.Errorf("%d of %d themes, %d of %d sources", len(themes), len(c.Themes), len(sources), len(c.Sources))
	}
	row := func(title string, f assessment.Frame) {
		for i, r := range f.Indicators {
			if i > 0 {
				title += ","
			}
			level := "–"
			if r.Answer.IsLevel() {
				level = r.Answer.String()
			}
			title += r.ID + "(" + level + ")"
		}
		if want := fmt.Sprintf("%s%d van %d", title, f.AtNorm, f.Scored); !strings.Contains(page, bare(want)) {
			t.Errorf("the guide does not say %q", want)
		}
	}
	for i, f := range themes {
		row(c.Themes[i].Title["nl"], f)
	}
	for _, f := range sources {
		row(c.Sources[slices.IndexFunc(c.Sources, func(s assessment.Source) bool { return s.Key == f.Key })].Title, f)
	}
}
