package memory

import (
	"context"

	"kwaliteitskaart/assessment"
)

// Adopt adopts a plan.
func (m *Store) Adopt(ctx context.Context, id string, on assessment.Date, waived string) error {
	return m.restate(ctx, id, func(a *assessment.Assessment) (*assessment.Assessment, error) {
		return a.AdoptBetween(m.earlier(a), m.after(a), on, assessment.PlainText(waived), m.now())
	})
}

// Reopen reopens a round that was adopted or closed.
func (m *Store) Reopen(ctx context.Context, id string, on assessment.Date, why string) error {
	return m.restate(ctx, id, func(a *assessment.Assessment) (*assessment.Assessment, error) {
		if x := m.adoptedAfter(a); x != nil {
			return nil, assessment.Fail(assessment.CodeLaterAdopted, nil, "date", string(x.Date))
		}
		return a.Reopen(on, assessment.PlainText(why), m.now())
	})
}

// adoptedAfter returns the first of the team's rounds after another whose plan is adopted, or nil.
func (m *Store) adoptedAfter(a *assessment.Assessment) *assessment.Assessment {
	x := m.after(a)
	for x != nil && x.Plan.Status != assessment.PlanAdopted {
		x = m.after(x)
	}
	return x
}

// CloseRound closes a round.
func (m *Store) CloseRound(ctx context.Context, id string, on assessment.Date) error {
	return m.restate(ctx, id, func(a *assessment.Assessment) (*assessment.Assessment, error) {
		return a.CloseRound(on, m.now()), nil
	})
}

func (m *Store) restate(ctx context.Context, id string, do func(*assessment.Assessment) (*assessment.Assessment, error)) error {
	return m.change(ctx, id, func(a *assessment.Assessment) error {
		next, err := do(a)
		if err != nil {
			return err
		}
		*a = *next
		return nil
	})
}

// Explain records why something was changed.
func (m *Store) Explain(ctx context.Context, id string, c assessment.Change, on assessment.Date, why string) error {
	return m.change(ctx, id, func(a *assessment.Assessment) (err error) {
		a.Plan.Log, err = a.Explain(c, on, assessment.PlainText(why))
		return err
	})
}

// SaveAnswer replaces the leadership's answer to an action.
func (m *Store) SaveAnswer(ctx context.Context, id, action string, r assessment.Reply) error {
	r = assessment.Tidied(r)
	return m.change(ctx, id, func(a *assessment.Assessment) error { return a.Plan.Answer(action, r, m.now()) })
}
