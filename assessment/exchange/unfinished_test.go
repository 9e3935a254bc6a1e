package exchange_test

import (
	"io/fs"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

// A ballot being filled in is kept, for its own assessment only, until it is removed without a trace.
func TestUnfinishedBallot(t *testing.T) {
	data := t.TempDir()
	i := exchange.Invite(small(t))
	kept := func(of *exchange.Invitation) *assessment.Ballot {
		t.Helper()
		b, err := exchange.Folder(data).Kept(of)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	if b := kept(i); b != nil {
		t.Fatalf("kept %+v", b)
	}
	for n := 1; n <= 3; n++ {
		b := assessment.Ballot{ID: "mine", Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{"V1": assessment.Answer(n)}, Remarks: map[string]string{"V2": "nog niet"}}
		if err := exchange.Folder(data).Keep(i, b); err != nil {
			t.Fatal(err)
		}
		got := kept(i)
		if got.ID == b.ID {
			t.Error("an unfinished ballot keeps its id")
		}
		b.ID = got.ID
		if diff := cmp.Diff(&b, got); diff != "" {
			t.Error(diff)
		}
	}
	other := *i
	other.Assessment = "../another"
	if b := kept(&other); b != nil {
		t.Errorf("another assessment has %+v", b)
	}
	for range 2 {
		if err := exchange.Folder(data).Forget(i); err != nil {
			t.Fatal(err)
		}
	}
	if b := kept(i); b != nil {
		t.Errorf("not forgotten: %+v", b)
	}
	err := filepath.WalkDir(data, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			t.Errorf("left behind: %s", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
