package exchange

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"kwaliteitskaart/assessment"
)

// lists maps each sheet that is a list of the card itself, not of an area or indicator, to the place of that list.
var lists = map[string]string{
	"levels": "scale.levels", "areas": "areas", "prompts": "discussion_prompts", "pillars": "pillars", "themes": "themes",
	"roles": "roles", "terms": "terms", "kinds": "action_kinds", "sources": "sources",
}

// card assembles the card and records the position of each part. A row about an unknown indicator or area is a fault
// and is left out.
func (r *cardReader) card() *assessment.Card {
	h := r.book.Head[0]
	c := &assessment.Card{
		Schema: h.Schema, ID: h.ID, Version: h.Version, Languages: h.Languages, Title: h.Title, Disclaimer: h.Disclaimer,
		Origin: h.Origin, Scale: assessment.Scale{Rule: h.Rule, Levels: r.book.Levels}, Pillars: r.book.Pillars,
		Themes: r.book.Themes, Roles: r.book.Roles, Terms: r.book.Terms, ActionKinds: r.book.Kinds, Areas: r.book.Areas,
		Sources: r.book.Sources, DiscussionPrompts: []assessment.Text{},
	}
	c.Answers.Unknown = assessment.AnswerTitle{Title: h.Unknown, RequiresNote: h.UnknownNote}
	c.Answers.NotApplicable = assessment.AnswerTitle{Title: h.NotApplicable, RequiresNote: h.NotApplicableNote}
	for _, t := range r.book.Prompts {
		c.DiscussionPrompts = append(c.DiscussionPrompts, t.Text)
	}
	for sheet, place := range lists {
		r.spots[place] = spot{sheet, 0}
		for i, row := range r.rows[sheet] {
			r.spots[fmt.Sprintf("%s[%d]", place, i)] = spot{sheet, row}
		}
	}
	r.indicators(c)
	return c
}

// finder returns the indicator that a row of another sheet is about, and its place; nil if there is none.
type finder func(sheet string, i int, id string) (*assessment.Indicator, string)

// indicators puts the indicators in their areas, and their lists in them.
func (r *cardReader) indicators(c *assessment.Card) {
	areas := make(map[string]int)
	for i := range c.Areas {
		if _, twice := areas[c.Areas[i].ID]; !twice {
			areas[c.Areas[i].ID] = i
		}
		c.Areas[i].Indicators = []assessment.Indicator{}
	}
	// Add all rows before filling them: appending moves them.
	type home struct{ area, indicator int }
	homes := make(map[string]home)
	for i, row := range r.book.Indicators {
		known := row.Indicator.ID
		area, ok := areas[row.Area]
		if !ok {
			r.unknown("indicators", i, "area", row.Area, "areas")
		}
		if _, twice := homes[known]; twice && !ok {
			continue
		} else if !twice {
			homes[known] = home{-1, -1}
		}
		if !ok {
			continue
		}
		in := &c.Areas[area].Indicators
		place := fmt.Sprintf("areas[%d].indicators[%d]", area, len(*in))
		r.spots[place] = spot{"indicators", r.rows["indicators"][i]}
		if homes[known].area < 0 {
			homes[known] = home{area, len(*in)}
		}
		ind := row.Indicator
		ind.Levels, ind.Evidence = []assessment.Text{}, []assessment.Text{}
		ind.Actions, ind.Origin = []assessment.CardAction{}, []assessment.Origin{}
		*in = append(*in, ind)
	}
	var find finder = func(sheet string, i int, id string) (*assessment.Indicator, string) {
		h, ok := homes[id]
		if !ok {
			r.unknown(sheet, i, "indicator", id, "indicators")
		}
		if !ok || h.area < 0 {
			return nil, ""
		}
		return &c.Areas[h.area].Indicators[h.indicator], fmt.Sprintf("areas[%d].indicators[%d]", h.area, h.indicator)
	}
	here := func(sheet string, i int, place, list string, n int) {
		r.spots[fmt.Sprintf("%s.%s[%d]", place, list, n)] = spot{sheet, r.rows[sheet][i]}
	}
	r.levelTexts(c, find, here)
	for i, row := range r.book.Evidence {
		if ind, place := find("evidence", i, row.Indicator); ind != nil {
			here("evidence", i, place, "evidence", len(ind.Evidence))
			ind.Evidence = append(ind.Evidence, row.Text)
		}
	}
	for i, row := range r.book.Actions {
		if ind, place := find("actions", i, row.Indicator); ind != nil {
			here("actions", i, place, "actions", len(ind.Actions))
			ind.Actions = append(ind.Actions, row.CardAction)
		}
	}
	for i, row := range r.book.Origins {
		if ind, place := find("origins", i, row.Indicator); ind != nil {
			here("origins", i, place, "origin", len(ind.Origin))
			ind.Origin = append(ind.Origin, row.Origin)
		}
	}
}

