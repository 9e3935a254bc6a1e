package session

import (
	"time"

	"kwaliteitskaart/assessment"
)

// Clock divides the time that is left for the talk over the indicators that are still to be talked about. It belongs to one
// meeting: nothing of it is kept. The zero Clock is a talk that has not begun.
type Clock struct {
	ends  time.Time // of the talk; zero when it has not begun
	point string    // the indicator talked about
	since time.Time // when that began
	share time.Duration
	stood time.Time // since when it stands still; zero while it runs
	held  bool      // it stands still because somebody said so
	// Parked is the indicators that were put last, in that order.
	Parked []string
}

// usualTalk is how long the talk takes unless the facilitator says otherwise.
const usualTalk = 45 * time.Minute

// TurnTo begins the time of an indicator, which is one of so many open ones; turning to the same again changes nothing. The first
// begins the talk.
func (c *Clock) TurnTo(point string, open int, at time.Time) {
	at = c.moment(at)
	if c.ends.IsZero() {
		c.ends = at.Add(usualTalk)
	}
	if c.point != point {
		c.point, c.since, c.share = point, at, c.ShareOf(open, at)
	}
}

// Left returns the time left for the talk, never below zero, and for this indicator, negative when it is over.
func (c *Clock) Left(at time.Time) (all, point time.Duration) {
	at = c.moment(at)
	return max(0, c.ends.Sub(at)), c.share - at.Sub(c.since)
}

// ShareOf returns the time for each of so many indicators that are still open.
func (c *Clock) ShareOf(open int, at time.Time) time.Duration {
	return assessment.Share(c.ends.Sub(c.moment(at)), open)
}

// Extend gives the talk more time, or less, and this indicator its share; the talk cannot end before now.
func (c *Clock) Extend(by time.Duration, open int, at time.Time) {
	at = c.moment(at)
	c.ends = c.ends.Add(by)
	if c.ends.Before(at) {
		c.ends = at
	}
	c.share = at.Sub(c.since) + c.ShareOf(open, at)
}

// moment returns the moment it stands still at, if it does, or else the one given.
func (c *Clock) moment(at time.Time) time.Time {
	if c.stood.IsZero() {
		return at
	}
	return c.stood
}

// Stop has it stand still while nothing is talked about.
func (c *Clock) Stop(at time.Time) { c.stood = c.moment(at) }

// Run has it go on where it stood still, unless somebody paused it.
func (c *Clock) Run(at time.Time) {
	if c.held || c.stood.IsZero() {
		return
	}
	stood := at.Sub(c.stood)
	c.ends, c.since, c.stood = c.ends.Add(stood), c.since.Add(stood), time.Time{}
}

// Pause has it stand still until it is called again.
func (c *Clock) Pause(at time.Time) {
	if c.held = !c.held; c.held {
		c.Stop(at)
	} else {
		c.Run(at)
	}
}

// Paused reports whether somebody paused it.
func (c *Clock) Paused() bool { return c.held }

// Park puts an indicator after all others, also after those parked before.
func (c *Clock) Park(point string) {
	var others []string
	for _, p := range c.Parked {
		if p != point {
			others = append(others, p)
		}
	}
	c.Parked = append(others, point)
}
