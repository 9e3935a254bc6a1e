package exchange

import (
	"reflect"
	"slices"
	"strings"

	"kwaliteitskaart/assessment"
)

// cardBook is a card as the sheets of a workbook: each field is a sheet named after its JSON name, and each entry a
// row. As with files, the types are the schema: a row has a column for each field that fits in one, and for a text
// one in each language of the card. The fields of the first sheet are rows, named after their places in the card.
type cardBook struct {
	Head       []cardHead              `json:"card"`
	Levels     []assessment.ScaleLevel `json:"levels"`
	Areas      []assessment.Area       `json:"areas"`
	Indicators []indicatorRow          `json:"indicators"`
	LevelTexts []levelRow              `json:"level_texts"`
	Evidence   []evidenceRow           `json:"evidence"`
	Actions    []actionRow             `json:"actions"`
	Origins    []originRow             `json:"origins"`
	Prompts    []promptRow             `json:"prompts"`
	Pillars    []assessment.Keyed      `json:"pillars"`
	Themes     []assessment.Keyed      `json:"themes"`
	Roles      []assessment.Keyed      `json:"roles"`
	Terms      []assessment.Term       `json:"terms"`
	Kinds      []assessment.Keyed      `json:"kinds"`
	Sources    []assessment.Source     `json:"sources"`
}

// cardHead contains what a card has only one of.
type cardHead struct {
	Schema            int             `json:"schema"`
	ID                string          `json:"id"`
	Version           string          `json:"version"`
	Languages         []string        `json:"languages"`
	Title             assessment.Text `json:"title"`
	Disclaimer        assessment.Text `json:"disclaimer"`
	Origin            string          `json:"origin"`
	Rule              assessment.Text `json:"scale.rule"`
	Unknown           assessment.Text `json:"answers.unknown.title"`
	UnknownNote       bool            `json:"answers.unknown.requires_note"`
	NotApplicable     assessment.Text `json:"answers.not_applicable.title"`
	NotApplicableNote bool            `json:"answers.not_applicable.requires_note"`
}

// indicatorRow is an indicator with the id of its area; its lists are on other sheets.
type indicatorRow struct {
	Area string `json:"area"`
	assessment.Indicator
}

type levelRow struct {
	Indicator string          `json:"indicator"`
	Level     int             `json:"level"`
	Text      assessment.Text `json:"text"`
}

type evidenceRow struct {
	Indicator string          `json:"indicator"`
	Text      assessment.Text `json:"text"`
}

type actionRow struct {
	Indicator string `json:"indicator"`
	assessment.CardAction
}

type originRow struct {
	Indicator string `json:"indicator"`
	assessment.Origin
}

type promptRow struct {
	Text assessment.Text `json:"text"`
}

// bookOf returns a card as sheets.
func bookOf(c *assessment.Card) cardBook {
	b := cardBook{
		Head: []cardHead{{
			c.Schema, c.ID, c.Version, c.Languages, c.Title, c.Disclaimer, c.Origin, c.Scale.Rule,
			c.Answers.Unknown.Title, c.Answers.Unknown.RequiresNote,
			c.Answers.NotApplicable.Title, c.Answers.NotApplicable.RequiresNote,
		}},
		Levels: c.Scale.Levels, Areas: c.Areas, Pillars: c.Pillars, Themes: c.Themes, Roles: c.Roles, Terms: c.Terms,
		Kinds: c.ActionKinds, Sources: c.Sources,
	}
	for _, t := range c.DiscussionPrompts {
		b.Prompts = append(b.Prompts, promptRow{t})
	}
	for _, area := range c.Areas {
		for _, ind := range area.Indicators {
			b.Indicators = append(b.Indicators, indicatorRow{area.ID, ind})
			for i, t := range ind.Levels {
				b.LevelTexts = append(b.LevelTexts, levelRow{ind.ID, i + 1, t})
			}
			for _, t := range ind.Evidence {
				b.Evidence = append(b.Evidence, evidenceRow{ind.ID, t})
			}
			for _, a := range ind.Actions {
				b.Actions = append(b.Actions, actionRow{ind.ID, a})
			}
			for _, o := range ind.Origin {
				b.Origins = append(b.Origins, originRow{ind.ID, o})
			}
		}
	}
	return b
}

// bookSheet is one sheet of a cardBook: its key, the fields of its rows, and the rows. The headings of a vertical
// sheet are in a column.
type bookSheet struct {
	key      string
	vertical bool
	fields   []field
	rows     reflect.Value
}

// sheets returns all sheets of the book, with rows that can be set.
func (b *cardBook) sheets() []bookSheet {
	v := reflect.ValueOf(b).Elem()
	var all []bookSheet
	for i, f := range schemaOf(v.Type()) {
		rows := v.FieldByIndex(f.index)
		fields := slices.DeleteFunc(schemaOf(rows.Type().Elem()), func(f field) bool {
			return !fitsColumn(rows.Type().Elem().FieldByIndex(f.index).Type)
		})
		all = append(all, bookSheet{f.name, i == 0, fields, rows})
	}
	return all
}

var textType = reflect.TypeFor[assessment.Text]()

// fitsColumn reports whether a value of type t fits in a cell: a list only if its entries are strings or numbers.
func fitsColumn(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.String, reflect.Int, reflect.Bool:
		return true
	case reflect.Slice:
		return t.Elem().Kind() == reflect.String || t.Elem().Kind() == reflect.Int
	}
	return t == textType
}

// listed returns a list as one cell, separated by commas.
func listed(words []string) string { return strings.Join(words, ", ") }

// unlisted returns the list in a cell, separated by commas, semicolons or line ends.
func unlisted(s string) []string {
	words := []string{}
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",;\n", r) }) {
		if w = strings.TrimSpace(w); w != "" {
			words = append(words, w)
		}
	}
	return words
}
