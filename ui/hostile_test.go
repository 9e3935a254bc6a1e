package ui

import (
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// A name from another file with control characters, reversed text or several pages of text is shown as an ordinary
// name on screen and in the title of the window; its field still contains all of it.
func TestHostileNames(t *testing.T) {
	for name, want := range map[string]string{
		"Team \u202eomgekeerd\u202c einde": "Team omgekeerd einde",
		"\u200fom\u2066":                   "om",
		"nul\x00teken":                     "nul teken",
		"\x1b[31mrood":                     "[31mrood",
		"Regel\r\nbreuk\ten meer":          "Regel breuk en meer",
		strings.Repeat("A", 5000):          strings.Repeat("A", 119) + "…",
		strings.Repeat("👩‍👩‍👧 ", 900):      strings.Repeat("👩‍👩‍👧 ", 19) + "👩‍👩‍👧…",
		"\u202e \x00":                      "Nieuw team",
	} {
		r := enter(t, "nl")
		a := assessment.New(r.Card, assessment.Team{ID: "t", Name: name}, r.today, 1)
		if err := r.store.Add(t.Context(), a); err != nil {
			t.Fatal(err)
		}
		r.Home()
		r.sees(want)
		r.open(a.ID)
		r.goTo(session.StepTeam)
		if title := r.title(); !strings.HasPrefix(title, want+" – ") {
			t.Errorf("the title is %q, want %q", title, want)
		}
		if got := r.session.Assessment.Team.Name; got != name {
			t.Errorf("its name became %q", got)
		}
	}
	if got := widgets.NewText("een\nregel\u202e\x07").Words(); got != "een\nregel " {
		t.Errorf("a text says %q", got)
	}
}
