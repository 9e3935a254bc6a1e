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
	Later      []*Assessment // the team's rounds after it, oldest first
	Number     int           // of the team's rounds up to this one, from 1; 0 where nobody knows
}

// open returns the open actions of the round that no later round at hand goes on with.
func (r Round) open() []TeamAction { return OfRound(OpenActions(r.rounds()), r.Assessment.ID) }

// rounds returns all rounds at hand.
func (r Round) rounds() []*Assessment {
	return append(append([]*Assessment{r.Assessment}, r.Earlier...), r.Later...)
}

// Progress returns how many actions of the round are open and overdue, as every list counts them: what a later round goes on
// with counts there. Source: .github/spec/decisions.md 6 and 11.
func (r Round) Progress(today Date) (open, overdue int) {
	list := r.open()
	return len(list), CountOverdue(list, today)
}

// GoesOn reports whether a later round at hand goes on with an open action of this one, which then is no promise of this one
// any more.
func (r Round) GoesOn(x *Action) bool {
	return len(r.Later) > 0 && x.Open() && !slices.ContainsFunc(r.open(), func(o TeamAction) bool { return o.ID == x.ID })
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
	if r.Later, err = Later(ctx, s, id); err != nil {
		return Round{}, err
	}
	r.Number = len(r.Earlier) + 1
	return r, nil
}

// ForFile returns the assessment as a hand-over file of it holds it. Source: .github/spec/decisions.md 3.
func (r Round) ForFile() *Assessment {
	if len(r.Earlier) == 0 {
		return r.Assessment
	}
	return r.Assessment.Keeping(r.Earlier[0])
}

// AsAdopted returns the round as it was adopted last: the same wherever there is a copy of it. CodeNotFixed where it never
// was.
func (r Round) AsAdopted() (Round, error) {
	a := r.Assessment.AsAdopted()
	if a == nil {
		return Round{}, Fail(CodeNotFixed, nil)
	}
	return Round{Assessment: a}, nil
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

// RoundAmong returns an assessment with the team's other rounds among some others, as they lie together in a folder of
// files. Those do not tell which round it is.
func RoundAmong(a *Assessment, others []*Assessment) Round {
	before := func(x, y *Assessment) int { return cmp.Or(cmp.Compare(x.Date, y.Date), strings.Compare(x.ID, y.ID)) }
	r := Round{Assessment: a}
	for _, x := range others {
		switch {
		case x.Team.ID != a.Team.ID:
		case before(x, a) < 0:
			r.Earlier = append(r.Earlier, x)
		case before(x, a) > 0:
			r.Later = append(r.Later, x)
		}
	}
	slices.SortFunc(r.Later, before)
	slices.SortFunc(r.Earlier, func(x, y *Assessment) int { return before(y, x) })
	return r
}
