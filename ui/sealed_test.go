package ui

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
)

// A file that was adopted or reopened later shows what it would change, and asks; alone and among many.
func TestOpenLaterAdoption(t *testing.T) {
	r := enter(t, "nl")
	r.addAdopted()
	id := r.session.Assessment.ID
	other := enter(t, "nl")
	other.OpenFile(r.handedOver(true, ""))
	if err := other.store.Reopen(t.Context(), id, other.today, "We zijn iets vergeten."); err != nil {
		t.Fatal(err)
	}
	s := r.stored().Score("V1")
	s.Evidence = "gezien in de les"
	if err := other.store.SaveScore(t.Context(), id, s); err != nil {
		t.Fatal(err)
	}
	other.open(id)
	file := other.handedOver(false, "")
	here := func() *assessment.Assessment { return must(r.store.Load(t.Context(), id)) }
	adopted := func() bool { return here().Plan.Status == assessment.PlanAdopted }

	r.OpenFile(file)
	r.sees(r.say("take.seal_title"), "V1\nBewijs: ", "gezien in de les", "Status: vastgesteld → concept")
	r.press(fyne.KeyEscape)
	if !adopted() {
		t.Error("taken in though nobody agreed")
	}
	again := filepath.Join(r.Documents, "nog eens"+handOver)
	if err := os.Link(file, again); err != nil {
		t.Fatal(err)
	}
	r.takeFilesIn([]string{file, again})
	if !adopted() {
		t.Error("of many one is taken in though nobody agreed")
	}
	r.write("V")
	r.sees(r.say("take.seal_title"), filepath.Base(again))
	r.write("O")
	if adopted() || here().Score("V1").Evidence != s.Evidence {
		t.Error("what was agreed to is not taken in")
	}
}
