package session

import (
	"context"
	"runtime"
	"slices"
	"sync"

	"kwaliteitskaart/assessment"
)

// Queue writes changes to disk one after another, off the UI goroutine, and reports its progress. A new change
// replaces a waiting one with the same key, so that fast typing does not outrun the disk. A change that fails stays
// and is retried on request or with the next change. A refused change is dropped, because it would be refused again.
type Queue struct {
	spawn   func(func())
	do      func(func())
	changed func(waiting int, failed error)

	mu         sync.Mutex
	idle       *sync.Cond
	jobs       []job // the first is being written while writing is true
	writing    bool
	failed     error
	hushed     bool
	unreported []error // errors not yet reported on the UI goroutine
	called     bool    // a report on the UI goroutine is pending
}

type job struct {
	key  string
	save func(context.Context) error
}

// NewQueue returns an empty queue. spawn runs the writing concurrently. do runs a function on the UI goroutine, eventually;
// there changed is called whenever the number of waiting changes or the failure changes.
func NewQueue(spawn, do func(func()), changed func(waiting int, failed error)) *Queue {
	q := &Queue{spawn: spawn, do: do, changed: changed}
	q.idle = sync.NewCond(&q.mu)
	return q
}

// Add appends a change. A change with a key replaces the last waiting one if that has the same key.
func (q *Queue) Add(key string, save func(context.Context) error) {
	q.mu.Lock()
	if n := len(q.jobs); key != "" && n > 0 && q.jobs[n-1].key == key && (n > 1 || !q.writing) {
		q.jobs[n-1].save = save
	} else {
		q.jobs = append(q.jobs, job{key, save})
	}
	q.mu.Unlock()
	q.Retry() // start writing before reporting
	if n, failed := q.state(); n > 0 && failed == nil {
		q.changed(n, nil)
	}
}

// Refuse reports a change as refused, as the store would have; nothing of it was made.
func (q *Queue) Refuse(err error) { q.changed(0, err) }

func (q *Queue) state() (waiting int, failed error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return len(q.jobs), q.failed
}

// Retry writes all waiting changes, including one that failed before.
func (q *Queue) Retry() {
	q.mu.Lock()
	q.failed = nil
	start := !q.writing && len(q.jobs) > 0
	q.writing = q.writing || start
	q.mu.Unlock()
	if start {
		q.spawn(q.write)
		// The writing starts now. Another processor would only pick it up once it is certain that this goroutine
		// continues, which takes longer than the writing itself does without the disk.
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

// Silence stops the calls of changed, for when the window is gone; writing continues.
func (q *Queue) Silence() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.hushed = true
}

// Failure returns the reason why a change failed and waits for a retry, or nil.
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

		err := next.save(context.Background()) // a change must not be interrupted half-way

		q.mu.Lock()
		if err == nil || assessment.Refused(err) {
			q.jobs = q.jobs[1:]
		} else {
			q.failed = err
		}
		q.unreported = slices.DeleteFunc(q.unreported, func(e error) bool { return !assessment.Refused(e) }) // it was retried since
		if err != nil {
			q.unreported = append(q.unreported, err)
		}
		call := !q.hushed && !q.called
		q.called = q.called || call
		q.mu.Unlock()
		if call {
			q.do(q.notify)
		}
	}
}

// notify reports the current state on the UI goroutine. It combines many changes into one report: otherwise a slow
// screen would lag minutes behind, and still report a full disk long after there is space again.
func (q *Queue) notify() {
	q.mu.Lock()
	waiting, unreported := len(q.jobs), q.unreported
	q.unreported, q.called = nil, false
	q.mu.Unlock()
	if len(unreported) == 0 {
		q.changed(waiting, nil)
	}
	for _, err := range unreported {
		q.changed(waiting, err)
	}
}
