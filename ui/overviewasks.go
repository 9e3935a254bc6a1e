package ui

import (
	"cmp"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// This file has the asks of the overview: every ask of every team with its answer, which can be given there.

// askFilter selects asks.
type askFilter string

const (
	askCurrent    askFilter = "current"    // of open actions
	askUnanswered askFilter = "unanswered" // of those, the ones without an answer
	askAll        askFilter = "all"
)

var askFilters = []askFilter{askCurrent, askUnanswered, askAll}

// matches reports whether the filter selects an ask.
func (f askFilter) matches(x *assessment.OverviewAction) bool {
	switch f {
	case askUnanswered:
		return x.Current() && kindOf(x.Reply) == assessment.ReplyNone
	case askCurrent:
		return x.Current()
	}
	return true
}

func kindOf(r *assessment.Reply) assessment.ReplyKind {
	if r == nil {
		return assessment.ReplyNone
	}
	return r.Kind
}

// replying is an ask that is being answered, with the answer on screen.
type replying struct {
	round, action string
	assessment.Reply
	unsaved bool
}

// asks returns every ask of the teams shown, below their totals.
func (o *overviewScreen) asks(part *assessment.Overview) fyne.CanvasObject {
	w, by := o.w, o.lists[tabAsks]
	every := part.Asks()
	if len(every) == 0 {
		return widgets.NewText(w.say("overview.no_asks")).Colored(theme.ColorQuiet)
	}
	filters := widgets.Row(8)
	var list []assessment.OverviewAction
	o.asked = askFilter(orElse(string(o.asked), string(askCurrent)))
	for _, f := range askFilters {
		n := 0
		for i := range every {
			if !f.matches(&every[i]) {
				continue
			}
			if n++; f == o.asked {
				list = append(list, every[i])
			}
		}
		filters.Add(chip(w, w.say("overview.asks."+string(f)), n, f == o.asked, func() { o.asked = f; w.render() }))
	}
	sums, at, older := widgets.Column(6, o.askSums(assessment.SumOverview(list))), places(part), 0
	for _, x := range list {
		if x.Current() && x.Round.ID != x.Row.ID {
			older++
		}
	}
	if older > 0 && o.asked != askAll {
		sums.Add(widgets.Quiet(w.say("overview.asks_older", "count", older)))
	}
	sortList(list, by, func(column string, x, y assessment.OverviewAction) int {
		switch column {
		case "hours":
			return cmp.Compare(x.Hours, y.Hours)
		case "euros":
			return cmp.Compare(x.Euros, y.Euros)
		case "answer":
			return cmp.Compare(slices.Index(assessment.ReplyKinds, kindOf(x.Reply)), slices.Index(assessment.ReplyKinds, kindOf(y.Reply)))
		}
		return cmp.Compare(at[x.Row], at[y.Row])
	})
	weights := []float32{1.7, 3.3, 0.6, 0.9, 1.5, 3}
	named := func(i int) bool { return by.column != "team" || i == 0 || list[i-1].Row != list[i].Row }
	rows := widgets.List(0, len(list), func(i int) fyne.CanvasObject {
		rule := widgets.Space(0)
		if named(i) {
			rule = widgets.Line()
		}
		return widgets.Column(0, rule, o.askRow(&list[i], weights, named(i), i == 0))
	})
	widgets.Remember(rows, &o.heights, func(i int) string {
		x := &list[i]
		kind := assessment.ReplyNone
		if o.replies(x) {
			kind = o.reply.Kind
		}
		return fmt.Sprint(x.Round.ID, x.ID, named(i), o.given(x.Reply), o.replies(x), kind, w.lang.Code(), w.Settings.Zoom)
	})
	if i := slices.IndexFunc(list, func(x assessment.OverviewAction) bool { return o.replies(&x) }); i >= 0 {
		widgets.Make(rows, i)
	}
	hint := w.say("overview.asks_hint")
	if o.files != nil {
		hint = w.say("overview.asks_hint_files")
	}
	return widgets.Column(14, sums, filters, widgets.Column(0, o.heads(weights, []string{"hours", "euros"}, askColumns...), rows),
		widgets.Quiet(hint))
}

var askColumns = []string{"team", "ask", "hours", "euros", "answer", "reply"}

// askSums returns the totals by answer.
func (o *overviewScreen) askSums(t assessment.AskTotals) fyne.CanvasObject {
	w := o.w
	var sums []fyne.CanvasObject
	for _, x := range []struct {
		key string
		sum assessment.AskSum
	}{{"asked", t.Asked}, {"granted", t.Granted}, {"withheld", t.Withheld}, {"later", t.Later}, {"refused", t.Refused}, {"unanswered", t.Unanswered}} {
		count := w.say("overview.asks", "count", x.sum.Asks)
		if x.key == "withheld" {
			if x.sum == (assessment.AskSum{}) {
				continue
			}
			count = "" // those asks are among the granted ones
		}
		sums = append(sums, widgets.Column(0, widgets.Quiet(w.say("overview.sum."+x.key)),
			widgets.NewText(o.sum(x.sum)).Sized(theme.SizeHeading).Bold(), widgets.Quiet(strings.Join(nonEmpty(count, o.decisions(x.sum)), ", "))))
	}
	return widgets.Grid(24, theme.Zoomed(150), 6, sums...)
}

// askRow returns the row of an ask; the one being answered has the fields of the answer below it.
func (o *overviewScreen) askRow(x *assessment.OverviewAction, weights []float32, named, first bool) fyne.CanvasObject {
	w := o.w
	team := ""
	if named {
		team = w.teamName(x.Row.Team)
	}
	hours, euros := "", ""
	if x.Hours > 0 {
		hours = w.lang.Number(x.Hours)
	}
	if x.Euros > 0 {
		euros = w.lang.Euros(x.Euros)
	}
	row := o.inColumns(weights, askColumns, func(narrow bool) []fyne.CanvasObject {
		number := func(words string) fyne.CanvasObject {
			if narrow {
				return widgets.NewText(words)
			}
			return widgets.Pad(0, besideNumbers, 0, 0, widgets.NewText(words).Aligned(fyne.TextAlignTrailing))
		}
		answer := widgets.Quiet(w.say("overview.not_answered")).Sized(theme.SizeText)
		if k := kindOf(x.Reply); k != assessment.ReplyNone {
			answer = widgets.NewText(w.say("reply." + string(k))).Bold()
		}
		what := []fyne.CanvasObject{widgets.NewText(orElse(x.Ask, orElse(x.What, w.say("plan.no_text"))))}
		if x.Ask != "" && x.What != "" {
			what = append(what, widgets.Quiet(x.What))
		}
		state := "status." + string(x.Status)
		if x.Open() && x.Continued {
			state = "report.fate.carried"
		}
		what = append(what, widgets.Quiet(w.lang.Date(x.Round.Date)+" · "+w.say(state)))
		about := widgets.Columns(6, []float32{0, 1}, widgets.Fixed(theme.Zoomed(30), widgets.NewText(x.Priority.Indicator).Colored(theme.ColorQuiet).OneLine()), widgets.Column(0, what...))
		return []fyne.CanvasObject{
			widgets.NewText(team).Bold(), about, number(hours), number(euros), answer, widgets.NewText(o.given(x.Reply)),
		}
	})
	label := w.teamName(x.Row.Team) + ", " + orElse(x.Ask, x.What)
	p := widgets.NewPressable(label, widgets.Pad(7, 0, 7, 0, row), func() { o.openReply(x) })
	if first {
		o.first = p
	}
	if !o.replies(x) {
		return p
	}
	return widgets.Column(0, p, widgets.Layers(widgets.NewPanel(theme.ColorPale, 8), widgets.Pad(10, 12, 12, 12, o.replyForm(x))))
}

// replies reports whether an ask is being answered.
func (o *overviewScreen) replies(x *assessment.OverviewAction) bool {
	return o.reply != nil && o.reply.action == x.ID && o.reply.round == x.Round.ID
}

// answersEscape reports whether Escape closes the fields of an answer.
func (o *overviewScreen) answersEscape() bool {
	return o.reply != nil && (o.find == nil || o.w.win.Canvas().Focused() != fyne.Focusable(o.find))
}

// given returns the day and the words of an answer, and what was granted if that differs from what was asked.
func (o *overviewScreen) given(r *assessment.Reply) string {
	if kindOf(r) == assessment.ReplyNone {
		return ""
	}
	granted := ""
	if r.Hours > 0 || r.Euros > 0 {
		granted = o.sum(assessment.AskSum{Hours: r.Hours, Euros: r.Euros})
	}
	return strings.Join(nonEmpty(o.w.lang.Date(r.On), granted, r.Words), "  ")
}

// openReply opens the fields to answer an ask.
func (o *overviewScreen) openReply(x *assessment.OverviewAction) {
	o.keep()
	o.reply = &replying{round: x.Round.ID, action: x.ID}
	if x.Reply != nil {
		o.reply.Reply = *x.Reply
	}
	o.w.render()
}

// endReply closes the fields.
func (o *overviewScreen) endReply() {
	o.keep()
	o.reply = nil
	o.w.win.Canvas().Unfocus()
	o.w.render()
}

// replyForm returns the fields of an answer. Choosing its kind saves it, and so does leaving the words.
func (o *overviewScreen) replyForm(x *assessment.OverviewAction) fyne.CanvasObject {
	w, r := o.w, o.reply
	kinds := widgets.Row(8)
	for _, k := range assessment.ReplyKinds {
		kinds.Add(widgets.Secondary(w.say("reply."+string(k)), "", func() {
			if r.Kind == k {
				k = assessment.ReplyNone // the answer is taken back
			}
			if r.Kind == assessment.ReplyNone {
				r.On = w.Today()
			}
			r.Choose(k, x.Action)
			r.unsaved = true
			o.keep()
			w.render()
		}).SetChosen(r.Kind == k))
	}
	change := func(set func(v string)) func(string) {
		return func(v string) { set(v); r.unsaved = true }
	}
	save := func(e *widgets.Entry) *widgets.Entry {
		e.OnLeave = func() { o.keep() }
		e.OnSubmitted = func(string) { o.endReply() }
		return e
	}
	fields := []fyne.CanvasObject{}
	if r.Kind == assessment.ReplyPartly {
		number := func(key string, n int, to *int) fyne.CanvasObject {
			box, e := w.wholeField("reply "+r.action+" "+key, w.say(key), n, change(func(v string) { *to, _ = wholeNumber(v) }))
			look := e.OnLeave
			save(e)
			e.OnLeave = func() { look(); o.keep() }
			return box
		}
		if x.Hours > 0 {
			fields = append(fields, number("field.granted_hours", r.Hours, &r.Hours))
		}
		if x.Euros > 0 {
			fields = append(fields, number("field.granted_euros", r.Euros, &r.Euros))
		}
	}
	said := save(widgets.NewEntry(w.say("overview.reply_words"), r.Words, change(func(v string) { r.Words = v })))
	w.entersLater("reply", said, func() bool { return o.reply == r && r.unsaved && notEntered(said.Text, "") })
	if r.Kind != assessment.ReplyNone {
		on, _ := w.dateField("reply "+r.action, "reply.on", r.On, words.Near, func(d assessment.Date) {
			r.On, r.unsaved = d, true
			o.keep()
		})
		fields = append(fields, on)
	}
	fields = append(fields, widgets.Labeled(w.say("overview.reply_words"), w.say("overview.reply_hint"), w.bounded(said)))
	plan := widgets.Link(w.say("overview.to_plan"), func() { o.openAt(x.Round.ID) })
	return widgets.Column(10, widgets.Ends(12, kinds, plan), widgets.Grid(12, theme.Zoomed(180), 3, fields...))
}

// keep saves the answer being given, unless it was saved. An answer without a kind is not saved.
func (o *overviewScreen) keep() {
	w, r := o.w, o.reply
	if r == nil || !r.unsaved {
		return
	}
	before := o.replyOf(r.round, r.action)
	if r.Kind == assessment.ReplyNone && kindOf(before) == assessment.ReplyNone {
		return
	}
	r.unsaved = false
	given := r.Reply
	if given.On == "" {
		given.On = w.Today()
	}
	if r.Kind == assessment.ReplyNone {
		given = assessment.Reply{On: w.Today()}
	}
	store := w.Store
	if o.files != nil {
		store = o.files
	}
	w.try(w.onceSaved(func(ctx context.Context) error { return store.SaveAnswer(ctx, r.round, r.action, given) }), func() {
		if o.files != nil {
			o.compare(o.files.all())
		} else {
			o.updateReply(r.round, r.action, given)
		}
		if w.screen != o {
			return
		}
		w.render()
		if o.files != nil {
			w.showMessage(w.say("overview.answer_saved", "file", filepath.Base(o.files.lastWritten())))
			return
		}
		w.setStatus("status.saved")
	})
}

// replyOf returns the answer to an action on screen; nil for none.
func (o *overviewScreen) replyOf(round, action string) *assessment.Reply {
	for i := range o.all.Rows {
		for _, x := range o.all.Rows[i].Asks {
			if x.Round.ID == round && x.ID == action {
				return x.Reply
			}
		}
	}
	return nil
}

// updateReply shows an answer that was just stored.
func (o *overviewScreen) updateReply(round, action string, given assessment.Reply) {
	var list []*assessment.Assessment
	for _, x := range o.read {
		if x.assessment.ID == round {
			_ = x.assessment.Plan.Answer(action, given, assessment.InstantOf(o.w.now())) // the store accepted the same answer
		}
		list = append(list, x.assessment)
	}
	o.compare(list)
}

// openAction opens the plan of an action, or says that it is not here.
func (o *overviewScreen) openAction(x *assessment.OverviewAction) {
	if x.KeptBy != nil {
		o.w.showMessage(o.w.say("overview.kept", "date", o.w.lang.Date(x.Round.Date)))
		return
	}
	o.openAt(x.Round.ID)
}

// openAt opens a round at its plan.
func (o *overviewScreen) openAt(id string) {
	toPlan := func() { o.w.goTo(session.StepPlan) }
	if o.files == nil {
		o.w.openThen(id, toPlan)
		return
	}
	o.w.openFrom(o.files, id, toPlan)
}

func (o *overviewScreen) opensFiles() {}
