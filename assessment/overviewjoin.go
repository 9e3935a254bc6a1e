package assessment

import (
	"bytes"
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// Joined returns list with each assessment once, by id: copies of one, such as files from several computers, are merged in
// memory as importing them would. Of copies that cannot be merged, because they use another version of the card, the one
// changed last stays. The order of list does not matter. Source: .github/spec/decisions.md 11.
func Joined(list []*Assessment) []*Assessment {
	copies := make(map[string][]*Assessment)
	for _, a := range list {
		copies[a.ID] = append(copies[a.ID], a)
	}
	var all []*Assessment
	for _, id := range slices.Sorted(maps.Keys(copies)) {
		of := copies[id]
		slices.SortFunc(of, func(x, y *Assessment) int { return y.compareChanged(x) })
		joined := of[0]
		for _, a := range of[1:] {
			if m, err := joined.Merge(a); err == nil {
				joined = m.Assessment
			}
		}
		all = append(all, joined)
	}
	return all
}

// compareChanged orders copies of an assessment by the time of their last change, then by the version of their card and the
// bytes of their records.
func (a *Assessment) compareChanged(b *Assessment) int {
	return cmp.Or(cmp.Compare(a.changed(), b.changed()), strings.Compare(a.Card.Version, b.Card.Version), bytes.Compare(a.records(), b.records()))
}

// changed returns the time of the last change to any part of the assessment.
func (a *Assessment) changed() Instant {
	last := max(a.UpdatedAt, a.Plan.UpdatedAt, Instant(a.Plan.SealedAt))
	for _, s := range a.Scores {
		last = max(last, s.UpdatedAt)
	}
	for _, d := range a.Deleted {
		last = max(last, d.UpdatedAt)
	}
	for _, p := range a.Plan.Priorities {
		last = max(last, p.UpdatedAt)
		for _, x := range p.Actions {
			last = max(last, x.UpdatedAt)
			if x.Reply != nil {
				last = max(last, x.Reply.UpdatedAt)
			}
		}
	}
	return last
}

// records returns everything that is stored of an assessment except its card.
func (a *Assessment) records() []byte {
	all := *a
	all.Card = nil
	b, _ := json.Marshal(all) // these fields can always be encoded
	return b
}
