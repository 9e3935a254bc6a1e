package ui

import (
	"time"

	"kwaliteitskaart/assessment"
)

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
		c.point, c.since, c.share = point, at, c.shareOf(open, at)
	}
}

// left returns the time left for the talk, and for this indicator; the latter is negative when over.
func (c *clock) left(at time.Time) (all, point time.Duration) {
	return max(0, c.ends.Sub(at)), c.share - at.Sub(c.since)
}

// shareOf returns the time there is for each of so many indicators that are still to be talked about.
func (c *clock) shareOf(open int, at time.Time) time.Duration {
	return assessment.Share(c.ends.Sub(at), open)
}

// extend gives the talk more or less time, and this indicator its share of that.
func (c *clock) extend(by time.Duration, open int, at time.Time) {
	c.ends = c.ends.Add(by)
	if c.ends.Before(at) {
		c.ends = at
	}
	c.share = at.Sub(c.since) + c.shareOf(open, at)
}

// park puts an indicator after all others, also after those parked before.
func (c *clock) park(point string) {
	var others []string
	for _, p := range c.parked {
		if p != point {
			others = append(others, p)
		}
	}
	c.parked = append(others, point)
}
