package ui

import (
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// An own action joins the plan with its first letter; an empty one is not added.
func TestEmptyActionIsNotAdded(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepPlan)
	before := len(r.stored().Plan.ByDue())
	r.write("a")
	r.sees(r.say("action.progress"))
	r.press(fyne.KeyEscape, fyne.KeyEscape) // out of the field, out of the form
	if n := len(r.stored().Plan.ByDue()); n != before {
		t.Errorf("%d actions, was %d", n, before)
	}
	r.write("a")
	r.write("Wat 🎉")
	r.ShowOverview()
	if all := r.shelved().Plan.ByDue(); len(all) != before+1 || all[before].What != "Wat 🎉" {
		t.Errorf("%d actions, was %d", len(all), before)
	}
}

// shelved returns the stored version of the only assessment in the store.
func (r *room) shelved() *assessment.Assessment {
	r.Helper()
	all, err := r.store.Summaries(r.Context(), r.today)
	if err != nil {
		r.Fatal(err)
	}
	for _, s := range all {
		if s.Status == assessment.StatusOpen {
			return must(r.store.Load(r.Context(), s.ID))
		}
	}
	r.Fatal("none is open")
	return nil
}

// While the form of an action is open, keys outside its fields have no effect.
func TestKeysBesideAnOpenAction(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepPlan)
	before := r.stored().Plan
	p := r.screen.(*planScreen)
	p.edit(before.ByDue()[0].ID, "what")
	p.again()
	r.win.Canvas().Unfocus()
	r.write("1-+ a")
	r.press(fyne.KeyDown, fyne.KeyReturn)
	if after := r.stored().Plan; !reflect.DeepEqual(after, before) || p.action == "" {
		t.Errorf("the plan became %+v", after)
	}
}

// Text that was typed but not entered is saved wherever the user goes from there, including out of the window.
func TestTextNotEnteredIsSaved(t *testing.T) {
	ways := map[string]func(*room){
		"close":        func(r *room) { r.Close() },
		"home":         func(r *room) { r.Home() },
		"another step": func(r *room) { r.goTo(session.StepPrint) },
		"Escape":       func(r *room) { r.press(fyne.KeyEscape, fyne.KeyEscape) },
		"another action": func(r *room) {
			p := r.screen.(*planScreen)
			p.edit(r.session.Assessment.Plan.ByDue()[1].ID, "what")
			p.again()
		},
		"larger text":     func(r *room) { r.zoom(2); r.Home() },
		"another status":  func(r *room) { r.pressButton(r.say("status.doing")); r.Home() },
		"a file dropped":  func(r *room) { r.TakeFiles([]string{r.Documents}) },
		"the other round": func(r *room) { r.open(r.session.Previous.ID) },
	}
	for name, leave := range ways {
		t.Run(name, func(t *testing.T) {
			r := enter(t, "nl")
			r.addExample()
			r.goTo(session.StepPlan)
			p := r.screen.(*planScreen)
			act := r.session.Assessment.Plan.ByDue()[0]
			had := len(act.Notes)
			p.edit(act.ID, "what")
			p.again()
			r.typeIn(r.say("action.note"), "Besproken op maandag")
			leave(r)
			now, _ := r.shelved().Plan.Action(act.ID)
			if len(now.Notes) != had+1 || now.Notes[had].Text != "Besproken op maandag" || now.Notes[had].Date != r.today {
				t.Errorf("kept %+v", now.Notes)
			}
		})
	}
}

// typeIn types into the field with a label, as after a click on it.
func (r *room) typeIn(label, words string) {
	r.Helper()
	var field *widgets.Entry
	walk(r.win.Canvas().Content(), func(o fyne.CanvasObject) {
		if e, ok := o.(*widgets.Entry); ok && e.AccessibilityLabel() == label {
			field = e
		}
	})
	if field == nil {
		r.Fatalf("there is no field %q", label)
	}
	r.win.Canvas().Focus(field)
	r.write(words)
}

// Stopping asks for a reason; a typed reason counts, however the user continues.
func TestStoppingFromTheBoard(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepPlan)
	act := r.session.Assessment.Plan.ByDue()[0]
	r.write("b")
	r.write("4")
	r.write("Te duur")
	if now, _ := r.stored().Plan.Action(act.ID); now.Status != assessment.ActionTodo {
		t.Errorf("stopped before there is a reason: %+v", now)
	}
	r.Home()
	if now, _ := r.shelved().Plan.Action(act.ID); now.Status != assessment.ActionStopped || now.Reason != "Te duur" {
		t.Errorf("kept %+v", now)
	}
}

