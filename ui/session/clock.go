package session

import (
	"time"

	"kwaliteitskaart/assessment"
)

// Clock divides the time left for the discussion over the indicators still to be discussed. It belongs to one meeting
// and is not stored. The zero Clock is a discussion that has not started.
type Clock struct {
	// Talk is the length of the discussion unless the facilitator changes it.
	Talk   time.Duration
	ends   time.Time                // end of the discussion
	point  string                   // the indicator being discussed
	since  time.Time                // when its discussion began or was resumed
	shares map[string]time.Duration // time for each indicator discussed so far; nil if the discussion has not started
	spent  map[string]time.Duration // on each, before since
	stood  time.Time                // when the clock stopped; zero while it runs
	held   bool                     // stopped by Pause
	// Parked lists the indicators moved to the end, in that order.
	Parked []string
}

// TurnTo starts the time for the indicator point, one of open remaining ones, at the time at; one that was discussed before
// continues with the time it had left. It does nothing if point is already being discussed. The first call starts the
// discussion.
func (c *Clock) TurnTo(point string, open int, at time.Time) {
	at = c.moment(at)
	if !c.started() {
		c.ends = at.Add(c.Talk)
		c.shares, c.spent = make(map[string]time.Duration), make(map[string]time.Duration)
	}
	if c.point == point {
		return
	}
	c.spent[c.point] += at.Sub(c.since)
	c.point, c.since = point, at
	if _, before := c.shares[point]; !before {
		c.shares[point] = c.ShareOf(open, at)
	}
}

// Plan sets the length of a discussion that has not started: the scope may have changed since the clock was made.
func (c *Clock) Plan(talk time.Duration) {
	if !c.started() {
		c.Talk = talk
	}
}

func (c *Clock) started() bool { return c.shares != nil }

// Left returns the time left at the time at: for the whole discussion, at least zero, and for the current indicator, negative
// if it took longer.
func (c *Clock) Left(at time.Time) (all, point time.Duration) {
	at = c.moment(at)
	return max(0, c.ends.Sub(at)), c.shares[c.point] - c.used(at)
}

// Used returns the part of the current indicator's time that is used at the time at, from 0 to 1.
func (c *Clock) Used(at time.Time) float32 {
	share := c.shares[c.point]
	if share <= 0 {
		return 1
	}
	return float32(min(1, c.used(c.moment(at)).Seconds()/share.Seconds()))
}

// Spent returns how much of the current indicator's own time is spent at the time at, at most all of it.
func (c *Clock) Spent(at time.Time) time.Duration {
	return max(0, min(c.used(c.moment(at)), c.shares[c.point]))
}

// used returns the time spent on the current indicator.
func (c *Clock) used(at time.Time) time.Duration { return c.spent[c.point] + at.Sub(c.since) }

// ShareOf returns the time for each of open remaining indicators.
func (c *Clock) ShareOf(open int, at time.Time) time.Duration {
	return assessment.Share(c.ends.Sub(c.moment(at)), open)
}

// Extend adds by, which may be negative, to the discussion, and recomputes the time of the current indicator; the end
// is never before at. Before the discussion starts, it changes its length.
func (c *Clock) Extend(by time.Duration, open int, at time.Time) {
	if !c.started() {
		c.Talk = max(0, c.Talk+by)
		return
	}
	at = c.moment(at)
	c.ends = c.ends.Add(by)
	if c.ends.Before(at) {
		c.ends = at
	}
	c.shares[c.point] = c.used(at) + c.ShareOf(open, at)
}

// moment returns the time at which the clock stopped, or at if it runs.
func (c *Clock) moment(at time.Time) time.Time {
	if c.stood.IsZero() {
		return at
	}
	return c.stood
}

// Stop stops the clock until Run.
func (c *Clock) Stop(at time.Time) { c.stood = c.moment(at) }

// Run continues the clock where it stopped, unless it is paused.
func (c *Clock) Run(at time.Time) {
	if c.held || c.stood.IsZero() {
		return
	}
	stood := at.Sub(c.stood)
	c.stood = time.Time{}
	if c.started() {
		c.ends, c.since = c.ends.Add(stood), c.since.Add(stood)
	}
}

// TogglePause pauses or continues the clock.
func (c *Clock) TogglePause(at time.Time) {
	if c.held = !c.held; c.held {
		c.Stop(at)
	} else {
		c.Run(at)
	}
}

// Paused reports whether the clock is paused.
func (c *Clock) Paused() bool { return c.held }

// Park moves an indicator to the end, after all others.
func (c *Clock) Park(point string) {
	var others []string
	for _, p := range c.Parked {
		if p != point {
			others = append(others, p)
		}
	}
	c.Parked = append(others, point)
}
