package sqlite

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// Texts that the tests below look for in files: what somebody wrote and then changed.
const (
	erased    = "erased: wiped out before it was handed in"
	reworded  = "reworded: wiped out as well"
	dropped   = "dropped: somebody stopped half-way"
	takenBack = "taken back: keyed in by mistake"
)

const people = 15

// key returns a form after a number of key presses, and whether it is finished. The answers and remarks of each
// person differ, also in length, up to several pages.
func key(person, presses int) (b assessment.Ballot, finished bool) {
	b = assessment.Ballot{
		Group:   assessment.Groups[person%len(assessment.Groups)],
		Answers: map[string]assessment.Answer{}, Remarks: map[string]string{},
	}
	indicators := []string{"A1", "A2", "A3", "B1", "B2", "B3", "B4", "C1"}
	for i, id := range indicators[:min(presses, len(indicators))] {
		b.Answers[id] = assessment.Answer((person>>(i%4)+i)%4 + 1)
	}
	switch rest := presses - len(indicators); {
	case rest == 1:
		b.Remarks["A1"] = strings.Repeat(erased+" ", 1+person*7)
	case rest == 2:
		b.Remarks["B1"] = reworded
	case rest >= 3:
		b.Remarks["C1"] = strings.Repeat(remark(person)+" ", 1+person*person)
		return b, true
	}
	return b, false
}

func remark(person int) string { return fmt.Sprintf("kept: remark of person %02d", person) }

// keyIn fills in a form key by key; after each, no file may contain an earlier state.
func keyIn(t *testing.T, s *Store, a *assessment.Assessment, person int) assessment.Ballot {
	t.Helper()
	for n := 1; ; n++ {
		b, finished := key(person, n)
		must(t, s.SaveDraft(t.Context(), a.ID, b))
		if b.Remarks["A1"] == "" {
			without(t, s, "erased")
		}
		if finished {
			without(t, s, "reworded")
			return b
		}
	}
}

// castAs casts the draft with an id that identifies the person, so that sessions can be compared.
func castAs(t *testing.T, s *Store, a *assessment.Assessment, person int) string {
	t.Helper()
	uuid.SetRand(bytes.NewReader(bytes.Repeat([]byte{byte(person*16 + person)}, 16)))
	defer uuid.SetRand(nil)
	id, err := s.CastDraft(t.Context(), a.ID)
	must(t, err)
	return id
}

// without checks that none of the files of a store contains words.
func without(t *testing.T, s *Store, words ...string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(filepath.Dir(s.path), "*"))
	must(t, err)
	for _, f := range files {
		c := content(t, f)
		for _, w := range words {
			if strings.Contains(c, w) {
				t.Fatalf("%s still holds %q", filepath.Base(f), w)
			}
		}
	}
}

// session runs a workshop in which people come in the given order, one of them interrupted by two crashes. It returns
// the bytes of the database and the stored assessment.
func session(t *testing.T, remote bool, a *assessment.Assessment, order []int) (string, *assessment.Assessment) {
	t.Helper()
	dir := t.TempDir()
	u := standard()
	u.remote = func(string) bool { return remote }
	open := func() *Store {
		s, err := u.open(t.Context(), dir, Options{})
		must(t, err)
		return s
	}
	s := open()
	must(t, s.Add(t.Context(), a))
	for i, person := range order {
		switch i {
		case 3: // stops half-way
			keyIn(t, s, a, 1)
			must(t, s.SaveDraft(t.Context(), a.ID, remarking("", strings.Repeat(dropped, 100))))
			must(t, s.DropDraft(t.Context(), a.ID))
			without(t, s, dropped)
		case 6: // a paper form of another team
			must(t, s.SaveDraft(t.Context(), a.ID, remarking("", strings.Repeat(takenBack, 150))))
			must(t, s.TakeBack(t.Context(), a.ID, castAs(t, s, a, people)))
			without(t, s, takenBack)
		case 8:
			must(t, s.Close())
			crash(t, dir, remote, a, person)
			s = open()
			without(t, s, dropped, takenBack)
		}
		b := keyIn(t, s, a, person)
		if person%4 == 0 { // comes as a file
			must(t, s.DropDraft(t.Context(), a.ID))
			b.ID = "file-" + strconv.Itoa(person)
			addBallot(t, s, a, b)
		} else {
			castAs(t, s, a, person)
		}
		without(t, s, "erased", "reworded", "dropped", "taken back")
	}
	live := content(t, s.path)
	stored, err := s.Load(t.Context(), a.ID)
	must(t, err)
	must(t, s.Close())
	if content(t, s.path) != live {
		t.Error("the database is complete only when it is closed")
	}
	return live, stored
}

