package assessment

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"slices"
	"strings"
)

// Merged is the outcome of taking in an assessment or merging it with a stored one.
type Merged struct {
	// Assessment is the result of the merge.
	Assessment *Assessment
	// Added reports whether the assessment was new; then nothing is counted or replaced.
	Added bool
	// Returned reports whether it came back from the bin.
	Returned bool
	// New counts the records that were not stored yet.
	New MergeCount
	// Replaced lists the records that the merge replaced or removed, in the order of the assessment. It never
	// contains ballots.
	Replaced []Replacement
	// Ballots counts the ballots that were stored with other answers. Files written by this program contain no such
	// ballots.
	Ballots int
	// Answers counts the leadership's answers that were added or replaced.
	Answers int
	// Previous reports whether the kept previous round was added or replaced.
	Previous bool
	// Revealed reports whether the merge revealed the ballots that were here.
	Revealed bool
	// Unlisted reports whether anything changed that the fields above do not contain: a later stamp on the same
	// content, the deletion of a record that was not stored, or waiting ballots that now count.
	Unlisted bool
}

// MergeCount counts records by kind.
type MergeCount struct{ Scores, Priorities, Actions, Notes, Ballots, Editions, Entries int }

// Any reports whether any count is not 0.
func (c MergeCount) Any() bool { return c != MergeCount{} }

// Listed reports whether New, Replaced, Ballots, Answers, Previous or Revealed contain anything.
func (m *Merged) Listed() bool {
	return m.Revealed || m.New.Any() || len(m.Replaced) > 0 || m.Ballots > 0 || m.Answers > 0 || m.Previous
}

// Same reports whether the content of the assessment is unchanged; it may have come back from the bin.
func (m *Merged) Same() bool { return !m.Added && !m.Listed() && !m.Unlisted }

// Waiting returns the number of waiting ballots if the merge added ballots or revealed those that were here, otherwise 0.
func (m *Merged) Waiting() int {
	if m.New.Ballots == 0 && !m.Revealed {
		return 0
	}
	return m.Assessment.WaitingBallots()
}

// Changed reports whether the merge changed anything.
func (m *Merged) Changed() bool { return m.Added || m.Returned || m.Listed() || m.Unlisted }

// Merge merges the assessment with another copy of it, b, from a file. Of each record the whole version that was changed last
// wins; with equal stamps the one with the larger bytes. The scores, the details and whether the plan is adopted come whole
// from the side that was adopted or reopened last. Ballots, notes, editions and the log are united by id. A record that was
// deleted on either side is removed with everything beneath it; deletions never affect ballots, whatever their id. So the
// result does not depend on the order or number of merges. Source: .github/spec/exchange.md, Merging.
//
// Ballots that were revealed on either side stay revealed, because they have been seen. Ballots that counted on the side
// where they were revealed count; others arrived after the reveal and wait. Which ballots wait is local to each computer, and
// the only thing that depends on the order.
//
// Merge refuses, and changes nothing, if b is another assessment (CodeNotFound), uses another version of the card
// (CodeMergeCard) or a different card with that id and version, also in an edition (CodeCardConflict), or if the result would
// break a rule, such as more than 1,000 ballots (CodeMergeLimit).
func (a *Assessment) Merge(b *Assessment) (*Merged, error) { return a.MergeUnder(b, false) }

