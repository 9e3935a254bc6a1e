package session

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kwaliteitskaart/assessment"
)

// A screen that draws slowly gets one report for many changes, with the state at that moment: no failure that has passed, but
// every refusal.
func TestQueueReportsOnceToASlowScreen(t *testing.T) {
	var heard []string
	var calls []func()
	q := NewQueue(func(f func()) { f() }, func(f func()) { calls = append(calls, f) }, func(waiting int, err error) {
		if waiting > 0 && err == nil {
			return // reported while adding
		}
		heard = append(heard, string(assessment.CodeOf(err)))
	})
	full, refused := assessment.Fail(assessment.CodeDiskFull, nil), assessment.Fail(assessment.CodeExists, nil)
	writes := func(err error) { q.Add("", func(context.Context) error { return err }) }
	draw := func(want ...string) {
		t.Helper()
		if len(calls) != 1 {
			t.Errorf("the screen is called %d times", len(calls))
		}
		for _, f := range calls {
			f()
		}
		if d := cmp.Diff(want, heard); d != "" {
			t.Errorf("it hears (-want +got):\n%s", d)
		}
		heard, calls = nil, nil
	}
	for range 100 {
		writes(nil)
	}
	draw("")
	disk := error(full)
	for range 100 {
		q.Add("", func(context.Context) error { return disk })
	}
	draw("disk_full")
	q.Retry()
	disk = nil
	q.Retry()
	writes(refused)
	writes(refused)
	draw("exists", "exists")
	writes(full)
	if err := q.Flush(); !errors.Is(err, full) {
		t.Errorf("it waits for %v", err)
	}
	draw("disk_full")
}

// A change made while the previous one is being written is separate: only waiting changes are replaced.
func TestQueueKeepsAChangeMadeWhileWriting(t *testing.T) {
	var writing []func()
	q := NewQueue(func(f func()) { writing = append(writing, f) }, func(func()) {}, func(int, error) {})
	var wrote []string
	save := func(words string, meanwhile func()) func(context.Context) error {
		return func(context.Context) error {
			wrote = append(wrote, words)
			if meanwhile != nil {
				meanwhile()
			}
			return nil
		}
	}
	q.Add("note", save("a", func() {
		q.Add("note", save("ab", nil)) // replaced below, because it is waiting
		q.Add("note", save("abc", nil))
	}))
	for len(writing) > 0 {
		next := writing[0]
		writing = writing[1:]
		next()
	}
	if len(wrote) != 2 || wrote[0] != "a" || wrote[1] != "abc" {
		t.Errorf("wrote %q", wrote)
	}
}
