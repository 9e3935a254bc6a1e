package pdf_test

import (
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/words"
)

// points returns the indicators on the page for the discussion, in order.
func points(pages []report.Page) (list []string) {
	for _, e := range find(pages[0].Tree, report.RoleH2) {
		if number, rest, ok := strings.Cut(e.Title, ". "); ok && strings.Trim(number, "0123456789") == "" {
			list = append(list, strings.Fields(rest)[0])
		}
	}
	return list
}

// The page for the discussion begins with what the team agreed to differ on in its last round, then has the largest
// differences first, with a dot for each ballot; nothing on it links a ballot to a person.
func TestTalkListsThePoints(t *testing.T) {
	in := example(t)
	a := in.Assessment
	a.Ballots[0].Remarks = map[string]string{"B4": "Geheime opmerking"}
	want := a.Result().Discussion
	if got := points(report.Layout(report.Build(report.Talk, in), writer(t))); !slices.Equal(got, want) || len(want) < 5 {
		t.Errorf("it lists %v, want %v", got, want)
	}
	last := &in.Earlier[0].Scores[slices.IndexFunc(in.Earlier[0].Scores, func(s assessment.Score) bool { return s.Indicator == "V2" })]
	last.Disagreed = true
	in.Assessment.Scores[0].Disagreed = true // this round is not listed
	pages := report.Layout(report.Build(report.Talk, in), writer(t))
	if got := points(pages); !slices.Equal(got, append([]string{"V2"}, want...)) {
		t.Errorf("with a difference agreed in the last round it lists %v", got)
	}
	kept := in
	kept.Assessment = kept.Assessment.Clone() // as a file holds it
	kept.Assessment.Plan.Editions, kept.Assessment.Plan.Status = nil, assessment.PlanDraft
	kept.Assessment.Previous, kept.Earlier = assessment.PreviousOf(in.Earlier[0]), nil
	if got := points(report.Layout(report.Build(report.Talk, kept), writer(t))); !slices.Equal(got, append([]string{"V2"}, want...)) {
		t.Errorf("with that round only in its file it lists %v", got)
	}
	discs := 0
	for _, p := range pages {
		for _, it := range p.Items {
			if _, ok := it.Shape.(report.Disc); ok {
				discs++
			}
		}
	}
	scored := 0
	for _, id := range append([]string{"V2"}, want...) {
		scored += a.Result().Indicator(id).Ballots.Scored()
	}
	if discs != scored {
		t.Errorf("%d dots for %d levels", discs, scored)
	}
	if all := textsOf(t, report.Talk, in); strings.Contains(all, "Geheime") || strings.Contains(all, a.Ballots[0].ID) {
		t.Error("it tells of one ballot")
	}
}

// Before the reveal, or with fewer than three ballots, there is no such page, and a document made anyway shows nothing of
// them.
func TestTalkStaysHidden(t *testing.T) {
	for name, change := range map[string]func(*assessment.Assessment){
		"not revealed": func(a *assessment.Assessment) { a.Revealed = false },
		"two":          func(a *assessment.Assessment) { a.Ballots = a.Ballots[:2] },
		"none":         func(a *assessment.Assessment) { a.Ballots = nil },
	} {
		in := example(t)
		change(in.Assessment)
		if code := assessment.CodeOf(report.Talk.Available(in.Assessment)); code != assessment.CodeNoTalk {
			t.Errorf("%s: %q", name, code)
		}
		pages := report.Layout(report.Build(report.Talk, in), writer(t))
		if len(points(pages)) > 0 || len(find(pages[0].Tree, report.RoleFigure)) > 0 || !strings.Contains(textOf(pages[0]), "nog geen antwoorden") {
			t.Errorf("%s: it says\n%s", name, textOf(pages[0]))
		}
	}
	for _, kind := range kinds {
		if err := kind.Available(example(t).Assessment); err != nil {
			t.Errorf("%s of the example: %v", kind, err)
		}
	}
}

// The page for everyone shows the core statements with what to bring and that answers are anonymous, and nobody's answers.
func TestPrepareShowsTheCore(t *testing.T) {
	in := example(t)
	a := in.Assessment
	all := bare(textsOf(t, report.Prepare, in))
	for _, ind := range a.Card.InScope(assessment.ScopeCore) {
		for _, want := range []string{ind.ID + " " + a.Card.In(ind.Statement, "nl"), a.Card.In(ind.Evidence[0], "nl")} {
			if !strings.Contains(all, bare(want)) {
				t.Errorf("it lacks %q", want)
			}
		}
	}
	if !strings.Contains(all, bare("antwoorden zijn anoniem")) {
		t.Error("it does not say that answers are anonymous")
	}
	blank := example(t)
	blank.Assessment.Ballots, blank.Assessment.Scores, blank.Assessment.Revealed = nil, nil, false
	if got := bare(textsOf(t, report.Prepare, blank)); got != all {
		t.Error("it depends on what was answered")
	}
}

// The title of a document is the name by which it is chosen; that of the card is the card's own.
func TestTitleIsTheNameOfTheDocument(t *testing.T) {
	for _, lang := range words.Codes {
		in := example(t)
		in.Words = words.In(lang)
		for _, kind := range kinds {
			want := in.Words.Say("document." + string(kind))
			if kind == report.Card {
				want = in.Assessment.Card.In(in.Assessment.Card.Title, lang)
			}
			tree := report.Layout(report.Build(kind, in), writer(t))[0].Tree
			if got := find(tree, report.RoleH1); len(got) != 1 || got[0].Title != want {
				t.Errorf("%s in %s is headed %q, want %q", kind, lang, got[0].Title, want)
			}
		}
	}
}
