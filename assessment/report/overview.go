package report

import (
	"cmp"
	"slices"
	"strings"

	"kwaliteitskaart/assessment"
)

// Overview is the document that compares many teams. It is made by BuildOverview and is not one of Kinds, which are about a
// single assessment.
const Overview Kind = "overview"

// maxAreas is the number of areas that can have a column each; more areas share one column, grouped by label.
const maxAreas = 6

// labelOrder is the labels in order of urgency for a manager.
var labelOrder = []assessment.Label{
	assessment.LabelVulnerable, assessment.LabelDeveloping, assessment.LabelInOrder, assessment.LabelInsufficient,
	assessment.LabelNotApplicable, "",
}

// BuildOverview returns the document of an overview, with its teams in the order of o. version is that of the
// program.
func BuildOverview(o *assessment.Overview, words Words, version string) Document {
	v := overview{o, words}
	title := words.Say("overview.title")
	doc := Document{
		Kind:    Overview,
		Lang:    words.Code(),
		Title:   joined(" – ", title, words.Date(o.Today)),
		Author:  v.institution(),
		Subject: v.card(o.Card.Title),
		Program: joined(" ", "Kwaliteitskaart", version),
		Made:    o.Today.Time(),
		Foot:    joined(" · ", title, words.Date(o.Today), v.edition(), o.Selection),
		PageOf:  func(page, pages int) string { return words.Say("report.page", "page", page, "pages", pages) },

		Continued: words.Say("report.continued"),
	}
	doc.Sections = []Section{{Landscape: true, Blocks: append([]Block{
		Heading{Level: 1, Text: title, Style: titleStyle},
		text(v.about(), mutedStyle),
	}, v.teams()...)}}
	for _, s := range []Section{
		{Landscape: true, Blocks: v.asks()}, {Landscape: true, Blocks: v.late()}, {Blocks: v.indicators()}, {Blocks: v.unread()},
	} {
		if len(s.Blocks) > 0 {
			doc.Sections = append(doc.Sections, s)
		}
	}
	return doc
}

// overview turns an overview into the text and blocks of its document.
type overview struct {
	*assessment.Overview
	words Words
}

func (v overview) card(t assessment.Text) string { return v.Card.In(t, v.words.Code()) }

// institution returns the institution that all teams share, or the name of the program if they share none.
func (v overview) institution() string {
	const none = "Kwaliteitskaart"
	of := ""
	for i, r := range v.Rows {
		if s := strings.TrimSpace(r.Team.Institution); i == 0 {
			of = s
		} else if s != of {
			return none
		}
	}
	if blank(of) {
		return none
	}
	return of
}

// edition returns the card and the version that the areas belong to; "" without teams.
func (v overview) edition() string {
	if v.Card.ID == "" {
		return ""
	}
	return v.words.Say("report.card", "card", v.Card.ID, "version", v.Card.Version)
}

// about returns the day of the overview, the number of teams and which those are, and what was left out of their folder.
func (v overview) about() string {
	teams := cmp.Or(v.Selection, v.words.Say("overview.count", "count", len(v.Rows)))
	return joined(" · ", v.words.Say("overview.as_of", "date", v.words.LongDate(v.Today)), teams, v.Skipped.Said)
}

// teams returns the page of the teams.
func (v overview) teams() (blocks []Block) {
	if len(v.Rows) == 0 {
		return []Block{text(v.words.Say("report.overview.none"), bodyStyle).after(4)}
	}
	blocks = append(blocks, Heading{Level: 2, Text: v.words.Say("overview.tab.teams"), Style: headingStyle, Before: 3})
	if v.lacking() {
		blocks = append(blocks, text(v.words.Say("report.overview.lacking"), asideStyle).after(0.6))
	}
	blocks = append(blocks, v.table())
	var notes []string
	if v.moved() {
		notes = append(notes, v.words.Say("overview.trend"))
	}
	if slices.ContainsFunc(v.Rows, func(r assessment.OverviewRow) bool { return r.Asked.Asked.Asks > 0 }) {
		notes = append(notes, v.words.Say("overview.asks_of"))
	}
	if len(notes) > 0 {
		blocks = append(blocks, text(strings.Join(notes, " · "), asideStyle).after(1.5))
	}
	return blocks
}

