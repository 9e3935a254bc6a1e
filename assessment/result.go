package assessment

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Result is everything derived from an assessment's scores. It is computed on demand and never stored. Its JSON has
// exactly the structure in .github/spec/rules.md.
type Result struct {
	Assessment string            `json:"assessment"`
	Card       CardRef           `json:"card"`
	Scope      Scope             `json:"scope"`
	Ballots    int               `json:"ballots"`
	Indicators []IndicatorResult `json:"indicators"`
	Areas      []AreaResult      `json:"areas"`
	Discussion []string          `json:"discussion"`
	Priorities []string          `json:"priorities"`
}

// CardRef names a card and its version.
type CardRef struct {
	ID      string `json:"id"`
	Version string `json:"version"`
}

// Ref returns the reference to c.
func (c *Card) Ref() CardRef { return CardRef{c.ID, c.Version} }

// IndicatorResult is the result of one indicator in scope. If ballots may not be shown, Ballots is nil and Discuss is
// empty. Points determine the priorities: max(0, target - score) x importance.
type IndicatorResult struct {
	ID         string
	Answer     Answer
	Norm       int
	Target     int
	Importance int
	Core       bool
	Ballots    *Tally
	Discuss    []Reason
	Points     int
	Supported  bool
}

// Proposed returns the score that the ballots propose; Blank if they propose none or may not be shown.
func (r IndicatorResult) Proposed() Answer {
	if r.Ballots == nil {
		return Blank
	}
	return Answer(r.Ballots.Proposed())
}

// Departs reports whether the team agreed on a score other than the proposed one.
func (r IndicatorResult) Departs() bool {
	return r.Answer != Blank && r.Proposed() != Blank && r.Answer != r.Proposed()
}

// MarshalJSON writes the structure in .github/spec/rules.md, which adds lowest, highest and proposed to the tally.
func (r IndicatorResult) MarshalJSON() ([]byte, error) {
	var lowest, highest, proposed *int
	if t := r.Ballots; t != nil {
		lowest, highest, proposed = orNull(t.Lowest()), orNull(t.Highest()), orNull(t.Proposed())
	}
	return json.Marshal(struct {
		ID         string   `json:"id"`
		Answer     Answer   `json:"answer"`
		Norm       int      `json:"norm"`
		Target     int      `json:"target"`
		Importance int      `json:"importance"`
		Core       bool     `json:"core"`
		Ballots    *Tally   `json:"ballots"`
		Lowest     *int     `json:"lowest"`
		Highest    *int     `json:"highest"`
		Proposed   *int     `json:"proposed"`
		Discuss    []Reason `json:"discuss"`
		Points     int      `json:"points"`
		Supported  bool     `json:"supported"`
	}{
		r.ID, r.Answer, r.Norm, r.Target, r.Importance, r.Core, r.Ballots, lowest, highest, proposed, r.Discuss,
		r.Points, r.Supported,
	})
}

func orNull(n int) *int {
	if n == 0 {
		return nil
	}
	return &n
}

// Label is the judgement on an area.
type Label string

// The labels of an area, in the order in which their conditions are checked: the first that holds applies.
const (
	LabelNotApplicable Label = "not_applicable"
	LabelInsufficient  Label = "insufficient"
	LabelVulnerable    Label = "vulnerable"
	LabelInOrder       Label = "in_order"
	LabelDeveloping    Label = "developing"
)

// Labels lists all labels.
var Labels = []Label{LabelNotApplicable, LabelInsufficient, LabelVulnerable, LabelInOrder, LabelDeveloping}

// AreaResult is the result of one area with at least one indicator in scope. Applicable is the number in scope minus
// those not applicable; Scored is the number with a level; Levels[i] is the number of scores at level i+1.
type AreaResult struct {
	ID            string `json:"id"`
	Applicable    int    `json:"applicable"`
	Scored        int    `json:"scored"`
	Unknown       int    `json:"unknown"`
	Blank         int    `json:"blank"`
	NotApplicable int    `json:"not_applicable"`
	Levels        []int  `json:"levels"`
	Mean          *Mean  `json:"mean"`
	Label         Label  `json:"label"`
}

// Mean is a mean level in tenths, rounded half up: 29 is 2.9.
type Mean int

// MeanOf returns sum/count in tenths, rounded half up with exact arithmetic; nil if count is 0.
func MeanOf(sum, count int) *Mean {
	if count == 0 {
		return nil
	}
	m := Mean((20*sum + count) / (2 * count))
	return &m
}

// String returns the mean with a decimal point: "2.9".
func (m Mean) String() string { return fmt.Sprintf("%d.%d", m/10, m%10) }

// MarshalJSON writes the mean as a number.
func (m Mean) MarshalJSON() ([]byte, error) { return []byte(m.String()), nil }

// Result computes the result. Source: .github/spec/rules.md.
func (a *Assessment) Result() *Result {
	r := &Result{
		Assessment: a.ID, Card: a.Card.Ref(), Scope: a.Scope, Ballots: a.votes(),
		Indicators: []IndicatorResult{}, Areas: []AreaResult{},
	}
	for i := range a.Card.Areas {
		area := &a.Card.Areas[i]
		var of []IndicatorResult
		for _, ind := range area.InScope(a.Scope) {
			of = append(of, a.indicatorResult(ind))
		}
		if len(of) > 0 {
			r.Areas = append(r.Areas, areaResult(area.ID, of, a.Card.Levels()))
			r.Indicators = append(r.Indicators, of...)
		}
	}
	r.Discussion = discussion(r.Indicators)
	r.Priorities = ranking(r.Indicators)
	return r
}

