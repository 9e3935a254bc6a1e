package storetest

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/google/uuid"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

// nobodyExposed checks that, whatever ballots people cast, take back, hand over, merge, put back, restore from a backup and
// forget, no two outputs of this computer after the reveal differ by the answers of one or two people. It tracks the people
// in each output: the result, each group, the remarks and the file. What a merged file of a colleague showed is an output as
// well. Forgetting a team forgets its outputs; a file from before that is compared when it is merged later.
func nobodyExposed(b *bench) {
	uuid.SetRand(rand.NewChaCha8([32]byte{'a', 'l', 'o', 'n', 'e'})) // gives cast ballots the same ids each time
	defer uuid.SetRand(nil)
	written, grown, restored, rooms := 0, 0, 0, 2
	if Thorough {
		rooms = 12
	}
	for seed := range rooms {
		r := &room{bench: b, dice: NewDice(uint64(seed)), card: Card(4)}
		a := Sample(r.card)
		a.Ballots = r.people("tttmmmsss"[:3+r.dice.IntN(7)])
		r.id, r.team = a.ID, a.Team.ID
		b.must(b.store.Add(b.ctx, a))
		r.compareOutputs()
		for range 40 {
			r.step()
			r.compareOutputs()
		}
		written += len(r.files)
		grown += len(r.shown) - 1
		restored += r.restored
	}
	if _, keeps := b.store.(assessment.Keeper); keeps && restored < rooms {
		b.Errorf("%d backups were put back: that proves little", restored)
	}
	if written < 10*rooms || grown < 2*rooms {
		b.Errorf("%d files and %d times something else was shown: that proves little", written, grown)
	}
}

// room is one computer of a team, with everything that it has shown or written.
type room struct {
	*bench
	dice     *Dice
	card     *assessment.Card
	id, team string
	came     int
	merged   []map[string]bool   // what the files show that were merged
	seen     []assessment.Ballot // those in the files that were merged
	files    [][]byte
	backups  []string
	restored int
	shown    []map[string]bool
}

// people returns ballots of new people, one letter for the group of each. The remark of each is its own id.
func (r *room) people(letters string) []assessment.Ballot {
	list := grouped(letters)
	for i := range list {
		r.came++
		list[i].ID = fmt.Sprintf("%03d", r.came)
		list[i].Remarks = map[string]string{"A1": list[i].ID}
	}
	return list
}

func (r *room) some() []assessment.Ballot {
	return r.people(strings.Repeat(OneOf(r.dice, "t", "t", "m", "s"), 1+r.dice.IntN(3)))
}

func (r *room) step() {
	r.Helper()
	switch n := r.dice.IntN(15); {
	case n < 4:
		if a := r.load(r.id); r.dice.chance(50) {
			list := r.some()
			if known := r.known(a); len(known) > 0 && r.dice.chance(50) { // the file of somebody who is here, or was in a merged file
				list = []assessment.Ballot{OneOf(r.dice, known...)}
			}
			_, err := r.store.AddBallots(r.ctx, r.id, list)
			r.must(err)
			return
		}
		one := r.some()[0]
		r.must(r.store.SaveDraft(r.ctx, r.id, one))
		_, err := r.store.CastDraft(r.ctx, r.id)
		r.must(err)
	case n < 5:
		a := r.load(r.id)
		if i := slices.IndexFunc(a.Ballots, func(b assessment.Ballot) bool { return b.Waiting && !b.Elsewhere }); i >= 0 {
			r.must(r.store.TakeBack(r.ctx, r.id, a.Ballots[i].ID))
		}
	case n < 6: // a colleague's file from before the reveal, with new people
		theirs := r.read(OneOf(r.dice, r.files...))
		theirs.Ballots = append(theirs.Ballots, r.some()...)
		theirs.Revealed, theirs.UpdatedAt = false, theirs.UpdatedAt+1
		r.must(errOf(r.store.TakeIn(r.ctx, theirs)))
	case n < 8:
		theirs := r.read(OneOf(r.dice, r.files...))
		r.merge(theirs)
	case n < 9:
		for _, kept := range r.kept(r.id) {
			r.must(r.store.PutBack(r.ctx, r.id, kept))
		}
	case n < 11:
		r.backUpOrRestore()
	case n < 14: // a colleague's file that shows new people, and some who wait here
		theirs := r.read(OneOf(r.dice, r.files...))
		theirs.Ballots = append(theirs.Ballots, r.some()...)
		for _, x := range r.load(r.id).Ballots {
			if x.Waiting && !x.OnlyMark() && r.dice.chance(20) && !slices.ContainsFunc(theirs.Ballots, func(b assessment.Ballot) bool { return b.ID == x.ID }) {
				x.Waiting, x.Elsewhere = false, false
				theirs.Ballots = append(theirs.Ballots, x)
			}
		}
		theirs.UpdatedAt++
		r.merge(theirs)
	default:
		r.shown, r.merged, r.seen = nil, nil, nil
		_, err := r.store.Forget(r.ctx, r.team)
		r.must(err)
		r.must(r.store.Add(r.ctx, r.read(OneOf(r.dice, r.files...))))
	}
}

