package ui

import (
	"context"
	"slices"
	"strings"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

// Shelf is the content of home: the first teams until the whole shelf is read, then all.
type Shelf struct {
	teams []shelfTeam
	count int  // number of all teams
	offer bool // offer the example team
	err   error
}

// atFirst is the number of assessments that home reads first: more than fit on a screen.
const atFirst = 100

// ReadShelf reads the beginning of the shelf, in a time that does not grow with the number of assessments. It may be
// called from any goroutine.
func ReadShelf(ctx context.Context, s Services) Shelf {
	top, count, err := s.Store.ShelfTop(ctx, s.Today(), atFirst)
	read := Shelf{teams: shelf(top), count: count, err: err}
	if read.complete() && err == nil { // with this many teams no example is needed
		example, err := exchange.Example()
		read.offer = err == nil && len(example) > 0 && !slices.ContainsFunc(read.teams, func(t shelfTeam) bool {
			return t.rounds[0].Team.ID == example[0].Team.ID
		})
	}
	return read
}

// complete reports whether all teams were read, or reading failed.
func (s Shelf) complete() bool { return s.err != nil || len(s.teams) >= s.count }

// shelfTeam is one team on the shelf, with its newest round first.
type shelfTeam struct {
	rounds []assessment.Summary
	sought string // text for searching
}

// shelf groups summaries by team, in the order of the teams.
func shelf(all []assessment.Summary) []shelfTeam {
	var teams []shelfTeam
	at := make(map[string]int)
	for _, s := range all {
		i, ok := at[s.Team.ID]
		if !ok {
			i = len(teams)
			at[s.Team.ID] = i
			teams = append(teams, shelfTeam{})
		}
		teams[i].rounds = append(teams[i].rounds, s)
	}
	for i := range teams {
		rounds, newest := teams[i].rounds, 0
		for j, r := range rounds {
			if r.Round > rounds[newest].Round {
				newest = j
			}
		}
		rounds[0], rounds[newest] = rounds[newest], rounds[0]
		teams[i].sought = sought(rounds[0].Team)
	}
	return teams
}

// sought returns the text that a search for a team searches.
func sought(t assessment.Team) string {
	return strings.ToLower(t.Name + " " + t.Programme + " " + t.Institution)
}

// seek returns the teams that match a search.
func seek(teams []shelfTeam, search string) []shelfTeam {
	search = strings.ToLower(strings.TrimSpace(search))
	if search == "" {
		return teams
	}
	var found []shelfTeam
	for _, t := range teams {
		if strings.Contains(t.sought, search) {
			found = append(found, t)
		}
	}
	return found
}

// state returns the newest round, with the open actions of all rounds of the team.
func (t shelfTeam) state() assessment.Summary {
	s := t.rounds[0]
	for _, r := range t.rounds[1:] {
		s.OpenActions += r.OpenActions
		s.OverdueActions += r.OverdueActions
		s.KeptActions += r.KeptActions
	}
	return s
}
