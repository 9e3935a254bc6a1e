package assessment

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// Round is an assessment with its context: everything its documents are made from.
type Round struct {
	Assessment *Assessment
	Earlier    []*Assessment // the team's rounds before it, newest first
	Number     int           // sequence number among the team's rounds, starting at 1; 0 if unknown
	History    []PlanChange  // changes to the plan after it was adopted, oldest first
}

// LoadRound loads an assessment with its context. It fails with CodeNotFound if the assessment does not exist.
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

// Earlier returns all rounds of the team before an assessment, newest first.
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

// RoundAmong returns an assessment with the team's earlier rounds among others, such as files in one folder. Files
// contain neither the number of the round nor the history of its plan.
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
