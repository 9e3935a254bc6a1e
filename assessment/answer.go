package assessment

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// Answer is the answer of one person or of the team to one indicator: a level from 1 to n, the card's number of
// levels (3 to 6), or one of the three constants below. The four kinds are distinguished everywhere.
type Answer int8

const (
	// Blank is no answer. It is the zero value and is written as null.
	Blank Answer = 0
	// Unknown is "weet ik niet".
	Unknown Answer = -1
	// NotApplicable is "niet van toepassing". As a team score it needs a note.
	NotApplicable Answer = -2
)

// IsLevel reports whether the answer is a level.
func (a Answer) IsLevel() bool { return a > 0 }

// Valid reports whether the answer is possible on a card with n levels.
func (a Answer) Valid(n int) bool { return a >= NotApplicable && int(a) <= n }

// String returns the answer as in a hand-over file: a number, "unknown", "not_applicable" or "null".
func (a Answer) String() string {
	switch a {
	case Blank:
		return "null"
	case Unknown:
		return "unknown"
	case NotApplicable:
		return "not_applicable"
	}
	return strconv.Itoa(int(a))
}

// MarshalJSON writes a number, "unknown", "not_applicable" or null.
func (a Answer) MarshalJSON() ([]byte, error) {
	if a == Unknown || a == NotApplicable {
		return json.Marshal(a.String())
	}
	return []byte(a.String()), nil
}

// UnmarshalJSON reads what MarshalJSON writes. It does not check whether the level exists on the card.
func (a *Answer) UnmarshalJSON(b []byte) error {
	switch s := string(b); s {
	case "null":
		*a = Blank
	case `"unknown"`:
		*a = Unknown
	case `"not_applicable"`:
		*a = NotApplicable
	default:
		n, err := strconv.ParseInt(s, 10, 8)
		if err != nil || n < 1 {
			return fmt.Errorf("answer %.40s: want a level, \"unknown\", \"not_applicable\" or null", s)
		}
		*a = Answer(n)
	}
	return nil
}
