package assessment

import "math"

// Way is a way to score individually first.
type Way int

// The ways: on a page or in a separate program, all at the same time; on paper forms that are then entered; and on
// one laptop that is passed round.
const (
	WayOwn Way = iota
	WayPaper
	WayPass
)

// Durations, in seconds. Source: .github/spec/everyone.md; .github/spec/decisions.md, Minutes.
const (
	secondsIndicator = 20          // reading an indicator and choosing
	secondsForm      = 50          // entering a form
	secondsTurn      = 30          // handing the laptop over
	secondsAround    = 50 * 60     // explaining, the result and the plan
	secondsTalk      = 3 * 60      // discussing one indicator
	shareTalk        = 0.4         // of the indicators, rounded up, are discussed
	secondsMeeting   = 2 * 60 * 60 // the whole meeting
	roundedTo        = 5 * 60      // multiple to which the result is rounded
)

// Minutes returns how long people take to score indicators in this way, to the nearest 5 minutes and at least 5.
func (way Way) Minutes(people, indicators int) int {
	rounded := math.Round(float64(way.seconds(people, indicators)) / roundedTo)
	return int(max(1, rounded)) * roundedTo / 60
}

// FitsMeeting reports whether scoring in this way, explaining it, the discussion, the result and the plan fit in a
// meeting of two hours.
func (way Way) FitsMeeting(people, indicators int) bool {
	talk := secondsTalk * int(math.Ceil(shareTalk*float64(indicators)))
	return way.seconds(people, indicators)+talk+secondsAround <= secondsMeeting
}

func (way Way) seconds(people, indicators int) int {
	each := secondsIndicator * indicators
	switch way {
	case WayPaper:
		return each + secondsForm*people
	case WayPass:
		return (each + secondsTurn) * people
	}
	return each
}
