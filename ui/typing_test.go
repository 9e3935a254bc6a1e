package ui

import (
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// field returns the focused field.
func (r *room) field() *widgets.Entry {
	r.Helper()
	e, ok := r.win.Canvas().Focused().(*widgets.Entry)
	if !ok {
		r.Fatalf("the focus is on %T", r.win.Canvas().Focused())
	}
	return e
}

// A text over its limit stays in the field, which shows the excess, and is stored up to the limit; further text goes
// to the field, also after the screen was rebuilt.
func TestTooLongTextStaysInTheField(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.write("T")
	r.goTo(session.StepScore)
	r.write("4")
	r.write("r")
	r.paste(r.say("field.note"), strings.Repeat("woord ", 2000)+"en nog wat")
	r.write("n3e0 en verder")
	want := "De opmerking bij V1 is 2.024 tekens te lang (van 10.000)"
	r.sees(want)
	r.zoom(1.1)
	r.write("n")
	r.sees("De opmerking bij V1 is 2.025 tekens te lang (van 10.000)")
	if e := r.field(); !strings.HasSuffix(e.Text, "en nog watn3e0 en verdern") {
		t.Errorf("the field holds …%q", e.Text[len(e.Text)-40:])
	}
	s := r.stored().Score("V1")
	if s.Answer != 4 || s.Evidence != "" || utf8.RuneCountInString(s.Note) != assessment.MaxText || !strings.HasPrefix(r.field().Text, s.Note) {
		t.Errorf("stored %v, evidence %q, a note of %d", s.Answer, s.Evidence, utf8.RuneCountInString(s.Note))
	}
	r.press(fyne.KeyEscape)
	r.write("3")
	r.goTo(session.StepTeam)
	r.goTo(session.StepScore)
	r.scoreTogether("V1")
	r.sees("De opmerking bij V1 is 2.025 tekens te lang")
	if got := r.stored().Score("V1").Answer; got != 3 {
		t.Errorf("outside the field 3 is %v", got)
	}
}

// The message about excess text is in view, however long the text, and the footer does not say that all is saved.
func TestTooLongMessageIsInView(t *testing.T) {
	for _, on := range []string{"score", "ballot", "discuss", "plan"} {
		r := enter(t, "nl")
		r.addExample()
		screens[on](r)
		var last *widgets.Entry
		walk(r.view.body, func(o fyne.CanvasObject) {
			if e, ok := o.(*widgets.Entry); ok && e.MultiLine {
				last = e
			}
		})
		r.win.Canvas().Focus(last)
		last.SetText(strings.Repeat("woord ", 2000) + strings.Repeat("\nregel", 30))
		last.TypedRune('x')
		bottom := func(o fyne.CanvasObject) float32 {
			return r.app.Driver().AbsolutePositionForObject(o).Y + o.Size().Height
		}
		said := 0
		walk(r.view.body, func(o fyne.CanvasObject) {
			x, ok := o.(*widgets.Text)
			if !ok || !strings.Contains(x.Words(), "tekens te lang") {
				return
			}
			said++
			if foot := bottom(r.view.scroll); bottom(x) > foot || bottom(x)-x.Size().Height < 0 {
				t.Errorf("%s: the words end at %v, the screen at %v", on, bottom(x), foot)
			}
		})
		if said != 1 {
			t.Errorf("%s: it is said %d times", on, said)
		}
		if got := r.status.Words(); !strings.HasSuffix(got, " is te lang") {
			t.Errorf("%s: the footer says %q", on, got)
		}
		last.SetText("kort")
		if got := r.status.Words(); !strings.HasSuffix(got, r.say("status.saved")) {
			t.Errorf("%s: once it fits the footer says %q", on, got)
		}
	}
}

// Every field of the team, the plan, an action and a ballot accepts a text that is too long.
func TestEveryFieldAcceptsTooLongText(t *testing.T) {
	long := strings.Repeat("x", assessment.MaxText+7)
	for _, on := range []string{"team", "plan", "whole plan", "action", "score", "ballot", "discuss"} {
		t.Run(on, func(t *testing.T) {
			r := enter(t, "nl")
			r.addExample()
			screens[on](r)
			n := 0
			var fields []*widgets.Entry
			walk(r.view.body, func(o fyne.CanvasObject) {
				if e, ok := o.(*widgets.Entry); ok && e.OnLeave == nil && e.OnStep == nil { // a date or a number reports its own errors
					fields = append(fields, e)
				}
			})
			for _, e := range fields {
				n++
				r.win.Canvas().Focus(e)
				e.SetText(long)
				r.sees("is 7 tekens te lang (van 10.000)")
				if r.notice.words != "" {
					t.Errorf("%s: %s", e.Label(), r.notice.words)
				}
				if got := r.field(); got != e || got.Text != long {
					t.Errorf("%s lost its text or the focus", e.Label())
				}
				e.SetText("x")
			}
			if n == 0 {
				t.Error("there is no field")
			}
		})
	}
}

// A refused change takes away neither the focus nor the text, and further letters do not act as keys.
func TestRefusalLeavesTheField(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.write("T")
	r.goTo(session.StepScore)
	r.write("4")
	r.write("r")
	r.write("Goed ")
	var told []func()
	now := r.do
	r.do = func(f func()) { told = append(told, f) }
	r.store.Fail(assessment.Fail(assessment.CodeInvalid, nil))
	r.write("zo")
	r.store.Fail(nil)
	r.do = now
	for _, f := range told {
		f()
	}
	r.sees(r.say("error.invalid"))
	if got := r.field().Text; got != "Goed zo" {
		t.Errorf("the field holds %q", got)
	}
	r.write(" 3n")
	if s := r.stored().Score("V1"); s.Answer != 4 || s.Note != "Goed zo 3n" {
		t.Errorf("stored %+v", s)
	}
}

// Focusing a field puts the cursor at the end: in the first field of a form, by Tab, by a key, by a click on the
// label. Ctrl+Home and Ctrl+End go to either end.
func TestCursorAtTheEnd(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	at := func(what string, want int) {
		t.Helper()
		if e := r.field(); e.Cursor() != want {
			t.Errorf("%s: the cursor is after %d of %d", what, e.Cursor(), len([]rune(e.Text)))
		}
	}
	end := func(what string) { t.Helper(); at(what, len([]rune(r.field().Text))) }
	openAction(r)
	end("the first field of an action")
	r.press(fyne.KeyTab)
	end("by Tab")
	r.scoreTogether("V1")
	for _, key := range []string{"r", "e"} {
		r.write(key)
		end("by " + key)
		r.field().TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyHome, Modifier: fyne.KeyModifierControl})
		at("Ctrl+Home", 0)
		r.field().TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyEnd, Modifier: fyne.KeyModifierControl})
		end("Ctrl+End")
		r.press(fyne.KeyEscape)
	}
	r.goTo(session.StepTeam)
	r.screen.(*teamScreen).unfold()
	walk(r.win.Canvas().Content(), func(o fyne.CanvasObject) {
		if l, ok := o.(*widgets.Label); ok && l.Words() == r.say("field.institution") {
			l.Tapped(nil)
		}
	})
	if got := r.field().Label(); got != r.say("field.institution") {
		t.Errorf("a click on the label leads to %q", got)
	}
	end("by its label")
}

