package ui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// This file marks the lines of an adopted plan that differ from what was agreed.
// Source: .github/spec/signed.md, Adopting fixes.

// differences returns the differences on screen from what was agreed; it computes them once for each edit.
func (p *planScreen) differences() []assessment.Change {
	if w := p.w; p.differed != w.edits || p.differing == nil {
		p.differing, p.differed = append([]assessment.Change{}, w.session.Assessment.Changes()...), w.edits
	}
	return p.differing
}

// marked returns the mark of the differences that is accepts, worded by words; without any it takes no space.
func (p *planScreen) marked(is func(assessment.Change) bool, words func([]assessment.Change) string) fyne.CanvasObject {
	if p.w.session.Assessment.Plan.Status != assessment.PlanAdopted {
		none := widgets.Column(0)
		none.Hide()
		return none
	}
	said := func() string {
		list := slices.DeleteFunc(slices.Clone(p.differences()), func(c assessment.Change) bool { return !is(c) })
		if len(list) == 0 {
			return ""
		}
		return words(list)
	}
	var box *fyne.Container
	box = p.w.part(said, func() fyne.CanvasObject {
		words := said()
		if box != nil {
			box.Hidden = words == ""
		}
		return widgets.NewText(words).Sized(theme.SizeQuiet).Bold().Colored(theme.ColorAccent)
	})
	box.Hidden = said() == ""
	return box
}

// markIndicator marks all differences of one indicator, with their number.
func (p *planScreen) markIndicator(id string) fyne.CanvasObject {
	return p.marked(func(c assessment.Change) bool {
		return c.Indicator == id && (c.Kind == assessment.RecordPriority || c.Kind == assessment.RecordAction)
	}, func(list []assessment.Change) string { return p.w.say("plan.marked", "count", len(list)) })
}

// markAction marks the line of an action, with the fields that changed.
func (p *planScreen) markAction(id string) fyne.CanvasObject {
	w := p.w
	return p.marked(func(c assessment.Change) bool { return c.Kind == assessment.RecordAction && c.Record == id }, func(list []assessment.Change) string {
		var fields []string
		for _, c := range list {
			if c.Added() {
				return w.say("plan.marked_new")
			}
			fields = append(fields, strings.ToLower(w.say("field."+c.Field)))
		}
		return w.say("plan.marked_fields", "fields", strings.Join(fields, ", "))
	})
}

// markField marks one field of a record, with what was agreed.
func (p *planScreen) markField(kind assessment.RecordKind, record, field string) fyne.CanvasObject {
	w := p.w
	return p.marked(func(c assessment.Change) bool { return c.Kind == kind && c.Record == record && c.Field == field }, func(list []assessment.Change) string {
		return w.say("plan.marked_was", "value", short(w.lang.Agreed(w.session.Assessment.Card, list[0], list[0].Before), 60))
	})
}

// whyOf returns the id of a change, for the field of its reason.
func whyOf(c assessment.Change) string { return fmt.Sprint(c.Kind, " ", c.Record, " ", c.Field) }

// askReason creates the field for the reason of the change that is being explained, because its line may be built later.
func (p *planScreen) askReason() {
	w, c := p.w, p.explaining
	if c == nil {
		return
	}
	if p.reason == nil {
		p.reason = widgets.NewEntry(w.say("history.why"), c.Why, func(string) { w.setStatus(w.state) })
		p.reason.OnSubmitted = func(string) { p.explain() }
	}
	e := p.reason
	w.mayLackTyped("why", e, func() bool { return p.reason == e && strings.TrimSpace(e.Text) != strings.TrimSpace(c.Why) })
}

// reasonOf returns the reason of a change with a link to edit it, or the field for it.
func (p *planScreen) reasonOf(c assessment.Change) fyne.CanvasObject {
	w := p.w
	if p.explaining != nil && whyOf(*p.explaining) == whyOf(c) {
		return widgets.Labeled(w.say("history.why"), "", widgets.Columns(8, []float32{1, 0}, w.bounded(p.reason),
			widgets.Secondary(w.say("button.done"), w.keyLabel(keyEnter), p.explain)))
	}
	ask := func() {
		p.close()
		p.explaining = &c
		p.again()
		w.focus(p.reason)
	}
	if c.Why == "" {
		return widgets.Row(0, widgets.Link(w.say("history.say_why"), ask).About(w.say("field."+c.Field)))
	}
	return widgets.Row(12, widgets.Quiet(c.Why).Italic(), widgets.Link(w.say("history.other_why"), ask).About(w.say("field."+c.Field)))
}

// explain saves the reason typed, and shows it in the list.
func (p *planScreen) explain() {
	p.enterReason()
	p.again()
	p.loadHistory()
}

// enterReason saves the reason typed for a change, if it differs and the change still exists.
func (p *planScreen) enterReason() {
	c, e := p.explaining, p.reason
	p.explaining, p.reason = nil, nil
	if c == nil || e == nil {
		return
	}
	why := strings.TrimSpace(e.Kept())
	if why == c.Why || !slices.ContainsFunc(p.s.Assessment.Changes(), func(x assessment.Change) bool { return whyOf(x) == whyOf(*c) }) {
		return
	}
	p.s.Explain(*c, why)
	for i := range p.changes {
		if whyOf(p.changes[i]) == whyOf(*c) {
			p.changes[i].Why = why
		}
	}
}
