package storetest

import (
	"fmt"

	"kwaliteitskaart/assessment"
)

// grouped returns ballots that count, one letter for the group of each: t, m or s.
func grouped(letters string) (list []assessment.Ballot) {
	of := map[rune]assessment.Group{
		't': assessment.GroupTeam, 'm': assessment.GroupManagement, 's': assessment.GroupStudents,
	}
	for i, letter := range letters {
		b := formFile(i)
		b.ID, b.Group = fmt.Sprintf("%c-%d", letter, i), of[letter]
		list = append(list, b)
	}
	return list
}

// waitingGroups checks that late ballots are counted once a comparison of the groups shown before and after reveals the
// answers of at least three people, and otherwise wait, however many there are.
func waitingGroups(b *bench) {
	for _, c := range []struct {
		name, counted, late string
		wait                int
	}{
		{"three of one group", "tttmmm", "ttt", 0},
		{"three of each group", "tttmmm", "tttmmm", 0},
		{"one of another group", "tttmmm", "tttm", 4},
		{"one of a new group", "tttmmm", "ttts", 4},
		{"groups are hidden and stay so", "ttttm", "ttt", 0},
		{"groups would be shown by one", "tttttmm", "ttm", 3},
		{"groups would be shown but for two", "tttttmm", "mmm", 3},
		{"nothing was shown", "tt", "mmmt", 0},
	} {
		a := b.added(Card(4), func(a *assessment.Assessment) { a.Ballots = grouped(c.counted) })
		late := grouped(c.counted + c.late)[len(c.counted):]
		b.files(a, len(late), late...)
		for _, x := range late {
			x.Waiting = c.wait > 0
			a.Ballots = append(a.Ballots, x)
		}
		a.Sort()
		if n := b.load(a.ID).WaitingBallots(); n != c.wait {
			b.Errorf("%s: %d ballots wait, want %d", c.name, n, c.wait)
		}
		b.same(a)
	}

	// The ballot that keeps the others waiting is taken back.
	a := b.added(Card(4), func(a *assessment.Assessment) { a.Ballots = grouped("tttmmm") })
	late := grouped("tttmmmttts")[6:]
	b.files(a, 4, late...)
	b.must(b.store.TakeBack(b.ctx, a.ID, "s-9"))
	a.Ballots = append(a.Ballots, late[:3]...)
	a.Sort()
	b.same(a)
	b.want(assessment.CodeRevealed, b.store.TakeBack(b.ctx, a.ID, "t-6"))
}

// shownElsewhere checks that ballots that wait here but were shown by a file do not help other waiting ballots to count, nor
// does a file that was read before; three that were never shown make all of them count.
func shownElsewhere(b *bench) {
	people := grouped("tttttttttt")
	a := b.added(Card(4), func(a *assessment.Assessment) { a.Ballots = people[:4] })
	b.files(a, 1, people[6])
	theirs := a.Clone()
	theirs.Ballots = people[:6]
	b.must(errOf(b.store.TakeIn(b.ctx, theirs)))
	b.waiting(a.ID, 7, 3)
	for _, known := range []assessment.Ballot{people[0], people[4], people[6]} {
		b.files(a, 0, known)
		b.waiting(a.ID, 7, 3)
	}
	b.want(assessment.CodeRevealed, b.store.TakeBack(b.ctx, a.ID, people[4].ID)) // its file would come back as a new person
	b.files(a, 1, people[7])
	b.waiting(a.ID, 8, 4)
	b.files(a, 1, people[8])
	b.waiting(a.ID, 9, 0)
	b.restoredMarks(people)
	b.restoredShown(people)

	// They wait while the plan is adopted; once it is reopened, those that the file shows are shown here.
	c := b.added(Card(4), func(a *assessment.Assessment) { a.Ballots = people[:4] })
	b.must(b.store.Adopt(b.ctx, c.ID, Today, "zo"))
	b.files(c, 1, people[8])
	theirs = b.load(c.ID)
	theirs.Ballots = people[:7]
	b.must(errOf(b.store.TakeIn(b.ctx, theirs)))
	b.waiting(c.ID, 8, 4)
	b.must(b.store.Reopen(b.ctx, c.ID, Today, "er kwamen meer mensen"))
	b.waiting(c.ID, 8, 1)
}

