package sqlite

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// logged returns a database whose log contains a number of changes, as a power cut leaves it, and the assessment that
// they changed.
func logged(t *testing.T, changes int) (db, log string, a *assessment.Assessment) {
	t.Helper()
	dir, a := filled(t)
	s := opened(t, dir, Options{})
	for n := 1; n <= changes; n++ {
		must(t, s.AddNote(t.Context(), a.ID, a.Plan.Priorities[0].Actions[0].ID, numberedNote(n)))
	}
	return content(t, database(dir)), content(t, database(dir)+"-wal"), a
}

// A log that is truncated or damaged anywhere gives the state after one of its changes: never part of a change, and
// never one without those before it.
func TestTornLog(t *testing.T) {
	const changes = 6
	throws := 8
	if storetest.Thorough {
		throws = 40
	}
	db, log, a := logged(t, changes)
	const header, frame = 32, 24 + 4096
	cut := []int{0, 1, header - 1, header, header + 1, len(log)}
	for at := header + frame; at < len(log); at += frame {
		cut = append(cut, at-1, at, at+1)
	}
	random := rand.New(rand.NewPCG(5, 2))
	for range throws {
		cut = append(cut, random.IntN(len(log)))
	}
	slices.Sort(cut)
	last := 0
	for _, length := range cut {
		n := changesIn(t, db, log[:length], a)
		if n < last {
			t.Errorf("a log of %d bytes gives %d changes, a shorter one gave %d", length, n, last)
		}
		last = n
	}
	if last != changes {
		t.Errorf("the whole log gives %d changes of %d", last, changes)
	}
	for range throws {
		b := []byte(log)
		at := random.IntN(len(b))
		b[at] ^= byte(1 + random.IntN(255))
		changesIn(t, db, string(b), a)
	}
}

// changesIn opens a database with a log and returns how many of the changes of logged are there; it fails unless
// these are the first ones and the database is sound.
func changesIn(t *testing.T, db, log string, a *assessment.Assessment) int {
	t.Helper()
	dir := t.TempDir()
	must(t, os.WriteFile(database(dir), []byte(db), 0o600))
	must(t, os.WriteFile(database(dir)+"-wal", []byte(log), 0o600))
	s, err := Open(t.Context(), dir, Options{})
	must(t, err)
	stored, err := s.Load(t.Context(), a.ID)
	must(t, err)
	must(t, s.sound(t.Context()))
	must(t, s.Close())
	act, _ := stored.Plan.Action(a.Plan.Priorities[0].Actions[0].ID)
	n := 0
	for slices.Contains(act.Notes, numberedNote(n+1)) {
		n++
	}
	if len(act.Notes) != n+len(a.Plan.Priorities[0].Actions[0].Notes) {
		t.Errorf("a log of %d bytes gives notes %v", len(log), act.Notes)
	}
	return n
}

// A database that is truncated anywhere, or has any page zeroed, is reported as damaged and left unchanged, or else
// has all its content.
func TestTornDatabase(t *testing.T) {
	from, a := filled(t)
	must(t, os.Remove(database(from)+sumSuffix)) // it has to be detected from the database alone
	whole := content(t, database(from))
	random := rand.New(rand.NewPCG(5, 3))
	damaged := make(map[string]string)
	for _, length := range []int{1, 16, 99, 100, 512, 4095, 4096, 4097, len(whole) / 2, len(whole) - 4096, len(whole) - 1} {
		damaged[fmt.Sprintf("cut at %d", length)] = whole[:length]
	}
	for range 10 {
		length := 1 + random.IntN(len(whole)-1)
		damaged[fmt.Sprintf("cut at %d", length)] = whole[:length]
	}
	for at := 0; at < len(whole); at += 4096 {
		damaged[fmt.Sprintf("page %d zeroed", at/4096+1)] = whole[:at] + strings.Repeat("\x00", 4096) + whole[at+4096:]
	}
	for name, bytes := range damaged {
		if openDamaged(t, name, bytes, a) && !strings.Contains(name, "zeroed") {
			t.Errorf("%s: nobody noticed", name)
		}
	}
}

// Any flipped byte is detected by the checksum that exists while nobody has the database open. Without one, as after
// a crash, a byte within a text can change unnoticed; flipped bytes never crash the program.
func TestFlippedBytes(t *testing.T) {
	from, _ := filled(t)
	whole, sums := content(t, database(from)), content(t, database(from)+sumSuffix)
	random := rand.New(rand.NewPCG(5, 4))
	flips := 20
	if storetest.Thorough {
		flips = 200
	}
	byItself, sound := 0, 0
	for range flips {
		b := []byte(whole)
		at := random.IntN(len(b))
		b[at] ^= byte(1 + random.IntN(255))
		if !openDamaged(t, fmt.Sprintf("byte %d", at), string(b), nil) {
			byItself++
		}
		dir := t.TempDir()
		must(t, os.WriteFile(database(dir), b, 0o600))
		must(t, os.WriteFile(database(dir)+sumSuffix, []byte(sums), 0o600))
		s, err := Open(t.Context(), dir, Options{})
		switch {
		case err != nil:
			if content(t, database(dir)) != string(b) {
				t.Errorf("byte %d: the damaged file was touched", at)
			}
			continue
		case !s.Altered():
			t.Errorf("byte %d: nobody noticed", at)
		}
		sound++
		must(t, s.Close())
	}
	t.Logf("of %d flipped bytes %d showed from the structure, and with a checksum all did: %d opened and were told to be altered", flips, byItself, sound)
	s := opened(t, from, Options{})
	if s.Altered() {
		t.Error("an untouched database is told to be altered")
	}
}

// openDamaged opens a damaged database and reports whether it opened. If it did not, the error must name the damage and the
// file must be unchanged; if it did, it must contain want, if not nil.
func openDamaged(t *testing.T, name, bytes string, want *assessment.Assessment) bool {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "data")
	must(t, os.Mkdir(dir, 0o700))
	must(t, os.WriteFile(database(dir), []byte(bytes), 0o600))
	s, err := Open(t.Context(), dir, Options{})
	if err != nil {
		switch code := assessment.CodeOf(err); code {
		case assessment.CodeDamaged, assessment.CodeForeignData, assessment.CodeNewerData:
		default:
			t.Errorf("%s: told as %s: %v", name, code, err)
		}
		if content(t, database(dir)) != bytes {
			t.Errorf("%s: the damaged file was touched", name)
		}
		return false
	}
	defer func() { must(t, s.Close()) }()
	list, err := s.Summaries(t.Context(), "2026-11-23")
	if err != nil && assessment.CodeOf(err) != assessment.CodeDamaged {
		t.Errorf("%s: the shelf is told as %v", name, err)
	}
	for _, x := range list {
		got, err := s.Load(t.Context(), x.ID)
		if err != nil && assessment.CodeOf(err) != assessment.CodeDamaged {
			t.Errorf("%s: told as %v", name, err)
		}
		if want != nil && err == nil {
			want.Card = got.Card
			if d := cmp.Diff(want, got, cmpopts.EquateEmpty()); d != "" {
				t.Errorf("%s: it opens, and differs:\n%s", name, d)
			}
		}
	}
	if want != nil && len(list) != 1 {
		t.Errorf("%s: it opens, with %d assessments", name, len(list))
	}
	return true
}
