// Package memory provides a store in memory, so that tests of packages that use a store need no database. It passes
// the same suite as the real store (storetest).
package memory

import (
	"cmp"
	"context"
	"reflect"
	"slices"
	"strings"
	"sync"

	"kwaliteitskaart/assessment"
)

// Store is a store in memory, whose content is lost when the program ends.
type Store struct {
	now func() assessment.Instant

	mu     sync.Mutex
	held   map[string]*assessment.Assessment
	binned map[string]assessment.Instant
	drafts map[string]assessment.Ballot
	// replaced is what merging replaced in each.
	replaced map[string][]assessment.Replacement
	// fail is the error that all changes return, if any, such as a full disk or a missing folder.
	fail error
}

var _ assessment.Store = (*Store)(nil)

// New returns an empty store that stamps records with now.
func New(now func() assessment.Instant) *Store {
	return &Store{
		now: func() assessment.Instant { return now().Clamp() }, held: make(map[string]*assessment.Assessment), binned: make(map[string]assessment.Instant),
		drafts:   make(map[string]assessment.Ballot),
		replaced: make(map[string][]assessment.Replacement),
	}
}

// Fail makes all further changes fail with err; nil ends that.
func (m *Store) Fail(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.fail = err
}

func (m *Store) find(ctx context.Context, id string) (*assessment.Assessment, error) {
	if err := ctx.Err(); err != nil {
		return nil, assessment.Fail(assessment.CodeInterrupted, err)
	}
	a, ok := m.held[id]
	if !ok {
		return nil, assessment.Fail(assessment.CodeNotFound, nil, "name", id)
	}
	return a, nil
}

// Load returns a whole assessment.
func (m *Store) Load(ctx context.Context, id string) (*assessment.Assessment, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	a, err := m.find(ctx, id)
	if err != nil {
		return nil, err
	}
	return a.Clone(), nil
}

// LoadAgreed returns an assessment without its ballots.
func (m *Store) LoadAgreed(ctx context.Context, id string) (*assessment.Assessment, error) {
	a, err := m.Load(ctx, id)
	if err == nil {
		a.Ballots = nil
	}
	return a, err
}

// Add stores a new assessment.
func (m *Store) Add(ctx context.Context, a *assessment.Assessment) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if here, err := m.find(ctx, a.ID); assessment.CodeOf(err) != assessment.CodeNotFound {
		if err == nil {
			err = assessment.Fail(assessment.CodeExists, nil, "team", here.Team.Name, "date", string(here.Date))
		}
		return err
	}
	return m.add(a)
}

func (m *Store) add(a *assessment.Assessment) error {
	if m.fail != nil {
		return m.fail
	}
	if err := m.checkCard(a.Card); err != nil {
		return err
	}
	if err := assessment.Refuse(a.Check()); err != nil {
		return err
	}
	kept := a.Clone()
	kept.Settle()
	kept.Sort()
	m.held[a.ID] = kept
	return nil
}

// checkCard refuses a card that breaks a rule, or differs from a card in use with the same id and version. A card in use is
// valid.
func (m *Store) checkCard(c *assessment.Card) error {
	for _, other := range m.held {
		if other.Card == c {
			return nil
		}
	}
	if faults := c.Check(); len(faults) > 0 {
		return &assessment.Error{Code: assessment.CodeCardInvalid, Faults: faults}
	}
	for _, other := range m.held {
		if other.Card.Ref() == c.Ref() && !slices.Equal(other.Card.Compact, c.Compact) {
			return assessment.Fail(assessment.CodeCardConflict, nil, "card", c.ID, "version", c.Version)
		}
	}
	return nil
}

// change applies do to a copy, and keeps the copy if it breaks no rule.
func (m *Store) change(ctx context.Context, id string, do func(*assessment.Assessment) error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.changeLocked(ctx, id, do)
}

func (m *Store) changeLocked(ctx context.Context, id string, do func(*assessment.Assessment) error) error {
	a, err := m.find(ctx, id)
	if err != nil {
		return err
	}
	if m.fail != nil {
		return m.fail
	}
	next := a.Clone()
	if err := do(next); err != nil {
		return err
	}
	if err := assessment.Refuse(next.Check()); err != nil {
		return err
	}
	next.Sort()
	m.held[id] = next
	return nil
}

