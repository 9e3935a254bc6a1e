package ui

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/widgets"
)

// asksOverview shows the requests of the example team in the overview.
func asksOverview(t *testing.T) (*room, *overviewScreen) {
	r := enter(t, "nl")
	r.addExample()
	r.ShowOverview()
	o := r.screen.(*overviewScreen)
	o.goTo(tabAsks)
	return r, o
}

// An answer in the overview of the data folder is stored, and counts at once.
func TestAnswerInTheOverview(t *testing.T) {
	r, o := asksOverview(t)
	list := o.all.Asks()
	ask := list[slices.IndexFunc(list, func(x assessment.OverviewAction) bool {
		return kindOf(x.Reply) == assessment.ReplyNone && x.Current() && x.Round.ID == x.Row.ID
	})]
	before := o.all.Totals().Asked.Unanswered.Asks
	o.openReply(&ask)
	r.sees(r.say("reply.partly"))
	o.reply.Kind, o.reply.Hours, o.reply.unsaved = assessment.ReplyPartly, 5, true
	o.endReply()
	stored, err := r.store.Load(r.Context(), ask.Round.ID)
	if err != nil {
		t.Fatal(err)
	}
	if act, _ := stored.Plan.Action(ask.ID); act.Reply == nil || act.Reply.Hours != 5 {
		t.Errorf("stored %+v", act.Reply)
	}
	if now := o.all.Totals().Asked.Unanswered.Asks; now != before-1 {
		t.Errorf("%d unanswered, before %d", now, before)
	}
}

// An answer in the overview has the day it was given, which need not be today; changing its words later keeps the day.
func TestDayOfAnAnswerInTheOverview(t *testing.T) {
	r, o := asksOverview(t)
	ask := o.all.Asks()[0]
	reply := func() assessment.Reply {
		t.Helper()
		stored, err := r.store.Load(r.Context(), ask.Round.ID)
		if err != nil {
			t.Fatal(err)
		}
		act, _ := stored.Plan.Action(ask.ID)
		if act.Reply == nil {
			t.Fatal("there is no answer")
		}
		return *act.Reply
	}
	o.asked = askAll
	o.openReply(&ask)
	if slices.ContainsFunc(r.fields(), func(e *widgets.Entry) bool { return e.Label() == r.say("reply.on") }) {
		t.Error("a day is asked for before there is an answer")
	}
	r.click(r.say("reply.granted"))
	if on := reply().On; on != r.today {
		t.Errorf("given on %s", on)
	}
	field := func(key string) *widgets.Entry {
		for _, e := range r.fields() {
			if e.Label() == r.say(key) {
				return e
			}
		}
		t.Fatalf("there is no field %q", r.say(key))
		return nil
	}
	r.focus(field("reply.on"))
	field("reply.on").SetText("")
	r.write("20 nov")
	r.win.Canvas().Unfocus()
	if got := reply(); got.On != "2026-11-20" || got.Kind != assessment.ReplyGranted {
		t.Errorf("with another day it is %+v", got)
	}
	r.today = "2026-12-08"
	r.focus(field("overview.reply_words"))
	r.write("uit de reserve")
	r.press(fyne.KeyReturn)
	if got := reply(); got.On != "2026-11-20" || got.Words != "uit de reserve" {
		t.Errorf("with words of a later day it is %+v", got)
	}
}

