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
	Number     int           // of the team's rounds up to this one, from 1; 0 where nobody knows
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
	return r, nil
}

// AsAdopted returns the round as it was adopted last: the same wherever there is a copy of it. CodeNotFixed where it never was.
func (r Round) AsAdopted() (Round, error) {
	a := r.Assessment.AsAdopted()
	if a == nil {
		return Round{}, Fail(CodeNotFixed, nil)
	}
	adopted := Round{Assessment: a}
	if a.Previous != nil {
		adopted.Earlier = []*Assessment{a.Previous.Round(a.Team)}
	}
	return adopted, nil
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

// Later returns every round of the team after that assessment, oldest first.
func Later(ctx context.Context, s Store, id string) ([]*Assessment, error) {
	var rounds []*Assessment
	for {
		round, err := s.Next(ctx, id)
		if err != nil || round == nil {
			return rounds, err
		}
		rounds, id = append(rounds, round), round.ID
	}
}

// RoundAmong returns an assessment with the team's rounds before it among some others, as they lie together in a folder of
// files. Those do not tell which round it is.
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
