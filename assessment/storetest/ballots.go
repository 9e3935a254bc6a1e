package storetest

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"kwaliteitskaart/assessment"
)

// form returns a possible ballot on Card(4), without an id.
func form(n int) assessment.Ballot {
	return assessment.Ballot{
		Group:   assessment.Groups[n%3],
		Answers: map[string]assessment.Answer{"A1": assessment.Answer(n%4 + 1), "B2": assessment.Unknown},
		Remarks: map[string]string{"A1": fmt.Sprintf("remark %d", n)},
	}
}

// formFile returns a ballot that was filled in elsewhere.
func formFile(n int) assessment.Ballot {
	f := form(n)
	f.ID = fmt.Sprintf("form-%d", n)
	return f
}

// hidden stores and returns a sample whose ballots are not revealed.
func (b *bench) hidden() *assessment.Assessment {
	b.Helper()
	a := b.added(Card(4), func(a *assessment.Assessment) { a.Revealed = false })
	b.clock += 1000 // so that a stamp changed by a ballot would be noticed
	return a
}

// draftIs checks the draft.
func (b *bench) draftIs(a *assessment.Assessment, want *assessment.Ballot) {
	b.Helper()
	got, err := b.store.Draft(b.ctx, a.ID)
	b.must(err)
	if d := diff(want, got); d != "" {
		b.Errorf("draft differs (-want +got):\n%s", d)
	}
}

// cast casts a form and adds it to the expected content of the store.
func (b *bench) cast(a *assessment.Assessment, n int) string {
	b.Helper()
	f := form(n)
	b.must(b.store.SaveDraft(b.ctx, a.ID, f))
	id, err := b.store.CastDraft(b.ctx, a.ID)
	b.must(err)
	f.ID, f.Waiting = id, a.Revealed
	a.Ballots = append(a.Ballots, f)
	a.Sort()
	return id
}

// files adds form files and checks how many were new.
func (b *bench) files(a *assessment.Assessment, want int, list ...assessment.Ballot) {
	b.Helper()
	added, err := b.store.AddBallots(b.ctx, a.ID, list)
	b.must(err)
	if added != want {
		b.Errorf("%d ballots were new, want %d", added, want)
	}
}

func draft(b *bench) {
	a, other := b.hidden(), b.hidden()
	b.draftIs(a, nil)
	b.must(b.store.DropDraft(b.ctx, a.ID)) // dropping without a draft is no error

	first, second, third := form(1), form(2), form(3)
	b.must(b.store.SaveDraft(b.ctx, a.ID, first))
	b.must(b.store.SaveDraft(b.ctx, other.ID, third))
	b.draftIs(a, &first)
	second.ID, second.Waiting = a.Ballots[0].ID, true // both are ignored
	b.must(b.store.SaveDraft(b.ctx, a.ID, second))
	second.ID, second.Waiting = "", false
	b.draftIs(a, &second)
	b.draftIs(other, &third)
	empty := assessment.Ballot{Group: assessment.GroupTeam}
	b.must(b.store.SaveDraft(b.ctx, a.ID, empty))
	b.draftIs(a, &empty)
	if d, err := b.store.Draft(b.ctx, a.ID); err != nil || d.Answers == nil || d.Remarks == nil {
		b.Errorf("a draft that nothing can be filled in: %#v, %v", d, err)
	}

	// Arguments and results are not shared with the caller.
	b.must(b.store.SaveDraft(b.ctx, a.ID, first))
	first.Answers["A2"], first.Remarks["A2"] = 1, "later"
	read, err := b.store.Draft(b.ctx, a.ID)
	b.must(err)
	read.Answers["A3"], read.Remarks["A3"] = 1, "later"
	first = form(1)
	b.draftIs(a, &first)

	// A draft is not a ballot, and changes nothing else.
	b.same(a)
	b.shelf(a, other)
	b.must(b.store.DropDraft(b.ctx, a.ID))
	b.draftIs(a, nil)
	b.draftIs(other, &third)
	b.same(a)
}

func casting(b *bench) {
	a := b.hidden()
	ids := make(map[string]bool)
	for n := range 5 {
		ids[b.cast(a, n)] = true
		b.draftIs(a, nil)
		b.same(a) // no stamp has changed
		b.shelf(a)
	}
	empty := assessment.Ballot{Group: assessment.GroupTeam}
	b.must(b.store.SaveDraft(b.ctx, a.ID, empty))
	_, err := b.store.CastDraft(b.ctx, a.ID)
	b.want(assessment.CodeBallotEmpty, err)
	b.must(b.store.DropDraft(b.ctx, a.ID))
	b.same(a)
	if len(ids) != 5 || ids[""] {
		b.Errorf("five ballots have the ids %v", ids)
	}
	Marked(b, a.ID, slices.Collect(maps.Keys(ids))...)
	_, err = b.store.CastDraft(b.ctx, a.ID)
	b.want(assessment.CodeNotFound, err)
	b.same(a)
}

