package assessment_test

import (
	"slices"
	"testing"
	"time"

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
		{assessment.WayScan, 8, 33, 10, true},
		{assessment.WayScan, 25, 33, 15, true},
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

func TestTalk(t *testing.T) {
	for indicators, want := range map[int]int{33: 40, 12: 15, 1: 5} {
		if got := assessment.TalkMinutes(indicators); got != want {
			t.Errorf("the talk about %d indicators takes %d minutes, want %d", indicators, got, want)
		}
	}
	for left, want := range map[time.Duration]int{0: 0, -time.Hour: 0, time.Minute: 0, 3 * time.Minute: 1, 15*time.Minute - time.Second: 5, 40 * time.Minute: 13} {
		if got := assessment.PointsWithin(left); got != want {
			t.Errorf("%d points fit %v, want %d", got, left, want)
		}
	}
}

func TestTimetable(t *testing.T) {
	for _, c := range []struct {
		mode               assessment.Mode
		way                assessment.Way
		people, indicators int
		want               []int
	}{
		{assessment.ModeIndividual, assessment.WayOwn, 8, 33, []int{5, 15, 55, 65, 100}},
		{assessment.ModeIndividual, assessment.WayPaper, 8, 33, []int{5, 25, 65, 75, 110}},
		{assessment.ModeIndividual, assessment.WayOwn, 8, 12, []int{5, 10, 25, 35, 70}},
		{assessment.ModeTogether, assessment.WayOwn, 8, 33, []int{5, 85, 95, 130}},
		{assessment.ModeTogether, assessment.WayPass, 20, 12, []int{5, 35, 45, 80}},
	} {
		var got []int
		from := 0
		for _, p := range assessment.Timetable(c.mode, c.way, c.people, c.indicators) {
			got = append(got, p.Ends())
			if p.From != from {
				t.Errorf("%s begins at %d, not at %d", p.Part, p.From, from)
			}
			from = p.Ends()
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s, way %d, %d indicators: the parts end at %v, want %v", c.mode, c.way, c.indicators, got, c.want)
		}
	}
}