// A date is parsed as people type it once the field is left; a distant one only after confirmation.
func TestDatesAreReadAsPeopleTypeThem(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	kept := func(want assessment.Date) {
		t.Helper()
		if got := r.stored().Plan.EvaluationDate; got != want {
			t.Errorf("kept %q, want %q", got, want)
		}
	}
	typed := func(words string) {
		t.Helper()
		r.goTo(session.StepPlan)
		r.screen.(*planScreen).showIndicator("")
		r.clearField(r.say("field.evaluation_date"))
		r.typeIn(r.say("field.evaluation_date"), words)
		r.press(fyne.KeyReturn)
	}
	for words, want := range map[string]assessment.Date{"15 mrt": "2027-03-15", "1-2-27": "2027-02-01", "over 6 weken": "2027-01-04", "15-3-2028": "2028-03-15"} {
		typed(words)
		kept(want)
		if got := r.field().Text; got != r.lang.Date(want) {
			t.Errorf("%q shows %q", words, got)
		}
	}
	typed("15-3-1927")
	kept("")
	r.sees("Klopt het jaar 1927?")
	r.click(r.say("date.far_yes", "date", "15-03-1927"))
	kept("1927-03-15")
	if strings.Contains(r.words(), "Klopt het jaar") {
		t.Error("it still asks")
	}
	typed("1-1-9999")
	kept("")
	r.sees("Klopt het jaar 9999?")
	typed("straks")
	r.sees("Typ bijvoorbeeld 30-11-2026")
}

// Before a ballot is handed in, each question about it says that a remark is too long and will be cut.
func TestHandingInSaysWhatIsTooLong(t *testing.T) {
	for _, key := range []string{"k", ""} { // done, or stopping halfway
		r := workshop(t)
		r.write("d")
		r.press(fyne.KeyReturn)
		r.write("3r")
		r.field().SetText(strings.Repeat("x", assessment.MaxText+2013))
		r.win.Canvas().Unfocus()
		if key == "" {
			r.press(fyne.KeyEscape)
		} else {
			r.write(key)
		}
		r.sees("2.013 tekens te lang")
	}
}
