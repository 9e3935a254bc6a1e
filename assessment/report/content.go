package report

import (
	"strconv"
	"strings"
	"unicode"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/chart"
)

// content turns one assessment into the text and blocks of all documents.
type content struct {
	in     Input
	a      *assessment.Assessment
	words  Words
	result *assessment.Result
	trends []*assessment.Trend // since each earlier round that may be shown, newest first
	trend  *assessment.Trend   // since the last round; nil if there is none to show
	// changes is the differences from what was agreed.
	changes []assessment.Change
	team    string
	title   string   // of the document
	levels  []string // titles, lowest first
}

func newContent(in Input) *content {
	c := &content{in: in, a: in.Assessment, words: in.Words, result: in.Assessment.Result(), changes: in.Assessment.Changes()}
	before := in.Before()
	if len(before) > len(in.Earlier) {
		c.in.Number = 0 // only the team's own computer knows it
	}
	if c.trends = c.a.Trends(before); len(c.trends) > 0 {
		c.trend = c.trends[0]
	}
	if c.team = strings.TrimSpace(c.a.Team.Name); blank(c.team) {
		c.team = c.field("name")
	}
	for _, l := range c.a.Card.Scale.Levels {
		c.levels = append(c.levels, c.card(l.Title))
	}
	return c
}

func (c *content) say(key string, args ...any) string { return c.words.Say("report."+key, args...) }

// field is a field of a record with its text.
type field struct{ name, text string }

// field returns the words for the name of a field: "Klaar op".
func (c *content) field(name string) string { return c.words.Say("field." + name) }

// filled returns a paragraph for each of fields that has a text, beginning with its name, with after below it.
func (c *content) filled(style Style, after float64, fields ...field) []Block {
	var blocks []Block
	for _, f := range fields {
		if !blank(f.text) {
			blocks = append(blocks, labelled(c.field(f.name)+":", f.text, style).after(after))
		}
	}
	return blocks
}

func (c *content) card(t assessment.Text) string { return c.a.Card.In(t, c.words.Code()) }

// foot returns the text in the footer of each page, after the team's name: the date of the assessment, the day of the page,
// and the card. Source: .github/spec/signed.md, Every page says when.
func (c *content) foot() string {
	return joined(" · ", c.words.Date(c.a.Date), c.say("stand", "date", c.words.Date(c.in.Today)),
		c.say("card", "card", c.a.Card.ID, "version", c.a.Card.Version))
}

// round returns the number of the round, if it is known, and the words for a short scan, if it is one.
func (c *content) round() []string {
	var s []string
	if c.in.Number > 0 {
		s = append(s, c.say("round", "round", c.in.Number))
	}
	if c.a.Scope == assessment.ScopeCore {
		s = append(s, c.say("core_scan"))
	}
	return s
}

// indicator returns an indicator's id and title: "B1 Meetbare doelen".
func (c *content) indicator(id string) string {
	ind, _ := c.a.Card.Indicator(id)
	if ind == nil {
		return id
	}
	return id + " " + c.card(ind.Title)
}

// named returns an indicator's id and title with a non-breaking space between the two.
func (c *content) named(id string) string { return strings.Replace(c.indicator(id), " ", "\u00a0", 1) }

// change returns the current and the target level of a priority: "1 → 3". An answer that is no level is shown as a
// dash; a level that has reached the target stands alone.
func (c *content) change(indicator string) string {
	s := c.a.Score(indicator)
	from := "–"
	if s.Answer.IsLevel() {
		if from = s.Answer.String(); int(s.Answer) >= s.Target {
			return from
		}
	}
	return from + " → " + strconv.Itoa(s.Target)
}

// bar returns the distribution of an area's scores as a figure whose alternative text contains all its numbers.
func (c *content) bar(r *assessment.AreaResult, height float64) bar {
	var said []string
	for i, n := range r.Levels {
		if n > 0 {
			said = append(said, c.say("alt.at_level", "count", n, "level", i+1))
		}
	}
	for _, other := range []struct {
		key string
		n   int
	}{{"alt.unknown", r.Unknown}, {"alt.blank", r.Blank}, {"alt.not_applicable", r.NotApplicable}} {
		if other.n > 0 {
			said = append(said, c.say(other.key, "count", other.n))
		}
	}
	return bar{
		Segments: chart.Bar(r.Levels, r.Unknown, r.Applicable), Levels: len(c.levels), Height: height,
		Alt: strings.Join(said, ", "),
	}
}

// joined joins the parts that are not blank with by.
func joined(by string, parts ...string) string {
	var s []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); !blank(p) {
			s = append(s, p)
		}
	}
	return strings.Join(s, by)
}

// unbroken returns s with non-breaking spaces, so that a number and its unit stay on one line.
func unbroken(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }

func orDash(s string) string {
	if blank(s) {
		return "–"
	}
	return s
}

// blank reports whether s contains no visible character.
func blank(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsSpace(r) && !unseen(r) })
}
