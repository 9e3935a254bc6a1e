//go:build slow

package sqlite

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
)

func init() { children["work"] = childWork }

// The environment variables of a working child: the number of its first change, and the number of extra migrations of
// its database.
const (
	soakFrom    = "KWALITEITSKAART_SOAK_FROM"
	soakVersion = "KWALITEITSKAART_SOAK_VERSION"
	// soakTarget is the number of changes to be acknowledged in total; a few if it is not set.
	soakTarget = "KWALITEITSKAART_SOAK"
)

// grown returns the setup of a later version of the program, with more migrations.
func grown(more int) setup {
	u := standard()
	for n := range more {
		u.migrations = append(u.migrations, fmt.Sprintf(`CREATE TABLE later%d (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
			INSERT INTO later%d SELECT DISTINCT id FROM action; UPDATE score SET strength = 1 - strength`, n, n))
	}
	return u
}

// work returns everything that a child does to its data, by name. Each writes an increasing number, or a record named after
// it.
func work(ctx context.Context, dir string, s *Store, a *assessment.Assessment) map[string]func(n int) error {
	action := a.Plan.Priorities[0].Actions[0].ID
	var imported []string
	file := func(n int) (string, *assessment.Assessment) {
		b := storetest.Sample(a.Card)
		b.ID, b.Team = "import"+strconv.Itoa(n), assessment.Team{ID: "team" + strconv.Itoa(n), Name: "Team"}
		b.Plan.Strong = strconv.Itoa(n)
		return filepath.Join(dir, "given"+exchange.Extension), b
	}
	return map[string]func(n int) error{
		"score": func(n int) error {
			score := a.Scores[0]
			score.Evidence = strconv.Itoa(n)
			return s.SaveScore(ctx, a.ID, score)
		},
		"plan": func(n int) error {
			p := a.Plan
			p.Strong = strconv.Itoa(n)
			return s.SavePlan(ctx, a.ID, p)
		},
		"note": func(n int) error { return s.AddNote(ctx, a.ID, action, numberedNote(n)) },
		"ballot": func(int) error {
			if err := s.SaveDraft(ctx, a.ID, remarking("", "half")); err != nil {
				return err
			}
			_, err := s.CastDraft(ctx, a.ID)
			return err
		},
		"file": func(n int) error {
			path, b := file(n)
			return exchange.Save(path, b)
		},
		"import": func(n int) error {
			_, b := file(n)
			path := filepath.Join(dir, "taken"+exchange.Extension)
			if err := exchange.Save(path, b); err != nil {
				return err
			}
			read, err := exchange.Folder("").Open(path, "")
			if err != nil {
				return err
			}
			b = read.Assessment
			if err := s.Add(ctx, b); err != nil {
				return err
			}
			b.Plan.Concern, b.Plan.UpdatedAt = "merged", b.Plan.UpdatedAt+1
			if _, err := s.TakeIn(ctx, b); err != nil {
				return err
			}
			imported = append(imported, b.Team.ID)
			return nil
		},
		"forget": func(int) error {
			if len(imported) == 0 {
				return errNothing
			}
			_, err := s.Forget(ctx, imported[0])
			if err == nil {
				fmt.Println("gone", strings.TrimPrefix(imported[0], "team"))
				imported = imported[1:]
			}
			return err
		},
		"backup": func(int) error {
			_, err := s.BackUp(ctx)
			return err
		},
	}
}

// errNothing means that there is nothing to do this with.
var errNothing = errors.New("nothing")

// childWork works endlessly, and reports each change once the store has acknowledged it.
func childWork(ctx context.Context, dir string) error {
	n, err := strconv.Atoi(os.Getenv(soakFrom))
	if err != nil {
		return err
	}
	more, err := strconv.Atoi(os.Getenv(soakVersion))
	if err != nil {
		return err
	}
	s, err := grown(more).open(ctx, dir, Options{Holder: "command"})
	if err != nil {
		return err
	}
	fmt.Println("migrate", n)
	a, err := s.Load(ctx, "soaked")
	if err != nil {
		return err
	}
	do, err := agreedWork(ctx, dir, s, a)
	if err != nil {
		return err
	}
	maps.Copy(do, work(ctx, dir, s, a))
	often := strings.Fields("score score score plan plan note note ballot file import forget backup adopt reopen answer answer scan old1 old2")
	for {
		n++
		kind := often[rand.IntN(len(often))]
		switch err := do[kind](n); {
		case errors.Is(err, errNothing):
			continue
		case err != nil:
			return fmt.Errorf("%s %d: %w", kind, n, err)
		}
		fmt.Println(kind, n)
	}
}

// soak is what was acknowledged in one data folder.
type soak struct {
	last  map[string]int  // the number acknowledged last, by kind
	count map[string]int  // the number acknowledged, by kind
	all   map[string]bool // "kind number"
	// maybe is the imports that were about to be forgotten when a child was killed: that may have been done without
	// being reported.
	maybe map[string]bool
}

// acknowledged returns the numbers of the changes of a kind that were acknowledged.
func (k *soak) acknowledged(kind string) (numbers []string) {
	for what := range k.all {
		if is, number, _ := strings.Cut(what, " "); is == kind {
			numbers = append(numbers, number)
		}
	}
	return numbers
}

// atLeast fails if what is stored is older than what was acknowledged last of a kind.
func (k *soak) atLeast(t *testing.T, kind, got string) {
	t.Helper()
	if n, err := strconv.Atoi(got); k.last[kind] > 0 && (err != nil || n < k.last[kind]) {
		t.Fatalf("%s is %q, acknowledged was %d", kind, got, k.last[kind])
	}
}

