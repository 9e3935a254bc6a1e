package assessment

import (
	"math"
	"time"
)

// Way is a way to score individually first.
type Way int

// The ways: on a page or in a separate program, all at the same time; on paper forms that are then keyed in, or
// scanned; and on one laptop that is passed round.
const (
	WayOwn Way = iota
	WayPaper
	WayScan
	WayPass
)

// Durations, in seconds. Source: .github/spec/everyone.md; .github/spec/decisions.md, Minutes.
const (
	secondsIndicator = 20 // reading an indicator and choosing
	secondsForm      = 50 // keying in a form
	secondsScan      = 10 // scanning it
	secondsTurn      = 30 // handing the laptop over
	secondsExplain   = 5 * 60
	secondsResult    = 10 * 60
	secondsPlan      = 35 * 60
	secondsAround    = secondsExplain + secondsResult + secondsPlan
	secondsTogether  = 145         // agreeing on an indicator together
	secondsTalk      = 3 * 60      // discussing one indicator
	shareTalk        = 0.4         // of the indicators, rounded up, are discussed
	secondsMeeting   = 2 * 60 * 60 // the whole meeting
	roundedTo        = 5 * 60      // multiple to which the result is rounded
)

// Minutes returns how long people take to score indicators in this way, to the nearest 5 minutes and at least 5.
func (way Way) Minutes(people, indicators int) int {
	return rounded(way.seconds(people, indicators))
}

// Part is a part of the meeting.
type Part string

// The parts, in order. A team that scores together has no discussion afterwards.
const (
	PartExplain Part = "explain"
	PartScore   Part = "score"
	PartTalk    Part = "talk"
	PartResult  Part = "result"
	PartPlan    Part = "plan"
)

// Planned is a part of the meeting. From is the minute at which it begins, Takes the number of minutes it takes.
type Planned struct {
	Part        Part
	From, Takes int
}

// Ends returns the minute at which the part ends.
func (p Planned) Ends() int { return p.From + p.Takes }

// MeetingMinutes is the length of the meeting.
const MeetingMinutes = secondsMeeting / 60

// Timetable returns the parts of a meeting in which people score indicators in a mode, individually on their own devices
// unless way is another. Each takes a multiple of 5 minutes. Source: .github/spec/decisions.md, Minutes.
func Timetable(mode Mode, way Way, people, indicators int) []Planned {
	seconds := []struct {
		part  Part
		takes int
	}{
		{PartExplain, secondsExplain},
		{PartScore, way.seconds(people, indicators)},
		{PartTalk, talkSeconds(indicators)},
		{PartResult, secondsResult},
		{PartPlan, secondsPlan},
	}
	if mode == ModeTogether {
		seconds[1].takes, seconds[2].takes = secondsTogether*indicators, 0
	}
	var parts []Planned
	from := 0
	for _, x := range seconds {
		if x.takes > 0 {
			parts = append(parts, Planned{x.part, from, rounded(x.takes)})
			from = parts[len(parts)-1].Ends()
		}
	}
	return parts
}

// TalkMinutes returns how long the discussion of indicators takes, to the nearest 5 minutes and at least 5.
func TalkMinutes(indicators int) int { return rounded(talkSeconds(indicators)) }

// PointsTake returns the minutes needed to discuss so many indicators, to the nearest 5 and at least 5.
func PointsTake(points int) int { return rounded(secondsTalk * points) }

// PointsWithin returns how many indicators can be discussed in the time left, rounded to the nearest number.
func PointsWithin(left time.Duration) int {
	const each = secondsTalk * time.Second
	return int((max(0, left) + each/2) / each)
}

// talkSeconds returns the time to discuss the indicators that need it.
func talkSeconds(indicators int) int {
	return secondsTalk * int(math.Ceil(shareTalk*float64(indicators)))
}

// rounded returns seconds in minutes, to the nearest 5 and at least 5.
func rounded(seconds int) int {
	return int(max(1, math.Round(float64(seconds)/roundedTo))) * roundedTo / 60
}

// FitsMeeting reports whether scoring in this way, explaining it, the discussion, the result and the plan fit in a
// meeting of two hours.
func (way Way) FitsMeeting(people, indicators int) bool {
	return way.seconds(people, indicators)+talkSeconds(indicators)+secondsAround <= secondsMeeting
}

func (way Way) seconds(people, indicators int) int {
	each := secondsIndicator * indicators
	switch way {
	case WayPaper:
		return each + secondsForm*people
	case WayScan:
		return each + secondsScan*people
	case WayPass:
		return (each + secondsTurn) * people
	}
	return each
}