// table returns a row for each team, and the total.
func (v overview) table() Table {
	t := Table{Columns: []Column{{Share: 2}}, Pad: 1.2, Before: 3}
	heads := []string{"field.name"}
	for range v.Card.Areas[:v.columns()] {
		t.Columns = append(t.Columns, Column{Share: 1.2})
	}
	if v.columns() == 0 {
		t.Columns = append(t.Columns, Column{Share: 3})
	}
	t.Columns = append(t.Columns, Column{Width: 23, Most: 30}, Column{Width: 17}, Column{Width: 23}, Column{Width: 34, Most: 44})
	t.Head = v.heads(heads...)
	for i := range v.Card.Areas[:v.columns()] {
		t.Head = append(t.Head, Cell{Scope: ScopeColumn, Blocks: []Block{text(orDash(v.card(v.Card.Areas[i].Title)), columnStyle)}})
	}
	if v.columns() == 0 {
		t.Head = append(t.Head, v.heads("report.overview.areas")...)
	}
	t.Head = append(t.Head, v.heads("overview.column.plan", "overview.column.actions", "field.evaluation_date", "overview.column.asks")...)
	for i := range v.Rows {
		t.Rows = append(t.Rows, v.row(&v.Rows[i]))
	}
	t.Rows = append(t.Rows, v.total())
	return t
}

// columns returns the number of areas that have a column each: all, or none if they are too many.
func (v overview) columns() int {
	if len(v.Card.Areas) > maxAreas {
		return 0
	}
	return len(v.Card.Areas)
}

func (v overview) heads(keys ...string) (cells []Cell) {
	for _, k := range keys {
		cells = append(cells, Cell{Scope: ScopeColumn, Blocks: []Block{text(v.words.Say(k), columnStyle)}})
	}
	return cells
}

// lines returns a cell with large and, below it, small.
func lines(large string, style Style, small ...Paragraph) Cell {
	cell := Cell{Blocks: []Block{text(orDash(large), style)}}
	for _, p := range small {
		if len(p.Spans) > 0 && p.Spans[0].Text != "" {
			cell.Blocks = append(cell.Blocks, p)
		}
	}
	return cell
}

func (v overview) team(t assessment.Team) string {
	if name := strings.TrimSpace(t.Name); !blank(name) {
		return name
	}
	return v.words.Say("field.name")
}

func (v overview) row(r *assessment.OverviewRow) []Cell {
	about := []string{v.words.ShortDate(r.Date)}
	if r.Scope == assessment.ScopeCore {
		about = append(about, v.words.Say("overview.core"))
	}
	if p := strings.TrimSpace(r.Team.Programme); p != v.team(r.Team) {
		about = append(about, p)
	}
	first := lines(v.team(r.Team), smallStrong, text(joined(", ", about...), asideStyle), text(v.begun(r), asideStyle), text(v.own(r), asideStyle))
	first.Scope = ScopeRow
	cells := []Cell{first}
	if v.columns() == 0 {
		cells = append(cells, Cell{Blocks: v.byLabel(r)})
	} else {
		for _, x := range r.Areas {
			cells = append(cells, v.area(x))
		}
	}
	plan := ""
	switch r.State {
	case assessment.PlanStateChanged:
		plan = v.words.Say("overview.changes", "count", r.Changes)
	case assessment.PlanStateAdopted:
		plan = unbroken(v.words.Date(r.Plan.AdoptedOn))
	}
	open, late := "", ""
	if r.Open > 0 {
		open = unbroken(v.words.Say("overview.open", "count", r.Open))
	}
	if r.Late > 0 {
		late = unbroken(v.words.Say("overview.late", "count", r.Late))
	}
	evaluation := text("", smallStrong)
	switch r.Evaluation {
	case assessment.EvaluationPassed:
		evaluation = text(v.words.Say("overview.evaluation.passed"), smallStrong)
	case assessment.EvaluationSoon:
		evaluation = text(v.words.Say("overview.evaluation.soon"), asideStyle)
	}
	return append(cells,
		lines(v.words.Say("overview.plan."+string(r.State)), smallStyle, text(plan, asideStyle)),
		lines(open, smallStyle, text(late, smallStrong)),
		lines(unbroken(v.words.Date(r.Plan.EvaluationDate)), smallStyle, evaluation),
		v.asking(r.Asked, smallStyle),
	)
}

func (v overview) begun(r *assessment.OverviewRow) string {
	switch {
	case r.Begun == nil:
		return ""
	case r.Begun.Number == 0:
		return v.words.Say("overview.begun", "date", v.words.Date(r.Begun.Date))
	}
	return v.words.Say("overview.begun_round", "round", r.Begun.Number, "date", v.words.Date(r.Begun.Date))
}

// own lists the areas of a team's own card that have no column.
func (v overview) own(r *assessment.OverviewRow) string {
	if len(r.Own) == 0 {
		return ""
	}
	var all []string
	for _, x := range r.Own {
		all = append(all, joined(" ", r.Card.In(x.Area.Title, v.words.Code()), v.mean(x), v.words.Say("label."+string(x.Label))))
	}
	return v.words.Say("overview.own") + " " + strings.Join(all, " · ")
}