// restoredMarks checks that a backup keeps the ids, without answers, of waiting ballots that a file has shown, so that after
// restoring it they do not count as new, whether they come back one by one or in somebody else's file.
func (b *bench) restoredMarks(people []assessment.Ballot) {
	b.Helper()
	keeper, ok := b.store.(assessment.Keeper)
	if !ok {
		return
	}
	for _, again := range []func(a, theirs *assessment.Assessment){
		func(a, _ *assessment.Assessment) { b.files(a, 2, people[4], people[5]) },
		func(_, theirs *assessment.Assessment) { b.must(errOf(b.store.TakeIn(b.ctx, theirs))) },
	} {
		a := b.added(Card(4), func(a *assessment.Assessment) { a.Ballots = people[:4] })
		theirs := a.Clone()
		theirs.Ballots = people[:6]
		b.must(errOf(b.store.TakeIn(b.ctx, theirs)))
		b.files(a, 1, people[6])
		made, err := keeper.BackUp(b.ctx)
		b.must(err)
		_, err = keeper.Restore(b.ctx, made.Path)
		b.must(err)
		b.waiting(a.ID, 6, 0)
		for _, x := range b.load(a.ID).Ballots[4:] {
			if !x.OnlyMark() || len(x.Remarks) > 0 {
				b.Errorf("the backup keeps of somebody who waits: %+v", x)
			}
		}
		again(a, theirs)
		b.waiting(a.ID, 6, 2)
		b.files(a, 1, people[6])
		b.waiting(a.ID, 7, 3)
		b.files(a, 2, people[7], people[8])
		b.waiting(a.ID, 9, 0)
	}
}

// restoredShown checks that a ballot shown before a restore, and missing from the backup, does not count as new when a file
// brings it back, so that a truly new ballot beside it waits. A file with exactly the shown ballots makes them count again.
func (b *bench) restoredShown(people []assessment.Ballot) {
	b.Helper()
	keeper, ok := b.store.(assessment.Keeper)
	if !ok {
		return
	}
	for n, wait := range map[int]int{8: 4, 7: 0} {
		a := b.added(Card(4), func(a *assessment.Assessment) { a.Ballots = people[:4] })
		made, err := keeper.BackUp(b.ctx)
		b.must(err)
		b.files(a, 3, people[4:7]...)
		b.waiting(a.ID, 7, 0)
		_, err = keeper.Restore(b.ctx, made.Path)
		b.must(err)
		if n := len(b.load(a.ID).Counted()); n != 4 {
			b.Errorf("%d people are restored, want 4", n)
		}
		theirs := a.Clone()
		theirs.Ballots = people[:n]
		m, err := b.store.TakeIn(b.ctx, theirs)
		b.must(err)
		if m.New.Ballots != n-4 || m.Ballots != 0 {
			b.Errorf("of %d people it says that %d are new and %d others, want %d and none", n, m.New.Ballots, m.Ballots, n-4)
		}
		b.waiting(a.ID, n, wait)
	}
}

// withoutAnswers checks that ballots without an answer in scope, which only older programs stored, are kept but are not
// counted as people: not on the shelf, and not to let a waiting ballot count.
func withoutAnswers(b *bench) {
	var all []*assessment.Assessment
	for scope, answers := range map[assessment.Scope]map[string]assessment.Answer{
		assessment.ScopeFull: nil,
		assessment.ScopeCore: {"A2": 3},
	} {
		a := b.added(Card(4), func(a *assessment.Assessment) {
			a.Scope, a.Ballots = scope, grouped("tttt")
			for i := range 3 {
				a.Ballots = append(a.Ballots, assessment.Ballot{ID: fmt.Sprint("nobody-", i), Group: assessment.GroupTeam, Answers: answers})
			}
			a.Ballots[4].Waiting, a.Ballots[5].Waiting = true, true
			a.Sort()
		})
		b.same(a)
		all = append(all, a)
		if n := b.load(a.ID).Summarize(Today).Ballots; n != 4 {
			b.Errorf("%s: %d people on the shelf, want 4", scope, n)
		}
		b.files(a, 1, grouped("tttttttt")[7])
		b.waiting(a.ID, 8, 1)
	}
	b.shelf(all...)
}
