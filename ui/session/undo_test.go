package session

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/memory"
	"kwaliteitskaart/assessment/storetest"
)

// openSession opens a new assessment without a window; changes counts the calls of changed.
func openSession(t *testing.T) (s *Session, store *memory.Store, changes *int) {
	t.Helper()
	store, changes = memory.New(func() assessment.Instant { return 1_796_000_000_000 }), new(int)
	a := assessment.New(storetest.Card(4), assessment.Team{}, storetest.Today, 1_796_000_000_000)
	if err := store.Add(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	at := func(f func()) { f() }
	q := NewQueue(at, at, func(_ int, err error) {
		if err != nil {
			t.Errorf("writing: %v", err)
		}
	})
	s, err := Open(t.Context(), store, a.ID, q, func() assessment.Date { return storetest.Today }, func() { *changes++ })
	if err != nil {
		t.Fatal(err)
	}
	return s, store, changes
}

// stored returns the stored assessment.
func stored(t *testing.T, store *memory.Store, s *Session) *assessment.Assessment {
	t.Helper()
	a, err := store.Load(t.Context(), s.Assessment.ID)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// After any changes in any order, undo and redo go through exactly the earlier states, in memory and on disk, back to
// the start of the session.
func TestUndoAndRedoOfEverything(t *testing.T) {
	for seed := range uint64(8) {
		s, store, _ := openSession(t)
		random, words := rand.New(rand.NewPCG(5, seed)), 0
		word := func() string { words++; return "w" + strconv.Itoa(words) }
		indicators := s.Assessment.Card.InScope(assessment.ScopeFull)
		any := func() (*assessment.Priority, *assessment.Action) {
			if len(s.Assessment.Plan.Priorities) == 0 {
				return nil, nil
			}
			p := &s.Assessment.Plan.Priorities[random.IntN(len(s.Assessment.Plan.Priorities))]
			if len(p.Actions) == 0 {
				return p, nil
			}
			return p, &p.Actions[random.IntN(len(p.Actions))]
		}
		changes := []func(){
			func() { team := s.Assessment.Team; team.Name = word(); s.SetDetails(Once, team, s.Assessment.Details) },
			func() { d := s.Assessment.Details; d.Present = word(); s.SetDetails(Once, s.Assessment.Team, d) },
			func() {
				x := s.Assessment.Score(indicators[random.IntN(len(indicators))].ID)
				x.Answer, x.Note = assessment.Answer(1+random.IntN(4)), word()
				s.SetScore(Once, x)
			},
			func() { p := s.Assessment.Plan; p.Strong = word(); s.SetPlan(Once, p) },
			func() { s.AddPriority(indicators[random.IntN(len(indicators))].ID) },
			func() { // a merged file contains a record that is already there
				if p, _ := any(); p != nil {
					s.AddPriority(p.Indicator)
				}
			},
			func() {
				if p, _ := any(); p != nil && len(s.Assessment.Plan.Others(p.Indicator)) > 0 {
					if err := s.CombinePriorities(p.Indicator); err != nil {
						t.Fatal(err)
					}
				}
			},
			func() {
				if p, _ := any(); p != nil {
					x := *p
					x.Why = word()
					s.SetPriority(Once, x)
				}
			},
			func() {
				if p, _ := any(); p != nil {
					s.RemovePriority(p.ID)
				}
			},
			func() {
				if p, _ := any(); p != nil {
					s.MovePriority(p.ID, 1)
				}
			},
			func() {
				if p, _ := any(); p != nil {
					x := assessment.NewAction(storetest.Today)
					x.What = word()
					s.AddAction(p.ID, x)
				}
			},
			func() {
				if _, x := any(); x != nil {
					y := *x
					y.Owner = word()
					s.SetAction(Once, y)
				}
			},
			func() {
				if _, x := any(); x != nil {
					s.RemoveAction(x.ID)
				}
			},
			func() {
				if _, x := any(); x != nil {
					s.AddNote(x.ID, word())
				}
			},
		}
		states, at := []string{storetest.Essence(s.Assessment)}, 0
		check := func(what string) {
			t.Helper()
			if got := storetest.Essence(s.Assessment); got != states[at] {
				t.Fatalf("seed %d, %s to state %d of %d: it is\n%s\nand was\n%s", seed, what, at, len(states), got, states[at])
			}
		}
		for range 150 {
			switch n := random.IntN(10); {
			case n < 6:
				before := len(s.undos)
				changes[random.IntN(len(changes))]()
				if len(s.undos) > before {
					at++
					states = append(states[:at], storetest.Essence(s.Assessment))
				}
			case n < 8:
				if s.Undo() != nil {
					at--
				}
				check("undo")
			default:
				if s.Redo() != nil {
					at++
				}
				check("redo")
			}
		}
		for s.Undo() != nil {
			at--
			check("undo")
		}
		if at != 0 {
			t.Fatalf("seed %d: undo ends at state %d", seed, at)
		}
		for s.Redo() != nil {
			at++
			check("redo")
		}
		if at != len(states)-1 {
			t.Fatalf("seed %d: redo ends at state %d of %d", seed, at, len(states))
		}
		if got := storetest.Essence(stored(t, store, s)); got != states[at] {
			t.Errorf("seed %d: on disk is\n%s\non screen\n%s", seed, got, states[at])
		}
	}
}

// The letters of a sentence are undone together, and so are grouped changes; each change is reported once.
func TestStepsOfUndo(t *testing.T) {
	s, store, changes := openSession(t)
	empty := storetest.Essence(s.Assessment)
	for _, name := range []string{"N", "No", "Noord"} {
		team := s.Assessment.Team
		team.Name = name
		s.SetDetails("name", team, s.Assessment.Details)
	}
	if *changes != 3 {
		t.Errorf("the window hears of %d changes", *changes)
	}
	named := storetest.Essence(s.Assessment)
	var scores []assessment.Score
	for _, ind := range s.Assessment.Card.InScope(assessment.ScopeCore) {
		x := s.Assessment.Score(ind.ID)
		x.Answer = 3
		scores = append(scores, x)
	}
	s.SetScores(scores)
	if c := s.Undo(); c == nil || c.More != len(scores)-1 || c.Place.Step != StepScore || !c.Place.Several {
		t.Errorf("undoing %d scores is %+v", len(scores), c)
	}
	if got := storetest.Essence(stored(t, store, s)); got != named {
		t.Errorf("on disk is\n%s", got)
	}
	if c := s.Undo(); c == nil || c.Place.Step != StepTeam {
		t.Errorf("undoing the name is %+v", c)
	}
	if got := storetest.Essence(stored(t, store, s)); got != empty {
		t.Errorf("on disk is\n%s", got)
	}
	if c := s.Undo(); c != nil {
		t.Errorf("there is more to undo: %+v", c)
	}
}

// The actions of the previous round are reviewed in that round, and undone together with the changes of this one.
func TestUndoInThePreviousRound(t *testing.T) {
	s, store, _ := openSession(t)
	p := s.AddPriority(s.Assessment.Card.InScope(assessment.ScopeCore)[0].ID)
	act := assessment.NewAction(storetest.Today)
	act.What = "Afspraken op papier"
	s.AddAction(p.ID, act)
	next := assessment.New(s.Assessment.Card, s.Assessment.Team, "2027-11-29", 1_827_000_000_000)
	if err := store.Add(t.Context(), next); err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), store, next.ID, s.queue, s.today, func() {})
	if err != nil {
		t.Fatal(err)
	}
	last := s.Review(s.Previous, func() {})
	act.Status = assessment.ActionDone
	last.SetAction(Once, act)
	team := s.Assessment.Team
	team.Name = "Noord"
	s.SetDetails(Once, team, s.Assessment.Details)
	s.Undo()
	if c := s.Undo(); c == nil || !c.Place.Review || c.Place.Action != act.ID {
		t.Errorf("undo leads to %+v", c)
	}
	if now, _ := stored(t, store, last).Plan.Action(act.ID); now.Status == assessment.ActionDone {
		t.Error("on disk it is still done")
	}
}
