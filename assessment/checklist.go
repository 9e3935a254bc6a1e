package assessment

import "strings"

// Gap is something the plan still misses before it can be adopted.
type Gap struct {
	Kind      GapKind
	Indicator string // of the priority or score; empty for the plan itself
	Priority  string // id, where there is one
	Action    string // id, where there is one
}

// GapKind says what is missing.
type GapKind string

// What can be missing. The first four block adopting; the rest the team may wave through with one sentence.
const (
	GapNoPriority   GapKind = "no_priority"
	GapNoAction     GapKind = "no_action"
	GapNoOwner      GapKind = "no_owner"
	GapNoDue        GapKind = "no_due"
	GapCoreAtOne    GapKind = "core_at_one"
	GapTwice        GapKind = "twice"
	GapNoEvaluation GapKind = "no_evaluation"
)

// GapKinds lists every kind of gap.
var GapKinds = []GapKind{GapNoPriority, GapNoAction, GapNoOwner, GapNoDue, GapCoreAtOne, GapTwice, GapNoEvaluation}

// Blocks reports whether the plan cannot be adopted while this is missing.
func (g Gap) Blocks() bool {
	switch g.Kind {
	case GapNoPriority, GapNoAction, GapNoOwner, GapNoDue:
		return true
	}
	return false
}

// Gaps lists what the plan still misses: priorities in plan order, then core indicators at level 1 that nobody does
// or says anything about, then the evaluation date. Source: .github/spec/rules.md, Plan; .github/spec/exchange.md, Merging.
func (a *Assessment) Gaps() []Gap {
	var gaps []Gap
	p := &a.Plan
	if len(p.Priorities) == 0 {
		gaps = append(gaps, Gap{Kind: GapNoPriority})
	}
	chosen, acted := unique{}, unique{}
	for i := range p.Priorities {
		pr := &p.Priorities[i]
		if !chosen.add(pr.Indicator) {
			gaps = append(gaps, Gap{Kind: GapTwice, Indicator: pr.Indicator, Priority: pr.ID})
		}
		if len(pr.Actions) == 0 {
			gaps = append(gaps, Gap{Kind: GapNoAction, Indicator: pr.Indicator, Priority: pr.ID})
		} else {
			acted.add(pr.Indicator)
		}
		for _, act := range pr.Actions {
			if strings.TrimSpace(act.Owner) == "" {
				gaps = append(gaps, Gap{Kind: GapNoOwner, Indicator: pr.Indicator, Priority: pr.ID, Action: act.ID})
			}
			if act.Due == "" {
				gaps = append(gaps, Gap{Kind: GapNoDue, Indicator: pr.Indicator, Priority: pr.ID, Action: act.ID})
			}
		}
	}
	for _, ind := range a.Card.InScope(a.Scope) {
		s := a.Score(ind.ID)
		if ind.Core && s.Answer == 1 && !acted[ind.ID] && strings.TrimSpace(s.Note) == "" {
			gaps = append(gaps, Gap{Kind: GapCoreAtOne, Indicator: ind.ID})
		}
	}
	if p.EvaluationDate == "" {
		gaps = append(gaps, Gap{Kind: GapNoEvaluation})
	}
	return gaps
}

// Adopt returns the plan's own fields once adopted on a date. It is refused while something blocks; where only the rest
// is missing it needs a sentence, which is printed.
func (a *Assessment) Adopt(on Date, waived string) (Plan, error) {
	waived = strings.TrimSpace(waived)
	gaps := a.Gaps()
	for _, g := range gaps {
		if g.Blocks() {
			return Plan{}, Fail(CodePlanIncomplete, nil)
		}
	}
	if len(gaps) > 0 && waived == "" {
		return Plan{}, Fail(CodeWaiverRequired, nil)
	}
	if len(gaps) == 0 {
		waived = ""
	}
	p := a.Plan
	p.Status, p.AdoptedOn, p.Waived = PlanAdopted, on, waived
	return p, nil
}
