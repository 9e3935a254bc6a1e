package pdf_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/words"
)

// textsOf returns the texts of a document, one per line.
func textsOf(t testing.TB, kind report.Kind, in report.Input) string {
	t.Helper()
	var all strings.Builder
	for _, p := range report.Layout(report.Build(kind, in), writer(t)) {
		all.WriteString(textOf(p))
	}
	return all.String()
}

// The timetable is one page with the time of each part and who does what, in every mode, and without anybody's answers.
func TestTimetable(t *testing.T) {
	in := example(t)
	in.Assessment.Expected = 8
	for _, c := range []struct {
		mode assessment.Mode
		want []string
	}{
		{assessment.ModeIndividual, []string{"0:05 – 0:15", "0:15 – 0:55", "1:05 – 1:40", "8 mensen", "Bespreken", "blijven 20 minuten over"}},
		{assessment.ModeTogether, []string{"0:05 – 1:25", "1:35 – 2:10", "leest voor", "10 minuten langer dan twee uur"}},
	} {
		in.Assessment.Mode = c.mode
		pages := report.Layout(report.Build(report.Timetable, in), writer(t))
		all := strings.ReplaceAll(textsOf(t, report.Timetable, in), "\u00a0", " ")
		for _, want := range c.want {
			if !strings.Contains(all, want) {
				t.Errorf("%s: it lacks %q:\n%s", c.mode, want, all)
			}
		}
		if len(pages) != 1 || strings.Contains(all, "Waarom LOB") {
			t.Errorf("%s: %d pages:\n%s", c.mode, len(pages), all)
		}
	}
}

