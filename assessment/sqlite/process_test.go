package sqlite

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// The tests run this binary as another process that does one of these and prints the result.
const childVariable = "KWALITEITSKAART_TEST_CHILD"

var children = map[string]func(ctx context.Context, dir string) error{
	"write": childWrite,
	"hold":  childHold,
	"open":  childOpen,
	"read":  childRead,
	"key":   childKey,
}

func TestMain(m *testing.M) {
	child, ok := children[os.Getenv(childVariable)]
	if !ok {
		os.Exit(storetest.Tests{M: m}.Run())
	}
	if err := child(context.Background(), os.Args[len(os.Args)-1]); err != nil {
		fmt.Println(assessment.CodeOf(err), err)
		os.Exit(1)
	}
}

// child returns this binary as another process in a folder, not started yet.
func child(t *testing.T, do, dir string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	cmd := exec.CommandContext(t.Context(), self, dir)
	cmd.Env = append(os.Environ(), childVariable+"="+do)
	cmd.Stderr = os.Stderr
	return cmd
}

// start starts a child. It returns the child's output, and its input, whose closing makes it end.
func start(t *testing.T, cmd *exec.Cmd) (*bufio.Scanner, io.Closer) {
	t.Helper()
	out, err := cmd.StdoutPipe()
	must(t, err)
	in, err := cmd.StdinPipe()
	must(t, err)
	must(t, cmd.Start())
	return bufio.NewScanner(out), in
}

// childWrite makes one change after another, and reports each when it is committed.
func childWrite(ctx context.Context, dir string) error {
	s, err := Open(ctx, dir, Options{Holder: "command"})
	if err != nil {
		return err
	}
	list, err := s.Summaries(ctx, storetest.Today)
	if err != nil {
		return err
	}
	a, err := s.Load(ctx, list[0].ID)
	if err != nil {
		return err
	}
	action := a.Plan.Priorities[0].Actions[0].ID
	for n := 1; ; n++ {
		if err := s.AddNote(ctx, a.ID, action, numberedNote(n)); err != nil {
			return err
		}
		fmt.Println(n)
	}
}

func numberedNote(n int) assessment.Note {
	return assessment.Note{ID: "n" + strconv.Itoa(n), Date: storetest.Today, Text: strconv.Itoa(n)}
}

// childHold keeps the store open until its input is closed.
func childHold(ctx context.Context, dir string) error {
	s, err := Open(ctx, dir, Options{Holder: "window"})
	if err != nil {
		return err
	}
	fmt.Println("open")
	if _, err := io.Copy(io.Discard, os.Stdin); err != nil {
		return err
	}
	return s.Close()
}

func childOpen(ctx context.Context, dir string) error {
	s, err := Open(ctx, dir, Options{})
	if err != nil {
		return err
	}
	fmt.Println("opened")
	return s.Close()
}

func childRead(ctx context.Context, dir string) error {
	s, err := OpenReader(ctx, dir, Options{})
	if err != nil {
		return err
	}
	list, err := s.Summaries(ctx, storetest.Today)
	if err != nil {
		return err
	}
	fmt.Println("read", len(list))
	return s.Close()
}

// A process killed at any moment has lost nothing that it reported as saved.
func TestKilledProcessLosesNothing(t *testing.T) {
	for round := range 4 {
		dir, a := filled(t)
		cmd := child(t, "write", dir)
		out, _ := start(t, cmd)
		last := 0
		next := func() bool {
			if !out.Scan() {
				return false
			}
			n, err := strconv.Atoi(out.Text())
			if err != nil || n != last+1 {
				t.Fatalf("round %d: the child said %q after %d", round, out.Text(), last)
			}
			last = n
			return true
		}
		if !next() {
			t.Fatalf("round %d: the child saved nothing", round)
		}
		complete(t, "a reader meanwhile", reading(t, dir), a, last)
		moment := time.AfterFunc(time.Duration(rand.IntN(150_000))*time.Microsecond, func() { _ = cmd.Process.Kill() })
		for next() {
			continue
		}
		moment.Stop()
		if err := cmd.Wait(); err == nil {
			t.Fatalf("round %d: the child ended by itself", round)
		}
		t.Logf("round %d: killed after %d changes", round, last)
		complete(t, "a reader after the crash", reading(t, dir), a, last)
		complete(t, "a writer after the crash", opened(t, dir, Options{}), a, last)
	}
}

// complete checks that at least last changes of childWrite are there.
func complete(t *testing.T, who string, s *Store, a *assessment.Assessment, last int) {
	t.Helper()
	if s.Altered() {
		t.Errorf("%s takes the database for another", who)
	}
	stored, err := s.Load(t.Context(), a.ID)
	must(t, err)
	act, _ := stored.Plan.Action(a.Plan.Priorities[0].Actions[0].ID)
	have := make(map[assessment.Note]bool)
	for _, n := range act.Notes {
		have[n] = true
	}
	for n := 1; n <= last; n++ {
		if !have[numberedNote(n)] {
			t.Fatalf("%s misses change %d of %d", who, n, last)
		}
	}
}

func TestLockedByAnotherProcess(t *testing.T) {
	dir, a := filled(t)
	started := time.Now()
	cmd := child(t, "hold", dir)
	out, in := start(t, cmd)
	if !out.Scan() || out.Text() != "open" {
		t.Fatalf("the child said %q", out.Text())
	}
	_, err := Open(t.Context(), dir, Options{})
	host, _ := os.Hostname()
	wants(t, err, assessment.CodeLocked, "host", host, "holder", "window")
	if told, ok := errors.AsType[*assessment.Error](err); ok {
		since := told.Args["since"] // a minute, or a day, may have passed since the child started
		if !strings.HasSuffix(since, started.Format("15:04")) && since != time.Now().Format("15:04") {
			t.Errorf("locked since %q, but the child started at %v", since, started)
		}
	}
	if got := evidenceIn(t, reading(t, dir), a); got != a.Scores[0].Evidence {
		t.Errorf("a reader meanwhile: %q", got)
	}
	must(t, in.Close())
	must(t, cmd.Wait())
	opened(t, dir, Options{})
}
