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

// Before returns the team's rounds before this one, newest first: those at hand, or else the last one as far as this round
// keeps it.
func (r Round) Before() []*Assessment {
	if len(r.Earlier) == 0 && r.Assessment.Previous != nil {
		return []*Assessment{r.Assessment.Previous.Round(r.Assessment.Team)}
	}
	return r.Earlier
}

// Became returns what became of the actions of the round before, as they are now where that round is at hand, else as this
// round keeps them: in the order of Fates, then by due date; last what still runs of older rounds at hand.
// Source: .github/spec/signed.md, Closing.
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
		list = append(list, Became{Outcome: o, Fate: fate})
	}
	slices.SortStableFunc(list, func(x, y Became) int { return slices.Index(Fates, x.Fate) - slices.Index(Fates, y.Fate) })
	return append(list, r.running()...)
}

// running returns the actions of the rounds before the last that are open and that no round at hand goes on with.
func (r Round) running() (list []Became) {
	if len(r.Earlier) < 2 {
		return nil
	}
	rounds := append(append([]*Assessment{r.Assessment}, r.Earlier...), r.Later...)
	for _, x := range OpenActions(rounds) {
		if slices.Contains(r.Earlier[1:], x.Round) {
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
