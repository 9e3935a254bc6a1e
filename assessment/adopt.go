package assessment

import (
	"slices"
	"strings"
)

// RefuseScores refuses a change of what adopting fixes: scores, the assessment's own fields, and ballots. It fails with
// CodeClosed if the round is closed and CodeAdopted if the plan is adopted, each with the date.
func (a *Assessment) RefuseScores() error {
	if err := a.RefusePlan(); err != nil {
		return err
	}
	if a.Plan.Status == PlanAdopted {
		return Fail(CodeAdopted, nil, "date", string(a.Plan.AdoptedOn))
	}
	return nil
}

// RefusePlan refuses a change of the plan of a round that is closed.
func (a *Assessment) RefusePlan() error {
	if a.Status == StatusClosed {
		return Fail(CodeClosed, nil, "date", string(a.ClosedOn))
	}
	return nil
}

// RefuseAction refuses, in a closed round, a new action, and a change to an agreed field of one that is finished or stopped.
// Its progress may always change. was is nil for a new action.
func (a *Assessment) RefuseAction(was, is *Action) error {
	if a.Status != StatusClosed || was != nil && (was.Open() || agreedIn(Record{Action: was}) == agreedIn(Record{Action: is})) {
		return nil
	}
	return a.RefusePlan()
}

// Adoptable refuses to adopt a plan with a gap that blocks (CodePlanIncomplete), one that is adopted already, and one of a
// closed round. With other gaps it needs waived, a sentence that is printed (CodeWaiverRequired).
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

// Adopt returns the assessment with its plan adopted on a date, and an edition of what was agreed. earlier is the team's
// loaded rounds before it, newest first. The log has an entry for each difference from the previous edition. It refuses what
// Adoptable refuses. Source: .github/spec/signed.md, Adopting fixes.
func (a *Assessment) Adopt(on Date, waived string, earlier []*Assessment, now Instant) (*Assessment, error) {
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
	next.Previous = a.kept(earlier)
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

// AdoptBetween adopts the plan as Adopt does. If the team has begun its next round, after, it also closes this one, as
// beginning that round did. after may be nil. Source: .github/spec/decisions.md 10.
func (a *Assessment) AdoptBetween(earlier []*Assessment, after *Assessment, on Date, waived string, now Instant) (*Assessment, error) {
	next, err := a.Adopt(on, waived, earlier, now)
	if err != nil || after == nil || !after.Begun() {
		return next, err
	}
	return next.CloseRound(on, now), nil
}

// Reopen returns the assessment with its plan a draft again, its scores free and its round open. why is a sentence, which the
// log keeps. It fails with CodeWhyRequired without one, and with CodeNotFixed if nothing was adopted or closed.
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
	next.countReopened()
	next.Sort()
	return next, Refuse(next.Check())
}

// Explain returns the log with a sentence that explains a change, dated no earlier than the change itself. It fails with
// CodeNotFound if c is no longer one of the changes.
func (a *Assessment) Explain(c Change, on Date, why string) ([]LogEntry, error) {
	for _, is := range a.Changes() {
		if is.Record == c.Record && is.Field == c.Field {
			log := append(slices.Clone(a.Plan.Log), newEntry(max(on, is.On), is.Record, is.LogField(), is.Before, is.After, strings.TrimSpace(why)))
			SortLog(log)
			return log, nil
		}
	}
	return nil, Fail(CodeNotFound, nil, "name", c.Field)
}

// CloseRound returns the assessment closed on a date: from then on only the leadership's answers and open actions may change.
// A draft stays a draft. A round that is closed already is returned unchanged.
func (a *Assessment) CloseRound(on Date, now Instant) *Assessment {
	if a.Status == StatusClosed {
		return a
	}
	next := a.Clone()
	next.Status, next.ClosedOn, next.UpdatedAt = StatusClosed, on, now.After(a.UpdatedAt)
	return next
}

// countReopened decides which ballots that waited while the plan was adopted count now: all of them, else those that files
// from other computers have shown, else none.
func (a *Assessment) countReopened() {
	if a.CountWaiting() {
		return
	}
	before, next := a.shownBallots(), a.shownBallots()
	for _, b := range a.Ballots {
		if b.Elsewhere {
			next.add(b.ID)
		}
	}
	if a.mayFollow(before, next, nil) {
		a.show(next)
	}
}

// ChangesToAgreed returns what merging b would change in what adopting fixed here, or in the plan adopted here last. The user
// must confirm it. It returns nil if b's adoption is older than a's, if merging is refused, or if b only adopts a plan that
// was never adopted here. Source: .github/spec/decisions.md 3.
func (a *Assessment) ChangesToAgreed(b *Assessment) []Change {
	m, err := a.Merge(b)
	if err != nil {
		return nil // it cannot be merged
	}
	next := m.Assessment
	list := a.editionDifferences(next)
	fixed := a.Plan.Status == PlanAdopted || b.Plan.Status == PlanAdopted
	if b.Plan.SealedAt < a.Plan.SealedAt || b.Plan.SealedAt == a.Plan.SealedAt && !fixed {
		return list
	}
	list = slices.Concat(a.fixedDifferences(next), list)
	was, is := a.Plan.adoption(), next.Plan.adoption()
	is.SealedAt = was.SealedAt
	if len(list) == 0 && (was.SealedAt == 0 || was == is) {
		return nil
	}
	if was.Status != is.Status {
		list = append(list, Change{Kind: RecordPlan, Field: "status", Before: string(was.Status), After: string(is.Status)})
	}
	list = append(list, planDifferences(&a.Plan, &next.Plan)...)
	seen := map[Change]bool{}
	return slices.DeleteFunc(list, func(c Change) bool {
		before := seen[c]
		seen[c] = true
		return before
	})
}

// editionDifferences returns the differences between the last edition here and each edition that next adds and that is not
// older.
func (a *Assessment) editionDifferences(next *Assessment) (list []Change) {
	last := a.Plan.LastEdition()
	for i := range next.Plan.Editions {
		e := &next.Plan.Editions[i]
		here := slices.ContainsFunc(a.Plan.Editions, func(x Edition) bool { return x.ID == e.ID })
		if last == nil || here || e.SealedAt < last.SealedAt {
			continue
		}
		if as := next.asOf(e); as != nil {
			list = append(list, as.changesSince(last)...)
		}
	}
	return list
}

// fixedDifferences returns the changes from a to next in what adopting fixes.
func (a *Assessment) fixedDifferences(next *Assessment) []Change {
	list := differences(Change{Kind: RecordAssessment}, Record{Team: &a.Team, Details: &a.Details}, Record{Team: &next.Team, Details: &next.Details})
	return append(list, scoreDifferences(a.Card, a.Scores, next)...)
}
