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

// Became is an action of the round before with what became of it, or one of an older round: then Since is the day of that
// round.
type Became struct {
	Outcome
	Fate  Fate
	Since Date
}

// Before returns the team's rounds before this one, newest first: those at hand, after the last one as far as this round
// keeps it where that is not.
func (r Round) Before() []*Assessment {
	if r.lacksLast() {
		return append([]*Assessment{r.Assessment.keptShown().Round(r.Assessment.Team)}, r.Earlier...)
	}
	return r.Earlier
}

// lacksLast reports whether the round before, as this round keeps it, is not at hand.
func (r Round) lacksLast() bool {
	kept := r.Assessment.keptShown()
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
// round keeps them: in the order of Fates, then by due date; after them the older ones of Reviewed.
// Source: .github/spec/signed.md, Closing.
func (r Round) Became() (list []Became) {
	var older []TeamAction
	if last := r.Assessment.keptShown(); r.lacksLast() {
		for _, o := range last.Actions {
			list = append(list, Became{Outcome: o})
		}
		older = r.older(r.Earlier, nil)
	} else if len(r.Earlier) > 0 {
		for _, o := range PreviousOf(r.Earlier[0]).Actions {
			list = append(list, Became{Outcome: o})
		}
		older = r.older(r.Earlier[1:], nil)
	}
	of := len(list)
	for _, x := range older {
		list = append(list, Became{Outcome: outcomeOf(x.PlacedAction), Since: x.Round.Date})
	}
	carried := r.Assessment.carried()
	for i := range list {
		list[i].Fate = fate(list[i].Outcome, carried)
	}
	for _, part := range [][]Became{list[:of], list[of:]} {
		slices.SortStableFunc(part, func(x, y Became) int { return slices.Index(Fates, x.Fate) - slices.Index(Fates, y.Fate) })
	}
	return list
}

func fate(o Outcome, carried map[string]bool) Fate {
	switch {
	case o.Status == ActionDone:
		return FateDone
	case carried[o.ID]:
		return FateCarried
	case o.Status == ActionStopped:
		return FateStopped
	}
	return FateRunning
}

// carried returns the ids of the actions of earlier rounds that the plan goes on with.
func (a *Assessment) carried() map[string]bool {
	ids := make(map[string]bool)
	for _, x := range a.Plan.actions() {
		ids[x.CarriedFrom] = true
	}
	return ids
}

// Reviewed returns what the review of a round goes through: the actions of the round before, by due date; then those of older
// rounds that no earlier plan goes on with and that still run, were taken along in this plan, or were finished since the last
// plan was adopted; and those in also, by id. Source: .github/spec/signed.md, Closing.
func (r Round) Reviewed(also map[string]bool) (list []TeamAction) {
	if len(r.Earlier) == 0 {
		return nil
	}
	for _, x := range r.Earlier[0].Plan.ByDue() {
		list = append(list, TeamAction{x, r.Earlier[0]})
	}
	return append(list, r.older(r.Earlier[1:], also)...)
}

// older returns the actions of some rounds before the last that the review of this round goes through.
func (r Round) older(rounds []*Assessment, also map[string]bool) []TeamAction {
	if len(rounds) == 0 {
		return nil
	}
	carried, agreed := r.Assessment.carried(), Instant(r.Earlier[0].Plan.SealedAt)
	return slices.DeleteFunc(TeamActions(slices.Concat(r.Earlier, r.Later)), func(x TeamAction) bool {
		since := agreed != 0 && x.UpdatedAt > agreed
		return !slices.Contains(rounds, x.Round) || !x.Open() && !carried[x.ID] && !since && !also[x.ID]
	})
}

// Action returns the action as far as it is kept: it is there to be shown, and for nothing else.
func (o Outcome) Action() *Action {
	return &Action{
		ID: o.ID, What: o.What, Owner: o.Owner, Due: o.Due, Hours: o.Hours, Euros: o.Euros, Ask: o.Ask, Status: o.Status, Reason: o.Reason,
		Reply: o.Reply,
	}
}
