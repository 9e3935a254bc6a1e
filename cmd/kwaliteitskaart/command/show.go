package command

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
)

// list writes the assessments on the shelf.
func (c *call) list(ctx context.Context, _ []string) error {
	rows, err := c.shelf.summaries(ctx)
	if err != nil {
		return err
	}
	if c.flags.json {
		return c.json(listed(rows))
	}
	if len(rows) == 0 {
		c.say("cli.list.empty")
		return nil
	}
	var t table
	t.row(c.lang.Say("cli.list.id"), c.lang.Say("field.name"), c.lang.Say("field.assessed_on"),
		c.lang.Say("field.status"), c.lang.Say("cli.list.scored"), c.lang.Say("cli.list.actions"))
	for _, r := range rows {
		actions := c.lang.Number(r.OpenActions)
		var which []string
		if r.OverdueActions > 0 {
			which = append(which, c.lang.Number(r.OverdueActions)+" "+c.lang.Say("status.overdue"))
		}
		if r.KeptActions > 0 {
			which = append(which, c.lang.Say("actions.kept", "count", r.KeptActions))
		}
		if len(which) > 0 {
			actions += " (" + strings.Join(which, ", ") + ")"
		}
		t.row(r.ID, shortened(c.teamName(r.Team)), c.lang.Date(r.Date), c.lang.Say("cli.status."+string(r.Status)),
			fmt.Sprintf("%d/%d", r.Scored, r.Total), actions)
	}
	t.write(c.out)
	return nil
}

// row is one assessment in the output of list --json. Source: .github/spec/exchange.md, Command line.
type row struct {
	ID             string            `json:"id"`
	Team           string            `json:"team"`
	Date           assessment.Date   `json:"date"`
	Scope          assessment.Scope  `json:"scope"`
	Status         assessment.Status `json:"status"`
	Scored         int               `json:"scored"`
	Total          int               `json:"total"`
	Ballots        int               `json:"ballots"`
	OpenActions    int               `json:"open_actions"`
	OverdueActions int               `json:"overdue_actions"`
}

func listed(rows []assessment.Summary) []row {
	list := []row{}
	for _, r := range rows {
		list = append(list, row{
			r.ID, r.Team.Name, r.Date, r.Scope, r.Status, r.Scored, r.Total, r.Ballots, r.OpenActions, r.OverdueActions,
		})
	}
	return list
}

// result writes the result of one assessment.
func (c *call) result(ctx context.Context, names []string) error {
	loaded, err := c.shelf.load(ctx, names[0])
	if err != nil {
		return err
	}
	a := loaded.Assessment
	r := a.Result()
	if c.flags.json {
		return c.json(r)
	}
	ballots := c.lang.Say("cli.ballots", "count", r.Ballots)
	if n := a.WaitingBallots(); n > 0 {
		ballots += " (" + c.lang.Say("cli.waiting", "count", n) + ")"
	}
	fmt.Fprintf(c.out, "%s, %s\n%s %s, %s, %s\n\n", oneLine(c.teamName(a.Team)), c.lang.LongDate(a.Date),
		a.Card.In(a.Card.Title, c.lang.Code()), a.Card.Version,
		strings.ToLower(c.lang.Say("scope."+string(a.Scope))), ballots)
	c.areas(a.Card, r).write(c.out)
	fmt.Fprintln(c.out)
	c.indicators(a, r).write(c.out)
	return nil
}

func (c *call) areas(card *assessment.Card, r *assessment.Result) (t table) {
	t.row(c.lang.Say("cli.result.area"), c.lang.Say("cli.result.scored"), c.lang.Say("cli.result.mean"),
		c.lang.Say("cli.result.label"), c.lang.Say("cli.result.levels"))
	for _, x := range r.Areas {
		t.row(c.areaTitle(card, x.ID), fmt.Sprintf("%d/%d", x.Scored, x.Applicable), c.lang.Mean(x.Mean),
			c.lang.Say("label."+string(x.Label)), strings.Join(levels(x.Levels), "  "))
	}
	return t
}

// levels formats the number of answers at each level.
func levels(counts []int) []string {
	all := make([]string, len(counts))
	for i, n := range counts {
		all[i] = fmt.Sprintf("%d: %d×", i+1, n)
	}
	return all
}

func (c *call) areaTitle(card *assessment.Card, id string) string {
	for _, area := range card.Areas {
		if area.ID == id {
			return card.In(area.Title, c.lang.Code())
		}
	}
	return id
}

// indicators returns a row for each indicator, with its rank before its points. Results of ballots are included only
// if they may be shown.
func (c *call) indicators(a *assessment.Assessment, r *assessment.Result) (t table) {
	card, shown := a.Card, a.BallotsShown()
	place := make(map[string]int, len(r.Priorities))
	for i, id := range r.Priorities {
		place[id] = i + 1
	}
	heads := []string{
		"", c.lang.Say("field.indicator"), c.lang.Say("field.answer"), c.lang.Say("cli.result.norm"),
		c.lang.Say("cli.result.priority"), "",
	}
	if shown {
		heads = append(heads, c.lang.Say("cli.result.proposed"), c.lang.Say("cli.result.ballots"))
	}
	t.row(heads...)
	for _, x := range r.Indicators {
		ind, _ := card.Indicator(x.ID)
		priority := ""
		if n := place[x.ID]; n > 0 {
			priority = fmt.Sprintf("%d (%s)", n, c.lang.Say("cli.points", "count", x.Points))
		}
		var remarks []string
		if a.Score(x.ID).Disagreed {
			remarks = append(remarks, strings.ToLower(c.lang.Say("field.disagreed")))
		}
		if !x.Supported {
			remarks = append(remarks, c.lang.Say("unsupported"))
		}
		if x.Departs() {
			remarks = append(remarks, c.lang.Say("cli.result.departs"))
		}
		cells := []string{
			x.ID, card.In(ind.Title, c.lang.Code()), c.answer(card, x.Answer), fmt.Sprint(x.Norm), priority,
			strings.Join(remarks, ", "),
		}
		if shown {
			cells = append(cells, c.proposed(x), c.tally(card, x.Ballots))
		}
		t.row(cells...)
	}
	return t
}

func (c *call) proposed(x assessment.IndicatorResult) string {
	if p := x.Proposed(); p != assessment.Blank {
		return p.String()
	}
	return words.None
}

// tally formats the number of times each answer was given.
func (c *call) tally(card *assessment.Card, n *assessment.Tally) string {
	all := levels(n.Levels)
	for _, other := range []struct {
		answer assessment.Answer
		count  int
	}{{assessment.Unknown, n.Unknown}, {assessment.NotApplicable, n.NotApplicable}} {
		if other.count > 0 {
			all = append(all, fmt.Sprintf("%s: %d×", c.answer(card, other.answer), other.count))
		}
	}
	return strings.Join(all, "  ")
}

// answer returns an answer in words, but a level as its number.
func (c *call) answer(card *assessment.Card, a assessment.Answer) string {
	switch a {
	case assessment.Blank:
		return c.lang.Say("answer.blank")
	case assessment.Unknown:
		return card.In(card.Answers.Unknown.Title, c.lang.Code())
	case assessment.NotApplicable:
		return card.In(card.Answers.NotApplicable.Title, c.lang.Code())
	}
	return a.String()
}

// json writes v on one line, for scripts.
func (c *call) json(v any) error {
	e := json.NewEncoder(c.out)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}