// An invalid number shows the valid range and is not saved.
func TestInvalidNumberShowsTheRange(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	openAction(r)
	act := r.session.Assessment.Plan.ByDue()[0]
	for _, label := range []string{"field.hours", "field.euros"} {
		for _, typed := range []string{"-3", "99999999999999999999", "1000000001", "2,5", "veel"} {
			r.typeIn(r.say(label), "")
			r.win.Canvas().Focused().(*widgets.Entry).SetText("")
			r.write(typed)
			r.win.Canvas().Unfocus()
			r.sees("Typ een heel getal van 0 tot 1.000.000.000. Dit is niet bewaard.")
			if now, _ := r.stored().Plan.Action(act.ID); now.Hours != act.Hours && now.Hours != 0 || now.Euros != act.Euros && now.Euros != 0 {
				t.Errorf("%q: kept %+v", typed, now)
			}
		}
		r.typeIn(r.say(label), "")
		r.win.Canvas().Focused().(*widgets.Entry).SetText("")
		r.write("1.000.000.000")
		if strings.Contains(r.words(), "heel getal") {
			t.Errorf("%s: it still says that something is wrong", label)
		}
	}
	if now, _ := r.stored().Plan.Action(act.ID); now.Hours != assessment.MaxNumber || now.Euros != assessment.MaxNumber {
		t.Errorf("kept %+v", now)
	}
}

// A due date before the start is reported and not saved until the two agree.
func TestDueBeforeStart(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepPlan)
	p := r.screen.(*planScreen)
	act := r.session.Assessment.Plan.ByDue()[0]
	dates := func() [2]assessment.Date {
		now, _ := r.stored().Plan.Action(act.ID)
		return [2]assessment.Date{now.Start, now.Due}
	}
	before := dates()
	p.edit(act.ID, "due")
	p.again()
	retype := func(label, date string) {
		r.typeIn(label, "")
		r.win.Canvas().Focused().(*widgets.Entry).SetText("")
		r.write(date)
		r.win.Canvas().Unfocus()
	}
	retype(r.say("field.due"), "31-02-2027")
	r.sees(r.say("date.wrong"))
	retype(r.say("field.due"), "1-9-2026")
	r.sees("De actie is klaar op 01-09-2026, maar begint pas op "+r.lang.Date(before[0]), "Dat is niet bewaard")
	if got := dates(); got[0] != before[0] || got[1] == "2026-09-01" {
		t.Errorf("kept %v", got)
	}
	retype(r.say("field.start"), "24-8-2026")
	if got := dates(); got != [2]assessment.Date{"2026-08-24", "2026-09-01"} {
		t.Errorf("kept %v", got)
	}
	if strings.Contains(r.words(), "niet bewaard") {
		t.Error("it still says that something is wrong")
	}
}

func TestBoard(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepPlan)
	r.write("b")
	r.sees(r.say("plan.board_title"), "bezig · 1", "te doen · 5")
	before := r.stored().Plan
	r.win.Canvas().Unfocus()
	r.press(fyne.KeyReturn)
	r.write(" a+-")
	if after := r.stored().Plan; !reflect.DeepEqual(after, before) {
		t.Errorf("keys of the plan change it from the board: %+v", after)
	}
	r.press(fyne.KeyDown) // from the first card, which it opens with
	r.write("3")
	r.sees("te doen · 4", "klaar · 1")
	second := before.ByDue()[0].ID
	for _, act := range before.ByDue()[1:] {
		if act.Status == assessment.ActionTodo {
			second = act.ID
			break
		}
	}
	if now, _ := r.stored().Plan.Action(second); now.Status != assessment.ActionDone {
		t.Errorf("the second is %+v", now)
	}
	r.write("2") // it still has the focus
	r.sees("te doen · 4", "bezig · 2", "klaar · 0")
	r.write("b")
	r.sees(r.say("plan.title"))
}

// An owner is chosen with the keyboard from the team's earlier owners, and saved.
func TestPickOwner(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	openAction(r)
	act := r.session.Assessment.Plan.ByDue()[0]
	owner := r.screen.(*planScreen).roles()[1]
	if act.Owner == owner {
		t.Fatalf("it is %q already", owner)
	}
	r.pressButton(r.say("field.owner"))
	r.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if now, _ := r.stored().Plan.Action(act.ID); now.Owner != owner {
		t.Errorf("%q is kept, not %q", now.Owner, owner)
	}
	r.sees(owner)
}

// The row of an action shows what it asks of the leadership, even before anybody was asked.
func TestRowShowsWhatIsAsked(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	act := *r.session.Assessment.Plan.ByDue()[0].Action
	act.Hours, act.Euros, act.Ask = 12, 1500, "Een lokaal"
	r.session.SetAction(session.Once, act)
	r.goTo(session.StepPlan)
	r.sees(r.say("reply.asks", "ask", "12 uur, € 1.500, Een lokaal"))
}
