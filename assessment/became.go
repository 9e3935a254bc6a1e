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

// Became is an action of the round before with what became of it.
type Became struct {
	Outcome
	Fate Fate
}

// Before returns the team's rounds before this one, newest first: those at hand, or else the last one as far as this round
// keeps it.
func (r Round) Before() []*Assessment {
	if len(r.Earlier) == 0 && r.Assessment.Previous != nil {
		return []*Assessment{r.Assessment.Previous.Round(r.Assessment.Team)}
	}
	return r.Earlier
}

// Became returns what became of the actions of the round before, as they are now where that round is at hand, else as this
// round keeps them: in the order of Fates, then by due date. Source: .github/spec/signed.md, Closing.
func (r Round) Became() (list []Became) {
	a, last := r.Assessment, r.Assessment.Previous
	if len(r.Earlier) > 0 && (last == nil || len(r.Earlier[0].Plan.Priorities) > 0) {
		last = PreviousOf(r.Earlier[0], 0)
	}
	if last == nil {
		return nil
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
		list = append(list, Became{o, fate})
	}
	slices.SortStableFunc(list, func(x, y Became) int { return slices.Index(Fates, x.Fate) - slices.Index(Fates, y.Fate) })
	return list
}

// Action returns the action as far as it is kept: it is there to be shown, and for nothing else.
func (o Outcome) Action() *Action {
	return &Action{
		ID: o.ID, What: o.What, Owner: o.Owner, Due: o.Due, Hours: o.Hours, Euros: o.Euros, Ask: o.Ask, Status: o.Status, Reason: o.Reason,
		Reply: o.Reply,
	}
}
