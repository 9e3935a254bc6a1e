//go:build slow

package ui

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
)

// counted is the numbers that a test computes itself from three rounds of many teams.
type counted struct {
	open, late   int
	of           map[assessment.ReplyKind]*assessment.AskSum // of every round
	unanswered   map[string]bool                             // teams with such an ask in an action of the newest round
	below, level int                                         // teams below the norm of B1 and at its level 1, in the newest round
}

// manyTeams stores three rounds of each of many teams, with asks in all of them, and computes the numbers.
func (r *room) manyTeams(teams int) counted {
	d := rand.New(rand.NewPCG(1, 2))
	c := counted{of: map[assessment.ReplyKind]*assessment.AskSum{"": {}}, unanswered: map[string]bool{}}
	for _, k := range assessment.ReplyKinds {
		c.of[k] = &assessment.AskSum{}
	}
	for i := range teams {
		team := assessment.Team{ID: fmt.Sprint("team", i), Name: fmt.Sprintf("Team %03d, with a name that is as long as they come", i)}
		for year := range 3 {
			a := assessment.New(r.Card, team, r.today.AddWeeks(-60*(2-year)), r.clock)
			a.ID = fmt.Sprintf("%03d-%d", i, year)
			for _, ind := range a.Card.InScope(a.Scope) {
				s := a.Score(ind.ID)
				s.Answer = assessment.Answer(1 + d.IntN(4))
				a.Scores = append(a.Scores, s)
				if year == 2 && ind.ID == "B1" {
					c.below += count(int(s.Answer) < ind.Target)
					c.level += count(s.Answer == 1)
				}
			}
			p := assessment.Priority{ID: a.ID + "p", Indicator: "B1", Position: 1}
			for k := range 3 {
				x := assessment.NewAction("")
				x.ID, x.What, x.Owner = fmt.Sprint(a.ID, "a", k), "Uren in het rooster voor loopbaangesprekken", "Teamleider"
				x.Status = []assessment.ActionStatus{assessment.ActionTodo, assessment.ActionDoing, assessment.ActionDone}[d.IntN(3)]
				x.Due = r.today.AddWeeks(d.IntN(20) - 10)
				x.Hours, x.Euros = d.IntN(40), 100*d.IntN(9)
				x.Ask = "Uren"
				kind := append([]assessment.ReplyKind{""}, assessment.ReplyKinds...)[d.IntN(5)]
				if kind == assessment.ReplyPartly {
					kind = assessment.ReplyGranted
				}
				if kind != "" {
					x.Reply = &assessment.Reply{Kind: kind, On: r.today, UpdatedAt: r.clock}
				}
				sum := c.of[kind]
				sum.Asks, sum.Hours, sum.Euros = sum.Asks+1, sum.Hours+x.Hours, sum.Euros+x.Euros
				if x.Status != assessment.ActionDone {
					c.open++
					c.late += count(x.Due < r.today)
					if year == 2 && kind == "" {
						c.unanswered[team.ID] = true
					}
				}
				p.Actions = append(p.Actions, x)
			}
			a.Plan.Priorities = append(a.Plan.Priorities, p)
			a.Sort()
			if err := r.store.Add(r.Context(), a); err != nil {
				r.Fatal(err)
			}
		}
	}
	return c
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// The overview of 300 teams with three rounds each shows the numbers that a test computes itself, on each tab.
func TestOverviewOfManyTeams(t *testing.T) {
	r := enter(t, "en")
	r.Settings.Zoom = 2
	c := r.manyTeams(300)
	r.ShowOverview()
	o := r.screen.(*overviewScreen)
	say := func(key string, n int) string { return r.say(key, "count", n) }
	o.goTo(tabTeams)
	r.sees(say("overview.teams", 300), r.say("overview.filter.unanswered"), r.lang.Number(len(c.unanswered)))
	r.view.scroll.Turn("End")
	r.sees(say("overview.open", c.open), say("overview.late", c.late))

	o.goTo(tabActions)
	r.sees(r.say("overview.group.late"), "Team 0")

	o.asked = askAll
	o.goTo(tabAsks)
	for _, x := range []struct {
		key string
		sum *assessment.AskSum
	}{
		{"granted", c.of[assessment.ReplyGranted]},
		{"later", c.of[assessment.ReplyLater]},
		{"refused", c.of[assessment.ReplyRefused]},
		{"unanswered", c.of[""]},
	} {
		r.sees(r.say("overview.sum."+x.key) + "\n" + o.sum(*x.sum) + "\n" + say("overview.asks", x.sum.Asks))
	}
	asked := 0
	for _, x := range c.of {
		asked += x.Asks
	}
	r.sees(say("overview.asks", asked), r.lang.Number(asked), r.lang.Date(r.today.AddWeeks(-120))+" · ")

	o.lists[tabAsks] = listOrder{column: "team", down: true}
	o.goTo(tabAsks)
	r.sees("Team 299")

	o.goTo(tabIndicators)
	r.finds(say("overview.below", c.below)+"\n", r.say("overview.at_level", "level", 1, "count", c.level))

	o.goTo(tabYears)
	first := r.words()
	for year := range 3 {
		if on := r.lang.ShortDate(r.today.AddWeeks(-60 * year)); !strings.Contains(first, on) {
			t.Errorf("no round of %s", on)
		}
	}
}