// MergeUnder merges as Merge does. If a later round of the team is adopted, it also closes the round again where b opens it
// with a plan that is adopted, as adopting it here would do (AdoptBetween). It closes on the day of that adoption, just after
// what b holds, so that every computer closes it alike. Source: .github/spec/decisions.md 10.
func (a *Assessment) MergeUnder(b *Assessment, laterAdopted bool) (*Merged, error) {
	switch {
	case a.ID != b.ID:
		return nil, Fail(CodeNotFound, nil, "name", b.ID)
	case a.Card.Ref() != b.Card.Ref():
		return nil, Fail(CodeMergeCard, nil, "card", b.Card.ID, "version", b.Card.Version, "here", a.Card.Version)
	case !bytes.Equal(a.Card.Compact, b.Card.Compact):
		return nil, Fail(CodeCardConflict, nil, "card", b.Card.ID, "version", b.Card.Version)
	}
	for _, x := range a.Plan.Editions {
		for _, y := range b.Plan.Editions {
			if ref := x.Card.CardRef; ref == y.Card.CardRef && !bytes.Equal(x.Card.content(a.Card), y.Card.content(b.Card)) {
				return nil, Fail(CodeCardConflict, nil, "card", ref.ID, "version", ref.Version)
			}
		}
	}
	b = b.Clone()
	b.Settle() // its stamps decide, and replaced records keep them
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
	m.Scores = mergeScores(a, b)
	m.Ballots = mergeBallots(a, b)
	m.Plan = mergePlan(&a.Plan, &b.Plan, gone)
	m.Previous = laterPrevious(a.Previous, b.Previous)
	if other := m.UpdatedAt != a.UpdatedAt || m.Plan.SealedAt != a.Plan.SealedAt; laterAdopted && other && m.Plan.Status == PlanAdopted {
		m = *m.CloseRound(cmp.Or(m.Plan.AdoptedOn, m.Date), m.UpdatedAt)
	}
	m.Sort()
	if faults := m.Check(); len(faults) > 0 {
		return nil, &Error{Code: CodeMergeLimit, Err: errors.New("both together break a rule"), Faults: faults}
	}
	m.countMerged(a, b)
	m.withhold(a)
	merged := &Merged{
		Assessment: &m, New: added(a, &m), Replaced: replaced(a, &m), Ballots: otherBallots(a, &m),
		Answers: otherAnswers(&a.Plan, &m.Plan), Previous: !bytes.Equal(recordBytes(a.Previous), recordBytes(m.Previous)),
		Revealed: !a.Revealed && m.Revealed && a.BallotsIn() > 0,
	}
	merged.Unlisted = !merged.Listed() && !alike(a, &m)
	return merged, nil
}

func deletionID(d Deletion) string { return d.ID }
func scoreID(s Score) string       { return s.Indicator }
func ballotID(b Ballot) string     { return b.ID }
func priorityID(p Priority) string { return p.ID }
func actionID(a Action) string     { return a.ID }
func noteID(n Note) string         { return n.ID }
func editionID(e Edition) string   { return e.ID }
func entryID(e LogEntry) string    { return e.ID }

// united returns the union of two lists; records with the same id are combined by both.
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

// without returns list without the records whose ids are in gone.
func without[T any](list []T, id func(T) string, gone unique) []T {
	return slices.DeleteFunc(list, func(r T) bool { return gone[id(r)] })
}

// last returns the later of two records; with equal stamps the one with the larger bytes.
func last[T any](x, y T, xAt, yAt Instant) T {
	if cmp.Or(cmp.Compare(xAt, yAt), bytes.Compare(recordBytes(x), recordBytes(y))) < 0 {
		return y
	}
	return x
}

// recordBytes returns a record as in a hand-over file: compact JSON with fields in order. Records beneath it must
// have been removed on both sides.
func recordBytes(record any) []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(record); err != nil {
		panic(err) // records contain only strings and numbers
	}
	return b.Bytes()
}

// mergeHead is the assessment's own record: the team and the details.
type mergeHead struct {
	Team    Team    `json:"team"`
	Details Details `json:"assessment"`
}

func mergeDetails(a, b *Assessment) (Team, Details) {
	// The revealed flag is merged separately and left out of the comparison, or the result would depend on the order.
	x, y := mergeHead{a.Team, a.Details}, mergeHead{b.Team, b.Details}
	revealed := a.Revealed || b.Revealed
	x.Details.Revealed, y.Details.Revealed = revealed, revealed
	h := last(x, y, a.UpdatedAt, b.UpdatedAt)
	switch cmp.Compare(a.Plan.SealedAt, b.Plan.SealedAt) {
	case 1:
		h = x
	case -1:
		h = y
	}
	return h.Team, h.Details
}

// mergeScores returns the scores of the side that was adopted or reopened last, so that a score changed elsewhere never
// becomes part of what was signed. If neither is later, it unites both.
func mergeScores(a, b *Assessment) []Score {
	switch cmp.Compare(a.Plan.SealedAt, b.Plan.SealedAt) {
	case 1:
		return slices.Clone(a.Scores)
	case -1:
		return slices.Clone(b.Scores)
	}
	return united(a.Scores, b.Scores, scoreID, func(x, y Score) Score { return last(x, y, x.UpdatedAt, y.UpdatedAt) })
}

// adoption is one of the two records of a plan.
type adoption struct {
	Status    PlanStatus `json:"status"`
	AdoptedOn Date       `json:"adopted_on"`
	Waived    string     `json:"waived"`
	SealedAt  Seal       `json:"sealed_at"`
}

