package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// At 1366 by 768 all areas, each with the reason for its label, and the first indicators, the core ones marked, are in view
// without scrolling; hovering changes no word, and a click goes to the place.
func TestResultAboveTheFold(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepResult)
	foot, pressables := r.view.scroll.Size().Height, map[string]*widgets.Pressable{}
	walk(r.view.body, func(o fyne.CanvasObject) {
		p, ok := o.(*widgets.Pressable)
		if at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o); ok && at.Y+o.Size().Height <= foot {
			pressables[strings.Split(p.Name(), ",")[0]] = p
		}
	})
	for _, name := range []string{"Visie", "Beleid", "Implementatie", "Pedagogisch klimaat", "V1 Waarom LOB", "B8 Meten en verantwoorden"} {
		if pressables[name] == nil {
			t.Errorf("%s is below the fold", name)
		}
	}
	r.sees("Kernindicatoren B2 en B4 staan op 1.", "kern", "nog uitzoeken")
	before := r.words()
	for _, p := range pressables {
		p.MouseIn(nil)
		p.FocusGained()
		p.MouseOut()
		p.FocusLost()
	}
	if r.words() != before {
		t.Errorf("pointing changed\n%s\ninto\n%s", before, r.words())
	}
	for name, title := range map[string]string{"Beleid": "B2 · ", "V3 Vijf loopbaancompetenties": "V3 · "} {
		r.goTo(session.StepResult)
		pressables[name].Press()
		r.sees(title)
	}
}

// What is not scored because nobody knows bears a question mark, which the list in the window and the beamer explain; a target of the
// team's own stands on the line of its indicator.
func TestResultNamesItsMarks(t *testing.T) {
	r := scored(t, "2")
	r.goTo(session.StepResult)
	if words := r.words(); strings.Contains(words, "eigen doel") || strings.Contains(words, r.say("result.to_find_out")) {
		t.Error("a mark is explained where there is none")
	}
	r.addExample()
	score := r.session.Assessment.Score("B1")
	score.Target = 4
	r.session.SetScore(session.Once, score)
	r.goTo(session.StepResult)
	r.sees(r.say("result.to_find_out"), "eigen doel")
	marks := 0
	r.drawnTexts(r.view.body, func(x *canvas.Text) {
		if x.Text == "1 ?" {
			marks++
		}
	})
	if marks != 1 {
		t.Errorf("%d bars have a question mark, of the one area that has one to find out", marks)
	}
	r.toggleBeamer()
	var b strings.Builder
	walk(r.beamer.win.Canvas().Content(), gather(&b))
	r.holds(b.String(), "? = "+r.say("result.to_find_out"))
}

// The result is shown beside the last round as on paper, even if that is not loaded and the round only keeps it.
func TestResultBesideAKeptRound(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	if err := r.store.Bin(t.Context(), r.session.Previous.ID); err != nil {
		t.Fatal(err)
	}
	r.openThen(r.session.Assessment.ID, func() { r.goTo(session.StepResult) })
	if r.session.Previous != nil {
		t.Fatal("the last round is still here")
	}
	r.sees("was 1,7")
}

// The reason for a label names its indicators in readable form.
func TestWhyInWords(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	area := r.session.Assessment.Card.Areas[0]
	say := func(scores ...assessment.Answer) string {
		a := *r.session.Assessment
		a.Scores = nil
		for i, s := range scores {
			a.Scores = append(a.Scores, assessment.Score{Indicator: area.Indicators[i].ID, Answer: s})
		}
		result := a.Result()
		return r.whyLabel(a.Card, result, result.Area(area.ID))
	}
	for want, scores := range map[string][]assessment.Answer{
		"1 van 7 met een niveau; vanaf 60% volgt een oordeel.":         {3},
		"Kernindicator V1 staat op 1.":                                 {1, 3, 3, 3, 3, 3, 3},
		"Kernindicatoren V1, V3 en V7 staan op 1.":                     {1, 3, 1, 3, 3, 3, 1},
		"5 van 7 onder de norm; vanaf de helft heet het kwetsbaar.":    {2, 2, 2, 2, 2, 3, 3},
		"Kernindicatoren V3 en V7 staan op 2; de norm is 3.":           {3, 3, 2, 3, 3, 3, 2},
		"Kernindicator V7 heeft nog geen niveau.":                      {3, 3, 3, 3, 3, 3, assessment.Unknown},
		"5 van 7 op of boven de norm; driekwart is nodig.":             {3, 2, 3, 2, 3, 3, 3},
		"Alle kernindicatoren halen de norm, en 6 van de 7 in totaal.": {3, 2, 3, 3, 3, 3, 4},
	} {
		if got := say(scores...); got != want {
			t.Errorf("%v: %q, want %q", scores, got, want)
		}
	}
}
