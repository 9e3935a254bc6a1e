package assessment

// Rule is the part of the rules that decided the label of an area.
type Rule string

// The rules that decide a label, those of one label together. Source: .github/spec/rules.md, Result per area.
const (
	RuleNothingApplies Rule = "nothing_applies" // not_applicable
	RuleTooFew         Rule = "too_few"         // insufficient
	RuleCoreAtOne      Rule = "core_at_one"     // vulnerable
	RuleHalfBelow      Rule = "half_below"
	RuleCoreMet        Rule = "core_met" // in_order
	RuleNoCore         Rule = "no_core"
	RuleCoreBelow      Rule = "core_below" // developing
	RuleCoreOpen       Rule = "core_open"
	RuleFewMet         Rule = "few_met"
)

// Why is the reason for the label of an area: the rule that decided, and the core indicators it names, in card order. Level
// and Norm are theirs if they all have the same; 0 otherwise. Met is the number of scored indicators at or above their norm.
type Why struct {
	Rule        Rule
	Indicators  []string
	Level, Norm int
	Met         int
}

// Why returns the reason for the label of an area of the card; the label is that of its result.
func (r *Result) Why(area *Area) Why {
	label, w := r.Area(area.ID), Why{}
	var atOne, below, open []*IndicatorResult
	core := false
	for i := range area.Indicators {
		x := r.Indicator(area.Indicators[i].ID)
		if x == nil || x.Answer == NotApplicable {
			continue
		}
		met := int(x.Answer) >= x.Norm
		if met {
			w.Met++
		}
		core = core || x.Core
		if x.Core && x.Answer == 1 {
			atOne = append(atOne, x)
		}
		switch {
		case !x.Core || met:
		case x.Answer.IsLevel():
			below = append(below, x)
		default:
			open = append(open, x)
		}
	}
	switch {
	case label == nil || label.Label == LabelNotApplicable:
		w.Rule = RuleNothingApplies
	case label.Label == LabelInsufficient:
		w.Rule = RuleTooFew
	case label.Label == LabelInOrder && core:
		w.Rule = RuleCoreMet
	case label.Label == LabelInOrder:
		w.Rule = RuleNoCore
	case len(atOne) > 0:
		w.name(RuleCoreAtOne, atOne)
	case label.Label == LabelVulnerable:
		w.Rule = RuleHalfBelow
	case len(below) > 0:
		w.name(RuleCoreBelow, below)
	case len(open) > 0:
		w.name(RuleCoreOpen, open)
	default:
		w.Rule = RuleFewMet
	}
	return w
}

// name sets the rule and the indicators it names.
func (w *Why) name(rule Rule, of []*IndicatorResult) {
	w.Rule, w.Level, w.Norm = rule, int(of[0].Answer), of[0].Norm
	for _, x := range of {
		w.Indicators = append(w.Indicators, x.ID)
		if int(x.Answer) != w.Level {
			w.Level = 0
		}
		if x.Norm != w.Norm {
			w.Norm = 0
		}
	}
}
