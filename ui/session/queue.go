package session

import (
	"context"
	"runtime"
	"slices"
	"sync"

	"kwaliteitskaart/assessment"
)

// Queue writes changes to disk one after another, off the UI goroutine, and says how far it is. A change waiting
// under the same key as a newer one is replaced by it, so that a fast typist does not outrun the disk. What failed
// stays, and is tried again when asked or with the next change. A refused change is dropped, because it would be refused
// again.
type Queue struct {
	spawn   func(func())
	do      func(func())
	changed func(waiting int, failed error)

	mu      sync.Mutex
	idle    *sync.Cond
	jobs    []job // the first is being written while writing
	writing bool
	failed  error
	hushed  bool
	untold  []error // what went wrong, until the UI goroutine has heard of it
	called  bool    // the UI goroutine, and it has not come yet
}

type job struct {
	key  string
	save func(context.Context) error
}

// NewQueue returns a queue with nothing in it. Spawn runs the writing apart from its caller. Do runs something on the UI
// goroutine, sooner or later; on that goroutine changed is called whenever the number waiting or the failure changes.
func NewQueue(spawn, do func(func()), changed func(waiting int, failed error)) *Queue {
	q := &Queue{spawn: spawn, do: do, changed: changed}
	q.idle = sync.NewCond(&q.mu)
	return q
}

// Add puts a change at the end. One with a key replaces the last one waiting when that has the same key.
func (q *Queue) Add(key string, save func(context.Context) error) {
	q.mu.Lock()
	if n := len(q.jobs); key != "" && n > 0 && q.jobs[n-1].key == key && (n > 1 || !q.writing) {
		q.jobs[n-1].save = save
	} else {
		q.jobs = append(q.jobs, job{key, save})
	}
	q.mu.Unlock()
	q.Retry() // the disk first, then the words about it
	if n, failed := q.state(); n > 0 && failed == nil {
		q.changed(n, nil)
	}
}

func (q *Queue) state() (waiting int, failed error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.jobs), q.failed
}

// Retry writes what waits, also what failed before.
func (q *Queue) Retry() {
	q.mu.Lock()
	q.failed = nil
	start := !q.writing && len(q.jobs) > 0
	q.writing = q.writing || start
	q.mu.Unlock()
	if start {
		q.spawn(q.write)
		// The writing starts now. Another processor would come for it only once it is sure that this goroutine goes on,
		// which takes longer than the writing does without the disk.
		runtime.Gosched()
	}
}

// Flush waits until everything is on disk or the first change has failed, and returns that failure.
func (q *Queue) Flush() error {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.writing {
		q.idle.Wait()
	}
	return q.failed
}

// Silence stops reports to changed, for when the window is gone; writing goes on.
func (q *Queue) Silence() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.hushed = true
}

// Failure returns why a change could not be written and waits to be tried again, or nil.
func (q *Queue) Failure() error {
	_, failed := q.state()
	return failed
}

func (q *Queue) write() {
	for {
		q.mu.Lock()
		if len(q.jobs) == 0 || q.failed != nil {
			q.writing = false
			q.idle.Broadcast()
			q.mu.Unlock()
			return
		}
		next := q.jobs[0]
		q.mu.Unlock()

		err := next.save(context.Background()) // nobody may stop a change half-way

		q.mu.Lock()
		if err == nil || assessment.Refused(err) {
			q.jobs = q.jobs[1:]
		} else {
			q.failed = err
		}
		q.untold = slices.DeleteFunc(q.untold, func(e error) bool { return !assessment.Refused(e) }) // it was tried again since
		if err != nil {
			q.untold = append(q.untold, err)
		}
		call := !q.hushed && !q.called
		q.called = q.called || call
		q.mu.Unlock()
		if call {
			q.do(q.tell)
		}
	}
}

// tell says how things are now, on the UI goroutine. A slow screen hears of many changes at once: it would be minutes
// behind, and go on about a disk that has long had room again.
func (q *Queue) tell() {
	q.mu.Lock()
	waiting, untold := len(q.jobs), q.untold
	q.untold, q.called = nil, false
	q.mu.Unlock()
	if len(untold) == 0 {
		q.changed(waiting, nil)
	}
	for _, err := range untold {
		q.changed(waiting, err)
	}
}
