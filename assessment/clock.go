package assessment

import "time"

// LeapDays is the longest step of the clock, in days between two starts of the program, that is accepted without
// asking: a clock that ran ahead must not cause anything to be erased.
const LeapDays = 7

// SetBack reports whether the clock is more than six hours behind right, a moment at which it was considered right. It is
// wrong now, or was then.
func SetBack(right, now Instant) bool {
	const hours = 6
	return now < right-Instant(hours*time.Hour/time.Millisecond)
}

// Leapt reports whether the clock has advanced more than LeapDays since right, a moment at which it was right. A
// clock that was set back causes nothing to be erased.
func Leapt(right, now Instant) bool {
	return now > right+Instant(LeapDays*24*time.Hour/time.Millisecond)
}