func (p *Plan) adoption() adoption { return adoption{p.Status, p.AdoptedOn, p.Waived, p.SealedAt} }

func (p *Plan) setAdoption(a adoption) {
	p.Status, p.AdoptedOn, p.Waived, p.SealedAt = a.Status, a.AdoptedOn, a.Waived, a.SealedAt
}

// own returns the plan's own fields, without what lies beneath them.
func (p *Plan) own() Plan {
	own := *p
	own.Editions, own.Log, own.Priorities = nil, nil, nil
	return own
}

// rest returns the plan's own fields without its adoption.
func (p *Plan) rest() Plan {
	rest := p.own()
	rest.setAdoption(adoption{})
	return rest
}

// Keep returns p with the own fields of own, stamped at; its adoption and everything beneath it stay. Saving a plan's own
// fields does this.
func (p *Plan) Keep(own Plan, at Instant) Plan {
	next := own.rest()
	next.setAdoption(p.adoption())
	next.Editions, next.Log, next.Priorities, next.UpdatedAt = p.Editions, p.Log, p.Priorities, at
	return next
}

func mergePlan(x, y *Plan, gone unique) Plan {
	p := last(x.rest(), y.rest(), x.UpdatedAt, y.UpdatedAt)
	if x.SealedAt == y.SealedAt && (x.Status == PlanAdopted) != (y.Status == PlanAdopted) {
		p.setAdoption(adopted(x, y).adoption())
	} else {
		p.setAdoption(last(x.adoption(), y.adoption(), Instant(x.SealedAt), Instant(y.SealedAt)))
	}
	p.Editions = united(x.Editions, y.Editions, editionID, mergeEdition)
	p.Log = united(x.Log, y.Log, entryID, func(x, y LogEntry) LogEntry { return last(x, y, 0, 0) })
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

// adopted returns the one of two plans that is adopted, at the same instant: reopening would have a later one. Source:
// .github/spec/signed.md, Adopting fixes.
func adopted(x, y *Plan) *Plan {
	if x.Status == PlanAdopted {
		return x
	}
	return y
}

func mergePriority(x, y Priority) Priority {
	p := last(x.own(), y.own(), x.UpdatedAt, y.UpdatedAt)
	p.Actions = united(x.Actions, y.Actions, actionID, mergeAction)
	return p
}

func mergeAction(x, y Action) Action {
	a := last(x.own(), y.own(), x.UpdatedAt, y.UpdatedAt)
	a.Reply = laterReply(x.Reply, y.Reply)
	a.Notes = united(x.Notes, y.Notes, noteID, func(x, y Note) Note { return last(x, y, 0, 0) })
	return a
}

// added counts the records in after that are not in before.
func added(before, after *Assessment) MergeCount {
	return MergeCount{
		Scores:     fresh(before.Scores, after.Scores, scoreID),
		Priorities: fresh(before.Plan.Priorities, after.Plan.Priorities, priorityID),
		Actions:    fresh(before.Plan.actions(), after.Plan.actions(), actionID),
		Notes:      fresh(before.Plan.notes(), after.Plan.notes(), noteID),
		Ballots:    fresh(slices.DeleteFunc(slices.Clone(before.Ballots), Ballot.OnlyMark), after.people(after.Ballots), ballotID),
		Editions:   fresh(before.Plan.Editions, after.Plan.Editions, Edition.contentID), // also one that gained its tallies
		Entries:    fresh(before.Plan.Log, after.Plan.Log, entryID),
	}
}

// otherAnswers counts the actions in before to which the leadership's answer differs in after, ignoring stamps.
func otherAnswers(before, after *Plan) (n int) {
	reply := func(a *Action) Reply {
		if a.Reply == nil {
			return Reply{}
		}
		r := *a.Reply
		r.UpdatedAt = 0
		return r
	}
	for _, was := range before.actions() {
		if is, _ := after.Action(was.ID); is != nil && reply(is) != reply(&was) {
			n++
		}
	}
	return n
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

// SortReplaced sorts replacements by time; those of one merge are in the order of an assessment.
func SortReplaced(list []Replacement) {
	slices.SortFunc(list, func(x, y Replacement) int {
		return cmp.Or(cmp.Compare(x.At, y.At), cmp.Compare(slices.Index(RecordKinds, x.Kind), slices.Index(RecordKinds, y.Kind)),
			strings.Compare(x.indicator(), y.indicator()), strings.Compare(x.ID, y.ID))
	})
}
