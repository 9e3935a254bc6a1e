package storetest

import (
	"kwaliteitskaart/assessment"
)

// twoWays checks that one person may hand in a code, which has no remarks, and a file with the same answers and with remarks.
func twoWays(b *bench) {
	a := b.hidden()
	file := formFile(1)
	if len(file.Remarks) == 0 {
		b.Fatal("the file has no remarks")
	}
	code := formFile(1)
	code.Remarks = nil

	// Before the reveal the remarks of the file are added, in one call or later; existing remarks stay.
	b.files(a, 1, code)
	code.Remarks = map[string]string{}
	a.Ballots = append(a.Ballots, code)
	a.Sort()
	b.same(a)
	b.shelf(a)
	remarked := func(id string, remarks map[string]string) {
		for i := range a.Ballots {
			if a.Ballots[i].ID == id {
				a.Ballots[i].Remarks = remarks
			}
		}
	}
	b.files(a, 0, file)
	remarked(file.ID, file.Remarks)
	b.same(a)
	b.files(a, 0, code, file)
	b.same(a)
	both := formFile(2)
	coded := formFile(2)
	coded.Remarks = nil
	b.files(a, 1, coded, both)
	a.Ballots = append(a.Ballots, both)
	a.Sort()
	b.same(a)
	other := formFile(2)
	other.Remarks = map[string]string{"A1": "other words"}
	_, err := b.store.AddBallots(b.ctx, a.ID, []assessment.Ballot{formFile(3), other})
	b.want(assessment.CodeBallotOther, err)
	b.same(a) // all or none

	// After the reveal remarks are added only to ballots that wait.
	late := b.added(Card(4), func(a *assessment.Assessment) { a.Ballots[0].Remarks = map[string]string{} })
	shown := late.Ballots[0]
	shown.Remarks = map[string]string{"A1": "too late"}
	b.files(late, 0, shown)
	b.same(late)
	code.Waiting, file.Waiting = true, true
	b.files(late, 1, code)
	b.files(late, 0, file)
	late.Ballots = append(late.Ballots, file)
	late.Sort()
	b.same(late)
}
