package assessment

import "time"

// LeapDays is the longest step of the clock, in days from one start of the program to the next, that is believed without
// asking: nothing is thrown away for good by a clock that ran ahead.
const LeapDays = 7

// Leapt reports whether the clock went further than may be believed since a moment at which it was right. A clock that was
// put back throws nothing away.
func Leapt(right, now Instant) bool {
	return now > right+Instant(LeapDays*24*time.Hour/time.Millisecond)
}