func (v overview) mean(x assessment.OverviewArea) string {
	if x.Mean == nil {
		return ""
	}
	return v.words.Mean(x.Mean)
}

// area returns the cell of an area: its mean with its direction, and its label.
func (v overview) area(x assessment.OverviewArea) Cell {
	if x.Label == "" {
		return lines("", smallStyle)
	}
	spans := []Span{}
	if x.Mean != nil {
		spans = append(spans, Span{v.words.Mean(x.Mean), smallStrong})
	}
	if x.Direction != "" {
		spans = append(spans, Span{" " + v.words.Say("overview.trend."+string(x.Direction)), asideStyle})
	}
	cell := Cell{}
	if len(spans) > 0 {
		cell.Blocks = append(cell.Blocks, Paragraph{Spans: spans})
	}
	cell.Blocks = append(cell.Blocks, text(v.label(x.Label), labelStyle(x.Label)))
	return cell
}

// asking returns the cell with what is asked, and how much of it waits for an answer.
func (v overview) asking(t assessment.AskTotals, style Style) Cell {
	if t.Asked.Asks == 0 {
		return lines("", style)
	}
	state := v.words.Say("overview.answered")
	if n := t.Unanswered.Asks; n > 0 {
		state = v.words.Say("overview.unanswered", "count", n)
	}
	return lines(v.sum(t.Asked), style, text(state, asideStyle))
}

// sum returns hours, euros and decisions in words, leaving out what is zero.
func (v overview) sum(s assessment.AskSum) string {
	var all []string
	if s.Hours > 0 {
		all = append(all, unbroken(v.words.Say("report.hours", "count", s.Hours, "hours", v.words.Number(s.Hours))))
	}
	if s.Euros > 0 {
		all = append(all, unbroken(v.words.Euros(s.Euros)))
	}
	if s.Decisions > 0 {
		all = append(all, unbroken(v.words.Say("overview.decisions", "count", s.Decisions)))
	}
	return joined(" · ", all...)
}

// total returns the row below the teams.
func (v overview) total() []Cell {
	t := v.Totals()
	count := func(key string, n int, style Style) Paragraph {
		if n == 0 {
			return text("", style)
		}
		return text(v.words.Say(key, "count", n), style)
	}
	first := lines(v.words.Say("overview.total"), smallStrong, count("overview.count", t.Teams, asideStyle))
	first.Scope = ScopeRow
	cells := []Cell{first}
	for _, n := range t.Vulnerable[:v.columns()] {
		cells = append(cells, Cell{Blocks: []Block{count("overview.vulnerable", n, smallStyle)}})
	}
	if v.columns() == 0 {
		cells = append(cells, Cell{Blocks: []Block{text("", smallStyle)}})
	}
	return append(cells,
		lines(v.words.Say("overview.adopted", "count", t.Adopted), smallStyle, count("overview.changed", t.Changed, asideStyle)),
		lines(unbroken(v.words.Say("overview.open", "count", t.Open)), smallStrong, count("overview.late", t.Late, smallStrong)),
		Cell{Blocks: []Block{count("overview.passed", t.Passed, smallStrong)}},
		v.asking(t.Asked, smallStrong))
}

// byLabel returns one line per label that the team has, listing the areas with that label.
func (v overview) byLabel(r *assessment.OverviewRow) []Block {
	of := make(map[assessment.Label][]string)
	for i, x := range r.Areas {
		of[x.Label] = append(of[x.Label], v.card(v.Card.Areas[i].Title))
	}
	var lines []Block
	for _, l := range labelOrder {
		if areas := of[l]; len(areas) > 0 {
			said := "–"
			if l != "" {
				said = v.words.Say("label." + string(l))
			}
			lines = append(lines, labelled(said+":", strings.Join(areas, ", "), smallStyle))
		}
	}
	return lines
}

// label returns the short word for a label, or a dash for none.
func (v overview) label(l assessment.Label) string {
	if l == "" {
		return "–"
	}
	return unbroken(v.words.Say("label_short." + string(l)))
}

// moved reports whether any area is compared with the previous round.
func (v overview) moved() bool {
	return slices.ContainsFunc(v.Rows, func(r assessment.OverviewRow) bool {
		return slices.ContainsFunc(r.Areas, func(x assessment.OverviewArea) bool { return x.Direction != "" })
	})
}

func labelStyle(l assessment.Label) Style {
	if l == assessment.LabelVulnerable {
		return smallStrong
	}
	return smallStyle
}

// lacking reports whether any team has no label for some area, which is shown as a dash.
func (v overview) lacking() bool {
	for _, r := range v.Rows {
		if slices.ContainsFunc(r.Areas, func(x assessment.OverviewArea) bool { return x.Label == "" }) {
			return true
		}
	}
	return false
}
