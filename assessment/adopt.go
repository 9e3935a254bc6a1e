package assessment

import (
	"slices"
	"strings"
)

// RefuseScores refuses changes to what adopting fixes: scores, the assessment's own fields and ballots. It fails with
// CodeAdopted if the plan is adopted, and with CodeClosed if the round is closed; both give the date.
func (a *Assessment) RefuseScores() error {
	if err := a.RefusePlan(); err != nil {
		return err
	}
	if a.Plan.Status == PlanAdopted {
		return Fail(CodeAdopted, nil, "date", string(a.Plan.AdoptedOn))
	}
	return nil
}

// RefusePlan refuses changes to the plan of a closed round, with CodeClosed.
func (a *Assessment) RefusePlan() error {
	if a.Status == StatusClosed {
		return Fail(CodeClosed, nil, "date", string(a.ClosedOn))
	}
	return nil
}

// RefuseAction refuses a change to an action of a closed round, with CodeClosed: a new action (was is nil), or a change
// to the agreed fields of one that is done or stopped. Open actions may change, and so may the progress of any action.
func (a *Assessment) RefuseAction(was, is *Action) error {
	if a.Status != StatusClosed || was != nil && (was.Open() || agreedIn(Record{Action: was}) == agreedIn(Record{Action: is})) {
		return nil
	}
	return a.RefusePlan()
}

// Adoptable refuses to adopt a plan that is already adopted or whose round is closed (see RefuseScores), and one with a
// gap that blocks (CodePlanIncomplete). Other gaps require the sentence waived, which is printed (CodeWaiverRequired).
func (a *Assessment) Adoptable(waived string) error {
	if err := a.RefuseScores(); err != nil {
		return err
	}
	gaps := a.Gaps()
	for _, g := range gaps {
		if g.Blocks() {
			return Fail(CodePlanIncomplete, nil)
		}
	}
	if len(gaps) > 0 && strings.TrimSpace(waived) == "" {
		return Fail(CodeWaiverRequired, nil)
	}
	return nil
}

// Adopt returns the assessment with its plan adopted on a date, and with an edition of what was agreed added to the
// plan. before is the team's previous round, or nil. If the plan was adopted before, the log gets an entry for each
// difference from that edition. It refuses what Adoptable refuses.
// Source: .github/spec/signed.md, Adopting fixes.
func (a *Assessment) Adopt(on Date, waived string, before *Assessment, now Instant) (*Assessment, error) {
	if err := a.Adoptable(waived); err != nil {
		return nil, err
	}
	next := a.Clone()
	p := &next.Plan
	p.Status, p.AdoptedOn, p.Waived = PlanAdopted, on, strings.TrimSpace(waived)
	if len(a.Gaps()) == 0 {
		p.Waived = ""
	}
	p.SealedAt = Seal(now.After(Instant(p.SealedAt)))
	if before != nil {
		next.Previous = PreviousOf(before, now)
	}
	if last := a.Plan.LastEdition(); last != nil {
		for _, c := range next.changesSince(last) {
			if c.Field != "adopted_on" && c.Field != "waived" {
				p.Log = append(p.Log, newEntry(on, c.Record, c.LogField(), c.Before, c.After, ""))
			}
		}
	}
	p.Log = append(p.Log, newEntry(on, "", LogAdopted, "", string(on), p.Waived))
	p.Editions = append(p.Editions, editionOf(next))
	next.Sort()
	return next, Refuse(next.Check())
}

// Reopen returns the assessment with its plan a draft, its scores free to change and its round open. why is a sentence
// for the log. It fails with CodeWhyRequired if why is empty, and with CodeNotFixed if nothing is adopted or closed.
func (a *Assessment) Reopen(on Date, why string, now Instant) (*Assessment, error) {
	why = strings.TrimSpace(why)
	switch {
	case a.Plan.Status != PlanAdopted && a.Status != StatusClosed:
		return nil, Fail(CodeNotFixed, nil)
	case why == "":
		return nil, Fail(CodeWhyRequired, nil)
	}
	next := a.Clone()
	if a.Status == StatusClosed {
		next.Status, next.ClosedOn, next.UpdatedAt = StatusOpen, "", now.After(a.UpdatedAt)
	}
	p := &next.Plan
	if p.Status == PlanAdopted {
		p.SealedAt = Seal(now.After(Instant(p.SealedAt)))
	}
	p.Log = append(p.Log, newEntry(on, "", LogReopened, string(p.AdoptedOn), "", why))
	p.Status, p.AdoptedOn, p.Waived = PlanDraft, "", ""
	next.countIn()
	next.Sort()
	return next, Refuse(next.Check())
}

// Explain returns the log with an entry that says why c was made. It fails with CodeNotFound if c is no longer one of
// the changes.
func (a *Assessment) Explain(c Change, on Date, why string) ([]LogEntry, error) {
	for _, is := range a.Changes() {
		if is.Record == c.Record && is.Field == c.Field {
			log := append(slices.Clone(a.Plan.Log), newEntry(on, is.Record, is.LogField(), is.Before, is.After, strings.TrimSpace(why)))
			SortLog(log)
			return log, nil
		}
	}
	return nil, Fail(CodeNotFound, nil, "name", c.Field)
}

// CloseRound returns the assessment with its round closed on a date. From then on only open actions, progress and the
// leadership's answers can change. A draft plan stays a draft. A round that is already closed is returned unchanged.
func (a *Assessment) CloseRound(on Date, now Instant) *Assessment {
	if a.Status == StatusClosed {
		return a
	}
	next := a.Clone()
	next.Status, next.ClosedOn, next.UpdatedAt = StatusClosed, on, now.After(a.UpdatedAt)
	return next
}

// countIn makes all waiting ballots count, if they can be counted together and the plan is not adopted.
func (a *Assessment) countIn() {
	if a.Plan.Status == PlanAdopted || !a.WaitingCanCount() {
		return
	}
	for i := range a.Ballots {
		a.Ballots[i].Waiting = false
	}
}
