package pdf_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/words"
)

// The form covers the shipped card in both scopes, and cards of its size with fewer or more levels.
func TestFormFitsTwoPages(t *testing.T) {
	for _, lang := range words.Codes {
		for levels := 3; levels <= 6; levels++ {
			for _, scope := range []assessment.Scope{assessment.ScopeFull, assessment.ScopeCore} {
				t.Run(fmt.Sprintf("%s %d %s", lang, levels, scope), func(t *testing.T) {
					in := example(t)
					in.Words = words.In(lang)
					c := *in.Assessment.Card
					c.Scale.Levels = nil
					for i := range levels {
						c.Scale.Levels = append(c.Scale.Levels, in.Assessment.Card.Scale.Levels[i%4])
					}
					a := assessment.New(&c, in.Assessment.Team, in.Assessment.Date, 0)
					a.Scope = scope
					in.Assessment = a
					pages := report.Layout(report.Build(report.Form, in), writer(t))
					if want := map[assessment.Scope]int{assessment.ScopeFull: 2, assessment.ScopeCore: 1}[scope]; len(pages) != want {
						t.Errorf("%d pages, want %d", len(pages), want)
					}
					for _, p := range pages {
						if strings.Contains(textOf(p), "…") {
							t.Error("something is shortened")
						}
					}
				})
			}
		}
	}
}

// The boxes are in card order, each key in one column, so that a form can be keyed in from top to bottom.
func TestFormIsInTheOrderOfKeyingIn(t *testing.T) {
	in := example(t)
	pages := report.Layout(report.Build(report.Form, in), writer(t))
	keys := []string{"1", "2", "3", "4", "0", "N"}
	at := make(map[string]float64)
	var ids []string
	var row []string
	for _, p := range pages {
		for _, it := range p.Items {
			s, ok := it.Shape.(report.Text)
			word := strings.TrimSpace(s.Text)
			switch ind, _ := in.Assessment.Card.Indicator(word); {
			case !ok:
			case ind != nil:
				ids, row = append(ids, word), nil
			case len(ids) > 0 && slices.Contains(keys, word):
				row = append(row, word)
				if x := s.X + s.Width/2; at[word] == 0 {
					at[word] = x
				} else if x < at[word]-0.001 || x > at[word]+0.001 {
					t.Errorf("%s of %s stands at %v, above it at %v", word, ids[len(ids)-1], x, at[word])
				}
				if word == "N" {
					if diff := cmp.Diff(keys, row); diff != "" {
						t.Errorf("%s: %s", ids[len(ids)-1], diff)
					}
				}
			}
		}
	}
	var want []string
	for _, ind := range in.Assessment.Card.InScope(assessment.ScopeFull) {
		want = append(want, ind.ID)
	}
	if diff := cmp.Diff(want, ids); diff != "" {
		t.Error(diff)
	}
	all := textsOf(t, report.Form, in)
	for _, want := range []string{
		"7 antwoorden · tot hier 7 van 33", "8 antwoorden · tot hier 15 van 33", "10 antwoorden · tot hier 25 van 33",
		"8 antwoorden · tot hier 33 van 33", "Teamlid", "Leiding", "Student", "Een naam is niet nodig", "Weet ik niet", "Niet van toepassing",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("the form lacks %q", want)
		}
	}
}

func TestFormIsBlank(t *testing.T) {
	in := example(t)
	filled := textsOf(t, report.Form, in)
	a := assessment.New(in.Assessment.Card, in.Assessment.Team, in.Assessment.Date, 0)
	in.Assessment, in.Earlier = a, nil
	if diff := cmp.Diff(textsOf(t, report.Form, in), filled); diff != "" {
		t.Errorf("what the team did shows on its form: %s", diff)
	}
}

// A school's card of more than a hundred indicators takes as many pages as legible type needs.
func TestLargeFormStaysLegible(t *testing.T) {
	in := example(t)
	in.Assessment = filled(card(6, 20, 6, "met een gewone titel"), 0, "")
	pages := report.Layout(report.Build(report.Form, in), writer(t))
	if len(pages) <= 2 {
		t.Fatalf("%d pages", len(pages))
	}
	rows := 0
	for _, p := range pages {
		for _, it := range p.Items {
			if s, ok := it.Shape.(report.Text); ok && strings.HasPrefix(s.Text, "Wij doen dit") {
				if rows++; s.Style.Size < 9.5 {
					t.Fatalf("%q stands in %v points", s.Text, s.Style.Size)
				}
			}
		}
	}
	if rows != 120 {
		t.Errorf("%d statements, want 120", rows)
	}
}