// changePlan changes a plan and, while it is adopted, its log.
func (m *Store) changePlan(ctx context.Context, id string, do func(*assessment.Assessment) error) error {
	return m.change(ctx, id, func(a *assessment.Assessment) error {
		was := a.Clone()
		if err := do(a); err != nil {
			return err
		}
		a.Plan.Log = a.Plan.FollowLog(&was.Plan, m.today())
		return nil
	})
}

// today returns the day by the store's clock.
func (m *Store) today() assessment.Date { return assessment.DateOf(m.now().Time().Local()) }

// SaveDetails replaces the assessment's own fields and its team's.
func (m *Store) SaveDetails(ctx context.Context, t assessment.Team, d assessment.Details) error {
	t, d = assessment.Tidied(t), assessment.Tidied(d)
	return m.change(ctx, d.ID, func(a *assessment.Assessment) error {
		if err := a.RefuseScores(); err != nil {
			return err
		}
		d.Status, d.ClosedOn = a.Status, a.ClosedOn
		if err := d.CheckAfter(a.Details); err != nil {
			return err
		}
		d.UpdatedAt = m.now().After(a.UpdatedAt)
		a.Team, a.Details = t, d
		return nil
	})
}

// SaveScore replaces the score of an indicator.
func (m *Store) SaveScore(ctx context.Context, id string, s assessment.Score) error {
	s = assessment.Tidied(s)
	return m.change(ctx, id, func(a *assessment.Assessment) error {
		if err := a.RefuseScores(); err != nil {
			return err
		}
		i := slices.IndexFunc(a.Scores, func(x assessment.Score) bool { return x.Indicator == s.Indicator })
		if i < 0 {
			s.UpdatedAt = m.now().After(0)
			a.Scores = append(a.Scores, s)
			return nil
		}
		s.UpdatedAt = m.now().After(a.Scores[i].UpdatedAt)
		a.Scores[i] = s
		return nil
	})
}

// SavePlan replaces the plan's own fields.
func (m *Store) SavePlan(ctx context.Context, id string, p assessment.Plan) error {
	p = assessment.Tidied(p)
	return m.changePlan(ctx, id, func(a *assessment.Assessment) error {
		if err := cmp.Or(a.RefusePlan(), p.Check()); err != nil {
			return err
		}
		a.Plan = a.Plan.Keep(p, m.now().After(a.Plan.UpdatedAt))
		return nil
	})
}

// SavePriority replaces a priority's own fields, or adds a new one.
func (m *Store) SavePriority(ctx context.Context, id string, p assessment.Priority) error {
	p = assessment.Tidied(p)
	return m.changePlan(ctx, id, func(a *assessment.Assessment) error {
		if err := a.RefusePlan(); err != nil {
			return err
		}
		if old := a.Plan.Priority(p.ID); old != nil {
			p.UpdatedAt, p.Actions = m.now().After(old.UpdatedAt), old.Actions
			*old = p
			return nil
		}
		p.UpdatedAt = m.now().After(0)
		p.Actions = slices.Clone(p.Actions)
		for i := range p.Actions {
			p.Actions[i].UpdatedAt = p.UpdatedAt
		}
		a.Plan.Priorities = append(a.Plan.Priorities, p)
		return nil
	})
}

// SaveAction replaces an action's own fields, or adds a new one with its notes.
func (m *Store) SaveAction(ctx context.Context, id, priority string, x assessment.Action) error {
	x = assessment.Tidied(x)
	return m.changePlan(ctx, id, func(a *assessment.Assessment) error {
		p := a.Plan.Priority(priority)
		if p == nil {
			return assessment.Fail(assessment.CodeNotFound, nil, "name", priority)
		}
		old, in := a.Plan.Action(x.ID)
		if err := a.RefuseAction(old, &x); err != nil {
			return err
		}
		switch {
		case old == nil:
			x.UpdatedAt = m.now().After(0)
			p.Actions = append(p.Actions, x)
		case in.ID != priority:
			return &assessment.Error{Code: assessment.CodeInvalid, Faults: []assessment.Fault{
				{Place: "action.id", Code: assessment.FaultTwice, Got: x.ID},
			}}
		default:
			x.UpdatedAt, x.Notes, x.Reply = m.now().After(old.UpdatedAt), old.Notes, old.Reply
			*old = x
		}
		return nil
	})
}

