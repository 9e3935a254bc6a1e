package assessment

import "strings"

// Gap is something that the plan lacks before it can be adopted.
type Gap struct {
	Kind      GapKind
	Indicator string // of the priority or score; "" for the plan itself
	Priority  string // id of the priority, if any
	Action    string // id of the action, if any
}

// GapKind is the kind of a gap.
type GapKind string

// The kinds of gaps. The first four prevent adopting; the team can waive the others with one sentence.
const (
	GapNoPriority   GapKind = "no_priority"
	GapNoAction     GapKind = "no_action"
	GapNoOwner      GapKind = "no_owner"
	GapNoDue        GapKind = "no_due"
	GapCoreAtOne    GapKind = "core_at_one" // a core indicator at level 1 without a priority or a note
	GapTwice        GapKind = "twice"       // two priorities for one indicator, as merging can leave
	GapNoEvaluation GapKind = "no_evaluation"
	GapNoTeam       GapKind = "no_team" // the team has no name
)

// GapKinds lists every kind of gap.
var GapKinds = []GapKind{GapNoPriority, GapNoAction, GapNoOwner, GapNoDue, GapCoreAtOne, GapTwice, GapNoEvaluation, GapNoTeam}

// Blocks reports whether the gap prevents adopting the plan.
func (g Gap) Blocks() bool {
	switch g.Kind {
	case GapNoPriority, GapNoAction, GapNoOwner, GapNoDue:
		return true
	}
	return false
}

// Gaps returns what the plan lacks: gaps of priorities in plan order, then core indicators at level 1 without a priority, an
// action or a note, then the evaluation date and the team's name. Source: .github/spec/rules.md, Plan;
// .github/spec/exchange.md, Merging.
func (a *Assessment) Gaps() []Gap {
	var gaps []Gap
	p := &a.Plan
	if len(p.Priorities) == 0 {
		gaps = append(gaps, Gap{Kind: GapNoPriority})
	}
	chosen := unique{}
	for i := range p.Priorities {
		pr := &p.Priorities[i]
		if !chosen.add(pr.Indicator) {
			gaps = append(gaps, Gap{Kind: GapTwice, Indicator: pr.Indicator, Priority: pr.ID})
		}
		if len(pr.Actions) == 0 {
			gaps = append(gaps, Gap{Kind: GapNoAction, Indicator: pr.Indicator, Priority: pr.ID})
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
		if ind.Core && s.Answer == 1 && !chosen[ind.ID] && strings.TrimSpace(s.Note) == "" {
			gaps = append(gaps, Gap{Kind: GapCoreAtOne, Indicator: ind.ID})
		}
	}
	if p.EvaluationDate == "" {
		gaps = append(gaps, Gap{Kind: GapNoEvaluation})
	}
	if strings.TrimSpace(a.Team.Name) == "" {
		gaps = append(gaps, Gap{Kind: GapNoTeam})
	}
	return gaps
}