// levelTexts puts the texts of the levels in their indicators, whatever the order of the rows. A row with an invalid
// or repeated level takes a free place, so that only its level is a fault.
func (r *cardReader) levelTexts(c *assessment.Card, find finder, here func(sheet string, i int, place, list string, n int)) {
	const sheet = "level_texts"
	type rows struct {
		of    *assessment.Indicator
		at    map[int]int // by level
		loose []int
	}
	all := make(map[string]*rows)
	var places []string
	for i, row := range r.book.LevelTexts {
		ind, place := find(sheet, i, row.Indicator)
		if ind == nil {
			continue
		}
		if all[place] == nil {
			all[place] = &rows{of: ind, at: make(map[int]int)}
			places = append(places, place)
			r.spots[place+".levels"] = spot{sheet, r.rows[sheet][i]} // where a wrong number of levels is reported
		}
		in, known := all[place], len(c.Scale.Levels)
		_, twice := in.at[row.Level]
		if !twice && row.Level >= 1 && row.Level <= max(known, assessment.MinLevels) {
			in.at[row.Level] = i
			continue
		}
		in.loose = append(in.loose, i)
		fault, want := assessment.FaultRange, "1…"+strconv.Itoa(known)
		if twice {
			fault, want = assessment.FaultTwice, ""
		}
		g := r.grids[sheet]
		r.fault(g.cell(r.rows[sheet][i], g.columns["level"]), fault, strconv.Itoa(row.Level), want)
	}
	for _, place := range places {
		in := all[place]
		for level := 1; len(in.at) > 0 || len(in.loose) > 0; level++ {
			i, ok := in.at[level]
			delete(in.at, level)
			if !ok {
				if len(in.loose) == 0 {
					continue
				}
				i, in.loose = in.loose[0], in.loose[1:]
			}
			here(sheet, i, place, "levels", len(in.of.Levels))
			in.of.Levels = append(in.of.Levels, r.book.LevelTexts[i].Text)
		}
	}
}

// unknown adds a fault for a row that refers to something that another sheet does not contain.
func (r *cardReader) unknown(sheet string, i int, column, got, other string) {
	g := r.grids[sheet]
	r.fault(g.cell(r.rows[sheet][i], g.columns[column]), assessment.FaultReference, got, r.grids[other].quoted())
}

// onSheet converts a fault of the card to one of the workbook: its place, and the sheet that has the expected values.
func (r *cardReader) onSheet(f *assessment.Fault) {
	levels, ok := strings.CutSuffix(f.Place, ".levels")
	if _, any := r.spots[f.Place]; ok && !any && f.Code == assessment.FaultCount && strings.HasPrefix(levels, "areas[") {
		f.Want += " (" + r.grids["level_texts"].quoted() + ")" // they have no row to point to
	}
	for sheet, place := range lists {
		if f.Code == assessment.FaultReference && f.Want == place {
			f.Want = r.grids[sheet].quoted()
			break
		}
	}
	f.Place = r.locate(f.Place)
}

// inOrder sorts faults by sheet, row and column. Faults about missing sheets come last.
func inOrder(grids []*grid, faults []assessment.Fault) []assessment.Fault {
	at := func(f assessment.Fault) (sheet, row, column int) {
		sheet = slices.IndexFunc(grids, func(g *grid) bool { return within(strings.Replace(f.Place, "!", ".", 1), g.quoted()) })
		if sheet < 0 {
			return len(grids), 0, 0
		}
		_, cell, _ := strings.Cut(f.Place[len(grids[sheet].quoted()):], "!")
		cell, _, _ = strings.Cut(cell, ":") // the first of several
		if c, r, err := excelize.CellNameToCoordinates(cell); err == nil {
			row, column = r, c
		}
		return sheet, row, column
	}
	slices.SortStableFunc(faults, func(x, y assessment.Fault) int {
		xs, xr, xc := at(x)
		ys, yr, yc := at(y)
		return cmp.Or(cmp.Compare(xs, ys), cmp.Compare(xr, yr), cmp.Compare(xc, yc))
	})
	return faults
}

// locate returns the sheet and cell of a place in the card: that of the innermost part that has one.
func (r *cardReader) locate(place string) string {
	for at := place; at != ""; at = at[:max(0, strings.LastIndexAny(at, ".["))] {
		if s, ok := r.spots[at]; ok {
			return r.cellOf(s, strings.TrimPrefix(place[len(at):], "."))
		}
	}
	return r.cellOf(spot{"card", r.rows["card"][0]}, place)
}

// cellOf returns the cell of a field in a row. An entry of a list is in the cell of the list; a row that is one text
// has the cell of that text; and for a field without a cell it is the cell that identifies the row.
func (r *cardReader) cellOf(s spot, field string) string {
	g := r.grids[s.sheet]
	list, _, _ := strings.Cut(field, "[")
	for _, key := range []string{field, list, "text." + field, "id", "key", "indicator"} {
		if c, ok := g.columns[key]; ok {
			return g.cell(s.row, c)
		}
	}
	return g.cell(s.row, 0)
}
