package assessment

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// Round is an assessment with what is around it: all that its documents are made of.
type Round struct {
	Assessment *Assessment
	Earlier    []*Assessment // the team's rounds before it, newest first
	Number     int           // of the team's rounds up to this one, from 1; 0 where nobody knows
	History    []PlanChange  // what was changed of the plan after it was adopted, oldest first
}

// LoadRound loads an assessment with what is around it. CodeNotFound when there is none.
func LoadRound(ctx context.Context, s Store, id string) (Round, error) {
	a, err := s.Load(ctx, id)
	if err != nil {
		return Round{}, err
	}
	r := Round{Assessment: a}
	if r.Earlier, err = Earlier(ctx, s, id); err != nil {
		return Round{}, err
	}
	r.Number = len(r.Earlier) + 1
	if r.History, err = s.History(ctx, id); err != nil {
		return Round{}, err
	}
	return r, nil
}

// Earlier returns every round of the team before that assessment, newest first.
func Earlier(ctx context.Context, s Store, id string) ([]*Assessment, error) {
	var rounds []*Assessment
	for {
		round, err := s.Previous(ctx, id)
		if err != nil || round == nil {
			return rounds, err
		}
		rounds, id = append(rounds, round), round.ID
	}
}

// RoundAmong returns an assessment with the team's rounds before it among some others, as they lie together in a folder of
// files. Those do not tell which round it is, nor the history of its plan.
func RoundAmong(a *Assessment, others []*Assessment) Round {
	before := func(x, y *Assessment) int { return cmp.Or(cmp.Compare(x.Date, y.Date), strings.Compare(x.ID, y.ID)) }
	r := Round{Assessment: a}
	for _, x := range others {
		if x.Team.ID == a.Team.ID && before(x, a) < 0 {
			r.Earlier = append(r.Earlier, x)
		}
	}
	slices.SortFunc(r.Earlier, func(x, y *Assessment) int { return before(y, x) })
	return r
}
