package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// closes asks the window to close and reports whether it did.
func (r *room) closes() bool {
	closed := false
	r.win.SetOnClosed(func() { closed = true })
	r.Close()
	return closed
}

// named returns the field with a label.
func (r *room) named(label string) *widgets.Entry {
	r.Helper()
	for _, e := range r.fields() {
		if e.Label() == label {
			return e
		}
	}
	r.Fatalf("there is no field %q", label)
	return nil
}

// The footer names a text that is too long on every screen, and closing asks, also from home. Once the text was undone
// neither does; redoing brings both back.
func TestTextTooLongWhenClosing(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.scoreTogether("V2")
	r.write("r")
	r.field().SetText(strings.Repeat("x", assessment.MaxText+2017))
	saying := r.say("status.partly", "field", "De opmerking bij V2")
	everywhere := func(want string) {
		t.Helper()
		for _, s := range []session.Step{session.StepTeam, session.StepResult, session.StepPrint, session.StepPlan} {
			r.goTo(s)
			if got := r.status.Words(); got != want {
				t.Errorf("on %s the footer says %q", s, got)
			}
		}
	}
	everywhere(saying)
	r.undo()
	everywhere(r.say("status.saved"))
	if words := r.unkeptWords(); words != "" {
		t.Errorf("undone, closing asks %q", words)
	}
	r.redo()
	everywhere(saying)
	r.Home()
	for range 2 {
		if r.closes() {
			t.Fatal("it closes without a word")
		}
		r.sees("De opmerking bij V2 is 2.017 tekens te lang (van 10.000).")
	}
	closed := false
	r.win.SetOnClosed(func() { closed = true })
	r.click(r.say("button.give_up"))
	if !closed {
		t.Error("it does not close at all")
	}
}

// Text that was undone is not asked about once another assessment is open.
func TestUndoneTextIsForgotten(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.typeIn(r.say("field.name"), "N")
	r.scoreTogether("V2")
	r.write("r")
	r.field().SetText(strings.Repeat("x", assessment.MaxText+1))
	r.undo()
	r.Home()
	if !r.closes() {
		t.Errorf("closing asks:\n%s", r.words())
	}
}

// A date or number that was refused stays while its screen is rebuilt, the footer names it, closing asks, and leaving
// mentions it.
func TestRefusedFieldIsNotLostSilently(t *testing.T) {
	act := func(r *room) {
		r.goTo(session.StepPlan)
		p := r.screen.(*planScreen)
		x := r.session.Assessment.Plan.ByDue()[0]
		p.chosen = x.Priority.Indicator
		p.edit(x.Action.ID, "what")
		p.again()
	}
	plan := func(r *room) { r.goTo(session.StepPlan); r.screen.(*planScreen).showIndicator("") }
	team := func(r *room) { r.goTo(session.StepTeam) }
	for _, c := range []struct {
		to          func(*room)
		label, text string
	}{
		{team, "field.assessed_on", "15-13"},
		{team, "field.assessed_on", "09-12-1927"},
		{plan, "field.evaluation_date", "straks"},
		{act, "field.due", "01-01-9999"},
		{act, "field.due", "01-01-2020"}, // before the start
		{act, "field.hours", "veel"},
	} {
		r := enter(t, "nl")
		r.addExample()
		c.to(r)
		label := r.say(c.label)
		r.win.Canvas().Focus(r.named(label))
		r.named(label).SetText(c.text)
		r.win.Canvas().Unfocus()
		r.render()
		if got := r.named(label).Text; got != c.text {
			t.Errorf("%s: rebuilt, it says %q", c.text, got)
		}
		if got := r.status.Words(); got != r.say("status.unkept", "field", "‘"+label+"’") {
			t.Errorf("%s: the footer says %q", c.text, got)
		}
		said := r.say("field.unkept", "field", "‘"+label+"’", "text", c.text)
		if r.closes() {
			t.Errorf("%s: it closes without a word", c.text)
		}
		r.sees(said, r.say("button.give_up"))
		r.press(fyne.KeyEscape)
		r.goTo(session.StepPrint)
		r.sees(said)
		if got := r.status.Words(); got != r.say("status.saved") {
			t.Errorf("%s: once left, the footer says %q", c.text, got)
		}
	}
}

// An unfinished date in the focused field is mentioned as well; one that is saved is not.
func TestDateLeftUnfinished(t *testing.T) {
	for typed, said := range map[string]bool{"15-1": false, "15-": true, "": false, "1-2-2027": false} {
		r := enter(t, "nl")
		r.addExample()
		r.goTo(session.StepTeam)
		e := r.named(r.say("field.assessed_on"))
		r.win.Canvas().Focus(e)
		e.SetText(typed)
		r.goTo(session.StepPrint)
		if got := strings.Contains(r.words(), "Niet bewaard"); got != said {
			t.Errorf("%q: said %v", typed, got)
		}
	}
}

