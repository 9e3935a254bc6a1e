package assessment

// ShownEditions returns the editions as documents and files of this computer contain them. Of an edition whose tallies, beside
// what the ballots show here and beside the editions before it, would tell what one or two people answered, the tallies are
// left out; the store keeps them. So it is after merging with a file that was adopted with somebody who waits here.
// Source: .github/spec/signed.md, Adopting fixes.
func (a *Assessment) ShownEditions() []Edition {
	var shown []tallied
	if a.BallotsShown() {
		now := tallied{ballots: a.votes(), tallies: map[string]Tally{}}
		for _, ind := range a.Card.InScope(ScopeFull) {
			now.tallies[ind.ID] = a.tally(ind.ID)
		}
		shown = append(shown, now)
	}
	var list []Edition
	for _, e := range a.Plan.Editions {
		is := tallied{e.Ballots, e.Tallies}
		for _, other := range shown {
			if is.exposes(other) {
				e.Tallies = map[string]Tally{}
				break
			}
		}
		if len(e.Tallies) > 0 {
			shown = append(shown, is)
		}
		list = append(list, e)
	}
	return list
}

// tallied is what a number of ballots showed, by indicator that anybody answered.
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