// waitingBallots checks that after the reveal ballots wait until three of them can be counted together.
func waitingBallots(b *bench) {
	a := b.added(Card(4), func(a *assessment.Assessment) { a.Expected = 9 })
	b.clock += 1000
	b.same(a) // ballots of an assessment added as revealed count
	count := func() {
		for i := range a.Ballots {
			a.Ballots[i].Waiting = false
		}
	}
	b.cast(a, 1)
	b.same(a)
	b.files(a, 1, formFile(2))
	second := formFile(2)
	second.Waiting = true
	a.Ballots = append(a.Ballots, second)
	a.Sort()
	b.same(a)
	b.shelf(a)
	b.files(a, 0, formFile(2)) // that it waits is not a difference in content

	// Other changes leave them waiting.
	a.Facilitator = "somebody else"
	b.must(b.store.SaveDetails(b.ctx, a.Team, a.Details))
	a.UpdatedAt = b.clock
	b.same(a)

	b.cast(a, 3)
	count()
	b.same(a)
	b.cast(a, 4)
	b.same(a) // the next one waits again

	// Several at once can be enough.
	b.files(a, 2, formFile(7), formFile(10)) // all of one group, while another group stays too small to be shown
	a.Ballots = append(a.Ballots, formFile(7), formFile(10))
	a.Sort()
	count()
	b.same(a)

	// A stored assessment may contain waiting ballots.
	late := b.added(Card(4), func(a *assessment.Assessment) { a.Ballots[0].Waiting = true })
	b.same(late)
	b.cast(late, 1)
	b.same(late)
}

func ballotFiles(b *bench) {
	a := b.hidden()
	add := func(want int, list ...assessment.Ballot) {
		b.Helper()
		b.files(a, want, list...)
		b.same(a)
	}
	add(0)
	a.Ballots = append(a.Ballots, formFile(1), formFile(2))
	a.Sort()
	marked := formFile(2)
	marked.Waiting = true // the store decides that
	add(2, formFile(1), marked)
	add(0, formFile(2), formFile(1))
	add(0, a.Ballots[0])

	some := map[string]assessment.Answer{"A1": 2}
	bare := assessment.Ballot{ID: "bare", Group: assessment.GroupTeam, Answers: some}
	a.Ballots = append(a.Ballots, formFile(3), bare)
	a.Sort()
	add(2, formFile(2), formFile(3), bare, formFile(3))
	deleted := assessment.Ballot{ID: a.Deleted[0].ID, Group: assessment.GroupTeam, Answers: some} // a deletion does not apply to ballots
	a.Ballots = append(a.Ballots, deleted)
	a.Sort()
	add(1, deleted)
	bare.Remarks = map[string]string{}
	add(0, bare)

	// Arguments are not shared with the caller.
	given := formFile(4)
	a.Ballots = append(a.Ballots, formFile(4))
	a.Sort()
	add(1, given)
	given.Answers["A1"], given.Remarks["A1"] = 4, "later"
	b.same(a)

	twin := formFile(5)
	twin.Remarks = map[string]string{"A1": "other words"}
	changed := formFile(1)
	changed.Group = assessment.GroupStudents
	for name, bad := range map[string]assessment.Ballot{
		"other content":         changed,
		"other content at once": twin,
		"an id of a priority":   {ID: a.Plan.Priorities[0].ID, Group: assessment.GroupTeam, Answers: some},
		"empty":                 {ID: "x", Group: assessment.GroupTeam, Remarks: map[string]string{"A1": "a remark"}},
		"no id":                 {Group: assessment.GroupTeam, Answers: some},
		"no group":              {ID: "x", Answers: some},
		"an unknown indicator":  {ID: "x", Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{"Z9": 1}},
	} {
		_, err := b.store.AddBallots(b.ctx, a.ID, []assessment.Ballot{formFile(5), bad, formFile(6)})
		want := assessment.CodeInvalid
		if strings.HasPrefix(name, "other content") {
			want = assessment.CodeBallotOther
		} else if name == "empty" {
			want = assessment.CodeBallotEmpty
		}
		if assessment.CodeOf(err) != want {
			b.Errorf("%s: got error %v", name, err)
		}
		b.same(a) // all or none
	}
}

func tooManyBallots(b *bench) {
	a := b.hidden()
	for n := len(a.Ballots); n < assessment.MaxBallots; n++ {
		a.Ballots = append(a.Ballots, formFile(n))
	}
	b.files(a, assessment.MaxBallots-4, a.Ballots...)
	one := form(1)
	b.must(b.store.SaveDraft(b.ctx, a.ID, one))
	_, err := b.store.CastDraft(b.ctx, a.ID)
	b.want(assessment.CodeFull, err)
	b.draftIs(a, &one)
	_, err = b.store.AddBallots(b.ctx, a.ID, []assessment.Ballot{formFile(0)})
	b.want(assessment.CodeFull, err)
	a.Sort()
	b.same(a)
}

