package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// This file edits the leadership's answer to an ask. Source: .github/spec/signed.md, The leadership's answer.

// reply returns the answer to an action, which may be given at any time; nothing if it asks nothing.
func (p *planScreen) reply(act assessment.Action) fyne.CanvasObject {
	w := p.w
	var r assessment.Reply
	if act.Reply != nil {
		r = *act.Reply
	}
	if !act.Asks() && r.Kind == assessment.ReplyNone {
		none := widgets.Column(0)
		none.Hide()
		return none
	}
	change := func(field string, set func(*assessment.Reply)) {
		if now, _ := p.s.Assessment.Plan.Action(act.ID); now != nil && now.Reply != nil {
			r = *now.Reply
		}
		set(&r)
		p.s.SetAnswer(field, act.ID, r)
	}
	kinds := widgets.Row(8)
	for _, k := range assessment.ReplyKinds {
		kinds.Add(widgets.Secondary(w.say("reply."+string(k)), "", func() {
			change(session.Once, func(r *assessment.Reply) {
				switch {
				case r.Kind == k:
					*r = assessment.Reply{On: w.Today()} // the answer is taken back
					return
				case r.Kind == assessment.ReplyNone:
					r.On = w.Today()
				}
				r.Choose(k, &act)
			})
			p.focusField = ""
			p.again()
		}).SetChosen(r.Kind == k))
	}
	box := widgets.Labeled(w.say("field.reply"), "", kinds)
	if r.Kind == assessment.ReplyNone {
		box.Add(widgets.Quiet(w.say("overview.not_answered")))
		return box
	}
	var fields []fyne.CanvasObject
	number := func(key string, value int, set func(*assessment.Reply, int)) {
		box, _ := w.wholeField(act.ID+" "+key, w.say(key), value, func(v string) {
			n, _ := wholeNumber(v) // the field accepts only numbers
			change(key, func(r *assessment.Reply) { set(r, n) })
		})
		fields = append(fields, box)
	}
	if r.Kind == assessment.ReplyPartly {
		number("field.granted_hours", r.Hours, func(r *assessment.Reply, n int) { r.Hours = n })
		number("field.granted_euros", r.Euros, func(r *assessment.Reply, n int) { r.Euros = n })
	}
	on, _ := w.dateField(act.ID+" reply", "reply.on", r.On, words.Near, func(d assessment.Date) {
		change(session.Once, func(r *assessment.Reply) { r.On = d })
	})
	said := widgets.NewEntry(w.say("overview.reply_words"), r.Words, func(v string) { change("words", func(r *assessment.Reply) { r.Words = v }) })
	return widgets.Column(12, box, widgets.Grid(16, theme.Zoomed(180), 3, append(fields, on)...),
		widgets.Labeled(w.say("overview.reply_words"), w.say("overview.reply_hint"), w.bounded(said)))
}

// askWords returns what an action asks, with the answer if asked; "" if it asks nothing.
func (w *Window) askWords(act *assessment.Action, asked bool) string {
	if !act.Asks() {
		return ""
	}
	ask := strings.Join(nonEmpty(w.hoursAndEuros(act.Hours, act.Euros), strings.TrimSpace(act.Ask)), ", ")
	if !asked {
		return w.say("reply.asks", "ask", ask)
	}
	return w.say("reply.asked", "ask", ask, "answer", w.replyWords(act))
}

// replyWords returns the leadership's answer: what it is, what it grants, the day and the words.
func (w *Window) replyWords(act *assessment.Action) string {
	said := ""
	if act.Reply != nil {
		said = strings.TrimSpace(act.Reply.Words)
	}
	return strings.Join(nonEmpty(breakable(w.lang.Replied(act)), said), ": ")
}

// hoursAndEuros returns hours and euros in words; "" for neither.
func (w *Window) hoursAndEuros(hours, euros int) string {
	return breakable(strings.Join(w.lang.Means(hours, euros), ", "))
}

// breakable replaces the no-break spaces of paper by ordinary ones, for which the window needs no other font.
func breakable(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }

// named returns the line of an action, with what it asks and how it differs from what was agreed.
func (p *planScreen) named(act assessment.Action, what string) fyne.CanvasObject {
	line := widgets.Column(3, widgets.NewText(what))
	asked := p.w.session.Assessment.Plan.Status == assessment.PlanAdopted || act.Reply != nil
	if words := p.w.askWords(&act, asked); words != "" {
		line.Add(widgets.Quiet(words))
	}
	line.Add(p.markAction(act.ID))
	return line
}
