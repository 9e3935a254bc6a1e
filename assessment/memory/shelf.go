package memory

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"kwaliteitskaart/assessment"
)

// Summaries returns the shelf.
func (m *Store) Summaries(ctx context.Context, today assessment.Date) ([]assessment.Summary, error) {
	if err := ctx.Err(); err != nil {
		return nil, assessment.Fail(assessment.CodeInterrupted, err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	var list []assessment.Summary
	teams := make(map[string][]*assessment.Assessment)
	for id, a := range m.held {
		if m.binned[id] == 0 {
			s := a.Summarize(today)
			s.Round = len(m.before(a)) + 1
			list = append(list, s)
			teams[a.Team.ID] = append(teams[a.Team.ID], a)
		}
	}
	assessment.CountOpen(list, teams, today)
	slices.SortFunc(list, func(x, y assessment.Summary) int {
		return cmp.Or(strings.Compare(x.Team.Name, y.Team.Name), cmp.Compare(y.Date, x.Date), strings.Compare(x.ID, y.ID))
	})
	return list, nil
}

// ShelfTop returns the beginning of the shelf.
func (m *Store) ShelfTop(ctx context.Context, today assessment.Date, most int) (top []assessment.Summary, teams int, err error) {
	all, err := m.Summaries(ctx, today)
	known := make(map[string]bool) // whether it is at the top
	for i, s := range all {
		known[s.Team.ID] = known[s.Team.ID] || i < most
	}
	for _, s := range all {
		if known[s.Team.ID] {
			top = append(top, s)
		}
	}
	return top, len(known), err
}

// before returns the team's earlier rounds in order.
func (m *Store) before(a *assessment.Assessment) []*assessment.Assessment {
	var earlier []*assessment.Assessment
	for id, x := range m.held {
		if m.binned[id] == 0 && x.Team.ID == a.Team.ID && byDate(x, a) < 0 {
			earlier = append(earlier, x)
		}
	}
	slices.SortFunc(earlier, byDate)
	return earlier
}

// earlier returns the team's rounds before another, newest first.
func (m *Store) earlier(a *assessment.Assessment) []*assessment.Assessment {
	list := m.before(a)
	slices.Reverse(list)
	return list
}

// Next returns the team's round after the given one.
func (m *Store) Next(ctx context.Context, id string) (*assessment.Assessment, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	a, err := m.find(ctx, id)
	if err != nil {
		return nil, err
	}
	if next := m.after(a); next != nil {
		return next.Clone(), nil
	}
	return nil, nil
}

// after returns the team's round after another, or nil.
func (m *Store) after(a *assessment.Assessment) (next *assessment.Assessment) {
	for id, x := range m.held {
		if m.binned[id] == 0 && x.Team.ID == a.Team.ID && byDate(x, a) > 0 && (next == nil || byDate(x, next) < 0) {
			next = x
		}
	}
	return next
}

func byDate(x, y *assessment.Assessment) int {
	return cmp.Or(cmp.Compare(x.Date, y.Date), strings.Compare(x.ID, y.ID))
}

// Previous returns the team's round before the given one.
func (m *Store) Previous(ctx context.Context, id string) (*assessment.Assessment, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	a, err := m.find(ctx, id)
	if err != nil {
		return nil, err
	}
	if last := m.last(a); last != nil {
		return last.Clone(), nil
	}
	return nil, nil
}

// last returns the team's round before another, or nil.
func (m *Store) last(a *assessment.Assessment) *assessment.Assessment {
	if earlier := m.before(a); len(earlier) > 0 {
		return earlier[len(earlier)-1]
	}
	return nil
}