// Killed with SIGKILL at random moments while it scores, plans, adopts, reopens, answers, takes ballots and scans, imports,
// merges files of every version, forgets, migrates, backs up and writes files, the program has lost nothing it acknowledged
// and restarts without errors, and its database, all its backups and the file it wrote are sound.
func TestSoak(t *testing.T) {
	target := 400
	if v := os.Getenv(soakTarget); v != "" {
		var err error
		target, err = strconv.Atoi(v)
		must(t, err)
	}
	started, kills, done, byKind := time.Now(), 0, 0, make(map[string]int)
	for done < target {
		dir := t.TempDir()
		a := storetest.Sample(storetest.Card(4))
		a.ID, a.Revealed, a.Ballots = "soaked", false, nil
		s, err := Open(t.Context(), dir, Options{})
		must(t, err)
		must(t, s.Add(t.Context(), a))
		must(t, addAgreed(t.Context(), s))
		must(t, s.Close())
		k := &soak{make(map[string]int), make(map[string]int), make(map[string]bool), make(map[string]bool)}
		for from, version := 0, 1; version <= 6; version++ {
			from = k.run(t, dir, from, version)
			kills++
			k.check(t, dir, version, a)
		}
		for kind, n := range k.count {
			done += n
			byKind[kind] += n
		}
		must(t, os.RemoveAll(dir))
	}
	t.Logf("%d changes acknowledged, none lost; killed %d times in %v: %v", done, kills, time.Since(started).Round(time.Second), byKind)
}

// run lets a child work until it is killed, and returns a number beyond any it used.
func (k *soak) run(t *testing.T, dir string, from, version int) int {
	t.Helper()
	cmd := child(t, "work", dir)
	cmd.Env = append(cmd.Env, soakFrom+"="+strconv.Itoa(from), soakVersion+"="+strconv.Itoa(version))
	out, err := cmd.StdoutPipe()
	must(t, err)
	must(t, cmd.Start())
	// Usually in the middle of work, sometimes while starting.
	life := time.Duration(rand.IntN(1_500_000)) * time.Microsecond
	if rand.IntN(4) == 0 {
		life = time.Duration(rand.IntN(120_000)) * time.Microsecond
	}
	moment := time.AfterFunc(life, func() { _ = cmd.Process.Kill() })
	defer moment.Stop()
	last := from
	var imported []string
	for lines := bufio.NewScanner(out); lines.Scan(); {
		kind, number, _ := strings.Cut(lines.Text(), " ")
		n, err := strconv.Atoi(number)
		if err != nil {
			t.Fatalf("the child said %q", lines.Text())
		}
		k.last[kind] = n
		k.count[kind]++
		k.all[lines.Text()] = true
		last = max(last, n)
		switch kind {
		case "import":
			imported = append(imported, number)
		case "gone":
			imported = imported[1:]
		}
	}
	if len(imported) > 0 {
		k.maybe[imported[0]] = true
	}
	if err := cmd.Wait(); err == nil || cmd.ProcessState.Exited() {
		t.Fatalf("the child ended by itself: %v", err)
	}
	delete(k.count, "gone") // also reported by a forget
	return last + 1000
}

// check restarts and checks that everything acknowledged is there.
func (k *soak) check(t *testing.T, dir string, version int, a *assessment.Assessment) {
	t.Helper()
	u := grown(version)
	s, err := u.open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatalf("starting again: %v", err)
	}
	defer func() { must(t, s.Close()) }()
	must(t, s.sound(t.Context()))
	if s.Altered() {
		t.Fatal("after a kill the database is taken for another")
	}
	stored, err := s.Load(t.Context(), a.ID)
	must(t, err)
	k.atLeast(t, "score", stored.Scores[0].Evidence)
	k.atLeast(t, "plan", stored.Plan.Strong)
	k.checkAgreed(t, dir, s, stored)
	act, _ := stored.Plan.Action(a.Plan.Priorities[0].Actions[0].ID)
	notes := make(map[assessment.Note]bool)
	for _, n := range act.Notes {
		notes[n] = true
	}
	if got := len(stored.Ballots); got < k.count["ballot"]+formsInScan*k.count["scan"] {
		t.Fatalf("%d ballots, acknowledged were %d by hand and %d scans", got, k.count["ballot"], k.count["scan"])
	}
	for what := range k.all {
		kind, number, _ := strings.Cut(what, " ")
		n, err := strconv.Atoi(number)
		must(t, err)
		switch kind {
		case "note":
			if !notes[numberedNote(n)] {
				t.Fatalf("note %d is lost", n)
			}
		case "import":
			b, err := s.Load(t.Context(), "import"+number)
			switch {
			case k.all["gone "+number] || assessment.CodeOf(err) == assessment.CodeNotFound && k.maybe[number]:
				continue
			case err != nil || b.Plan.Strong != number || b.Plan.Concern != "merged":
				t.Fatalf("import %d: %v", n, err)
			}
		case "gone":
			if _, err := s.Load(t.Context(), "import"+number); assessment.CodeOf(err) != assessment.CodeNotFound {
				t.Fatalf("forgotten %d is back: %v", n, err)
			}
		}
	}
	list, err := listBackups(filepath.Join(dir, backupFolder))
	must(t, err)
	if len(list) == 0 {
		t.Fatal("there is no backup, though each start migrates")
	}
	for _, b := range list {
		if _, err := u.verify(t.Context(), b.Path); err != nil {
			t.Fatalf("backup %s: %v", b.Path, err)
		}
	}
	if k.last["file"] > 0 {
		given, err := exchange.Folder("").Open(filepath.Join(dir, "given"+exchange.Extension), "")
		must(t, err)
		k.atLeast(t, "file", given.Assessment.Plan.Strong)
	}
}
