package ui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/ui/session"
)

// handedOver returns the open assessment as a hand-over file, made through the window.
func (r *room) handedOver(ballots bool, password string) string {
	r.Helper()
	r.saveCopy()
	h, ok := r.screen.(*handOverScreen)
	if !ok {
		r.Fatalf("saving a copy shows %T", r.screen)
	}
	h.password, h.again = password, password
	h.save(ballots)
	files, err := filepath.Glob(filepath.Join(r.Documents, "*"+handOver))
	if err != nil || len(files) != 1 {
		r.Fatalf("files %v, %v", files, err)
	}
	return files[0]
}

// A file from one laptop is imported on another; importing it twice changes nothing.
func TestHandOver(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.saveCopy()
	r.sees(r.say("file.without_ballots"))
	file := r.handedOver(false, "")
	r.OpenFile(file)
	r.sees("Niets nieuws voor Voorbeeldteam")

	other := enter(t, "en")
	other.OpenFile(file)
	other.sees(other.say("file.imported", "team", "Voorbeeldteam Zorg & Welzijn", "date", "23 Nov 2026"))
	if got := other.stored(); len(got.Ballots) != 0 || len(got.Scores) != 33 {
		t.Errorf("%d ballots, %d scores", len(got.Ballots), len(got.Scores))
	}
	other.OpenFile(filepath.Join(t.TempDir(), "nothing"+handOver))
	other.sees("does not exist.")
}

// A file with ballots that are not revealed opens at gathering; the result shows how far that is.
func TestFileThatIsNotRevealed(t *testing.T) {
	r := filled(t, "nl")
	other := enter(t, "nl")
	other.OpenFile(r.handedOver(true, ""))
	if _, ok := other.screen.(*gatherScreen); !ok {
		t.Errorf("it opens at %T", other.screen)
	}
	other.goTo(session.StepResult)
	other.sees(other.say("result.hidden", "done", "6 zijn klaar"))
	if strings.Contains(other.words(), other.say("result.empty")) {
		t.Error("the first score would give a result")
	}
}

// A colleague's later change wins, is listed, and can be put back.
func TestMergeAndPutBack(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	before := r.stored()
	other := enter(t, "nl")
	other.OpenFile(r.handedOver(true, ""))
	other.clock += 1_000_000
	s := before.Score("V1")
	s.Evidence = "gezien in de les"
	if err := other.store.SaveScore(t.Context(), before.ID, s); err != nil {
		t.Fatal(err)
	}
	other.open(before.ID)
	r.OpenFile(other.handedOver(true, ""))
	r.sees("Score V1")
	r.sees("Bewijs: ")
	r.sees("1 onderdeel is vervangen")
	if got := r.stored().Score("V1").Evidence; got != s.Evidence {
		t.Fatalf("evidence %q", got)
	}
	r.press(fyne.KeyEscape, fyne.KeyEscape) // the message, then the screen
	r.sees(r.say("result.title"))           // the previous screen
	r.goTo(session.StepTeam)
	r.sees(r.say("merged.link"))
	r.showMerged()
	m := r.screen.(*mergedScreen)
	m.putBack(m.list[0])
	r.sees(r.say("merged.none"))
	if got, want := r.stored().Score("V1").Evidence, before.Score("V1").Evidence; got != want {
		t.Errorf("evidence %q, want %q", got, want)
	}
	r.press(fyne.KeyEscape)
	if strings.Contains(r.words(), r.say("merged.link")) {
		t.Error("nothing is left to put back, but the link is there")
	}
}