// crash kills a process at a random moment while somebody fills in a form, and checks that the form is still there as
// far as the process reported it as saved.
func crash(t *testing.T, dir string, remote bool, a *assessment.Assessment, person int) {
	t.Helper()
	cmd := child(t, "key", dir)
	cmd.Env = append(cmd.Env, formVariable+"="+strconv.Itoa(person), remoteVariable+"="+strconv.FormatBool(remote))
	out, _ := start(t, cmd)
	last := 0
	moment := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
	for out.Scan() {
		n, err := strconv.Atoi(out.Text())
		if err != nil || n != last+1 {
			t.Fatalf("the child said %q after %d", out.Text(), last)
		}
		if last = n; n == 5 {
			moment.Reset(time.Duration(rand.IntN(20_000)) * time.Microsecond)
		}
	}
	moment.Stop()
	if err := cmd.Wait(); err == nil || last < 5 {
		t.Fatalf("the child ended by itself after %d", last)
	}
	u := standard()
	u.remote = func(string) bool { return remote }
	s, err := u.open(t.Context(), dir, Options{})
	must(t, err)
	got, err := s.Draft(t.Context(), a.ID)
	must(t, err)
	if got == nil || !cmp.Equal(*got, pressed(person, last)) && !cmp.Equal(*got, pressed(person, last+1)) {
		t.Errorf("after the crash the draft is %v, want that of key press %d", got, last)
	}
	if len(got.Remarks) == 0 {
		without(t, s, "erased")
	}
	must(t, s.Close())
}

const (
	formVariable   = "KWALITEITSKAART_TEST_FORM"
	remoteVariable = "KWALITEITSKAART_TEST_REMOTE"
)

// pressed returns the form of somebody who starts again each time the form is finished.
func pressed(person, presses int) assessment.Ballot {
	b, _ := key(person, (presses-1)%10+1)
	return b
}

// childKey fills in a form, and reports each saved key press.
func childKey(ctx context.Context, dir string) error {
	person, err := strconv.Atoi(os.Getenv(formVariable))
	if err != nil {
		return err
	}
	u := standard()
	u.remote = func(string) bool { return os.Getenv(remoteVariable) == "true" }
	s, err := u.open(ctx, dir, Options{})
	if err != nil {
		return err
	}
	list, err := s.Summaries(ctx, storetest.Today)
	if err != nil {
		return err
	}
	for n := 1; ; n++ {
		if err := s.SaveDraft(ctx, list[0].ID, pressed(person, n)); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

// differences returns the positions at which two files differ.
func differences(x, y string) (at []int) {
	for i := range max(len(x), len(y)) {
		if i >= len(x) || i >= len(y) || x[i] != y[i] {
			at = append(at, i)
		}
	}
	return at
}

// counts reports whether a byte of a database file belongs to a change counter: of transactions (24-27, repeated in
// 92-95) or of rewrites (40-43). These reveal how much was done, never by whom or in which order.
func counts(at int) bool {
	return at >= 24 && at < 28 || at >= 40 && at < 44 || at >= 92 && at < 96
}

// Fifteen people, in any order and with any interruptions, leave the same file.
func TestNothingRevealsTheOrderOfBallots(t *testing.T) {
	for _, remote := range []bool{false, true} {
		a := storetest.Sample(storetest.Card(4))
		a.Ballots, a.Revealed = nil, false
		inOrder := make([]int, people)
		for i := range inOrder {
			inOrder[i] = i
		}
		backwards := slices.Clone(inOrder)
		slices.Reverse(backwards)
		first, stored := session(t, remote, a, inOrder)
		if len(stored.Ballots) != people || stored.UpdatedAt != a.UpdatedAt {
			t.Errorf("%d ballots are stored, and the stamp is %v, was %v", len(stored.Ballots), stored.UpdatedAt, a.UpdatedAt)
		}
		for person := range people {
			if !strings.Contains(first, remark(person)) {
				t.Fatalf("the ballot of person %d is not in the file, so the absence of others would prove nothing", person)
			}
		}
		others := [][]int{backwards}
		if storetest.Thorough || !remote {
			others = append(others, rand.Perm(people))
		}
		for _, order := range others {
			other, again := session(t, remote, a, order)
			if d := cmp.Diff(stored, again); d != "" {
				t.Errorf("order %v: other ballots:\n%s", order, d)
			}
			if at := slices.DeleteFunc(differences(first, other), counts); len(at) > 0 {
				t.Errorf("remote %v, order %v: the database differs at %d bytes, first %d", remote, order, len(at), at[0])
			}
		}
	}
}
