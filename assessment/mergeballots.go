package assessment

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
)

// RevealedBy reports whether merging with b would reveal ballots that are not revealed here. That cannot be undone,
// so the user is asked first. Source: .github/spec/exchange.md, Merging.
func (a *Assessment) RevealedBy(b *Assessment) bool {
	return !a.Revealed && b.Revealed && len(a.Ballots) > 0
}

// mergeBallots returns the ballots of both sides, united by id. Those that did not count on the side where they were
// revealed wait.
func mergeBallots(a, b *Assessment) []Ballot {
	revealed := a.Revealed || b.Revealed
	counted := a.shownBallots()
	if !a.Revealed {
		counted = b.shownBallots()
	}
	elsewhere := b.shownBallots()
	maps.Copy(elsewhere, a.elsewhere())
	released := unique{}
	for _, x := range slices.Concat(a.Released(), b.Released()) {
		released.add(x.ID)
	}
	shownHere, shownThere := a.shownBallots(), b.shownBallots()
	all := united(a.Ballots, b.Ballots, ballotID, func(x, y Ballot) Ballot {
		switch {
		case shownHere[x.ID]: // a shown ballot never changes
			return x
		case !a.Revealed && shownThere[x.ID]:
			return y
		}
		return winner(x, y)
	})
	for i := range all {
		x := &all[i]
		x.Waiting = revealed && !counted[x.ID] && (len(x.Answers) > 0 || !released[x.ID])
		x.Elsewhere = x.Waiting && elsewhere[x.ID]
	}
	return all
}

// elsewhere returns the ids of the waiting ballots that a file has shown.
func (a *Assessment) elsewhere() unique {
	ids := unique{}
	for _, b := range a.Ballots {
		if b.Elsewhere {
			ids.add(b.ID)
		}
	}
	return ids
}

// winner returns the one of two ballots with the same id that is kept: the larger in bytes. But answers win over none, which
// a backup may have left (OnlyMark); and if only the remarks differ, remarks win over none, because one side received a code
// and the other the file of the same person. Source: .github/spec/decisions.md, Code.
func winner(x, y Ballot) Ballot {
	bare := func(b Ballot) []byte {
		b.Remarks = nil
		return recordBytes(b)
	}
	order := cmp.Or(
		cmp.Compare(min(len(x.Answers), 1), min(len(y.Answers), 1)),
		bytes.Compare(bare(x), bare(y)),
		cmp.Compare(min(len(x.Remarks), 1), min(len(y.Remarks), 1)),
		bytes.Compare(recordBytes(x), recordBytes(y)))
	if order < 0 {
		return y
	}
	return x
}

// shownBallots returns the ids of the revealed ballots with answers that do not wait: those whose combined answers may have
// been shown.
func (a *Assessment) shownBallots() unique {
	ids := unique{}
	if a.Revealed {
		for _, b := range a.Released() {
			if len(b.Answers) > 0 {
				ids.add(b.ID)
			}
		}
	}
	return ids
}

// countMerged decides which waiting ballots count after merging the file y into x: all, else those that count in y, else
// none. A choice is allowed only if comparing what is shown after it with what x or y showed reveals nobody (mayFollow): y
// may be a file of this computer from before a change that was undone. The same holds for what earlier files can have shown,
// unless the choice is exactly what y shows or, after a backup was restored, what was shown here before that. It does nothing
// while the plan is adopted, or if x is revealed and y has no new ballot with answers.
func (a *Assessment) countMerged(x, y *Assessment) {
	if !a.anyWaits() || a.Plan.Status == PlanAdopted || x.Revealed && a.answering() == x.answering() {
		return
	}
	own := *a
	own.Plan.Editions = x.Plan.Editions // whether those of y are shown with their tallies is decided after this (withhold)
	all, both, known, theirs := unique{}, unique{}, x.elsewhere(), y.shownBallots()
	for _, b := range a.Ballots {
		all.add(b.ID)
	}
	var shown []unique
	for _, side := range []*Assessment{x, y} {
		if side.Revealed {
			shown = append(shown, side.shownBallots())
			maps.Copy(both, side.shownBallots())
		}
	}
	alone := theirs
	if slices.ContainsFunc(x.Ballots, Ballot.OnlyMark) {
		alone = x.shownBallots()
		maps.Copy(alone, known)
	}
	every := maps.Clone(both)
	maps.Copy(every, known)
	for _, next := range []unique{all, both} {
		reveals := slices.ContainsFunc(shown, func(before unique) bool { return !own.mayFollow(before, next, nil) })
		if !reveals && len(known) > 0 && !maps.Equal(next, alone) {
			reveals = !own.mayFollow(x.shownBallots(), next, known) || !own.mayFollow(every, next, nil)
		}
		if !reveals {
			a.show(next)
			return
		}
	}
}