// An answer that waits for its note is not shown as saved: the footer names it, the line that asks why is in view, Enter does
// not skip it, Ctrl+Z takes it back, and leaving and closing mention it.
func TestAnswerThatWaitsForItsNote(t *testing.T) {
	for name, to := range map[string]func(*room){
		"discuss": func(r *room) { r.goTo(session.StepDiscuss) },
		"score":   func(r *room) { r.scoreTogether("V1") },
	} {
		r := talk(t)
		r.win.Resize(fyne.NewSize(1366, 768))
		to(r)
		r.write("n")
		waiting := r.say("score.answer_of", "answer", "Niet van toepassing", "indicator", "V1")
		if got := r.status.Words(); got != r.say("status.unkept", "field", waiting) {
			t.Errorf("%s: the footer says %q", name, got)
		}
		var hint *widgets.Text
		walk(r.view.body, func(o fyne.CanvasObject) {
			if x, ok := o.(*widgets.Text); ok && x.Words() == r.say("score.note_needed") {
				hint = x
			}
		})
		at, foot := r.app.Driver().AbsolutePositionForObject(hint), r.view.scroll.Size().Height
		if at.Y < 0 || at.Y+hint.Size().Height > foot {
			t.Errorf("%s: the line stands at %v to %v of %v", name, at.Y, at.Y+hint.Size().Height, foot)
		}
		if d, ok := r.screen.(*discussScreen); ok && d.agreeKey() != "" {
			t.Errorf("with the cursor in the remark its button says %s", d.agreeKey())
		}
		lost := r.say("score.unkept", "answer", "Niet van toepassing", "indicator", "V1")
		if r.closes() {
			t.Errorf("%s: it closes without a word", name)
		}
		r.sees(lost)
		r.win.Canvas().Unfocus()
		if name == "discuss" {
			r.press(fyne.KeyReturn)
			r.sees(r.say("discuss.write_why"))
			if n := strings.Count(r.words(), r.say("score.note_needed")); n != 1 {
				t.Errorf("it says %d times to write why", n)
			}
		}
		r.undo()
		if strings.Contains(r.words(), r.say("score.note_needed")) || r.stored().Score("V1").Answer != assessment.Blank {
			t.Errorf("%s: Ctrl+Z leaves it", name)
		}
		r.sees("Score van V1 teruggezet op leeg.")
		if got := r.status.Words(); !strings.HasSuffix(got, r.say("status.saved")) {
			t.Errorf("%s: taken back, the footer says %q", name, got)
		}
		r.write("n")
		r.goTo(session.StepResult)
		r.sees(lost)
	}
}

// Text that counts only once it is entered is named in the footer until then. Closing keeps a note, and asks about a sentence
// that a decision waits for; once that is taken nothing is reported as lost.
func TestTypedAndNotEntered(t *testing.T) {
	r := scored(t, "2")
	p := r.screen.(*planScreen)
	r.press(fyne.KeyReturn)
	act := r.session.Assessment.Plan.ByDue()[0]
	p.edit(act.ID, "what")
	p.again()
	r.typeIn(r.say("action.note"), "Besproken op maandag")
	if got := r.status.Words(); !strings.Contains(got, r.say("action.note")) {
		t.Errorf("with a note that is not entered the footer says %q", got)
	}
	r.win.Canvas().Unfocus()
	r.render() // as another change in the form does
	if got := r.named(r.say("action.note")).Text; got != "Besproken op maandag" {
		t.Errorf("built again, the field holds %q", got)
	}
	p.done()
	if now, _ := r.stored().Plan.Action(act.ID); len(now.Notes) != 1 || r.status.Words() != r.say("status.saved") {
		t.Errorf("kept %+v, and the footer says %q", now.Notes, r.status.Words())
	}
	p.adopt()
	const words = "Wij prikken die datum in januari."
	r.typeIn(r.say("plan.wave"), words)
	if r.closes() || !strings.Contains(r.notice.words, words) {
		t.Errorf("closing with the sentence says %q", r.notice.words)
	}
	r.press(fyne.KeyReturn)
	if r.stored().Plan.Waived != words || strings.Contains(r.notice.words, words) {
		t.Errorf("adopted with %q, and said is %q", r.stored().Plan.Waived, r.notice.words)
	}
	r.press(fyne.KeyEscape)
	p = r.screen.(*planScreen)
	p.reopen()
	r.typeIn(r.say("plan.reopen_why"), "Een actie klopte niet.")
	r.goTo(session.StepPrint)
	if !strings.Contains(r.notice.words, "Een actie klopte niet.") {
		t.Errorf("left with the sentence, said is %q", r.notice.words)
	}
}

// The footer names every field that is not saved, not only one of them.
func TestFooterNamesAllThatIsNotSaved(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepPlan)
	r.screen.(*planScreen).showIndicator("")
	for _, label := range []string{"field.date", "field.evaluation_date"} {
		r.focus(r.named(r.say(label)))
		r.field().SetText("30-2-2027")
		r.win.Canvas().Unfocus()
	}
	if got := r.status.Words(); !strings.Contains(got, r.say("field.date")) || !strings.Contains(got, r.say("field.evaluation_date")) {
		t.Errorf("the footer says %q", got)
	}
}
