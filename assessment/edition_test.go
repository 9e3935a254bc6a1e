package assessment_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// remade returns an edition with the id of its content, as a forger would make it.
func remade(t *testing.T, e assessment.Edition) assessment.Edition {
	t.Helper()
	e.ID, e.Card.Whole, e.Previous = "", nil, nil // what is kept of the round before is not all in the id (addedFields)
	var b bytes.Buffer
	w := json.NewEncoder(&b)
	w.SetEscapeHTML(false)
	if err := w.Encode(e); err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(b.Bytes())
	e.ID = hex.EncodeToString(sum[:16])
	return e
}

// An edition holds the round as it was agreed: open, and without a day of closing even if an older program adopted and closed
// it. It counts no answers to an indicator that nobody answered.
func TestEditionHoldsWhatWasAgreed(t *testing.T) {
	a := storetest.Sample(storetest.Card(4))
	silent := a.Card.InScope(assessment.ScopeFull)[0].ID
	for i := range a.Ballots {
		delete(a.Ballots[i].Answers, silent)
	}
	a.Plan.Status, a.Plan.AdoptedOn, a.Status, a.ClosedOn = assessment.PlanAdopted, "2026-11-30", assessment.StatusClosed, "2026-12-24"
	a.SealOlder()
	e := a.Plan.LastEdition()
	equal(t, "status", e.Assessment.Status, assessment.StatusOpen)
	equal(t, "closed on", e.Assessment.ClosedOn, "")
	if _, counted := e.Tallies[silent]; counted || len(e.Tallies) == 0 {
		t.Errorf("the tallies are %v", e.Tallies)
	}

	// With too few ballots to show them it must have none.
	e.Ballots = assessment.MinBallots - 1
	a.Plan.Editions = []assessment.Edition{remade(t, *e)}
	if faults := a.Check(); !slices.ContainsFunc(faults, func(f assessment.Fault) bool { return f.Place == "plan.editions[0].tallies" }) {
		t.Errorf("%d ballots are shown: %v", e.Ballots, faults)
	}

	// Its tallies must count as many people as it has ballots.
	for _, n := range []int{1, -1} {
		other := *a.Clone().Plan.LastEdition()
		other.Ballots = len(a.Counted()) + n
		a.Plan.Editions = []assessment.Edition{remade(t, other)}
		if faults := a.Check(); !slices.ContainsFunc(faults, func(f assessment.Fault) bool { return strings.HasPrefix(f.Place, "plan.editions[0].tallies.") }) {
			t.Errorf("%d ballots of which the tallies count %d: %v", other.Ballots, len(a.Counted()), faults)
		}
	}
}

// A priority that was removed and put back under another id is unchanged.
func TestPutBackUnderAnotherIDIsNoChange(t *testing.T) {
	a := storetest.Sample(storetest.Card(4))
	a.Plan.Status, a.Plan.AdoptedOn = assessment.PlanAdopted, "2026-11-30"
	a.SealOlder()
	a.Plan.Priorities[0].ID = "another"
	equal(t, "changes", len(a.Changes()), 0)
	a.Plan.Priorities[0].Goal += "!"
	equal(t, "changes, now that it says something else", len(a.Changes()) > 0, true)
}

// A draft with the same instant as an adopted plan, which only a hand-made file has, does not undo the adoption.
func TestDraftOfTheSameInstantDoesNotUndoAdopting(t *testing.T) {
	a := storetest.Sample(storetest.Card(4))
	a.Plan.Status, a.Plan.AdoptedOn, a.Plan.SealedAt, a.Plan.Editions = assessment.PlanAdopted, "2026-11-24", 0, nil
	a.SealOlder()
	draft := a.Clone()
	draft.Plan.Status, draft.Plan.AdoptedOn = assessment.PlanDraft, ""
	for name, x := range map[string][2]*assessment.Assessment{"here": {a, draft}, "there": {draft, a}} {
		m, err := x[0].Merge(x[1])
		if err != nil {
			t.Fatal(name, err)
		}
		if p := m.Assessment.Plan; p.Status != assessment.PlanAdopted || p.AdoptedOn != "2026-11-24" {
			t.Errorf("adopted %s: %s on %q", name, p.Status, p.AdoptedOn)
		}
	}
	equal(t, "changes of the draft itself", len(a.ChangesToAgreed(draft)), 0)
	brings := func(on assessment.Date) *assessment.Assessment {
		other := a.Clone()
		other.Plan.AdoptedOn, other.Plan.SealedAt, other.Plan.Editions, other.Plan.Strong = on, 0, nil, "Verzonnen"
		other.SealOlder()
		forged := draft.Clone()
		forged.Plan.Editions = other.Plan.Editions
		return forged
	}
	equal(t, "another edition is asked about", len(a.ChangesToAgreed(brings("2026-11-24"))) > 0, true)
	equal(t, "faults of a draft with it", len(brings("2026-11-24").Check()), 0)
	equal(t, "faults of a draft that is older than its edition", len(brings("2026-11-25").Check()), 1)
	for name, change := range map[string]func(){
		"score": func() { draft.Scores[0].Answer, draft.Scores[0].UpdatedAt = 1, assessment.LastInstant },
		"team":  func() { draft.Team.Name, draft.Details.UpdatedAt = "Ander team", assessment.LastInstant },
	} {
		whole := draft.Clone()
		change()
		m, err := a.Merge(draft)
		if err != nil {
			t.Fatal(name, err)
		}
		if replaces := m.Assessment.Team != a.Team || m.Assessment.Scores[0].Answer != a.Scores[0].Answer; !replaces || len(a.ChangesToAgreed(draft)) == 0 {
			t.Errorf("%s: replaced without a question: %v", name, replaces)
		}
		draft = whole
	}
}