func TestActionsAreGroupedByOwner(t *testing.T) {
	in := example(t)
	action := func(id, owner string, due assessment.Date) assessment.Action {
		return assessment.Action{ID: id, What: "Doe " + id, Owner: owner, Due: due, Status: assessment.ActionTodo, Feasibility: 2}
	}
	in.Assessment.Plan.Priorities = []assessment.Priority{
		{ID: "p1", Indicator: "V1", Goal: "Een doel", Actions: []assessment.Action{
			action("1", "Zeno", "2027-02-01"), action("2", " ANNA ", "2027-03-01"), action("3", " \u200b", "2027-01-01"),
		}},
		{ID: "p2", Indicator: "B1", Actions: []assessment.Action{
			action("4", "anna", "2027-02-01"), action("5", "", "2027-04-01"), action("6", "Élise", ""), action("7", "e\u0301lise", "2027-01-01"),
		}},
	}
	var got []string
	for _, p := range report.Layout(report.Build(report.Actions, in), writer(t)) {
		on := ""
		for line := range strings.SplitSeq(textOf(p), "\n") {
			if owner := slices.Contains([]string{"anna", "élise", "Zeno", "Nog zonder eigenaar"}, line); owner || strings.HasPrefix(line, "Doe ") {
				on += line + " "
			}
		}
		got = append(got, strings.TrimSpace(on))
	}
	want := []string{"anna Doe 4 Doe 2", "élise Doe 7 Doe 6", "Zeno Doe 1", "Nog zonder eigenaar Doe 3 Doe 5"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// On a hand-out what is done or stopped comes last; the rest has a box to tick.
func TestHandOutsAreToTick(t *testing.T) {
	in := example(t)
	action := func(id string, due assessment.Date, status assessment.ActionStatus) assessment.Action {
		return assessment.Action{ID: id, What: "Doe " + id, Owner: "Anna", Due: due, Status: status, Feasibility: 2}
	}
	in.Assessment.Plan.Priorities = []assessment.Priority{{ID: "p", Indicator: "V1", Actions: []assessment.Action{
		action("1", "2027-01-01", assessment.ActionDone), action("2", "2027-02-01", assessment.ActionTodo),
		action("3", "2027-03-01", assessment.ActionStopped), action("4", "2027-04-01", assessment.ActionDoing),
	}}}
	var got []string
	boxes := 0
	for _, p := range report.Layout(report.Build(report.Actions, in), writer(t)) {
		for line := range strings.SplitSeq(textOf(p), "\n") {
			if strings.HasPrefix(line, "Doe ") {
				got = append(got, line)
			}
		}
		for _, it := range p.Items {
			if b, ok := it.Shape.(report.Box); ok && b.Width == b.Height && b.Stroke.A > 0 {
				boxes++
			}
		}
	}
	if diff := cmp.Diff([]string{"Doe 2", "Doe 4", "Doe 1", "Doe 3"}, got); diff != "" || boxes != 2 {
		t.Errorf("%d boxes to tick, want 2; %s", boxes, diff)
	}
}

// TestDeparturesAreMarkedOnlyAfterIndividualScoring checks that a score that differs from the proposed one is marked only if
// the members scored individually first, and only where ballots may be shown.
func TestDeparturesAreMarkedOnlyAfterIndividualScoring(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*assessment.Assessment)
		want   bool
	}{
		{"revealed", func(*assessment.Assessment) {}, true},
		{"together", func(a *assessment.Assessment) { a.Mode = assessment.ModeTogether }, false},
		{"not revealed", func(a *assessment.Assessment) { a.Revealed = false }, false},
		{"two ballots", func(a *assessment.Assessment) { a.Ballots = a.Ballots[:2] }, false},
		{"two count", func(a *assessment.Assessment) {
			for i := range a.Ballots[2:] {
				a.Ballots[2+i].Waiting = true
			}
		}, false},
		{"no score differs", func(a *assessment.Assessment) {
			for i := range a.Scores {
				if r := a.Result().Indicator(a.Scores[i].Indicator); r.Departs() {
					a.Scores[i].Answer = r.Proposed()
				}
			}
		}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := example(t)
			c.change(in.Assessment)
			card, full := textsOf(t, report.Card, in), textsOf(t, report.Full, in)
			for _, sign := range []struct{ in, word string }{
				{card, "* anders afgesproken dan het voorstel"},
				{full, "* anders afgesproken dan het voorstel"},
				{full, "afgesproken weet niet, voorstel 2"},
				{full, "afgesproken n.v.t., voorstel 2"},
			} {
				if got := strings.Contains(sign.in, sign.word); got != c.want {
					t.Errorf("says %q: %v", sign.word, got)
				}
			}
			if got := strings.Count(card, "\n*"); c.want != (got > 0) {
				t.Errorf("%d marks on the card", got)
			}
		})
	}
}

// TestFullStatesWhatItWasMadeFrom checks that the last page states what the document was made from.
func TestFullStatesWhatItWasMadeFrom(t *testing.T) {
	in := example(t)
	a := in.Assessment
	in.Checksum = "0f1e2d3c"
	a.Ballots[0].Waiting, a.Ballots[1].Waiting = true, true
	a.Scores = slices.DeleteFunc(a.Scores, func(s assessment.Score) bool { return s.Indicator == "V2" || s.Indicator == "I9" })
	disclaimer := a.Card.In(a.Card.Disclaimer, "nl")
	all := textsOf(t, report.Full, in)
	all = bare(all[strings.Index(all, "\nVerantwoording"):])
	for _, want := range []string{
		"23 november 2026 · schooljaar 2026-2027 · ronde 2", "kaart lob-mbo 1.1.0", disclaimer, "Hele kaart · 31 van 33 indicatoren beantwoord",
		"6, 2 wachten nog en tellen niet mee", "Vastgesteld op 23 november 2026", "Kwaliteitskaart 1.0.0", "0f1e2d3c",
		"B6 Wettelijke eisen (weet niet): " + a.Score("B6").Note, "P7 Ouders en omgeving (n.v.t.): " + a.Score("P7").Note,
		"2 indicatoren zijn niet ingevuld: V2, I9.", a.Card.In(a.Card.Scale.Rule, "nl"),
	} {
		if !strings.Contains(all, bare(want)) {
			t.Errorf("it does not say %q", want)
		}
	}
	in.Checksum = ""
	if all := textsOf(t, report.Full, in); strings.Contains(all, "Controlesom") {
		t.Error("it speaks of a checksum there is none of")
	}
}

