package assessment

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"slices"
	"strings"
)

// Merged is what taking an assessment in, or uniting it with one that is here, comes to.
type Merged struct {
	// Assessment is what is here now: both, as one.
	Assessment *Assessment
	// Added reports that nothing of it was here; then nothing is counted or replaced.
	Added bool
	// Returned reports that it was in the bin and came back.
	Returned bool
	// New counts what was not here yet.
	New MergeCount
	// Replaced is what stood here and stands otherwise now, or no longer, in the order of the assessment. The ballots of
	// a person are never listed.
	Replaced []Replacement
	// Ballots counts those that were here with other answers. No file that the program wrote has such a ballot.
	Ballots int
	// Rest reports whether anything changed that none of these tells, as that the file knew of a later change to the same
	// content, of a deletion of what was not here, or that ballots which waited count now.
	Rest bool
}

// MergeCount counts records by what they are.
type MergeCount struct{ Scores, Priorities, Actions, Notes, Ballots int }

// Any reports whether there are any.
func (c MergeCount) Any() bool { return c != MergeCount{} }

// Told reports whether New, Replaced or Ballots have anything to tell.
func (m *Merged) Told() bool { return m.New.Any() || len(m.Replaced) > 0 || m.Ballots > 0 }

// Same reports whether what is in it is as it was, though it may have come back from the bin.
func (m *Merged) Same() bool { return !m.Added && !m.Told() && !m.Rest }

// Waiting counts the ballots that wait, where some are new: those do not count yet.
func (m *Merged) Waiting() int {
	if m.New.Ballots == 0 {
		return 0
	}
	return m.Assessment.WaitingBallots()
}

// Changed reports whether merging changed anything at all.
func (m *Merged) Changed() bool { return m.Added || m.Returned || m.Told() || m.Rest }

// Merge unites the assessment with what a file holds of it. Each record is taken whole from the side that changed it
// last; of the same instant the larger bytes win. Ballots and notes unite by id. What was deleted on either side is gone,
// with all beneath it; a deletion has no effect on ballots, whatever its id. So the same files give the same assessment in
// any order, however often. Source: .github/spec/exchange.md, Merging.
//
// Ballots that were revealed on either side have been seen, so they stay revealed: an older copy never hides them again.
// Ballots that were counted where they were revealed count; others came after the reveal, and wait. Which ones wait is
// each computer's own, and the one exception to that the order does not matter.
//
// Refused, with nothing changed: another assessment (CodeNotFound), another version of its card (CodeMergeCard) or
// another content of it (CodeCardConflict), and what would break a rule together, as over 1,000 ballots (CodeMergeLimit).
func (a *Assessment) Merge(b *Assessment) (*Merged, error) {
	switch {
	case a.ID != b.ID:
		return nil, Fail(CodeNotFound, nil, "name", b.ID)
	case a.Card.Ref() != b.Card.Ref():
		return nil, Fail(CodeMergeCard, nil, "card", b.Card.ID, "version", b.Card.Version, "here", a.Card.Version)
	case !bytes.Equal(a.Card.Compact, b.Card.Compact):
		return nil, Fail(CodeCardConflict, nil, "card", b.Card.ID, "version", b.Card.Version)
	}
	m := *a
	m.Deleted = united(a.Deleted, b.Deleted, deletionID, func(x, y Deletion) Deletion {
		x.UpdatedAt = max(x.UpdatedAt, y.UpdatedAt)
		return x
	})
	gone := unique{}
	for _, d := range m.Deleted {
		gone.add(d.ID)
	}
	m.Team, m.Details = mergeDetails(a, b)
	m.Scores = united(a.Scores, b.Scores, scoreID, func(x, y Score) Score {
		return last(x, y, x.UpdatedAt, y.UpdatedAt)
	})
	m.Ballots = mergeBallots(a, b)
	m.Plan = mergePlan(&a.Plan, &b.Plan, gone)
	m.Sort()
	if faults := m.Check(); len(faults) > 0 {
		return nil, &Error{Code: CodeMergeLimit, Err: errors.New("both together break a rule"), Faults: faults}
	}
	m.countMerged(a, b)
	merged := &Merged{Assessment: &m, New: added(a, &m), Replaced: replaced(a, &m), Ballots: otherBallots(a, &m)}
	merged.Rest = !merged.Told() && !alike(a, &m)
	return merged, nil
}

func deletionID(d Deletion) string { return d.ID }
func scoreID(s Score) string       { return s.Indicator }
func ballotID(b Ballot) string     { return b.ID }
func priorityID(p Priority) string { return p.ID }
func actionID(a Action) string     { return a.ID }
func noteID(n Note) string         { return n.ID }

