package ui

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// sent is a document sent to a printer.
type sent struct{ printer, path, title string }

// withPrinters adds two printers to the room, the second of which is the default, and returns the list of documents
// they get.
func withPrinters(r *room) *[]sent {
	var got []sent
	r.Printers = func(context.Context) ([]string, string) { return []string{"Hal", "Kamer_2"}, "Kamer_2" }
	r.SendToPrinter = func(_ context.Context, printer, path, title string) error {
		got = append(got, sent{printer, path, title})
		return nil
	}
	return &got
}

// button returns the button on screen with a text.
func (r *room) button(words string) *widgets.Button {
	r.Helper()
	var found *widgets.Button
	walk(r.win.Canvas().Content(), func(o fyne.CanvasObject) {
		if b, ok := o.(*widgets.Button); ok && b.Name() == words {
			found = b
		}
	})
	if found == nil {
		r.Fatalf("no button %q on screen\n%s", words, r.words())
	}
	return found
}

// Where there is no printer to choose, it says what printing does; it says nothing before that is known.
func TestNoPrinterIsSaid(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.Printers = func(context.Context) ([]string, string) {
		if strings.Contains(r.words(), r.say("print.opens")) {
			t.Error("it says that there is no printer before that is known")
		}
		return nil, ""
	}
	r.goTo(session.StepPrint)
	r.finds(r.say("print.opens"))
	withPrinters(r)
	r.goTo(session.StepTeam)
	r.goTo(session.StepPrint)
	if strings.Contains(r.words(), r.say("print.opens")) {
		t.Error("it says that there is no printer beside the printers")
	}
}

func TestSendToPrinter(t *testing.T) {
	for _, c := range []struct {
		press string // "" for the default choice
		want  string // "" for the viewer
	}{
		{"", "Kamer_2"},
		{"Kamer_2", "Kamer_2"},
		{"Hal", "Hal"},
		{"Alleen openen", ""},
	} {
		t.Run(c.press, func(t *testing.T) {
			r := enter(t, "nl")
			got := withPrinters(r)
			r.addExample()
			r.goTo(session.StepPrint)
			r.sees("Printer", "Hal", "Kamer_2", "Alleen openen")
			if c.press != "" {
				r.button(c.press).Press()
			}
			r.printUsual()
			path := filepath.Join(r.Documents, "Voorbeeldteam Zorg & Welzijn Samenvatting.pdf")
			if c.want == "" {
				if len(*got) > 0 || !slices.Equal(r.viewed, []string{path}) {
					t.Errorf("sent %v, viewed %q", *got, r.viewed)
				}
				r.sees("Bewaard: " + path)
				return
			}
			want := sent{c.want, path, "Voorbeeldteam Zorg & Welzijn Samenvatting"}
			if !slices.Equal(*got, []sent{want}) || len(r.viewed) > 0 || len(r.printed) != 1 {
				t.Errorf("sent %v, want %v; viewed %q, printed %q", *got, want, r.viewed, r.printed)
			}
			r.sees("Afgedrukt op " + c.want + ": " + path)
		})
	}
}

// Saving a document only saves it, whatever printers there are.
func TestSaveSendsNothing(t *testing.T) {
	r := enter(t, "en")
	got := withPrinters(r)
	r.addExample()
	r.goTo(session.StepPrint)
	r.write("b")
	if len(*got) > 0 || len(r.viewed) > 0 || len(r.printed) != 1 {
		t.Errorf("sent %v, viewed %q, printed %q", *got, r.viewed, r.printed)
	}
}

// An error of a printer names the printer, and the document that was saved before.
func TestPrinterFails(t *testing.T) {
	r := enter(t, "nl")
	withPrinters(r)
	r.SendToPrinter = func(_ context.Context, printer, path, _ string) error {
		return assessment.Fail(assessment.CodePrint, nil, "printer", printer, "file", path)
	}
	r.addExample()
	r.goTo(session.StepPrint)
	r.printUsual()
	r.sees("Afdrukken op Kamer_2 lukte niet.", r.Documents)
	if strings.Contains(r.words(), "Afgedrukt") {
		t.Error("says that it was printed")
	}
	r.printUsual()
	if len(r.printed) != 2 {
		t.Errorf("cannot be tried again: %q", r.printed)
	}
}

// Without a default printer none is chosen for the user; without any printer none is mentioned.
func TestNoUsualPrinter(t *testing.T) {
	for name, printers := range map[string][]string{"some": {"Hal", "Kamer_2"}, "none": nil} {
		t.Run(name, func(t *testing.T) {
			r := enter(t, "nl")
			got := withPrinters(r)
			r.Printers = func(context.Context) ([]string, string) { return printers, "" }
			r.addExample()
			r.goTo(session.StepPrint)
			if strings.Contains(r.words(), "Alleen openen") != (len(printers) > 0) {
				t.Errorf("on screen\n%s", r.words())
			}
			r.printUsual()
			if len(*got) > 0 || len(r.viewed) != 1 {
				t.Errorf("sent %v, viewed %q", *got, r.viewed)
			}
		})
	}
}

// The system may take seconds to list its printers. Until then the screen works without them; an answer that arrives
// after the user has left the screen changes nothing.
func TestPrintersComeLate(t *testing.T) {
	r := enter(t, "nl")
	got := withPrinters(r)
	r.addExample()
	var late []func()
	at := r.spawn
	asks := 0
	printers := r.Printers
	r.Printers = func(ctx context.Context) ([]string, string) { asks++; return printers(ctx) }
	r.spawn = func(f func()) { late = append(late, f) }
	r.goTo(session.StepPrint)
	if asks != 0 {
		t.Fatal("the system is asked while the screen is made")
	}
	r.spawn = at
	r.printUsual()
	if len(*got) > 0 || len(r.viewed) != 1 {
		t.Errorf("before the answer: sent %v, viewed %q", *got, r.viewed)
	}
	for _, f := range late {
		f()
	}
	r.sees("Kamer_2")

	r.spawn, late = func(f func()) { late = append(late, f) }, nil
	r.goTo(session.StepPrint)
	r.spawn = at
	r.goTo(session.StepResult)
	before := r.words()
	for _, f := range late {
		f()
	}
	if after := r.words(); after != before {
		t.Errorf("the answer changed another screen to\n%s", after)
	}
	if asks != 2 {
		t.Errorf("asked %d times on 2 visits", asks)
	}
}

// A team that scores together is offered no discussion sheet; one that scores individually first is told when there is one.
func TestDiscussionSheetWhereThereIsADiscussion(t *testing.T) {
	r := scored(t, "2")
	r.goTo(session.StepPrint)
	sheet := report.Talk.Title(r.Card, r.lang)
	if strings.Contains(r.words(), sheet) {
		t.Errorf("it offers %q", sheet)
	}
	r.session.SetMode(assessment.ModeIndividual)
	r.goTo(session.StepPrint)
	r.finds(sheet, r.say("document.talk_later", "least", assessment.MinBallots))
}
