package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/widgets"
)

// With many teams only those in view are built. Typing searches without going to the field first, and Enter opens a
// team; until then no field has the focus.
func TestHomeWithManyTeams(t *testing.T) {
	r := enter(t, "nl")
	for i := range 400 {
		a := assessment.New(r.Card, assessment.Team{Name: fmt.Sprintf("Team %03d", i)}, r.today, r.clock)
		if err := r.store.Add(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	r.Home()
	r.sees("Team 000", "Team 007")
	if all := r.words(); strings.Contains(all, "Team 399") || strings.Count(all, "Team ") > 100 {
		t.Errorf("%d teams are built", strings.Count(all, "Team "))
	}
	if f := r.win.Canvas().Focused(); f != nil {
		t.Errorf("%T has the focus by itself", f)
	}
	r.write("team 398")
	if all := r.words(); !strings.Contains(all, "Team 398") || strings.Contains(all, "Team 397") {
		t.Errorf("looked up 398:\n%s", all)
	}
	if f, ok := r.win.Canvas().Focused().(*widgets.Entry); !ok || f.Text != "team 398" {
		t.Errorf("the field says %v", f)
	}
	r.press(fyne.KeyReturn)
	if r.session == nil || r.session.Assessment.Team.Name != "Team 398" {
		t.Errorf("Enter opened %+v", r.session)
	}
	r.Home()
	r.press(fyne.KeyDown, fyne.KeyReturn)
	if r.session == nil || r.session.Assessment.Team.Name != "Team 000" {
		t.Errorf("Down and Enter opened %+v", r.session)
	}
	r.Home()
	r.write("niemand")
	r.sees(r.say("home.none_found"))
}

// While only the beginning of a long shelf is read, it already has its final layout, a search does not report unread
// teams as missing, and the focus stays.
func TestHomeWhileItIsRead(t *testing.T) {
	r := enter(t, "nl")
	for i := range 400 {
		a := assessment.New(r.Card, assessment.Team{Name: fmt.Sprintf("Team %03d", i)}, r.today, r.clock)
		if err := r.store.Add(t.Context(), a); err != nil {
			t.Fatal(err)
		}
	}
	for name, do := range map[string]struct{ before, after func() }{
		"looking": {
			func() { r.press(fyne.KeyDown) },
			func() {
				r.press(fyne.KeyReturn)
				if r.session == nil || r.session.Assessment.Team.Name != "Team 000" {
					t.Errorf("Down and Enter opened %+v", r.session)
				}
			},
		},
		"looking one up": {
			func() {
				r.write("399")
				if all := r.words(); strings.Contains(all, r.say("home.none_found")) {
					t.Errorf("says that there is none:\n%s", all)
				}
			},
			func() {
				r.sees("Team 399")
				if f := r.win.Canvas().Focused(); f != r.screen.(*homeScreen).find {
					t.Errorf("%T has the focus", f)
				}
			},
		},
		"far down": {
			func() { r.press(fyne.KeyEnd) },
			func() { r.sees("Team 399") },
		},
	} {
		t.Run(name, func(t *testing.T) {
			var waiting []func()
			r.spawn = func(f func()) { waiting = append(waiting, f) }
			r.Home()
			waiting[0]() // the beginning
			high := r.view.body.MinSize().Height
			do.before()
			r.spawn = func(f func()) { f() }
			waiting[1]()
			if now := r.view.body.MinSize().Height; name != "looking one up" && now != high {
				t.Errorf("it was %v high, and is %v", high, now)
			}
			do.after()
		})
	}
}

// Before the reveal a card says how many are in; after it how far the talk is.
func TestHomeSaysWhatHappensNow(t *testing.T) {
	r := enter(t, "nl")
	a := assessment.New(r.Card, assessment.Team{Name: "Team Een"}, r.today, r.clock)
	for i := range 3 {
		a.Ballots = append(a.Ballots, assessment.Ballot{
			ID: fmt.Sprint("b", i), Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{"V1": 2},
		})
	}
	if err := r.store.Add(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	r.Home()
	r.sees("3 zijn klaar")
	d := a.Details
	d.Revealed = true
	if err := r.store.SaveDetails(t.Context(), a.Team, d); err != nil {
		t.Fatal(err)
	}
	r.Home()
	r.sees("bespreken: 0 van 33")
	if strings.Contains(r.words(), "klaar") {
		t.Errorf("after the reveal:\n%s", r.words())
	}
}
