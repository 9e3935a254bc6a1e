package assessment_test

import (
	"testing"

	"kwaliteitskaart/assessment"
)

func TestMinutes(t *testing.T) {
	for _, c := range []struct {
		way                assessment.Way
		people, indicators int
		minutes            int
		fits               bool
	}{
		{assessment.WayOwn, 8, 33, 10, true},
		{assessment.WayPaper, 8, 33, 20, true},
		{assessment.WayPass, 8, 33, 90, false},
		{assessment.WayPass, 2, 33, 25, true},
		{assessment.WayPass, 8, 12, 35, true},
		{assessment.WayPass, 1, 12, 5, true},
		{assessment.WayOwn, 100, 1, 5, true},
		{assessment.WayPaper, 25, 33, 30, false},
		{assessment.WayOwn, 8, 100, 35, false},
	} {
		if got, fits := c.way.Minutes(c.people, c.indicators), c.way.FitsMeeting(c.people, c.indicators); got != c.minutes || fits != c.fits {
			t.Errorf("way %d, %d people, %d indicators: %d minutes, fits %v; want %d, %v", c.way, c.people, c.indicators, got, fits, c.minutes, c.fits)
		}
	}
}
