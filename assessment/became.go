package assessment

import "slices"

// Fate is what became of an action of the round before.
type Fate string

// The fates. An action that was taken along goes on in this round's plan.
const (
	FateDone    Fate = "done"
	FateRunning Fate = "running"
	FateStopped Fate = "stopped"
	FateCarried Fate = "carried"
)

// Fates lists all fates in display order.
var Fates = []Fate{FateDone, FateCarried, FateRunning, FateStopped}

// Became is an action of the round before with what became of it, or one of an older round that still runs: then Since is the day of
// that round.
type Became struct {
	Outcome
	Fate  Fate
	Since Date
}

// Before returns the team's rounds before this one, newest first: those at hand, after the last one as far as this round keeps
// it where that is not.
func (r Round) Before() []*Assessment {
	if r.lacksLast() {
		return append([]*Assessment{r.Assessment.Previous.Round(r.Assessment.Team)}, r.Earlier...)
	}
	return r.Earlier
}

// lacksLast reports whether the round before, as this round keeps it, is not at hand.
func (r Round) lacksLast() bool {
	kept := r.Assessment.Previous
	if kept == nil {
		return false
	}
	for _, a := range append(slices.Clone(r.Earlier), r.Later...) {
		if a.ID == kept.ID {
			return false
		}
	}
	return len(r.Earlier) == 0 || kept.after(r.Earlier[0])
}

// Became returns what became of the actions of the round before, as they are now where that round is at hand, else as this
// round keeps them: in the order of Fates, then by due date; last what still runs of older rounds at hand.
// Source: .github/spec/signed.md, Closing.
func (r Round) Became() (list []Became) {
	a, last, older := r.Assessment, r.Assessment.Previous, r.Earlier
	if !r.lacksLast() {
		if len(r.Earlier) == 0 {
			return nil
		}
		last, older = PreviousOf(r.Earlier[0]), r.Earlier[1:]
	}
	carried := make(map[string]bool)
	for _, x := range a.Plan.ByDue() {
		carried[x.CarriedFrom] = true
	}
	for _, o := range last.Actions {
		fate := FateRunning
		switch {
		case o.Status == ActionDone:
			fate = FateDone
		case carried[o.ID]:
			fate = FateCarried
		case o.Status == ActionStopped:
			fate = FateStopped
		}
		list = append(list, Became{Outcome: o, Fate: fate})
	}
	slices.SortStableFunc(list, func(x, y Became) int { return slices.Index(Fates, x.Fate) - slices.Index(Fates, y.Fate) })
	for _, x := range OpenActions(r.rounds()) {
		if slices.Contains(older, x.Round) {
			list = append(list, Became{outcomeOf(x.PlacedAction), FateRunning, x.Round.Date})
		}
	}
	return list
}

// Action returns the action as far as it is kept: it is there to be shown, and for nothing else.
func (o Outcome) Action() *Action {
	return &Action{
		ID: o.ID, What: o.What, Owner: o.Owner, Due: o.Due, Hours: o.Hours, Euros: o.Euros, Ask: o.Ask, Status: o.Status, Reason: o.Reason,
		Reply: o.Reply,
	}
}
