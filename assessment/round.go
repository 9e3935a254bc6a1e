package assessment

import (
	"cmp"
	"context"
	"slices"
	"strings"
)

// Round is an assessment with the team's other rounds: everything its documents are made from.
type Round struct {
	Assessment *Assessment
	Earlier    []*Assessment // the team's rounds before it, newest first
	Later      []*Assessment // the team's rounds after it, oldest first
	Number     int           // among the team's rounds, from 1; 0 if unknown
}

// open returns the open actions of the round that no later loaded round continues.
func (r Round) open() []TeamAction { return OfRound(OpenActions(r.rounds()), r.Assessment.ID) }

// rounds returns all loaded rounds.
func (r Round) rounds() []*Assessment {
	return append(append([]*Assessment{r.Assessment}, r.Earlier...), r.Later...)
}

// Progress returns the number of open actions of the round, and how many of those are overdue. One that a later round
// continues counts there, as in every list. Source: .github/spec/decisions.md 6 and 11.
func (r Round) Progress(today Date) (open, overdue int) {
	list := r.open()
	return len(list), CountOverdue(list, today)
}

// ContinuedLater reports whether a later loaded round continues x, an open action of this one, so that it no longer counts
// here.
func (r Round) ContinuedLater(x *Action) bool {
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

// ForFile returns the assessment as a hand-over file contains it. Source: .github/spec/decisions.md 3.
func (r Round) ForFile() *Assessment {
	if len(r.Earlier) == 0 {
		return r.Assessment
	}
	return r.Assessment.Keeping(r.Earlier)
}

// AsAdopted returns the round as it was last adopted, which is the same for every copy. It fails with CodeNotFixed if it
// never was.
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

// RoundAmong returns a with the team's rounds among others, such as the files in one folder. Number is 0: files do not
// contain it.
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
