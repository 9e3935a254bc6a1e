package ui

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
)

// now returns the moment, for stamping what is made here; the store stamps every later change itself.
func now() assessment.Instant { return assessment.InstantOf(time.Now()) }

// clock divides the time that is left over what is still to be talked about. It belongs to the open assessment and
// to this meeting: nothing of it is kept.
type clock struct {
	ends   time.Time // of the talk; zero when it has not begun
	point  string    // the indicator talked about
	since  time.Time // when that began
	share  time.Duration
	parked []string
}

// usualTalk is how long the talk takes unless the facilitator says otherwise.
const usualTalk = 45 * time.Minute

// turnTo begins an indicator, of so many that are still to be talked about.
func (c *clock) turnTo(point string, open int, at time.Time) {
	if c.ends.IsZero() {
		c.ends = at.Add(usualTalk)
	}
	if c.point != point {
		c.point, c.since, c.share = point, at, assessment.Share(c.ends.Sub(at), open)
	}
}

// left returns the time left for the talk, and for this indicator; the latter is negative when over.
func (c *clock) left(at time.Time) (all, point time.Duration) {
	return max(0, c.ends.Sub(at)), c.share - at.Sub(c.since)
}

// extend gives the talk more or less time, and this indicator its share of that.
func (c *clock) extend(by time.Duration, open int, at time.Time) {
	c.ends = c.ends.Add(by)
	if c.ends.Before(at) {
		c.ends = at
	}
	c.share = at.Sub(c.since) + assessment.Share(c.ends.Sub(at), open)
}

// park puts an indicator last.
func (c *clock) park(point string) {
	var others []string
	for _, p := range c.parked {
		if p != point {
			others = append(others, p)
		}
	}
	c.parked = append(others, point)
}

// minutes writes a time as 3:42; one that is over without its sign.
func minutes(d time.Duration) string {
	s := int(d.Abs().Seconds())
	return fmt.Sprintf("%d:%02d", s/60, s%60)
}

// everySecond calls a function on the UI goroutine once a second until it is stopped.
func everySecond(do func()) (stop func()) {
	t := time.NewTicker(time.Second)
	done := make(chan struct{})
	go func() {
		defer t.Stop()
		for {
			select {
			case <-done:
				return
			case <-t.C:
				fyne.Do(do)
			}
		}
	}()
	return func() { close(done) }
}
