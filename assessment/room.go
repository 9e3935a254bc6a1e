package assessment

import (
	"fmt"
	"strconv"
)

// Settle removes what only older programs and hand-made files contain: it clamps all stamps, and clears the adoption of a
// draft and the closing date of an open round. Source: .github/spec/exchange.md.
func (a *Assessment) Settle() {
	if a.Plan.Status == PlanDraft {
		a.Plan.AdoptedOn, a.Plan.Waived = "", ""
	}
	if a.Status == StatusOpen {
		a.ClosedOn = ""
	}
	within := func(i *Instant) { *i = i.Clamp() }
	within(&a.UpdatedAt)
	within(&a.Plan.UpdatedAt)
	for i := range a.Scores {
		within(&a.Scores[i].UpdatedAt)
	}
	for i := range a.Plan.Priorities {
		p := &a.Plan.Priorities[i]
		within(&p.UpdatedAt)
		for j := range p.Actions {
			within(&p.Actions[j].UpdatedAt)
			if r := p.Actions[j].Reply; r != nil {
				within(&r.UpdatedAt)
			}
		}
	}
	for i := range a.Deleted {
		within(&a.Deleted[i].UpdatedAt)
	}
}

// CheckRoom returns the faults that keep an assessment from fitting in a file.
func (a *Assessment) CheckRoom() []Fault {
	k := &checker{}
	k.room(a)
	return k.faults
}

// room checks that the whole assessment fits in a file.
func (k *checker) room(a *Assessment) {
	actions := a.Plan.actions()
	counts := []struct {
		at string
		n  int
	}{
		{"plan.priorities", len(a.Plan.Priorities)},
		{"plan.priorities.actions", len(actions)},
		{"plan.priorities.actions.notes", len(a.Plan.notes())},
		{"plan.editions", len(a.Plan.Editions)},
		{"plan.log", len(a.Plan.Log)},
		{"deleted", len(a.Deleted)},
	}
	for _, c := range counts {
		if c.n > MaxRecords {
			k.add(c.at, FaultCount, strconv.Itoa(c.n), fmt.Sprintf("0…%d", MaxRecords))
		}
	}
	if n := a.size(); n > MaxSize {
		k.add("content", FaultSize, strconv.Itoa(n), strconv.Itoa(MaxSize))
	}
}

// size returns the approximate size of the whole assessment in a file, in bytes, including waiting ballots.
func (a *Assessment) size() int {
	return len(a.Card.Compact) + len(recordBytes([]any{a.Team, a.Details, a.Ballots, a.Scores, a.Plan, a.Previous, a.Deleted}))
}