// Indicator returns the result of the indicator with the given id, or nil if it is not in scope.
func (r *Result) Indicator(id string) *IndicatorResult {
	if i := slices.IndexFunc(r.Indicators, func(x IndicatorResult) bool { return x.ID == id }); i >= 0 {
		return &r.Indicators[i]
	}
	return nil
}

// Area returns the result of the area with the given id, or nil if none of its indicators is in scope.
func (r *Result) Area(id string) *AreaResult {
	if i := slices.IndexFunc(r.Areas, func(x AreaResult) bool { return x.ID == id }); i >= 0 {
		return &r.Areas[i]
	}
	return nil
}

// Unknown returns the indicators that the team answered with Unknown ("uitzoeken"), in card order.
func (r *Result) Unknown() []string {
	return ids(slices.DeleteFunc(slices.Clone(r.Indicators), func(x IndicatorResult) bool { return x.Answer != Unknown }))
}

// Unsupported returns the indicators scored at or above the norm without evidence, in card order.
func (r *Result) Unsupported() []string {
	return ids(slices.DeleteFunc(slices.Clone(r.Indicators), func(x IndicatorResult) bool { return x.Supported }))
}

// Strongest returns up to n indicators scored at or above their norm, ordered by higher score, core, higher
// importance, and card order.
func (r *Result) Strongest(n int) []string {
	return r.extremes(n, func(x IndicatorResult) bool { return int(x.Answer) >= x.Norm }, -1)
}

// Weakest returns up to n indicators scored below their norm, ordered by lower score, core, higher importance, and
// card order.
func (r *Result) Weakest(n int) []string {
	return r.extremes(n, func(x IndicatorResult) bool { return int(x.Answer) < x.Norm }, 1)
}

func (r *Result) extremes(n int, keep func(IndicatorResult) bool, sign int) []string {
	list := slices.DeleteFunc(slices.Clone(r.Indicators), func(x IndicatorResult) bool {
		return !x.Answer.IsLevel() || !keep(x)
	})
	slices.SortStableFunc(list, func(x, y IndicatorResult) int {
		return cmp.Or(sign*cmp.Compare(x.Answer, y.Answer), coreFirst(x.Core, y.Core), cmp.Compare(y.Importance, x.Importance))
	})
	return ids(list[:min(n, len(list))])
}

func (a *Assessment) indicatorResult(ind *Indicator) IndicatorResult {
	s := a.Score(ind.ID)
	r := IndicatorResult{
		ID: ind.ID, Answer: s.Answer, Norm: ind.Target, Target: s.Target, Importance: s.Importance, Core: ind.Core,
		Discuss: []Reason{}, Supported: true,
	}
	if s.Answer.IsLevel() {
		r.Points = max(0, s.Target-int(s.Answer)) * s.Importance
		r.Supported = int(s.Answer) < ind.Target || strings.TrimSpace(s.Evidence) != ""
	}
	if a.BallotsShown() {
		t := a.tally(ind.ID)
		r.Ballots, r.Discuss = &t, t.Discuss()
	}
	return r
}

func areaResult(id string, of []IndicatorResult, levels int) AreaResult {
	r := AreaResult{ID: id, Levels: make([]int, levels)}
	sum, below, coreAtOne, coreBelow := 0, 0, false, false
	for _, x := range of {
		switch x.Answer {
		case Blank:
			r.Blank++
		case Unknown:
			r.Unknown++
		case NotApplicable:
			r.NotApplicable++
		default:
			r.Scored++
			r.Levels[x.Answer-1]++
			sum += int(x.Answer)
			if int(x.Answer) < x.Norm {
				below++
			}
			coreAtOne = coreAtOne || x.Core && x.Answer == 1
		}
		coreBelow = coreBelow || x.Core && x.Answer != NotApplicable && int(x.Answer) < x.Norm
	}
	r.Applicable = len(of) - r.NotApplicable
	enough := 10*r.Scored >= 6*r.Applicable
	if enough {
		r.Mean = MeanOf(sum, r.Scored)
	}
	switch {
	case r.Applicable == 0:
		r.Label = LabelNotApplicable
	case !enough:
		r.Label = LabelInsufficient
	case coreAtOne || 2*below >= r.Scored:
		r.Label = LabelVulnerable
	case !coreBelow && 4*(r.Scored-below) >= 3*r.Scored:
		r.Label = LabelInOrder
	default:
		r.Label = LabelDeveloping
	}
	return r
}

// ranking returns the indicators with points in order of priority: more points, core, lower score, larger spread,
// card order. The list must be in card order; the sort is stable.
func ranking(list []IndicatorResult) []string {
	ranked := slices.DeleteFunc(slices.Clone(list), func(r IndicatorResult) bool { return r.Points == 0 })
	slices.SortStableFunc(ranked, func(x, y IndicatorResult) int {
		return cmp.Or(
			cmp.Compare(y.Points, x.Points),
			coreFirst(x.Core, y.Core),
			cmp.Compare(x.Answer, y.Answer),
			cmp.Compare(spread(y), spread(x)),
		)
	})
	return ids(ranked)
}

func spread(r IndicatorResult) int {
	if r.Ballots == nil {
		return 0
	}
	return r.Ballots.Spread()
}
