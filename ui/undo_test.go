package ui

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/memory"
	"kwaliteitskaart/assessment/storetest"
)

// sit opens a new assessment without a window; changes counts what the window would show at once.
func sit(t *testing.T) (s *session, store *memory.Store, changes *int) {
	t.Helper()
	store, changes = memory.New(func() assessment.Instant { return 1_796_000_000_000 }), new(int)
	a := assessment.New(storetest.Card(4), assessment.Team{}, storetest.Today, 1_796_000_000_000)
	if err := store.Add(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	at := func(f func()) { f() }
	q := newQueue(at, at, func(_ int, err error) {
		if err != nil {
			t.Errorf("writing: %v", err)
		}
	})
	s, err := openSession(t.Context(), store, a.ID, q, func() assessment.Date { return storetest.Today }, func() { *changes++ })
	if err != nil {
		t.Fatal(err)
	}
	return s, store, changes
}

// stored returns the assessment as it is on disk.
func stored(t *testing.T, store *memory.Store, s *session) *assessment.Assessment {
	t.Helper()
	a, err := store.Load(t.Context(), s.a.ID)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// Whatever is done in whatever order, undo and redo go through exactly the states there were, on screen and on disk, as
// far back as the session.
func TestUndoAndRedoOfEverything(t *testing.T) {
	for seed := range uint64(8) {
		s, store, _ := sit(t)
		random, words := rand.New(rand.NewPCG(5, seed)), 0
		word := func() string { words++; return "w" + strconv.Itoa(words) }
		indicators := s.a.Card.InScope(assessment.ScopeFull)
		any := func() (*assessment.Priority, *assessment.Action) {
			if len(s.a.Plan.Priorities) == 0 {
				return nil, nil
			}
			p := &s.a.Plan.Priorities[random.IntN(len(s.a.Plan.Priorities))]
			if len(p.Actions) == 0 {
				return p, nil
			}
			return p, &p.Actions[random.IntN(len(p.Actions))]
		}
		changes := []func(){
			func() { team := s.a.Team; team.Name = word(); s.setDetails(once, team, s.a.Details) },
			func() { d := s.a.Details; d.Present = word(); s.setDetails(once, s.a.Team, d) },
			func() {
				x := s.a.Score(indicators[random.IntN(len(indicators))].ID)
				x.Answer, x.Note = assessment.Answer(1+random.IntN(4)), word()
				s.setScore(once, x)
			},
			func() { p := s.a.Plan; p.Strong = word(); s.setPlan(once, p) },
			func() { s.addPriority(indicators[random.IntN(len(indicators))].ID) },
			func() { // a merged file brings what is there already
				if p, _ := any(); p != nil {
					s.addPriority(p.Indicator)
				}
			},
			func() {
				if p, _ := any(); p != nil && len(s.a.Plan.Others(p.Indicator)) > 0 {
					if err := s.combine(p.Indicator); err != nil {
						t.Fatal(err)
					}
				}
			},
			func() {
				if p, _ := any(); p != nil {
					x := *p
					x.Why = word()
					s.setPriority(once, x)
				}
			},
			func() {
				if p, _ := any(); p != nil {
					s.removePriority(p.ID)
				}
			},
			func() {
				if p, _ := any(); p != nil {
					s.movePriority(p.ID, 1)
				}
			},
			func() {
				if p, _ := any(); p != nil {
					x := assessment.NewAction(storetest.Today)
					x.What = word()
					s.addAction(p.ID, x)
				}
			},
			func() {
				if _, x := any(); x != nil {
					y := *x
					y.Owner = word()
					s.setAction(once, y)
				}
			},
			func() {
				if _, x := any(); x != nil {
					s.removeAction(x.ID)
				}
			},
			func() {
				if _, x := any(); x != nil {
					s.addNote(x.ID, word())
				}
			},
		}
		states, at := []string{storetest.Essence(s.a)}, 0
		check := func(what string) {
			t.Helper()
			if got := storetest.Essence(s.a); got != states[at] {
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
					states = append(states[:at], storetest.Essence(s.a))
				}
			case n < 8:
				if s.undo() != nil {
					at--
				}
				check("undo")
			default:
				if s.redo() != nil {
					at++
				}
				check("redo")
			}
		}
		for s.undo() != nil {
			at--
			check("undo")
		}
		if at != 0 {
			t.Fatalf("seed %d: undo ends at state %d", seed, at)
		}
		for s.redo() != nil {
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

// Letters of one sentence are undone together, and so is what belongs together; each change is heard of once.
func TestStepsOfUndo(t *testing.T) {
	s, store, changes := sit(t)
	empty := storetest.Essence(s.a)
	for _, name := range []string{"N", "No", "Noord"} {
		team := s.a.Team
		team.Name = name
		s.setDetails("name", team, s.a.Details)
	}
	if *changes != 3 {
		t.Errorf("the window hears of %d changes", *changes)
	}
	named := storetest.Essence(s.a)
	var scores []assessment.Score
	for _, ind := range s.a.Card.InScope(assessment.ScopeCore) {
		x := s.a.Score(ind.ID)
		x.Answer = 3
		scores = append(scores, x)
	}
	s.setScores(scores)
	if c := s.undo(); c == nil || c.more != len(scores)-1 || c.place.step != stepScore || !c.place.several {
		t.Errorf("undoing %d scores is %+v", len(scores), c)
	}
	if got := storetest.Essence(stored(t, store, s)); got != named {
		t.Errorf("on disk is\n%s", got)
	}
	if c := s.undo(); c == nil || c.place.step != stepTeam {
		t.Errorf("undoing the name is %+v", c)
	}
	if got := storetest.Essence(stored(t, store, s)); got != empty {
		t.Errorf("on disk is\n%s", got)
	}
	if c := s.undo(); c != nil {
		t.Errorf("there is more to undo: %+v", c)
	}
}

// What the team promised in the round before is answered there, and undone with the changes of this round.
func TestUndoOfTheRoundBefore(t *testing.T) {
	s, store, _ := sit(t)
	if s.review(func() {}) != nil {
		t.Fatal("there is a round before the first")
	}
	p := s.addPriority(s.a.Card.InScope(assessment.ScopeCore)[0].ID)
	act := assessment.NewAction(storetest.Today)
	act.What = "Afspraken op papier"
	s.addAction(p.ID, act)
	next := assessment.New(s.a.Card, s.a.Team, "2027-11-29", 1_827_000_000_000)
	if err := store.Add(t.Context(), next); err != nil {
		t.Fatal(err)
	}
	s, err := openSession(t.Context(), store, next.ID, s.queue, s.today, func() {})
	if err != nil {
		t.Fatal(err)
	}
	last := s.review(func() {})
	act.Status = assessment.ActionDone
	last.setAction(once, act)
	team := s.a.Team
	team.Name = "Noord"
	s.setDetails(once, team, s.a.Details)
	s.undo()
	if c := s.undo(); c == nil || !c.place.review || c.place.action != act.ID {
		t.Errorf("undo leads to %+v", c)
	}
	if now, _ := stored(t, store, last).Plan.Action(act.ID); now.Status == assessment.ActionDone {
		t.Error("on disk it is still done")
	}
}
