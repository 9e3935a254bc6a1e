package assessment

import "slices"

// Fate is what became of an action of the previous round.
type Fate string

// The fates. With FateCarried this round's plan continues the action.
const (
	FateDone    Fate = "done"
	FateRunning Fate = "running"
	FateStopped Fate = "stopped"
	FateCarried Fate = "carried"
)

// Fates lists all fates in display order.
var Fates = []Fate{FateDone, FateCarried, FateRunning, FateStopped}

// Became is an action of the previous round with its fate, or one of an older round; then Since is the date of that round.
type Became struct {
	Outcome
	Fate  Fate
	Since Date
}

// Before returns the team's rounds before this one, newest first. If the previous round is not loaded, the list begins with
// the copy of it that this round keeps.
func (r Round) Before() []*Assessment {
	if r.lacksLast() {
		return append([]*Assessment{r.Assessment.keptShown().Round(r.Assessment.Team)}, r.Earlier...)
	}
	return r.Earlier
}

// lacksLast reports whether this round keeps a previous round that is not loaded and is later than those that are.
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

// Became returns the actions of the previous round with their fates, in the order of Fates, then by due date: their present
// state if that round is loaded, else as this round keeps them. Those of older rounds (Reviewed) follow. Source:
// .github/spec/signed.md, Closing.
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

// carried returns the ids of the actions of earlier rounds that the plan continues.
func (a *Assessment) carried() map[string]bool {
	ids := make(map[string]bool)
	for _, x := range a.Plan.actions() {
		ids[x.CarriedFrom] = true
	}
	return ids
}

// Reviewed returns the actions that the review of a round goes through: those of the previous round, by due date; then those
// of older rounds that no earlier plan continues and that are open, were carried over to this plan, or were finished since
// the last plan was adopted; and those whose ids are in also. Source: .github/spec/signed.md, Closing.
func (r Round) Reviewed(also map[string]bool) (list []TeamAction) {
	if len(r.Earlier) == 0 {
		return nil
	}
	for _, x := range r.Earlier[0].Plan.ByDue() {
		list = append(list, TeamAction{x, r.Earlier[0]})
	}
	return append(list, r.older(r.Earlier[1:], also)...)
}

// older returns the actions of rounds, all before the previous one, that the review of this round goes through.
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

// Action returns the action as far as it is kept, for display only.
func (o Outcome) Action() *Action {
	return &Action{
		ID: o.ID, What: o.What, Owner: o.Owner, Due: o.Due, Hours: o.Hours, Euros: o.Euros, Ask: o.Ask, Status: o.Status, Reason: o.Reason,
		Reply: o.Reply,
	}
}
