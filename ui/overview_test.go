package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/session"
)

func TestOverviewOfTheDataFolder(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.create()
	r.write("Team Bouw")
	r.ShowOverview()
	r.sees("2 teams", "Voorbeeldteam Zorg & Welzijn", "Team Bouw", "Nog onvoldoende ingevuld", "Op orde", "01-06-2027")
	o := r.screen.(*overviewScreen)
	o.filters = []assessment.OverviewFilter{assessment.FilterVulnerable}
	r.render()
	if all := r.words(); strings.Contains(all, "Team Bouw") || !strings.Contains(all, "Voorbeeldteam") {
		t.Errorf("only the vulnerable:\n%s", all)
	}
	r.sees("1 van 2 teams")
	o.filters = nil
	r.render()
	r.press(fyne.KeyDown) // to the first team
	r.press(fyne.KeyReturn)
	if r.at != session.StepPlan || r.session.Assessment.Team.Name != "Team Bouw" {
		t.Errorf("a row opens %s", r.at)
	}
	r.press(fyne.KeyEscape)
	if r.screen != o || r.session != nil {
		t.Errorf("back on %T", r.screen)
	}
}

// What is printed of an overview says which of all teams it has.
func TestOverviewPrintsItsSelection(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.create()
	r.write("Team Bouw")
	r.ShowOverview()
	o := r.screen.(*overviewScreen)
	if got := o.shown().Selection; got != "" {
		t.Errorf("of all teams it says %q", got)
	}
	o.filters, o.sought = []assessment.OverviewFilter{assessment.FilterVulnerable, assessment.FilterUnanswered}, "zorg "
	if got, want := o.shown().Selection, "1 van 2 teams: kwetsbaar, vraag onbeantwoord, gezocht op ‘zorg’"; got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
}