func takingBack(b *bench) {
	a := b.hidden()
	takeBack := func(id string) {
		b.Helper()
		b.must(b.store.TakeBack(b.ctx, a.ID, id))
		for i := range a.Ballots {
			if a.Ballots[i].ID == id {
				a.Ballots = append(a.Ballots[:i], a.Ballots[i+1:]...)
				break
			}
		}
		b.same(a) // it does not become a deletion either, because those have a time
		b.want(assessment.CodeNotFound, b.store.TakeBack(b.ctx, a.ID, id))
	}
	takeBack(b.cast(a, 1))
	takeBack(a.Ballots[0].ID)
	b.files(a, 1, formFile(2))
	a.Ballots = append(a.Ballots, formFile(2))
	takeBack("form-2")
	b.files(a, 1, formFile(2)) // erased means gone, not refused
	a.Ballots = append(a.Ballots, formFile(2))
	a.Sort()
	b.same(a)

	a.Revealed = true
	b.must(b.store.SaveDetails(b.ctx, a.Team, a.Details))
	a.UpdatedAt = b.clock
	b.want(assessment.CodeRevealed, b.store.TakeBack(b.ctx, a.ID, "form-2"))
	b.same(a)
	takeBack(b.cast(a, 3))
	waited := b.cast(a, 3)
	b.cast(a, 4)
	b.cast(a, 5)
	b.want(assessment.CodeRevealed, b.store.TakeBack(b.ctx, a.ID, waited))
}

func expected(b *bench) {
	a := b.hidden()
	for _, n := range []int{8, assessment.MaxBallots, 0, 6} {
		b.must(b.store.Expect(b.ctx, a.ID, n))
		a.Expected = n
		b.same(a)
	}
	b.must(b.store.SaveDetails(b.ctx, a.Team, a.Details))
	a.UpdatedAt = b.clock
	b.cast(a, 1)
	b.same(a)
}

func ballotRefusals(b *bench) {
	a, other := b.hidden(), b.hidden()
	st, ctx := b.store, b.ctx
	kept := form(1)
	b.must(st.SaveDraft(ctx, a.ID, kept))
	draft := func(change func(*assessment.Ballot)) error {
		f := form(2)
		change(&f)
		return st.SaveDraft(ctx, a.ID, f)
	}
	_, missing := st.Draft(ctx, "x")
	_, uncast := st.CastDraft(ctx, "x")
	_, unadded := st.AddBallots(ctx, "x", []assessment.Ballot{formFile(1)})
	invalid, notFound := assessment.CodeInvalid, assessment.CodeNotFound
	for _, c := range []struct {
		name string
		code assessment.Code
		err  error
	}{
		{"unknown assessment: draft", notFound, missing},
		{"unknown assessment: save draft", notFound, st.SaveDraft(ctx, "x", form(1))},
		{"unknown assessment: drop draft", notFound, st.DropDraft(ctx, "x")},
		{"unknown assessment: cast draft", notFound, uncast},
		{"unknown assessment: add ballots", notFound, unadded},
		{"unknown assessment: take back", notFound, st.TakeBack(ctx, "x", a.Ballots[0].ID)},
		{"unknown assessment: expect", notFound, st.Expect(ctx, "x", 3)},
		{"a ballot of another assessment", notFound, st.TakeBack(ctx, a.ID, other.Ballots[0].ID)},
		{"a priority is no ballot", notFound, st.TakeBack(ctx, a.ID, a.Plan.Priorities[0].ID)},
		{"fewer than none expected", invalid, st.Expect(ctx, a.ID, -1)},
		{"more expected than there may be", invalid, st.Expect(ctx, a.ID, assessment.MaxBallots+1)},
		{"unknown group", invalid, draft(func(f *assessment.Ballot) { f.Group = "parents" })},
		{"unknown indicator", invalid, draft(func(f *assessment.Ballot) { f.Answers["Z9"] = 1 })},
		{"level above the scale", invalid, draft(func(f *assessment.Ballot) { f.Answers["A1"] = 5 })},
		{"a blank that is kept", invalid, draft(func(f *assessment.Ballot) { f.Answers["A1"] = assessment.Blank })},
		{"remark too long", invalid, draft(func(f *assessment.Ballot) {
			f.Remarks["A1"] = strings.Repeat("x", assessment.MaxText+1)
		})},
	} {
		if got := assessment.CodeOf(c.err); got != c.code {
			b.Errorf("%s: got error %v, want code %q", c.name, c.err, c.code)
		}
	}
	b.same(a)
	b.same(other)
	b.draftIs(a, &kept)
}