// known returns the people who are here or were in a file that was merged.
func (r *room) known(a *assessment.Assessment) []assessment.Ballot {
	return slices.DeleteFunc(slices.Concat(a.Ballots, r.seen), assessment.Ballot.OnlyMark)
}

// merge takes a file in, and records what it shows.
func (r *room) merge(theirs *assessment.Assessment) {
	r.Helper()
	m, err := r.store.TakeIn(r.ctx, theirs)
	r.must(err)
	if m.New.Ballots > 0 {
		r.merged = append(r.merged, shownBy(theirs)...)
		r.seen = append(r.seen, theirs.Ballots...)
	}
}

// backUpOrRestore makes a backup, or restores one of the last ones, of a store that has backups. A backup from before the
// team was forgotten no longer contains it; then the team comes from a file again.
func (r *room) backUpOrRestore() {
	r.Helper()
	keeper, ok := r.store.(assessment.Keeper)
	if !ok {
		return
	}
	if len(r.backups) == 0 || r.dice.chance(40) {
		made, err := keeper.BackUp(r.ctx)
		r.must(err)
		if made != nil {
			r.backups = append(r.backups, made.Path)
		}
		return
	}
	last := r.backups[max(0, len(r.backups)-assessment.KeptBackups):]
	_, err := keeper.Restore(r.ctx, OneOf(r.dice, last...))
	r.must(err)
	r.restored++
	if _, err := r.store.Load(r.ctx, r.id); assessment.CodeOf(err) == assessment.CodeNotFound {
		r.shown, r.merged, r.seen = nil, nil, nil // as after forgetting, nothing here has it
		r.must(r.store.Add(r.ctx, r.read(OneOf(r.dice, r.files...))))
	}
}

func (r *room) read(file []byte) *assessment.Assessment {
	r.Helper()
	a, err := exchange.Read(file, exchange.Cards{r.card})
	r.must(err)
	return a
}

// compareOutputs writes a file, and compares the people on screen, in the remarks, the result and the file with all earlier
// outputs, here and of merged files. An output equal to that of a file reveals nothing beside the other files.
func (r *room) compareOutputs() {
	r.Helper()
	a := r.load(r.id)
	file, err := exchange.Write(a)
	r.must(err)
	r.files = append(r.files, file)
	there := r.read(file)
	if is, want := len(there.Ballots), a.Result().Ballots; is != want || there.Result().Ballots != want {
		r.Fatalf("the file holds %d ballots, and its result counts %d, of %d", is, there.Result().Ballots, want)
	}
	if remarks := a.Remarks("A1"); a.BallotsShown() && len(remarks) != len(a.Counted()) {
		r.Fatalf("%d remarks of %d people", len(remarks), len(a.Counted()))
	}
	has := func(list []map[string]bool, ids map[string]bool) bool {
		return slices.ContainsFunc(list, func(x map[string]bool) bool { return maps.Equal(x, ids) })
	}
	for _, ids := range shownBy(a) {
		if has(r.shown, ids) {
			continue
		}
		others := r.shown
		if !has(r.merged, ids) {
			others = slices.Concat(r.shown, r.merged)
		}
		for _, before := range others {
			if few := between(before, ids); len(few) == 1 || len(few) == 2 {
				r.Fatalf("what %v answered follows from two things that were shown: %v and %v", few, before, ids)
			}
		}
		r.shown = append(r.shown, ids)
	}
}

// shownBy returns the people in each part that an assessment shows: all, and each group.
func shownBy(a *assessment.Assessment) (sets []map[string]bool) {
	together := slices.Collect(maps.Values(a.ByGroup()))
	for _, set := range append(together, a.Counted()) {
		ids := map[string]bool{}
		for _, x := range set {
			ids[x.ID] = true
		}
		sets = append(sets, ids)
	}
	return sets
}

// between returns the ids that one set has in addition to a subset of it; nil if neither is a subset of the other.
func between(x, y map[string]bool) (few []string) {
	if len(x) > len(y) {
		x, y = y, x
	}
	for id := range x {
		if !y[id] {
			return nil
		}
	}
	for id := range y {
		if !x[id] {
			few = append(few, id)
		}
	}
	return few
}
