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

// Before returns the team's rounds before this one, newest first, to compare this one with. For a plan that is adopted they
// are as its edition keeps them, so that what happens to an earlier round changes no page that was signed; else as they are
// now, and of those that are not loaded the copies that the others keep. Source: .github/spec/signed.md, Adopting fixes.
func (r Round) Before() (list []*Assessment) {
	if agreed := r.Assessment.keptAgreed(); agreed != nil {
		for _, o := range append([]KeptRound{agreed.KeptRound}, agreed.Older...) {
			list = append(list, o.compared(r.Assessment))
		}
		return list
	}
	for _, x := range r.past((*Assessment).keptShown) {
		if x.by == nil {
			list = append(list, x.Assessment)
		} else {
			list = append(list, x.kept.compared(r.Assessment))
		}
	}
	return list
}

// Became returns the actions of the previous round with their fates, in the order of Fates, then by due date: their present
// state if that round is loaded, else as kept. Those of older rounds (Reviewed) follow.
// Source: .github/spec/signed.md, Closing.
func (r Round) Became() (list []Became) {
	past := r.past((*Assessment).keptShown)
	if len(past) == 0 {
		return nil
	}
	for _, x := range past[0].Plan.ByDue() {
		list = append(list, Became{Outcome: Tidied(outcomeOf(x))})
	}
	of := len(list)
	for _, x := range r.older(past, nil) {
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

// FateOf returns what became of x, an action of this round, by what the later rounds continue.
func (r Round) FateOf(x *Action) Fate {
	return fate(Outcome{ID: x.ID, Status: x.Status}, map[string]bool{x.ID: r.ContinuedLater(x)})
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
		list = append(list, TeamAction{PlacedAction: x, Round: r.Earlier[0]})
	}
	return append(list, r.older(atHand(r.Earlier), also)...)
}

// older returns those actions of some rounds, newest first, but for the first that the review of this round goes through.
func (r Round) older(past []knownRound, also map[string]bool) []TeamAction {
	carried, agreed, of := r.Assessment.carried(), Instant(0), make(map[*Assessment]bool)
	for i, x := range past {
		of[x.Assessment] = i > 0
	}
	if len(r.Earlier) > 0 {
		agreed = Instant(r.Earlier[0].Plan.SealedAt)
	}
	return slices.DeleteFunc(teamActions(append(atHand(r.Later), past...)), func(x TeamAction) bool {
		since := agreed != 0 && x.UpdatedAt > agreed || x.KeptBy == r.Assessment // which keeps no others
		return !of[x.Round] || !x.Open() && !carried[x.ID] && !since && !also[x.ID]
	})
}

// Action returns the action as far as it is kept, for display only.
func (o Outcome) Action() *Action {
	return &Action{
		ID: o.ID, What: o.What, Owner: o.Owner, Due: o.Due, Hours: o.Hours, Euros: o.Euros, Ask: o.Ask, Status: o.Status, Reason: o.Reason,
		Reply: o.Reply.clone(), CarriedFrom: o.CarriedFrom,
	}
}
