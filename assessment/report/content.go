package report

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/chart"
)

// content puts an assessment into words, for every document.
type content struct {
	in     Input
	a      *assessment.Assessment
	words  Words
	result *assessment.Result
	trends []*assessment.Trend // how this round compares with each earlier one that may be shown, newest first
	trend  *assessment.Trend   // that with the last round; nil where there is none to show
	team   string
	levels []string // titles, lowest first
}

func newContent(in Input) *content {
	c := &content{in: in, a: in.Assessment, words: in.Words, result: in.Assessment.Result()}
	if c.trends = c.a.Trends(in.Earlier); len(c.trends) > 0 {
		c.trend = c.trends[0]
	}
	if c.team = strings.TrimSpace(c.a.Team.Name); blank(c.team) {
		c.team = c.say("team")
	}
	for _, l := range c.a.Card.Scale.Levels {
		c.levels = append(c.levels, c.card(l.Title))
	}
	return c
}

func (c *content) say(key string, args ...any) string { return c.words.Say("report."+key, args...) }

func (c *content) card(t assessment.Text) string { return c.a.Card.In(t, c.words.Code()) }

// foot returns what stands at the bottom of each page, after the team.
func (c *content) foot() string {
	return joined(" · ", c.words.Date(c.a.Date), c.say("card", "card", c.a.Card.ID, "version", c.a.Card.Version))
}

// round returns the words for which round this is, and that it is a short scan.
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

// named returns the same with the id and the title kept together.
func (c *content) named(id string) string { return strings.Replace(c.indicator(id), " ", "\u00a0", 1) }

// change returns from which level a priority goes to which: "1 → 3". What is not a level is a dash; where the level is there
// already it stands alone.
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

// bar returns an area's distribution; its alternative text says every number in it.
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
		Segments: chart.Bar(r.Levels, r.Applicable), Levels: len(c.levels), Height: height,
		Alt: strings.Join(said, ", "),
	}
}

// means returns hours and euros as far as there are any: "40 uur", "€ 1.500".
func (c *content) means(hours, euros int) []string {
	var s []string
	if hours > 0 {
		s = append(s, unbroken(c.say("hours", "count", hours, "hours", c.words.Number(hours))))
	}
	if euros > 0 {
		s = append(s, unbroken(c.words.Euros(euros)))
	}
	return s
}

// owners returns the different owners of a priority's actions, and due is when the last of them is to be done. Stopped
// actions have no part in it.
func owners(p *assessment.Priority) (owners []string, due assessment.Date) {
	for _, a := range p.Actions {
		if a.Status == assessment.ActionStopped {
			continue
		}
		if o := strings.TrimSpace(a.Owner); !blank(o) && !slices.Contains(owners, o) {
			owners = append(owners, o)
		}
		due = max(due, a.Due)
	}
	return owners, due
}

// asks returns the different things asked of management, over the actions that were not stopped.
func asks(p *assessment.Plan) []string {
	var list []string
	for _, a := range p.ByDue() {
		s := strings.TrimSpace(a.Ask)
		if a.Status != assessment.ActionStopped && !blank(s) && !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	return list
}

// joined joins what is not empty.
func joined(by string, parts ...string) string {
	var s []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); !blank(p) {
			s = append(s, p)
		}
	}
	return strings.Join(s, by)
}

// unbroken keeps a number and its unit on one line.
func unbroken(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }

func orDash(s string) string {
	if blank(s) {
		return "–"
	}
	return s
}

// blank reports whether nothing of a text would be seen.
func blank(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsSpace(r) && !unseen(r) })
}
