package report

import (
	"cmp"
	"slices"
	"strings"

	"kwaliteitskaart/assessment"
)

// owned is the actions of one owner, by due date. name is spelled as in the first action; "" for no owner.
type owned struct {
	key, name string
	actions   []assessment.PlacedAction
}

// byOwner groups actions by owner, sorted by name; those without an owner come last. Names that differ only in case
// or surrounding space are the same owner.
func byOwner(actions []assessment.PlacedAction) []owned {
	var list []owned
	for _, a := range actions {
		name := strings.TrimSpace(a.Owner)
		if blank(name) {
			name = ""
		}
		key := assessment.OwnerKey(name)
		i := slices.IndexFunc(list, func(o owned) bool { return o.key == key })
		if i < 0 {
			i = len(list)
			list = append(list, owned{key: key, name: name})
		}
		list[i].actions = append(list[i].actions, a)
	}
	slices.SortStableFunc(list, func(x, y owned) int {
		if (x.key == "") != (y.key == "") {
			return cmp.Compare(y.key, x.key)
		}
		return cmp.Compare(x.key, y.key)
	})
	return list
}

// handouts returns a section for each owner, each starting on a new page.
func (c *content) handouts() []Section {
	all := byOwner(c.a.Plan.ByDue())
	if len(all) == 0 {
		return []Section{{Blocks: []Block{
			Heading{Level: 1, Text: c.title, Style: titleStyle},
			text(c.handoutAbout(), mutedStyle).after(0.6),
			text(c.say("actions.none"), mutedStyle).after(6),
		}}}
	}
	sections := make([]Section, len(all))
	for i, o := range all {
		// All hand-outs look the same, but only the first has the document's title as a heading.
		var first Block = text(c.title, eyebrowStyle)
		if i == 0 {
			first = Heading{Level: 1, Text: c.title, Style: eyebrowStyle}
		}
		name, whole := headline(o.name)
		if name == "" {
			name = c.say("handout.nobody")
		}
		sections[i].Blocks = []Block{
			first,
			Heading{Level: 2, Text: name, Style: titleStyle, Before: 0.6},
			text(whole, mutedStyle).after(0.6),
			text(c.handoutAbout(), mutedStyle).after(0.6),
			c.handout(o.actions),
		}
		if back := c.a.Plan.EvaluationDate; back != "" {
			sections[i].Blocks = append(sections[i].Blocks,
				labelled(c.field("evaluation_date")+":", unbroken(c.words.LongDate(back)), bodyStyle).after(4))
		}
	}
	return sections
}

// headline returns name shortened to the length of a heading, and the full name if it was too long, otherwise "".
func headline(name string) (heading, whole string) {
	const longest = 80
	if r := []rune(name); len(r) > longest {
		return strings.TrimSpace(string(r[:longest])) + ellipsis, name
	}
	return name, ""
}

func (c *content) handoutAbout() string {
	return joined(" · ", c.team, unbroken(c.words.LongDate(c.a.Date)), c.card(c.a.Card.Title), unbroken(c.changedSince()))
}

// toDo reports whether an action is still to be done, in this round.
func (c *content) toDo(a assessment.PlacedAction) bool {
	return a.Open() && !c.in.ContinuedLater(a.Action)
}

// handout returns a row for each action, with a box to tick if it is still to be done; the others come last.
func (c *content) handout(actions []assessment.PlacedAction) Table {
	t := Table{
		Columns: []Column{{Width: keyIndent}, {Width: 20, Most: 26}, {Share: 1}, {Width: 20, Most: 28}},
		Head:    append([]Cell{{}}, c.heads("field.due", "field.what", "field.status")...),
		Pad:     2.4, Before: 5,
	}
	slices.SortStableFunc(actions, func(x, y assessment.PlacedAction) int {
		switch first := c.toDo(x); {
		case first == c.toDo(y):
			return 0
		case first:
			return -1
		}
		return 1
	})
	for _, a := range actions {
		var box []Block
		if c.toDo(a) {
			box = []Block{tick{}}
		}
		t.Rows = append(t.Rows, []Cell{
			{Blocks: box},
			{Blocks: []Block{text(unbroken(c.words.Date(a.Due)), strongStyle)}},
			{Scope: ScopeRow, Blocks: c.task(a)},
			{Blocks: c.statusLines(a.Action)},
		})
	}
	return t
}

// task returns an action as its owner needs it: the task, its priority and goal, and everything agreed about it.
func (c *content) task(a assessment.PlacedAction) []Block {
	blocks := []Block{text(orDash(a.What), strongStyle)}
	if details := c.details(a.Action, c.start(a.Action)); len(details) > 0 {
		blocks = append(blocks, text(strings.Join(details, " · "), asideStyle))
	}
	aim := joined(": ", c.indicator(a.Priority.Indicator), a.Priority.Goal)
	blocks = append(blocks, labelled(c.say("handout.for"), aim, smallStyle).after(0.5))
	return append(blocks, c.agreementsAndProgress(a.Action)...)
}