// TestFullContainsTheOtherDocuments checks that the full document contains its contents, the plan, the card, the development,
// a page for each area, or two for the area with ten indicators, and the guide.
func TestFullContainsTheOtherDocuments(t *testing.T) {
	for _, lang := range words.Codes {
		in := example(t)
		in.Words = words.In(lang)
		pages := len(report.Layout(report.Build(report.Full, in), writer(t)))
		plan := len(report.Layout(report.Build(report.Plan, in), writer(t)))
		if want := 1 + plan + 2 + len(in.Assessment.Card.Areas) + 1 + 1 + 1; pages != want {
			t.Errorf("%s: %d pages, want %d", lang, pages, want)
		}
		all := textsOf(t, report.Full, in)
		for _, r := range in.Assessment.Result().Indicators {
			ind, _ := in.Assessment.Card.Indicator(r.ID)
			if r.Answer.IsLevel() && !strings.Contains(bare(all), bare(in.Assessment.Card.In(ind.Levels[r.Answer-1], lang))) {
				t.Errorf("%s: the level text of %s is missing", lang, r.ID)
			}
		}
	}
}

// A plan that was reopened lists, also in the account, when it was adopted before, why it was reopened and what that changed.
func TestPlanListsEarlierAdoptions(t *testing.T) {
	in := example(t)
	a, err := in.Assessment.Reopen("2026-12-01", "Niet goed besproken.", assessment.LastInstant-9)
	if err != nil {
		t.Fatal(err)
	}
	a.Plan.EvaluationDate = "2027-07-01"
	if a, err = a.Adopt("2026-12-02", "", nil, assessment.LastInstant-8); err != nil {
		t.Fatal(err)
	}
	in.Assessment = a
	for _, kind := range []report.Kind{report.Plan, report.Full} {
		all := textsOf(t, kind, in)
		for _, want := range []string{
			"Eerder vastgesteld en weer geopend", "23-11-2026", "01-12-2026", "Weer geopend", "Niet goed besproken.", "01-06-2027", "01-07-2027",
			"Opnieuw vastgesteld",
		} {
			if !strings.Contains(bare(all), bare(want)) {
				t.Errorf("%s lacks %q", kind, want)
			}
		}
	}
	in.Assessment = a.AsAdopted()
	if all := textsOf(t, report.Plan, in); strings.Contains(all, "Eerder vastgesteld") {
		t.Error("the plan as it was adopted says what was before")
	}
}

// TestPlanListsChangesAfterAdopting checks that the plan lists the changes since it was adopted, with date, field, old and
// new value, and that an unchanged plan lists nothing.
func TestPlanListsChangesAfterAdopting(t *testing.T) {
	in := example(t)
	p := &in.Assessment.Plan
	x := &p.Priorities[0].Actions[0]
	p.EvaluationDate, x.Euros = "2027-07-01", 1500
	p.Priorities = append(p.Priorities, assessment.Priority{ID: "p", Indicator: "V1", Position: 9})
	p.Log = append(p.Log, assessment.LogEntry{ID: "1", On: "2026-12-14", Field: "evaluation_date", After: "2027-07-01", Why: "De zaal was vol."},
		assessment.LogEntry{ID: "2", On: "2026-12-15", Record: x.ID, Field: "euros", After: "1500"})
	for kind, want := range map[report.Kind]bool{report.Plan: true, report.Full: true, report.Summary: false, report.Actions: false} {
		all := textsOf(t, kind, in)
		for _, line := range []string{
			"Wijzigingen na vaststelling", "14-12-2026", "15-12-2026", "Evaluatie", "01-06-2027", "01-07-2027", "De zaal was vol.", "B1 Meetbare doelen · " + x.What,
			"€ 1.500", "Prioriteit erbij", "V1 Waarom LOB",
		} {
			if want && !strings.Contains(bare(all), bare(line)) {
				t.Errorf("%s does not say %q", kind, line)
			}
		}
		if got := strings.Contains(all, "Wijzigingen na vaststelling"); got != want {
			t.Errorf("%s tells the history: %v", kind, got)
		}
	}
	for _, kind := range []report.Kind{report.Summary, report.Plan, report.Full, report.Card, report.Actions} {
		if all := textsOf(t, kind, in); !strings.Contains(bare(all), bare("Gewijzigd na vaststelling: 3 (zie plan)")) {
			t.Errorf("%s does not say how much was changed", kind)
		}
	}
	in = example(t)
	if strings.Contains(textsOf(t, report.Plan, in), "Wijzigingen na vaststelling") {
		t.Error("it speaks of changes where there are none")
	}
}

