package assessment

import (
	"cmp"
	"slices"
	"strings"
)

// The fields of a line in the history of a plan that is not a difference.
const (
	adoptedBefore  = "adopted"
	adoptedAgain   = "adopted_again"
	reopenedBefore = "reopened"
)

// Adoptions returns the history of a plan that was reopened after it was adopted, oldest first: each adoption with its day,
// each reopening with its day and reason, and what the next adoption changed. Like Changes it compares the editions
// themselves. It returns nil for a plan that was never reopened, and does not contain Changes.
// Source: .github/spec/signed.md, Adopting fixes.
func (a *Assessment) Adoptions() []Change {
	groups, used := a.Plan.sealed(), make([]bool, len(a.Plan.Log))
	if len(groups) == 0 || len(groups) == 1 && a.Plan.SealedAt == groups[0][0].SealedAt {
		return nil
	}
	var list []Change
	for i, group := range groups {
		on, field, last := group[0].AdoptedOn, adoptedAgain, i == len(groups)-1
		if i == 0 {
			field = adoptedBefore
		}
		list = append(list, Change{Kind: RecordPlan, Field: field, On: on, Why: group[0].Plan.Waived})
		next := Date("")
		if !last {
			next = groups[i+1][0].AdoptedOn
		}
		for j, e := range a.Plan.Log {
			if e.Field != LogReopened || e.Before != string(on) || used[j] {
				continue
			}
			list, used[j] = append(list, Change{Kind: RecordPlan, Field: reopenedBefore, On: e.On, Why: e.Why}), true
			if next == on { // the others are of that one
				break
			}
		}
		if !last {
			list = append(list, a.changesBetween(group, groups[i+1])...)
		}
	}
	return list
}

// changesBetween returns the differences between the editions of one adoption and those of the next.
func (a *Assessment) changesBetween(before, after []Edition) (list []Change) {
	known := Plan{Log: slices.DeleteFunc(slices.Clone(a.Plan.Log), func(e LogEntry) bool { return e.On > after[0].AdoptedOn })}
	for i := range after {
		as := a.asOf(&after[i])
		if as == nil {
			continue
		}
		for j := range before {
			for _, c := range as.changesSince(&before[j]) {
				c = known.withReason(c)
				if c.Field != "adopted_on" && c.Field != "waived" && !slices.Contains(list, c) {
					list = append(list, c)
				}
			}
		}
	}
	return list
}

// sealed returns the editions by adoption, oldest first. One adoption has several if computers adopted at the same instant.
func (p *Plan) sealed() (groups [][]Edition) {
	all := slices.Clone(p.Editions)
	slices.SortFunc(all, func(x, y Edition) int {
		return cmp.Or(cmp.Compare(x.SealedAt, y.SealedAt), strings.Compare(x.ID, y.ID))
	})
	for i, e := range all {
		if i == 0 || e.SealedAt != all[i-1].SealedAt {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], e)
	}
	return groups
}
