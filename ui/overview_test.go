package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/words"
)

func TestOverviewOfTheDataFolder(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.create()
	r.write("Team Bouw")
	r.ShowOverview()
	r.sees("2 teams.", "Voorbeeldteam Zorg & Welzijn", "Team Bouw", "Te weinig", "Op orde", "01-06-2027")
	o := r.screen.(*overviewScreen)
	o.vulnerable = true
	r.render()
	if all := r.words(); strings.Contains(all, "Team Bouw") || !strings.Contains(all, "Voorbeeldteam") {
		t.Errorf("only the vulnerable:\n%s", all)
	}
	r.sees("1 van 2 teams.")
	o.vulnerable, o.sort = false, byOpen
	if rows := o.rows(); rows[0].Open != 9 || rows[1].Open != 0 {
		t.Errorf("by open actions: %+v", rows)
	}
	o.sort = byTeam
	if rows := o.rows(); rows[0].Team.Name != "Team Bouw" {
		t.Errorf("by team: %+v", rows)
	}
}

// A folder of hand-over files is shown without storing any; files that cannot be read are listed, the rest is shown.
func TestOverviewOfAFolder(t *testing.T) {
	r := enter(t, "nl")
	example, err := exchange.Example()
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range example {
		if err := exchange.Save(filepath.Join(r.Documents, string(rune('a'+i))+handOver), a); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(r.Documents, "oud-plan"+handOver), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.ShowOverview()
	r.screen.(*overviewScreen).choose()
	r.sees("1 team.", "Er wordt niets opgeslagen.", "23 nov 2026", "oud-plan", r.say("overview.unread", "count", 1))
	r.keepsNothing()
}

// keepsNothing checks that nothing was stored.
func (r *room) keepsNothing() {
	r.Helper()
	if list, err := r.store.Summaries(r.Context(), r.today); err != nil || len(list) != 0 {
		r.Errorf("%d stored, %v", len(list), err)
	}
}

// A folder dropped on the window, on any screen, is shown and not stored, and so are files dropped on the overview.
// Those with a password are listed, and join the others once it is given.
func TestOverviewOfDroppedFiles(t *testing.T) {
	r := enter(t, "nl")
	example, err := exchange.Example()
	if err != nil {
		t.Fatal(err)
	}
	last := example[len(example)-1]
	open, locked := filepath.Join(r.Documents, "a.KWALITEITSKAART"), filepath.Join(r.Documents, "b"+handOver)
	other := *last
	other.ID, other.Team.ID, other.Team.Name = assessment.NewID(), assessment.NewID(), "Team Slot"
	for path, a := range map[string]*assessment.Assessment{open: last, locked: &other} {
		password := ""
		if path == locked {
			password = "vier losse woorden"
		}
		if err := exchange.Save(path, a, exchange.WithPassword(password)); err != nil {
			t.Fatal(err)
		}
	}
	r.TakeFiles([]string{r.Documents})
	r.sees("1 team.", last.Team.Name, r.say("overview.unread", "count", 1), "b"+handOver+" heeft een wachtwoord.")
	o := r.screen.(*overviewScreen)
	o.unlock()
	r.write("iets anders")
	r.press(fyne.KeyReturn)
	r.sees("1 team.", "Dit wachtwoord opent b"+handOver+" niet.")
	o.unlock()
	r.write("vier losse woorden")
	r.press(fyne.KeyReturn)
	r.sees("2 teams.", last.Team.Name, "Team Slot")
	if all := r.words(); strings.Contains(all, handOver) {
		t.Errorf("still unread:\n%s", all)
	}
	r.TakeFiles([]string{open})
	r.sees("1 team.", r.say("overview.from_files"))
	r.keepsNothing()
}

// Reading can be stopped; the result is shown as incomplete.
func TestStopReadingTheOverview(t *testing.T) {
	r := enter(t, "nl")
	example, err := exchange.Example()
	if err != nil {
		t.Fatal(err)
	}
	var paths []string
	for _, name := range []string{"a", "b", "c"} {
		paths = append(paths, filepath.Join(r.Documents, name+handOver))
		if err := exchange.Save(paths[len(paths)-1], example[0], exchange.WithoutBallots()); err != nil {
			t.Fatal(err)
		}
	}
	r.overviewOf(paths[:1])
	r.screen.(*overviewScreen).readThen(func() []string { r.press(fyne.KeyEscape); return paths[1:] }, "")
	r.sees("1 team.", r.say("overview.stopped", "done", 0, "count", 2))
}

// No number in an overview comes from ballots, however few there are.
func TestOverviewShowsNothingOfBallots(t *testing.T) {
	r := enter(t, "nl")
	example, err := exchange.Example()
	if err != nil {
		t.Fatal(err)
	}
	last := example[len(example)-1]
	shown := func(ballots []assessment.Ballot) string {
		a := *last
		a.Ballots = ballots
		if err := exchange.Save(filepath.Join(r.Documents, "a"+handOver), &a); err != nil {
			t.Fatal(err)
		}
		r.TakeFiles([]string{r.Documents})
		r.sees("1 team.")
		return r.words()
	}
	if none, two, all := shown(nil), shown(last.Ballots[:2]), shown(last.Ballots); none != two || two != all {
		t.Errorf("without ballots:\n%s\nwith two:\n%s\nwith all:\n%s", none, two, all)
	}
}

// On return from the settings the search field has the same text, in the language and the size chosen there.
func TestOverviewAfterSettings(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.ShowOverview()
	o := r.screen.(*overviewScreen)
	r.focus(o.find)
	r.write("Zorg")
	before := o.find.MinSize()
	r.showSettings()
	r.lang = words.In("en")
	r.Settings.Zoom = 1.5
	r.applySettings()
	r.press(fyne.KeyEscape)
	if r.screen != o {
		t.Fatalf("on %T", r.screen)
	}
	if o.find.Text != "Zorg" || o.find.PlaceHolder != r.say("overview.search") || o.find.MinSize().Height <= before.Height {
		t.Errorf("it has %q, asks %q and is %v high, before %v", o.find.Text, o.find.PlaceHolder, o.find.MinSize(), before)
	}
}