// AddNote adds a note to an action; adding it again changes nothing.
func (m *Store) AddNote(ctx context.Context, id, action string, n assessment.Note) error {
	n = assessment.Tidied(n)
	return m.change(ctx, id, func(a *assessment.Assessment) error {
		act, _ := a.Plan.Action(action)
		if act == nil {
			return assessment.Fail(assessment.CodeNotFound, nil, "name", action)
		}
		if !slices.ContainsFunc(act.Notes, func(x assessment.Note) bool { return reflect.DeepEqual(x, n) }) {
			act.Notes = append(act.Notes, n)
		}
		return nil
	})
}

// Remove deletes a record with everything beneath it, and records the deletion.
func (m *Store) Remove(ctx context.Context, id, record string) error {
	return m.changePlan(ctx, id, func(a *assessment.Assessment) error {
		var stamp assessment.Instant
		found := false
		p := &a.Plan
		p.Priorities = slices.DeleteFunc(p.Priorities, func(x assessment.Priority) bool {
			return hit(x.ID == record, x.UpdatedAt, &found, &stamp)
		})
		for i := range p.Priorities {
			acts := slices.DeleteFunc(p.Priorities[i].Actions, func(x assessment.Action) bool {
				return hit(x.ID == record, x.UpdatedAt, &found, &stamp)
			})
			for j := range acts {
				acts[j].Notes = slices.DeleteFunc(acts[j].Notes, func(x assessment.Note) bool {
					return hit(x.ID == record, 0, &found, &stamp)
				})
			}
			p.Priorities[i].Actions = acts
		}
		if !found {
			return assessment.Fail(assessment.CodeNotFound, nil, "name", record)
		}
		if stamp != 0 { // a note is progress
			if err := a.RefusePlan(); err != nil {
				return err
			}
		}
		a.Deleted = append(a.Deleted, assessment.Deletion{ID: record, UpdatedAt: m.now().After(stamp)})
		return nil
	})
}

func hit(is bool, at assessment.Instant, found *bool, stamp *assessment.Instant) bool {
	if is {
		*found, *stamp = true, at
	}
	return is
}

// CardUses returns the cards that assessments use.
func (m *Store) CardUses(context.Context) (uses []assessment.CardUse, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for id, a := range m.held {
		i := slices.IndexFunc(uses, func(u assessment.CardUse) bool { return u.Card.Ref() == a.Card.Ref() })
		if i < 0 {
			i, uses = len(uses), append(uses, assessment.CardUse{Card: a.Card})
		}
		uses[i].By = append(uses[i].By, assessment.Binned{ID: id, Team: a.Team, Date: a.Date, At: m.binned[id]})
	}
	slices.SortFunc(uses, func(x, y assessment.CardUse) int {
		return cmp.Or(strings.Compare(x.Card.ID, y.Card.ID), strings.Compare(x.Card.Version, y.Card.Version))
	})
	for _, u := range uses {
		slices.SortFunc(u.By, byDay)
	}
	return uses, nil
}

// MoveCard moves an assessment to another version of its card.
func (m *Store) MoveCard(ctx context.Context, id string, card *assessment.Card) error {
	return m.change(ctx, id, func(a *assessment.Assessment) error {
		if err := m.checkCard(card); err != nil {
			return err
		}
		moved, changes, err := a.MoveTo(card, m.now())
		if err != nil {
			return err
		}
		*a = *moved
		if d, ok := m.drafts[id]; ok {
			m.drafts[id] = changes.Kept(d)
		}
		return nil
	})
}

// Close does nothing.
func (m *Store) Close() error { return nil }
