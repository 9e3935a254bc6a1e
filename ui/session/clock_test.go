package session

import (
	"slices"
	"testing"
	"time"
)

// The remaining time is divided over the indicators still to be discussed; extra time gives each its share, and a
// discussion cannot end in the past.
func TestClock(t *testing.T) {
	c := Clock{Talk: 45 * time.Minute}
	start := time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
	after := func(minutes int) time.Time { return start.Add(time.Duration(minutes) * time.Minute) }
	holds := func(at, all, point int) {
		t.Helper()
		gotAll, gotPoint := c.Left(after(at))
		if gotAll != time.Duration(all)*time.Minute || gotPoint != time.Duration(point)*time.Minute {
			t.Errorf("after %d minutes %v are left, %v for this one; want %d and %d", at, gotAll, gotPoint, all, point)
		}
	}
	c.TurnTo("V1", 9, after(0))
	holds(0, 45, 5)
	c.TurnTo("V1", 9, after(3)) // it continues
	holds(3, 42, 2)
	holds(7, 38, -2)
	c.TurnTo("V2", 5, after(10))
	holds(10, 35, 5) // no indicator takes longer
	c.Extend(10*time.Minute, 5, after(10))
	holds(10, 45, 5)
	c.Extend(-2*time.Hour, 5, after(20))
	holds(20, 0, 0)
	holds(21, 0, -1)

	c.TurnTo("V3", 4, after(21))
	c.TurnTo("V1", 4, after(23)) // its time was spent already
	holds(23, 0, -5)
	c.TurnTo("V2", 4, after(25))
	holds(25, 0, -1)
	if used := c.Used(after(25)); used != 1 {
		t.Errorf("%v of the time of V2 is used", used)
	}

	for _, p := range []string{"V1", "V2", "V3", "V1"} {
		c.Park(p)
	}
	if want := []string{"V2", "V3", "V1"}; !slices.Equal(c.Parked, want) {
		t.Errorf("parked are %v", c.Parked)
	}
}

// The discussion starts at its full length, whatever happens to the clock before.
func TestClockBeforeTheDiscussion(t *testing.T) {
	start := time.Date(2026, 11, 30, 9, 0, 0, 0, time.UTC)
	for name, do := range map[string]func(c *Clock){
		"stopped":         func(c *Clock) { c.Stop(start) },
		"paused and on":   func(c *Clock) { c.TogglePause(start); c.TogglePause(start.Add(time.Hour)) },
		"longer, shorter": func(c *Clock) { c.Extend(time.Hour, 3, start); c.Extend(-time.Hour, 3, start) },
		"looked at":       func(c *Clock) { c.Left(start); c.Used(start); c.ShareOf(3, start) },
	} {
		c := Clock{Talk: 45 * time.Minute}
		do(&c)
		c.Run(start.Add(time.Hour))
		c.TurnTo("V1", 9, start.Add(time.Hour))
		if all, point := c.Left(start.Add(62 * time.Minute)); all != 43*time.Minute || point != 3*time.Minute {
			t.Errorf("%s: after two minutes %v are left, %v for this one", name, all, point)
		}
	}
}
