package memory

import (
	"context"
	"reflect"
	"slices"

	"kwaliteitskaart/assessment"
)

// TakeIn adds an assessment, or merges it with the stored one.
func (m *Store) TakeIn(ctx context.Context, b *assessment.Assessment) (*assessment.Merged, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, err := m.find(ctx, b.ID); assessment.CodeOf(err) == assessment.CodeNotFound {
		if err := m.add(b); err != nil {
			return nil, err
		}
		return &assessment.Merged{Assessment: b, Added: true}, nil
	}
	var merged *assessment.Merged
	err := m.changeLocked(ctx, b.ID, func(a *assessment.Assessment) (err error) {
		here := a.Keeping(m.earlier(a))
		if merged, err = here.MergeUnder(b, m.adoptedAfter(a) != nil); err != nil {
			return err
		}
		if !reflect.DeepEqual(here, merged.Assessment) {
			*a = *merged.Assessment.Clone()
		}
		_, merged.Returned = m.binned[a.ID]
		delete(m.binned, a.ID)
		var latest assessment.Instant
		for _, r := range m.replaced[a.ID] {
			latest = max(latest, r.At)
		}
		at := max(m.now(), latest+1)
		for i := range merged.Replaced {
			merged.Replaced[i].At = at
		}
		m.replaced[a.ID] = slices.Concat(m.replaced[a.ID], merged.Replaced)
		return nil
	})
	if err != nil {
		return nil, err
	}
	return merged, nil
}

// Replaced returns the records that merging replaced.
func (m *Store) Replaced(ctx context.Context, id string) ([]assessment.Replacement, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if _, err := m.find(ctx, id); err != nil {
		return nil, err
	}
	list := slices.Clone(m.replaced[id])
	assessment.SortReplaced(list)
	return list, nil
}

// PutBack puts back a replaced record.
func (m *Store) PutBack(ctx context.Context, id string, r assessment.Replacement) error {
	return m.change(ctx, id, func(a *assessment.Assessment) error {
		i := slices.IndexFunc(m.replaced[id], func(x assessment.Replacement) bool {
			return x.At == r.At && x.Kind == r.Kind && x.ID == r.ID
		})
		if i < 0 {
			return assessment.Fail(assessment.CodeNotFound, nil, "name", string(r.Kind)+" "+r.ID)
		}
		next, err := a.PutBack(m.replaced[id][i], m.now())
		if err != nil {
			return err
		}
		*a = *next
		m.replaced[id] = slices.Delete(slices.Clone(m.replaced[id]), i, i+1)
		return nil
	})
}