// answering returns the number of ballots that contain answers.
func (a *Assessment) answering() (n int) {
	for _, b := range a.Ballots {
		n += min(len(b.Answers), 1)
	}
	return n
}

// show counts the ballots in next, and lets all others that contain answers wait.
func (a *Assessment) show(next unique) {
	for i := range a.Ballots {
		b := &a.Ballots[i]
		if len(b.Answers) == 0 {
			continue
		}
		b.Waiting = !next[b.ID]
		b.Elsewhere = b.Waiting && b.Elsewhere
	}
}

// mayFollow reports whether the ballots in next may be shown after those in before, by the rule of WaitingCanCount, if files
// have shown those in elsewhere.
func (a *Assessment) mayFollow(before, next, elsewhere unique) bool {
	after := *a
	after.Ballots = nil
	for _, b := range a.Ballots {
		if next[b.ID] {
			b.Waiting, b.Elsewhere = !before[b.ID], elsewhere[b.ID]
			after.Ballots = append(after.Ballots, b)
		}
	}
	return !after.anyWaits() || after.WaitingCanCount()
}

// anyWaits reports whether any ballot with answers waits, in or out of scope.
func (a *Assessment) anyWaits() bool {
	return slices.ContainsFunc(a.Ballots, func(b Ballot) bool { return b.Waiting && len(b.Answers) > 0 })
}

// otherBallots counts the ballots in before that have other answers in after.
func otherBallots(before, after *Assessment) (n int) {
	is := make(map[string]Ballot, len(after.Ballots))
	for _, b := range after.Ballots {
		is[b.ID] = b
	}
	for _, b := range before.Ballots {
		if !b.OnlyMark() && !bytes.Equal(recordBytes(b), recordBytes(is[b.ID])) {
			n++
		}
	}
	return n
}

// alike reports whether two assessments with the same card are equal, including which ballots wait. x may be
// unsorted.
func alike(x, y *Assessment) bool {
	all := func(a *Assessment) []byte {
		return recordBytes([]any{a.Team, a.Details, a.Ballots, a.Scores, a.Plan, a.Previous, a.Deleted})
	}
	x, y = x.withoutEmptyLists(), y.withoutEmptyLists()
	x.Sort()
	return bytes.Equal(all(x), all(y)) && slices.EqualFunc(x.Ballots, y.Ballots, func(p, q Ballot) bool { return p.Waiting == q.Waiting })
}

// withoutEmptyLists returns a copy in which empty lists are nil: stores and files represent them differently.
func (a *Assessment) withoutEmptyLists() *Assessment {
	c := a.Clone()
	c.Ballots, c.Scores, c.Deleted = orNone(c.Ballots), orNone(c.Scores), orNone(c.Deleted)
	for i := range c.Ballots {
		if len(c.Ballots[i].Answers) == 0 {
			c.Ballots[i].Answers = nil
		}
		if len(c.Ballots[i].Remarks) == 0 {
			c.Ballots[i].Remarks = nil
		}
	}
	c.Plan.Editions, c.Plan.Log, c.Plan.Priorities = orNone(c.Plan.Editions), orNone(c.Plan.Log), orNone(c.Plan.Priorities)
	for i := range c.Plan.Priorities {
		p := &c.Plan.Priorities[i]
		p.Actions = orNone(p.Actions)
		for j := range p.Actions {
			p.Actions[j].Notes = orNone(p.Actions[j].Notes)
		}
	}
	return c
}

func orNone[T any](list []T) []T {
	if len(list) == 0 {
		return nil
	}
	return list
}
