package report

import (
	"slices"
	"strings"

	"kwaliteitskaart/assessment"
)

// Overview is the document that compares many teams. It is made by BuildOverview and is not one of Kinds, which are
// about a single assessment.
const Overview Kind = "overview"

// mostAreas is the number of areas that can have a column each; more areas share one column, grouped by label.
const mostAreas = 6

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
		Foot:    joined(" · ", title, words.Date(o.Today), v.edition()),
		PageOf:  func(page, pages int) string { return words.Say("report.page", "page", page, "pages", pages) },
	}
	blocks := []Block{
		Heading{Level: 1, Text: title, Style: titleStyle},
		text(v.about(), mutedStyle),
	}
	if v.lacking() {
		blocks = append(blocks, text(words.Say("report.overview.lacking"), asideStyle).after(0.6))
	}
	if len(o.Rows) > 0 {
		blocks = append(blocks, v.table())
	} else {
		blocks = append(blocks, text(words.Say("report.overview.none"), bodyStyle).after(4))
	}
	doc.Sections = []Section{{Landscape: true, Blocks: blocks}}
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

// about returns the date of the overview, the number of teams, and the number of teams with overdue actions.
func (v overview) about() string {
	late := 0
	for _, r := range v.Rows {
		if r.Late > 0 {
			late++
		}
	}
	said := []string{v.words.LongDate(v.Today), v.words.Say("report.overview.teams", "count", len(v.Rows))}
	if late > 0 {
		said = append(said, v.words.Say("report.overview.late", "count", late))
	}
	return joined(" · ", said...)
}

// table returns a row for each team.
func (v overview) table() Table {
	t := Table{Columns: []Column{{Share: 2}}, Pad: 1.5, Middle: true, Before: 4}
	heads := []string{v.words.Say("overview.column.team")}
	if len(v.Card.Areas) > mostAreas {
		t.Columns = append(t.Columns, Column{Share: 3})
		heads = append(heads, v.words.Say("report.overview.areas"))
	} else {
		for i := range v.Card.Areas {
			t.Columns = append(t.Columns, Column{Share: 1})
			heads = append(heads, v.card(v.Card.Areas[i].Title))
		}
	}
	t.Columns = append(t.Columns, Column{Width: 12}, Column{Width: 19}, Column{Width: 23})
	heads = append(heads, v.words.Say("overview.column.open"), v.words.Say("overview.column.late"), v.words.Say("overview.column.evaluation"))
	for _, h := range heads {
		t.Head = append(t.Head, Cell{Scope: ScopeColumn, Blocks: []Block{text(orDash(h), columnStyle)}})
	}
	for i := range v.Rows {
		t.Rows = append(t.Rows, v.row(&v.Rows[i]))
	}
	return t
}

func (v overview) row(r *assessment.OverviewRow) []Cell {
	team := strings.TrimSpace(r.Team.Name)
	if blank(team) {
		team = v.words.Say("report.team")
	}
	cells := []Cell{{Scope: ScopeRow, Blocks: []Block{Paragraph{Spans: []Span{
		{team + " ", smallStrong}, {unbroken(v.words.ShortDate(r.Date)), asideStyle},
	}}}}}
	if len(v.Card.Areas) > mostAreas {
		cells = append(cells, Cell{Blocks: v.byLabel(r)})
	} else {
		for _, x := range r.Areas {
			cells = append(cells, Cell{Blocks: []Block{text(v.label(x.Label), labelStyle(x.Label))}})
		}
	}
	late := ""
	if r.Late > 0 {
		late = unbroken(v.words.Say("report.overdue", "count", r.Late))
	}
	return append(cells,
		Cell{Blocks: []Block{text(v.words.Number(r.Open), smallStyle)}},
		Cell{Blocks: []Block{text(late, smallStrong)}},
		Cell{Blocks: []Block{text(unbroken(v.words.Date(r.Plan.EvaluationDate)), smallStyle)}},
	)
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

func labelStyle(l assessment.Label) Style {
	if l == assessment.LabelVulnerable {
		return smallStrong
	}
	return smallStyle
}

// lacking reports whether some team has no label for some area, which is shown as a dash.
func (v overview) lacking() bool {
	for _, r := range v.Rows {
		if slices.ContainsFunc(r.Areas, func(x assessment.OverviewArea) bool { return x.Label == "" }) {
			return true
		}
	}
	return false
}
