package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/ui/session"
)

// made returns the files in the documents folder.
func (r *room) made() (names []string) {
	r.Helper()
	files, err := os.ReadDir(r.Documents)
	if err != nil {
		r.Fatal(err)
	}
	for _, f := range files {
		names = append(names, f.Name())
	}
	return names
}

func TestSeveralDocumentsAtOnce(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepPrint)
	r.write("m")
	r.write("351") // the card and the full document too, the summary not
	r.sees("Voorbeeldteam Zorg & Welzijn", "2 documenten maken …")
	r.write("1")
	r.press(fyne.KeyReturn)
	const team = "Voorbeeldteam Zorg & Welzijn "
	want := []string{team + "Kwaliteitskaart.pdf", team + "Samenvatting.pdf", team + "Volledig verslag.pdf"}
	if got := r.made(); !slices.Equal(got, want) {
		t.Errorf("made %q, want %q", got, want)
	}
	r.sees(r.say("many.made", "count", 3, "folder", r.Documents))
	r.press(fyne.KeyReturn)
	if !slices.Equal(r.viewed, []string{r.Documents}) {
		t.Errorf("viewed %q", r.viewed)
	}
	r.press(fyne.KeyEscape)
	r.sees(r.say("print.title"))
}

// manyTeams returns an overview of the example and three more teams, two of which have the same name.
func manyTeams(t *testing.T) *room {
	t.Helper()
	r := enter(t, "nl")
	r.addExample()
	for _, name := range []string{"Bouw", "Bouw", "Horeca"} {
		r.create()
		r.write(name)
	}
	r.ShowOverview()
	return r
}

// Documents are made of the teams shown; a failed one is listed with its error, and the others are made.
func TestDocumentsOfManyTeams(t *testing.T) {
	r := manyTeams(t)
	print := r.Print
	r.Print = func(ctx context.Context, path string, kind report.Kind, in report.Input) error {
		if in.Assessment.Team.Name == "Horeca" && kind == report.Plan {
			return assessment.Fail(assessment.CodeFileWrite, nil, "file", path)
		}
		if in.Assessment.Team.Name[0] == 'V' && (len(in.Earlier) != 1 || in.Number != 2) {
			t.Errorf("%d rounds before round %d", len(in.Earlier), in.Number)
		}
		return print(ctx, path, kind, in)
	}
	r.screen.(*overviewScreen).documents()
	r.write("6") // the form beside the plan
	r.sees("Van 4 teams.", "8 documenten maken …")
	r.press(fyne.KeyReturn)
	r.sees(r.say("many.made", "count", 7, "folder", r.Documents), r.say("many.failed", "count", 1), "Verbeterplan van Horeca: ")
	want := []string{
		"Bouw Scoreformulier (2).pdf", "Bouw Scoreformulier.pdf", "Bouw Verbeterplan (2).pdf", "Bouw Verbeterplan.pdf",
		"Horeca Scoreformulier.pdf", "Voorbeeldteam Zorg & Welzijn Scoreformulier.pdf", "Voorbeeldteam Zorg & Welzijn Verbeterplan.pdf",
	}
	if got := r.made(); !slices.Equal(got, want) {
		t.Errorf("made %q, want %q", got, want)
	}
	r.press(fyne.KeyEscape)
	r.sees(r.say("overview.title"))
}

// Stopping finishes the current document, and shows how many there are and where.
func TestStopMakingDocuments(t *testing.T) {
	r := manyTeams(t)
	print, n := r.Print, 0
	r.Print = func(ctx context.Context, path string, kind report.Kind, in report.Input) error {
		if n++; n == 2 {
			r.sees("2 van 4: Verbeterplan van Bouw", r.say("many.stop"))
			r.press(fyne.KeyEscape)
		}
		return print(ctx, path, kind, in)
	}
	r.screen.(*overviewScreen).documents()
	r.press(fyne.KeyReturn)
	r.sees("Gestopt. 2 van de 4 documenten zijn gemaakt, in " + r.Documents)
	if got := r.made(); len(got) != 2 {
		t.Errorf("made %q", got)
	}
}

// Documents are made from a folder of hand-over files without storing anything.
func TestDocumentsOfAFolder(t *testing.T) {
	r := enter(t, "nl")
	example := storetest.Example(t)
	if err := exchange.Save(filepath.Join(r.Documents, "team"+handOver), example[1]); err != nil {
		t.Fatal(err)
	}
	r.ShowOverview()
	r.screen.(*overviewScreen).choose()
	r.screen.(*overviewScreen).documents()
	r.press(fyne.KeyReturn)
	r.sees(r.say("many.made", "count", 1, "folder", r.Documents))
	if list, err := r.store.Summaries(t.Context(), r.today); err != nil || len(list) != 0 {
		t.Errorf("%d stored, %v", len(list), err)
	}
}
