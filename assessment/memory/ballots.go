package memory

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"kwaliteitskaart/assessment"
)

// Draft returns the ballot being filled in, or nil.
func (m *Store) Draft(ctx context.Context, id string) (*assessment.Ballot, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, err := m.find(ctx, id); err != nil {
		return nil, err
	}
	if d, ok := m.drafts[id]; ok {
		d = own(d)
		return &d, nil
	}
	return nil, nil
}

// SaveDraft stores the ballot being filled in.
func (m *Store) SaveDraft(ctx context.Context, id string, b assessment.Ballot) error {
	b = assessment.Tidied(b)
	return m.change(ctx, id, func(a *assessment.Assessment) error {
		if err := a.RefuseScores(); err != nil {
			return err
		}
		b.ID = "draft" // it has none yet, and the rules require one
		if err := assessment.Refuse(assessment.CheckBallot(a.Card, &b)); err != nil {
			return err
		}
		b.ID, b.Waiting, b.Elsewhere = "", false, false
		m.drafts[id] = own(b)
		return nil
	})
}

// DropDraft erases the draft.
func (m *Store) DropDraft(ctx context.Context, id string) error {
	return m.change(ctx, id, func(*assessment.Assessment) error { delete(m.drafts, id); return nil })
}

// CastDraft turns the draft into a ballot.
func (m *Store) CastDraft(ctx context.Context, id string) (string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	ballot := assessment.NewBallotID(id)
	err := m.changeLocked(ctx, id, func(a *assessment.Assessment) error {
		d, ok := m.drafts[id]
		if !ok {
			return assessment.Fail(assessment.CodeNotFound, nil, "name", id)
		}
		if err := a.RefuseScores(); err != nil {
			return err
		}
		if err := d.RefuseEmpty(); err != nil {
			return err
		}
		d.ID, d.Elsewhere = ballot, false
		receive(a, d)
		return nil
	})
	if err != nil {
		return "", err
	}
	delete(m.drafts, id)
	return ballot, nil
}

// AddBallots adds ballots from files.
func (m *Store) AddBallots(ctx context.Context, id string, ballots []assessment.Ballot) (added int, err error) {
	ballots = assessment.Tidied(ballots)
	err = m.change(ctx, id, func(a *assessment.Assessment) error {
		var fresh []assessment.Ballot
		for _, b := range ballots {
			b = own(b)
			if err := b.RefuseEmpty(); err != nil {
				return err
			}
			b.Elsewhere = false
			known := find(a.Ballots, b.ID)
			if known != nil && known.OnlyMark() {
				b.Elsewhere, known = true, nil
				a.Ballots = slices.DeleteFunc(a.Ballots, func(x assessment.Ballot) bool { return x.ID == b.ID })
			}
			revealed := known != nil && a.Revealed
			if known == nil {
				known = find(fresh, b.ID)
			}
			if known == nil {
				fresh = append(fresh, b)
				continue
			}
			both, err := known.Again(b, revealed)
			if err != nil {
				return err
			}
			*known = both
		}
		receive(a, fresh...)
		added = len(fresh)
		return nil
	})
	if err != nil {
		return 0, err
	}
	return added, nil
}

// find returns the ballot with an id, or nil.
func find(ballots []assessment.Ballot, id string) *assessment.Ballot {
	for i := range ballots {
		if ballots[i].ID == id {
			return &ballots[i]
		}
	}
	return nil
}

// receive adds ballots. After the reveal they wait until they can be counted, and while the plan is adopted. A stored ballot
// is unchanged.
func receive(a *assessment.Assessment, ballots ...assessment.Ballot) {
	if len(ballots) == 0 {
		return
	}
	for _, b := range ballots {
		b.Waiting = a.Revealed
		a.Ballots = append(a.Ballots, b)
	}
	a.CountWaiting()
}

// own returns a deep copy of b.
func own(b assessment.Ballot) assessment.Ballot {
	answers, remarks := b.Answers, b.Remarks
	b.Answers, b.Remarks = make(map[string]assessment.Answer), make(map[string]string)
	maps.Copy(b.Answers, answers)
	maps.Copy(b.Remarks, remarks)
	return b
}

// TakeBack removes a ballot that does not count yet.
func (m *Store) TakeBack(ctx context.Context, id, ballot string) error {
	return m.change(ctx, id, func(a *assessment.Assessment) error {
		i := slices.IndexFunc(a.Ballots, func(x assessment.Ballot) bool { return x.ID == ballot })
		switch {
		case i < 0:
			return assessment.Fail(assessment.CodeNotFound, nil, "name", ballot)
		case a.Revealed && (!a.Ballots[i].Waiting || a.Ballots[i].Elsewhere):
			return assessment.Fail(assessment.CodeRevealed, nil)
		}
		a.Ballots = slices.Delete(a.Ballots, i, i+1)
		a.CountWaiting()
		return nil
	})
}

// Expect stores the expected number of ballots.
func (m *Store) Expect(ctx context.Context, id string, n int) error {
	return m.change(ctx, id, func(a *assessment.Assessment) error {
		if n < 0 || n > assessment.MaxBallots {
			return assessment.Refuse([]assessment.Fault{{
				Place: "expected", Code: assessment.FaultRange, Got: strconv.Itoa(n),
				Want: "0…" + strconv.Itoa(assessment.MaxBallots),
			}})
		}
		a.Expected = n
		return nil
	})
}