// A day of adoption in a draft, or of closing in an open round, is dropped: only hand-made files contain those. An adopted
// plan has an edition, and an edition is of an adopted plan.
func TestDraftHasNoDayOfAdoption(t *testing.T) {
	a := storetest.Sample(storetest.Card(4))
	a.Plan.Status, a.Plan.AdoptedOn, a.Plan.Waived, a.ClosedOn = assessment.PlanDraft, "2026-11-30", "zo", "2026-12-01"
	a.Settle()
	equal(t, "what is left", string(a.Plan.AdoptedOn)+a.Plan.Waived+string(a.ClosedOn), "")

	for name, change := range map[string]func(*assessment.Edition){
		"a draft":     func(e *assessment.Edition) { e.Plan.Status = assessment.PlanDraft },
		"another day": func(e *assessment.Edition) { e.Plan.AdoptedOn = "2026-11-29" },
		"sealed then": func(e *assessment.Edition) { e.Plan.SealedAt++ },
	} {
		b := storetest.Adopted(storetest.Card(4))
		equal(t, "faults", len(b.Check()), 0)
		e := *b.Plan.LastEdition()
		change(&e)
		b.Plan.Editions = []assessment.Edition{remade(t, e)}
		if faults := b.Check(); !slices.ContainsFunc(faults, func(f assessment.Fault) bool { return f.Place == "plan.editions[0].plan.status" }) {
			t.Errorf("an edition of %s: %v", name, faults)
		}
	}
}

// The order of the priorities is part of what was agreed, and so is the earlier action that an action continues; adding or
// removing a priority does not move the others.
func TestMovingAndCarryingOverAreChanges(t *testing.T) {
	at := func(positions ...int) *assessment.Assessment {
		a := storetest.Sample(storetest.Card(4))
		first := a.Plan.Priorities[0]
		first.Actions = first.Actions[:1]
		a.Plan.Priorities = nil
		for i, n := range positions {
			p := first.Fresh()
			p.ID, p.Position = string(rune('a'+i)), n
			p.Actions[0].ID, p.Actions[0].CarriedFrom = p.ID+"1", "older"
			a.Plan.Priorities = append(a.Plan.Priorities, p)
		}
		return a
	}
	adopted := func() *assessment.Assessment {
		a := at(1, 2, 3)
		a.Plan.Status, a.Plan.AdoptedOn = assessment.PlanAdopted, "2026-11-30"
		a.SealOlder()
		return a
	}
	for name, c := range map[string]struct {
		change func(p *assessment.Plan)
		want   []string
	}{
		"numbered anew": {func(p *assessment.Plan) { p.Priorities[0].Position, p.Priorities[2].Position = 0, 9 }, nil},
		"removed":       {func(p *assessment.Plan) { p.Priorities = p.Priorities[1:] }, []string{"a priority_removed", "a1 action_removed"}},
		"moved": {func(p *assessment.Plan) { p.Priorities[2].Position = 0 }, []string{
			"a position 1 2", "b position 2 3", "c position 3 1",
		}},
		"not taken along": {func(p *assessment.Plan) { p.Priorities[0].Actions[0].CarriedFrom = "" }, []string{"a1 carried_from older"}},
	} {
		t.Run(name, func(t *testing.T) {
			a := adopted()
			c.change(&a.Plan)
			var got []string
			for _, x := range a.Changes() {
				if x.Added() || x.Removed() {
					got = append(got, x.Record+" "+x.Field)
				} else {
					got = append(got, strings.TrimSpace(x.Record+" "+x.Field+" "+x.Before+" "+x.After))
				}
			}
			slices.Sort(got)
			want := slices.Clone(c.want)
			slices.Sort(want)
			equal(t, "changes", got, want)
		})
	}
}