// TestEveryEarlierRoundIsShown checks that each earlier round is shown with the domain's numbers, and each indicator that
// cannot be compared with the reason; and that nothing is shown before this round is in.
func TestEveryEarlierRoundIsShown(t *testing.T) {
	in := example(t)
	in.Earlier = earlier(in, 6)
	a, w := in.Assessment, in.Words
	full, card := textsOf(t, report.Full, in), textsOf(t, report.Card, in)
	_, full, _ = strings.Cut(full, "\nOntwikkeling over de rondes")
	full, _, _ = strings.Cut(full, "\n"+a.Card.In(a.Card.Areas[0].Question, "nl"))
	for n, trend := range a.Trends(in.Earlier) {
		date := w.Date(trend.Since)
		for _, where := range []string{full, card} {
			if !strings.Contains(where, date) {
				t.Errorf("round %d of %s is not told of", n, date)
			}
		}
		row := date
		for _, area := range trend.Areas {
			if area.Then == nil {
				row += "–"
			} else {
				row += w.Mean(area.Then) + "→" + w.Mean(area.Now)
			}
		}
		var why []string
		for _, reason := range assessment.LeftOuts {
			if k := trend.LeftOut[reason]; k > 0 {
				why = append(why, w.Say("report.left_out."+string(reason), "count", k))
			}
		}
		if row += strings.Join(why, ", "); !strings.Contains(bare(full), bare(row)) {
			t.Errorf("it does not say %q:\n%s", row, full)
		}
	}
	// By indicator, in tables of four rounds, oldest first.
	trends := a.Trends(in.Earlier)
	for _, r := range a.Result().Indicators {
		ind, _ := a.Card.Indicator(r.ID)
		for _, some := range [][]*assessment.Trend{trends[2:], trends[:2]} {
			row := r.ID + a.Card.In(ind.Title, "nl")
			for _, trend := range slices.Backward(some) {
				if moved := trend.Indicator(r.ID); moved.LeftOut != "" {
					row += w.Say("report.not_compared." + string(moved.LeftOut))
				} else {
					row += moved.Then.String()
				}
			}
			now := r.Answer.String()
			if !r.Answer.IsLevel() {
				now = w.Say("report.answer." + r.Answer.String())
			}
			if !strings.Contains(bare(full), bare(row+now)) {
				t.Errorf("it does not say %q", row+now)
			}
		}
	}
	for key, moved := range map[string][]assessment.IndicatorTrend{"report.risen": trends[0].Risers(), "report.fallen": trends[0].Fallers()} {
		list := w.Say(key, "date", w.Date(trends[0].Since))
		for i, m := range moved {
			if i > 0 {
				list += ","
			}
			ind, _ := a.Card.Indicator(m.ID)
			list += m.ID + a.Card.In(ind.Title, "nl") + "(" + m.Then.String() + "→" + m.Now.String() + ")"
		}
		if len(moved) == 0 || !strings.Contains(bare(full), bare(list)) {
			t.Errorf("it does not say %q", list)
		}
	}
	in.Earlier = in.Earlier[:2]
	a.Plan.Priorities = a.Plan.Priorities[:1] // to leave room
	summary := bare(textsOf(t, report.Summary, in))
	for _, trend := range a.Trends(in.Earlier) {
		row := w.Date(trend.Since)
		for _, area := range trend.Areas {
			row += w.Mean(area.Then) + "→" + w.Mean(area.Now)
		}
		if !strings.Contains(summary, bare(row)) {
			t.Errorf("the summary does not say %q:\n%s", row, summary)
		}
	}
	a.Plan.Status, a.Scores[0].Answer = assessment.PlanDraft, assessment.Blank
	for _, e := range in.Earlier {
		e.Plan.Priorities = nil // outcomes are listed all the same
	}
	for _, kind := range kinds {
		for _, e := range in.Earlier {
			if strings.Contains(textsOf(t, kind, in), w.Date(e.Date)) {
				t.Errorf("%s tells of %s while this round is not in", kind, e.Date)
			}
		}
	}
}