// A file with a password asks for it, rejects a wrong one, and opens with the right one.
func TestPassword(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.saveCopy()
	h := r.screen.(*handOverScreen)
	r.write("welkom")
	r.sees(r.say("password.weak"))
	h.save(true)
	r.sees(r.say("password.differ"))
	r.back()
	file := r.handedOver(true, "vier losse gekke woorden")

	other, quick := enter(t, "nl"), filepath.Join(t.TempDir(), "team"+handOver) // quick to try passwords on
	if err := exchange.Save(quick, r.stored()); err != nil {
		t.Fatal(err)
	}
	lock(t, quick, "vier losse gekke woorden")
	other.OpenFile(quick)
	other.sees(other.say("password.title", "file", "team"+handOver))
	other.write("iets anders")
	other.press(fyne.KeyReturn)
	other.sees("Dit wachtwoord opent")
	ask := other.screen.(*passwordScreen)
	at := other.spawn
	var tried []func()
	other.spawn = func(f func()) { tried = append(tried, f) } // trying takes a while
	other.press(fyne.KeyReturn, fyne.KeyReturn, fyne.KeyReturn)
	times := len(tried)
	other.press(fyne.KeyEscape) // the previous screen rereads its content
	other.spawn = at
	for _, f := range tried {
		f()
	}
	if times != 1 || strings.Contains(other.words(), "Dit wachtwoord opent") {
		t.Errorf("tried %d times, and told after it was cancelled: %s", times, other.words())
	}
	ask.then("vier losse gekke woorden")
	other.sees("is ingelezen en bewaard")
	if _, err := other.Files.Open(file, "vier losse gekke woorden"); err != nil {
		t.Errorf("what the window locked: %v", err)
	}
}

// takesIn is a store that calls before when something is imported.
type takesIn struct {
	assessment.Store
	before func()
}

func (s takesIn) TakeIn(ctx context.Context, a *assessment.Assessment) (*assessment.Merged, error) {
	s.before()
	return s.Store.TakeIn(ctx, a)
}

// Many files are imported one after another: a bad one does not stop the others, a locked one can be opened
// afterwards, and stopping leaves the rest as it is.
func TestTakeManyIn(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.open(r.stored().ID)
	file := r.handedOver(true, "")
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var paths []string
	for i := range 4 {
		paths = append(paths, filepath.Join(dir, fmt.Sprint(i, handOver)))
		content := b
		if i == 1 {
			content = b[:len(b)/2]
		}
		if err := os.WriteFile(paths[i], content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	other := enter(t, "nl")
	other.takeFilesIn(paths)
	other.sees(other.say("take.progress", "done", 4, "count", 4))
	other.sees("0" + handOver + ": toegevoegd")
	other.sees("1" + handOver + " is beschadigd")
	other.sees("3" + handOver + ": niets nieuws")

	stopped := enter(t, "nl")
	taken := 0
	stopped.Store = takesIn{stopped.store, func() { taken++; stopped.press(fyne.KeyEscape) }}
	stopped.takeFilesIn(paths)
	stopped.sees(stopped.say("take.stopped", "done", 1, "count", 4))
	if taken != 1 {
		t.Errorf("%d files were taken in", taken)
	}
	if list, err := stopped.store.Summaries(t.Context(), stopped.today); err != nil || len(list) != 1 {
		t.Errorf("%d on the shelf, %v", len(list), err)
	}
	stopped.press(fyne.KeyEscape)
	if _, ok := stopped.screen.(*homeScreen); !ok {
		t.Errorf("Escape leads to %T", stopped.screen)
	}

	locked := filepath.Join(dir, "locked"+handOver)
	a, err := r.store.Load(t.Context(), r.session.Assessment.ID)
	if err != nil {
		t.Fatal(err)
	}
	if err := exchange.Save(locked, a); err != nil {
		t.Fatal(err)
	}
	lock(t, locked, "vier losse gekke woorden")
	third := enter(t, "nl")
	third.takeFilesIn([]string{locked, paths[1]})
	third.press(fyne.KeyReturn)
	third.sees(third.say("password.many", "count", 1))
	third.write("vier losse gekke woorden")
	third.press(fyne.KeyReturn)
	third.sees("toegevoegd")
	if _, err := third.store.Load(t.Context(), a.ID); assessment.CodeOf(err) != "" {
		t.Error(err)
	}
}