// A folder of hand-over files is shown without storing any; files that cannot be read are listed, the rest is shown.
func TestOverviewOfAFolder(t *testing.T) {
	r := enter(t, "nl")
	example := storetest.Example(t)
	for i, a := range example {
		if err := exchange.Save(filepath.Join(r.Documents, string(rune('a'+i))+handOver), a); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(r.Documents, "oud-plan"+handOver), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := exchange.Invite(example[0]).Save(filepath.Join(r.Documents, "uitnodiging"+handOver)); err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"Archief", ".git"} {
		if err := os.Mkdir(filepath.Join(r.Documents, folder), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	r.ShowOverview()
	r.screen.(*overviewScreen).choose()
	r.sees("1 team", "alleen om te lezen", "23 nov 2026", "oud-plan", r.say("overview.unread", "count", 1),
		"1 submap is niet bekeken. 1 bestand met antwoorden of een uitnodiging is overgeslagen.")
	if all, more := r.words(), "Er is niets veranderd"; strings.Contains(all, more) {
		t.Errorf("a reason of more than a line:\n%s", all)
	}
	r.click(r.say("overview.unread.whole"))
	r.sees("Er is niets veranderd", r.say("overview.unread.short"))
	r.storesNothing()
}

// storesNothing checks that nothing was stored.
func (r *room) storesNothing() {
	r.Helper()
	if list, err := r.store.Summaries(r.Context(), r.today); err != nil || len(list) != 0 {
		r.Errorf("%d stored, %v", len(list), err)
	}
}

// A folder dropped on the window, on any screen, is shown and not stored, and so are files dropped on the overview.
// Those with a password are listed, and join the others once it is given.
func TestOverviewOfDroppedFiles(t *testing.T) {
	r := enter(t, "nl")
	example := storetest.Example(t)
	last := example[len(example)-1]
	open, locked := filepath.Join(r.Documents, "a.KWALITEITSKAART"), filepath.Join(r.Documents, "b"+handOver)
	other := *last
	other.ID, other.Team.ID, other.Team.Name = assessment.NewID(), assessment.NewID(), "Team Slot"
	for path, a := range map[string]*assessment.Assessment{open: last, locked: &other} {
		if err := exchange.Save(path, a); err != nil {
			t.Fatal(err)
		}
	}
	lock(t, locked, "vier losse woorden")
	r.TakeFiles([]string{r.Documents})
	r.sees("1 team", last.Team.Name, r.say("overview.unread", "count", 1), "b"+handOver+" heeft een wachtwoord.")
	o := r.screen.(*overviewScreen)
	o.unlock()
	r.write("iets anders")
	r.press(fyne.KeyReturn)
	r.sees("1 team", "Dit wachtwoord opent b"+handOver+" niet.")
	o.unlock()
	r.write("vier losse woorden")
	r.press(fyne.KeyReturn)
	r.sees("2 teams", last.Team.Name, "Team Slot")
	if all := r.words(); strings.Contains(all, handOver) {
		t.Errorf("still unread:\n%s", all)
	}
	r.TakeFiles([]string{open})
	r.sees("1 team", r.say("overview.from_files"))
	r.storesNothing()
}

// Reading can be stopped; the result is shown as incomplete.
func TestStopReadingTheOverview(t *testing.T) {
	r := enter(t, "nl")
	example := storetest.Example(t)
	var paths []string
	for _, name := range []string{"a", "b", "c"} {
		paths = append(paths, filepath.Join(r.Documents, name+handOver))
		if err := exchange.Save(paths[len(paths)-1], example[0], exchange.WithoutBallots()); err != nil {
			t.Fatal(err)
		}
	}
	r.overviewOf(paths[:1])
	r.screen.(*overviewScreen).readThen(func() []string { r.press(fyne.KeyEscape); return paths[1:] }, "")
	r.sees("1 team", r.say("overview.stopped", "done", 0, "count", 2))
}

// No number in an overview comes from ballots, however few there are.
func TestOverviewShowsNothingOfBallots(t *testing.T) {
	r := enter(t, "nl")
	example := storetest.Example(t)
	last := example[len(example)-1]
	shown := func(ballots []assessment.Ballot) string {
		a := *last
		a.Ballots = ballots
		if err := exchange.Save(filepath.Join(r.Documents, "a"+handOver), &a); err != nil {
			t.Fatal(err)
		}
		r.TakeFiles([]string{r.Documents})
		r.sees("1 team")
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

// A team in a folder opens on the same screens, to read and print only; typing there is refused, and the way back leads to
// the overview. An answer given there or in the list of asks goes into a new file.
func TestOverviewOpensAFileToRead(t *testing.T) {
	r := enter(t, "nl")
	r.clock = assessment.LastInstant - 1_000_000
	example := storetest.Example(t)
	a := example[len(example)-1]
	if err := exchange.Save(filepath.Join(r.Documents, "a"+handOver), a); err != nil {
		t.Fatal(err)
	}
	r.TakeFiles([]string{r.Documents})
	o := r.screen.(*overviewScreen)
	r.press(fyne.KeyDown, fyne.KeyReturn)
	r.sees(a.Team.Name, r.say("overview.read_only"))
	plan := r.session.Assessment.Plan
	plan.Concern = "Iets anders"
	var told []func()
	r.do = func(f func()) { told = append(told, f) }
	r.session.SetPlan("concern", plan)
	r.do = func(f func()) { f() }
	for _, f := range told {
		f()
	}
	if r.session.Assessment.Plan.Concern == "Iets anders" {
		t.Error("a change stays on screen")
	}
	r.sees("alleen om te lezen")
	r.goTo(session.StepPrint)
	r.screen.(*printScreen).print()
	if len(r.printed) != 1 {
		t.Errorf("printed %v", r.printed)
	}
	r.backToFiles()
	if r.screen != o || r.session != nil || r.Store != assessment.Store(r.store) {
		t.Fatalf("back on %T", r.screen)
	}
	r.press(fyne.KeyRight, fyne.KeyRight, fyne.KeyDown, fyne.KeyReturn)
	ask := o.all.Asks()[0]
	o.reply.Kind, o.reply.Words, o.reply.unsaved = assessment.ReplyLater, "na de zomer", true
	r.press(fyne.KeyEscape)
	r.sees("na de zomer", "a – antwoorden"+handOver)
	f, err := r.Files.Open(filepath.Join(r.Documents, "a – antwoorden"+handOver), "")
	if err != nil {
		t.Fatal(err)
	}
	if act, _ := f.Assessment.Plan.Action(ask.ID); act.Reply == nil || act.Reply.Kind != assessment.ReplyLater || act.Reply.On != r.today {
		t.Errorf("in the file %+v", act.Reply)
	}
	r.storesNothing()
}