// An action that the next round continues is neither late nor open in its own plan, which prints that it was carried over.
func TestCarriedOverActionsAreNotLate(t *testing.T) {
	in := example(t)
	old, next := in.Earlier[0], in.Assessment
	first := old.Plan.ByDue()[0]
	for _, x := range old.Plan.ByDue() {
		x.Status = assessment.ActionDone
	}
	first.Status, first.Hours = assessment.ActionTodo, 8
	in.Round = assessment.Round{Assessment: old, Number: 1}
	if _, late := in.Progress(today); late != 1 || !strings.Contains(textsOf(t, report.Plan, in), "te laat") || !strings.Contains(bare(textsOf(t, report.Plan, in)), bare("nog loopt: gevraagd 8 uur")) {
		t.Errorf("%d late before it is taken along", late)
	}
	on := first.CarriedOver(next.Plan.Date)
	on.ID = "on"
	next.Plan.Priorities[0].Actions = append(next.Plan.Priorities[0].Actions, on)
	in.Later = []*assessment.Assessment{next}
	for _, kind := range []report.Kind{report.Summary, report.Plan, report.Actions} {
		all := textsOf(t, kind, in)
		if taken := strings.Contains(bare(all), bare("meegenomen in het nieuwe plan")); strings.Contains(all, "te laat") || taken != (kind != report.Summary) {
			t.Errorf("%s says it is late, or not that it was taken along:\n%s", kind, all)
		}
		if strings.Contains(bare(all), bare("nog loopt: gevraagd")) {
			t.Errorf("%s sums up as open what the next plan asks:\n%s", kind, all)
		}
	}
	if open, late := in.Progress(today); open != 0 || late != 0 {
		t.Errorf("%d open, %d late", open, late)
	}
	if !in.ContinuedLater(first.Action) {
		t.Error("nothing goes on with it")
	}
}

// The page that is signed has the actions themselves where they fit, and always what the team agreed to differ on.
func TestSummaryHasTheActionsWhereTheyFit(t *testing.T) {
	in := example(t)
	plan := &in.Assessment.Plan
	in.Assessment.Scores[1].Disagreed = true
	differs := in.Assessment.Scores[1].Indicator
	has := func() (actions int) {
		pages := bare(textsOf(t, report.Summary, in))
		if !strings.Contains(pages, bare(words.In("nl").Say("field.disagreed")+": "+differs)) {
			t.Errorf("with %d priorities the page does not say that the team differs on %s", len(plan.Priorities), differs)
		}
		for _, p := range plan.Priorities {
			for _, a := range p.Actions {
				if strings.Contains(pages, bare(a.What)) {
					actions++
				}
			}
		}
		return actions
	}
	if n := has(); n != 0 {
		t.Errorf("%d actions on a page without room for all", n)
	}
	plan.Priorities = plan.Priorities[:1]
	if n := has(); n != len(plan.Priorities[0].Actions) {
		t.Errorf("%d of %d actions", n, len(plan.Priorities[0].Actions))
	}
}
