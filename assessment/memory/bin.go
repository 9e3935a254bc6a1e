package memory

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"kwaliteitskaart/assessment"
)

// Bin moves an assessment to the bin.
func (m *Store) Bin(ctx context.Context, id string) error {
	return m.change(ctx, id, func(a *assessment.Assessment) error {
		if m.binned[a.ID] == 0 {
			m.binned[a.ID] = m.now().Clamp()
		}
		return nil
	})
}

// Unbin moves an assessment back from the bin.
func (m *Store) Unbin(ctx context.Context, id string) error {
	return m.change(ctx, id, func(a *assessment.Assessment) error { delete(m.binned, a.ID); return nil })
}

// Discard removes an assessment in which nothing was entered.
func (m *Store) Discard(_ context.Context, made *assessment.Assessment) error {
	_, err := m.erase(func(id string) bool {
		_, begun := m.drafts[id]
		return id == made.ID && !begun && m.held[id].Untouched(made)
	})
	return err
}

// Binned returns the assessments in the bin.
func (m *Store) Binned(ctx context.Context) ([]assessment.Binned, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var list []assessment.Binned
	for id, at := range m.binned {
		a := m.held[id]
		list = append(list, assessment.Binned{ID: id, Team: a.Team, Date: a.Date, At: at})
	}
	slices.SortFunc(list, func(x, y assessment.Binned) int { return cmp.Or(cmp.Compare(y.At, x.At), strings.Compare(x.ID, y.ID)) })
	return list, nil
}

// EmptyBin erases the assessments that were moved to the bin before a moment.
func (m *Store) EmptyBin(ctx context.Context, before assessment.Instant) (assessment.Erased, error) {
	return m.erase(func(id string) bool { return m.binned[id] != 0 && m.binned[id] < before })
}

// Forget erases all data of a team.
func (m *Store) Forget(ctx context.Context, team string) (assessment.Erased, error) {
	erased, err := m.erase(func(id string) bool { return m.held[id].Team.ID == team })
	if err == nil && len(erased.Assessments) == 0 {
		err = assessment.Fail(assessment.CodeNotFound, nil, "name", team)
	}
	return erased, err
}

// Replace replaces everything of a team.
func (m *Store) Replace(ctx context.Context, team string, rounds []*assessment.Assessment) error {
	for _, a := range rounds {
		if err := assessment.Refuse(a.Check()); err != nil {
			return err // and nothing is erased
		}
	}
	if _, err := m.erase(func(id string) bool { return m.held[id].Team.ID == team }); err != nil {
		return err
	}
	for _, a := range rounds {
		if err := m.Add(ctx, a); err != nil {
			return err
		}
	}
	return nil
}

func (m *Store) erase(which func(id string) bool) (erased assessment.Erased, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.fail != nil {
		return erased, m.fail
	}
	for id, a := range m.held {
		if which(id) {
			erased.Assessments = append(erased.Assessments, assessment.Binned{ID: id, Team: a.Team, Date: a.Date, At: m.binned[id]})
		}
	}
	for _, x := range erased.Assessments {
		delete(m.held, x.ID)
		delete(m.binned, x.ID)
		delete(m.drafts, x.ID)
		delete(m.replaced, x.ID)
	}
	slices.SortFunc(erased.Assessments, byDay)
	return erased, nil
}

func byDay(x, y assessment.Binned) int {
	return cmp.Or(cmp.Compare(x.Date, y.Date), strings.Compare(x.ID, y.ID))
}