// united returns two lists as one: what both have becomes what both make of it.
func united[T any](x, y []T, id func(T) string, both func(x, y T) T) []T {
	all := slices.Clone(x)
	at := make(map[string]int, len(x))
	for i := range all {
		at[id(all[i])] = i
	}
	for _, r := range y {
		if i, ok := at[id(r)]; ok {
			all[i] = both(all[i], r)
		} else {
			all = append(all, r)
		}
	}
	return all
}

// without returns a list without what is gone.
func without[T any](list []T, id func(T) string, gone unique) []T {
	return slices.DeleteFunc(list, func(r T) bool { return gone[id(r)] })
}

// last returns the later of two records; of the same instant the one with the larger bytes.
func last[T any](x, y T, xAt, yAt Instant) T {
	if cmp.Or(cmp.Compare(xAt, yAt), bytes.Compare(recordBytes(x), recordBytes(y))) < 0 {
		return y
	}
	return x
}

// recordBytes returns a record as a hand-over file writes it: compact, in the order of its fields. What lies beneath it is
// empty on both sides that are compared.
func recordBytes(record any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(record); err != nil {
		panic(err) // a record is made of texts and numbers only
	}
	return b.Bytes()
}

// mergeHead is an assessment's own record, as a file writes it: the team, then the rest.
type mergeHead struct {
	Team    Team    `json:"team"`
	Details Details `json:"assessment"`
}

func mergeDetails(a, b *Assessment) (Team, Details) {
	// Whether it is revealed is no part of what is compared: it joins by itself, and a join must not depend on the order.
	x, y := mergeHead{a.Team, a.Details}, mergeHead{b.Team, b.Details}
	revealed := a.Revealed || b.Revealed
	x.Details.Revealed, y.Details.Revealed = revealed, revealed
	h := last(x, y, a.UpdatedAt, b.UpdatedAt)
	return h.Team, h.Details
}

func mergePlan(x, y *Plan, gone unique) Plan {
	own := func(p Plan) Plan { p.Priorities = nil; return p }
	p := last(own(*x), own(*y), x.UpdatedAt, y.UpdatedAt)
	p.Priorities = without(united(x.Priorities, y.Priorities, priorityID, mergePriority), priorityID, gone)
	for i := range p.Priorities {
		acts := without(slices.Clone(p.Priorities[i].Actions), actionID, gone)
		for j := range acts {
			acts[j].Notes = without(slices.Clone(acts[j].Notes), noteID, gone)
		}
		p.Priorities[i].Actions = acts
	}
	return p
}

func mergePriority(x, y Priority) Priority {
	own := func(p Priority) Priority { p.Actions = nil; return p }
	p := last(own(x), own(y), x.UpdatedAt, y.UpdatedAt)
	p.Actions = united(x.Actions, y.Actions, actionID, mergeAction)
	return p
}

func mergeAction(x, y Action) Action {
	own := func(a Action) Action { a.Notes = nil; return a }
	a := last(own(x), own(y), x.UpdatedAt, y.UpdatedAt)
	a.Notes = united(x.Notes, y.Notes, noteID, func(x, y Note) Note { return last(x, y, 0, 0) })
	return a
}

// added counts what an assessment has that it had not before.
func added(before, after *Assessment) MergeCount {
	return MergeCount{
		Scores:     fresh(before.Scores, after.Scores, scoreID),
		Priorities: fresh(before.Plan.Priorities, after.Plan.Priorities, priorityID),
		Actions:    fresh(before.Plan.actions(), after.Plan.actions(), actionID),
		Notes:      fresh(before.Plan.notes(), after.Plan.notes(), noteID),
		Ballots:    fresh(before.Ballots, after.Ballots, ballotID),
	}
}

func fresh[T any](before, after []T, id func(T) string) int {
	had, n := unique{}, 0
	for _, r := range before {
		had.add(id(r))
	}
	for _, r := range after {
		if !had[id(r)] {
			n++
		}
	}
	return n
}

func (p *Plan) actions() (all []Action) {
	for i := range p.Priorities {
		all = append(all, p.Priorities[i].Actions...)
	}
	return all
}

func (p *Plan) notes() (all []Note) {
	for _, a := range p.actions() {
		all = append(all, a.Notes...)
	}
	return all
}

// SortReplaced puts replacements in the order of time; those of one merge in the order of an assessment.
func SortReplaced(list []Replacement) {
	slices.SortFunc(list, func(x, y Replacement) int {
		return cmp.Or(cmp.Compare(x.At, y.At), cmp.Compare(slices.Index(RecordKinds, x.Kind), slices.Index(RecordKinds, y.Kind)),
			strings.Compare(x.indicator(), y.indicator()), strings.Compare(x.ID, y.ID))
	})
}
