package assessment

import (
	"reflect"
	"slices"
)

// withhold removes the tallies from each new edition if comparing them with the ballots or editions shown here would reveal
// the answers of one or two people, such as somebody who counted where the plan was adopted and waits here. Of the editions
// with people who are not shown here, only equal ones keep their tallies, because others could be subtracted from each other.
// before is the assessment before the merge. The decision is final: removed tallies never appear later and shown ones stay,
// because what is shown at two times can be compared as well. Source: .github/spec/signed.md, Adopting fixes.
func (a *Assessment) withhold(before *Assessment) {
	var shown, strangers []tallied // strangers are the editions with people who are not shown here
	var list []Ballot
	if a.Revealed {
		list = a.Counted()
	}
	here := unique{}
	keep := func(is tallied, others int) {
		if shown = append(shown, is); others > 0 {
			strangers = append(strangers, is)
		}
	}
	for _, e := range before.Plan.Editions {
		here.add(e.ID)
		if len(e.Tallies) > 0 {
			is := tallied{e.Ballots, e.Tallies}
			keep(is, is.others(list))
		}
	}
	shown = append(append(shown, before.counted()...), a.counted()...)
	for i := range slices.Backward(a.Plan.Editions) { // the last one is what documents show
		e := &a.Plan.Editions[i]
		if here[e.ID] || len(e.Tallies) == 0 {
			continue
		}
		is := tallied{e.Ballots, e.Tallies}
		others := is.others(list)
		if slices.ContainsFunc(shown, is.exposes) || before.Revealed && singlesOut(is.others(before.Counted())) || singlesOut(others) ||
			others > 0 && slices.ContainsFunc(strangers, func(x tallied) bool { return !reflect.DeepEqual(x, is) }) {
			e.Tallies = map[string]Tally{}
			continue
		}
		keep(is, others)
	}
}

// editionsExpose reports whether subtracting the ballots that count from an edition with tallies leaves one or two people.
func (a *Assessment) editionsExpose() bool {
	return slices.ContainsFunc(a.Plan.Editions, func(e Edition) bool {
		return len(e.Tallies) > 0 && singlesOut(tallied{e.Ballots, e.Tallies}.others(a.Counted()))
	})
}

// counted returns the tallies of the ballots that count, after the reveal; also if they are too few to show, as files contain
// them.
func (a *Assessment) counted() []tallied {
	if !a.Revealed {
		return nil
	}
	list := a.Counted()
	is := tallied{ballots: len(list), tallies: map[string]Tally{}}
	for _, ind := range a.Card.InScope(ScopeFull) {
		is.tallies[ind.ID] = Count(list, ind.ID, a.Card.Levels())
	}
	return []tallied{is}
}

// tallied is a number of ballots, and their tallies by indicator with any answer.
type tallied struct {
	ballots int
	tallies map[string]Tally
}

// exposes reports whether x and y can be the ballots of the same people but for one or two.
func (x tallied) exposes(y tallied) bool {
	if x.ballots > y.ballots {
		x, y = y, x
	}
	if more := y.ballots - x.ballots; more == 0 || more >= MinBallots {
		return false
	}
	for id, few := range x.tallies {
		many, ok := y.tallies[id]
		if !ok && few.Blank < x.ballots {
			return false
		}
		if !ok || len(few.Levels) != len(many.Levels) {
			continue
		}
		if few.Unknown > many.Unknown || few.NotApplicable > many.NotApplicable || few.Blank > many.Blank {
			return false
		}
		for i, n := range few.Levels {
			if n > many.Levels[i] {
				return false
			}
		}
	}
	return true
}