// Tab leads through the fields of an answer while each is saved, however far down the list it is; Escape closes it and
// keeps the search.
func TestTabThroughAnAnswer(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.ShowOverview()
	r.win.Resize(fyne.NewSize(1024, 420))
	o := r.screen.(*overviewScreen)
	r.focus(o.find)
	r.write("zorg")
	o.goTo(tabAsks)
	list := o.all.Asks()
	i := slices.IndexFunc(list, func(x assessment.OverviewAction) bool { return x.Hours > 0 && x.Euros > 0 })
	o.lists[tabAsks] = listOrder{column: "euros"} // that one is last
	o.asked = askAll
	o.openReply(&list[i])
	r.click(r.say("reply.partly"))
	var later []func()
	spawn := r.spawn
	r.spawn = func(f func()) { later = append(later, f) }
	r.typeIn(r.say("field.granted_hours"), "9")
	for _, x := range []struct{ label, typed string }{
		{"field.granted_euros", "250"}, {"reply.on", ""}, {"date.calendar", ""}, {"overview.reply_words", "eerste helft"},
	} {
		r.press(fyne.KeyTab)
		r.spawn = spawn
		for _, f := range later {
			f()
		}
		later = nil
		r.spawn = func(f func()) { later = append(later, f) }
		if x.label == "date.calendar" {
			continue
		}
		if e, ok := r.win.Canvas().Focused().(*widgets.Entry); !ok || e.Label() != r.say(x.label) {
			t.Fatalf("the focus is on %T, want %s", r.win.Canvas().Focused(), x.label)
		}
		r.write(x.typed)
	}
	r.spawn = spawn
	r.press(fyne.KeyEscape)
	if o.reply != nil || o.sought != "zorg" {
		t.Errorf("open: %v, searched for %q", o.reply != nil, o.sought)
	}
	stored, err := r.store.Load(r.Context(), list[i].Round.ID)
	if err != nil {
		t.Fatal(err)
	}
	if act, _ := stored.Plan.Action(list[i].ID); act.Reply == nil || act.Reply.Hours != 9 || act.Reply.Euros != 250 || act.Reply.Words != "eerste helft" {
		t.Errorf("stored %+v", act.Reply)
	}
}

// The asks of running plans come first, and are as many as the teams list says; what a done action asked waits for nobody.
func TestAsksOpenOnThoseOfRunningActions(t *testing.T) {
	r, o := asksOverview(t)
	for _, x := range o.all.Asks() {
		if !x.Current() && kindOf(x.Reply) == assessment.ReplyNone && askUnanswered.matches(&x) {
			t.Errorf("%q waits for an answer", x.What)
		}
	}
	n, older := 0, 0
	for _, x := range o.all.Asks() {
		switch {
		case x.Current() && x.Round.ID != x.Row.ID:
			older++
		case x.Current():
			n++
		}
	}
	if sum := o.all.Totals().Asked; sum.Asked.Asks != n || n+older == len(o.all.Asks()) || o.asked != askCurrent {
		t.Errorf("%d+%d asks of running actions of %d, the teams ask %d; shown %q", n, older, len(o.all.Asks()), sum.Asked.Asks, o.asked)
	}
	r.sees(r.say("overview.asks", "count", n+older), r.say("overview.asks_older", "count", older))
}

// Changing the text size keeps the words of an answer being typed, and the cursor in them.
func TestZoomWhileTypingAnAnswer(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.ShowOverview()
	o := r.screen.(*overviewScreen)
	o.goTo(tabAsks)
	ask := o.all.Asks()[1]
	o.asked = askAll
	o.openReply(&ask)
	r.typeIn(r.say("overview.reply_words"), "uit de reserve")
	r.field().CursorColumn = 3
	r.zoom(1.2)
	e, ok := r.win.Canvas().Focused().(*widgets.Entry)
	if !ok || e.Text != "uit de reserve" || e.Cursor() != 3 || r.notice.words != "" {
		t.Errorf("the focus is on %T, and said is %q", r.win.Canvas().Focused(), r.notice.words)
	}
}

// An invalid number is marked and not saved, on the overview as on the plan.
func TestWrongNumberInTheOverview(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.ShowOverview()
	o := r.screen.(*overviewScreen)
	o.goTo(tabAsks)
	i := slices.IndexFunc(o.all.Asks(), func(x assessment.OverviewAction) bool { return x.Hours > 0 })
	ask := o.all.Asks()[i]
	o.asked = askAll
	o.openReply(&ask)
	r.click(r.say("reply.partly"))
	r.typeIn(r.say("field.granted_hours"), "veel")
	r.win.Canvas().Unfocus()
	r.sees(r.say("action.whole_number", "most", "1.000.000.000"))
}
