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

// Before the reveal a card says how many are in; after it how far the talk is. Either way it says what is still to be done, also
// of a round that is not here.
func TestHomeSaysWhatHappensNow(t *testing.T) {
	r := enter(t, "nl")
	a := assessment.New(r.Card, assessment.Team{Name: "Team Een"}, r.today, r.clock)
	for i := range 3 {
		a.Ballots = append(a.Ballots, assessment.Ballot{
			ID: fmt.Sprint("b", i), Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{"V1": 2},
		})
	}
	a.Previous = &assessment.Previous{KeptRound: assessment.KeptRound{
		ID: "elsewhere", Date: "2025-11-24", Card: r.Card.Ref(), Levels: 4, Scope: assessment.ScopeFull,
		Actions: []assessment.Outcome{{ID: "there", Indicator: "V1", Status: assessment.ActionTodo}},
	}}
	if err := r.store.Add(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	r.Home()
	r.sees("3 zijn klaar · 1 actie open (1 van een ronde die hier niet is)")
	d := a.Details
	d.Revealed = true
	if err := r.store.SaveDetails(t.Context(), a.Team, d); err != nil {
		t.Fatal(err)
	}
	r.Home()
	r.sees("bespreken: 0 van 33 afgesproken · 1 actie open (1 van een ronde die hier niet is)")
	if strings.Contains(r.words(), "klaar") {
		t.Errorf("after the reveal:\n%s", r.words())
	}
}

// On the first start both ways to begin are in view on a small laptop, whatever the text size of the system or the program.
func TestFirstStartHasBothWaysInView(t *testing.T) {
	r := enter(t, "nl")
	r.Home()
	for _, c := range []struct{ width, height, zoom float32 }{
		{1366, 768, 1}, {1093, 580, 1}, {911, 480, 1}, {1366, 738, 1.3}, {1366, 738, 1.5}, {1024, 700, 1.5},
	} {
		r.win.Resize(fyne.NewSize(c.width, c.height))
		r.zoom(c.zoom)
		for _, words := range []string{r.say("home.new"), r.say("home.example"), r.say("app.title")} {
			seen := false
			walk(r.view.body, func(o fyne.CanvasObject) {
				named, is := o.(interface{ AccessibilityLabel() string })
				text, isText := o.(*widgets.Text)
				if is && strings.HasPrefix(named.AccessibilityLabel(), words) || isText && text.Words() == words {
					at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
					seen = seen || at.Y >= 0 && at.Y+o.Size().Height <= c.height && o.Size().Height > 0
				}
			})
			if !seen {
				t.Errorf("%v by %v at %v: %q is out of sight", c.width, c.height, c.zoom, words)
			}
		}
	}
}
