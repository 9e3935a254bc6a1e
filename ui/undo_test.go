package ui

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
)

// essence is what an assessment says, without what undoing may change: the ids of what was put back, and stamps.
func essence(a *assessment.Assessment) string {
	var lines []string
	for _, ind := range a.Card.InScope(assessment.ScopeFull) {
		s := a.Score(ind.ID)
		lines = append(lines, fmt.Sprint(ind.ID, s.Answer, s.Note, s.Target))
	}
	var plan []string
	for _, p := range a.Plan.Priorities {
		plan = append(plan, fmt.Sprint(p.Indicator, p.Position, p.Why))
		for _, x := range p.Actions {
			plan = append(plan, fmt.Sprint(p.Indicator, p.Position, x.What, x.Owner, x.Status))
			for _, n := range x.Notes {
				plan = append(plan, fmt.Sprint(p.Indicator, p.Position, x.What, n.Text))
			}
		}
	}
	slices.Sort(plan)
	lines = append(lines, a.Team.Name, a.Present, strconv.Itoa(a.Expected), a.Plan.Strong)
	return strings.Join(append(lines, plan...), "\n")
}

// Whatever is done in whatever order, undo and redo go through exactly the states there were, on screen and on disk, as
// far back as the session.
func TestUndoAndRedoOfEverything(t *testing.T) {
	for seed := range uint64(8) {
		r := enter(t, "nl")
		r.create()
		random := rand.New(rand.NewPCG(5, seed))
		s, words := r.session, 0
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
					x := assessment.NewAction(r.today)
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
		states, at := []string{essence(s.a)}, 0
		check := func(what string) {
			t.Helper()
			if got := essence(s.a); got != states[at] {
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
					states = append(states[:at], essence(s.a))
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
		if got := essence(r.stored()); got != states[at] {
			t.Errorf("seed %d: on disk is\n%s\non screen\n%s", seed, got, states[at])
		}
	}
}

// What was done before the reveal can be undone after it, and what was revealed stays revealed. How many are expected can
// be undone too.
func TestUndoAcrossTheReveal(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	d, team := r.session.a.Details, r.session.a.Team
	d.Mode = assessment.ModeIndividual
	r.session.setDetails(once, team, d)
	team.Name = "Noord"
	r.session.setDetails(once, team, d)
	r.session.expect(4)
	g := &gatherScreen{w: r.Window}
	g.reveal()
	r.undo()
	if got := r.stored().Expected; got != 0 {
		t.Errorf("expected are %d", got)
	}
	r.undo()
	if a := r.stored(); a.Team.Name != "" || !a.Revealed || !r.session.a.Revealed {
		t.Errorf("after undo %+v revealed %v", a.Team, a.Revealed)
	}
	r.redo()
	r.redo()
	if a := r.stored(); a.Team.Name != "Noord" || a.Expected != 4 || !a.Revealed {
		t.Errorf("after redo %+v", a)
	}
}
