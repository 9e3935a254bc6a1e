package assessment

import (
	"encoding/json"
	"fmt"
	"time"
)

// Date is a local calendar date as "YYYY-MM-DD", or empty for none. Dates order as strings do.
type Date string

const dateLayout = "2006-01-02"

// ParseDate reads "YYYY-MM-DD" or nothing; anything else is an error.
func ParseDate(s string) (Date, error) {
	if s == "" {
		return "", nil
	}
	t, err := time.Parse(dateLayout, s)
	if err != nil || t.Year() < 1900 {
		return "", fmt.Errorf("date %.40q: want YYYY-MM-DD from 1900 on", s)
	}
	return Date(s), nil
}

// DateOf returns the local calendar date of a moment.
func DateOf(t time.Time) Date { return Date(t.Format(dateLayout)) }

// Time returns midnight UTC of the date; the zero time for none.
func (d Date) Time() time.Time {
	t, err := time.Parse(dateLayout, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// AddWeeks returns the date n weeks later; none stays none.
func (d Date) AddWeeks(n int) Date {
	t := d.Time()
	if t.IsZero() {
		return ""
	}
	return DateOf(t.AddDate(0, 0, 7*n))
}

// SchoolYear returns the school year the date lies in, as "2026-2027"; a school year runs from 1 August.
// Source: .github/spec/rules.md, Rounds and trend.
func (d Date) SchoolYear() string {
	t := d.Time()
	if t.IsZero() {
		return ""
	}
	first := t.Year()
	if t.Month() < time.August {
		first--
	}
	return fmt.Sprintf("%04d-%04d", first, first+1)
}

// Instant is a moment in UTC, in milliseconds since 1970. It stamps records, so that merging knows the later one.
type Instant int64

// A stamp lies between the years 2000 and 2199, so that what is stored can always be written and read again.
// Source: .github/spec/exchange.md, What is stored can be written.
var (
	FirstInstant = Instant(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli())
	LastInstant  = Instant(time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()) - 1
)

// InstantOf returns the instant of a moment, to the millisecond, as a stamp may have it: a clock may be years off.
func InstantOf(t time.Time) Instant { return Instant(t.UnixMilli()).Within() }

// Within returns the instant nearest to it that a stamp may have.
func (i Instant) Within() Instant { return min(max(i, FirstInstant), LastInstant) }

// After returns the stamp of a change made now to a record stamped old: max(now, old + 1 ms), so that a slow clock
// never loses to what it replaced. One that would pass 2199 stays at its last millisecond. Source: .github/spec/exchange.md, Merging.
func (now Instant) After(old Instant) Instant { return max(now, old+1).Within() }

// Time returns the instant as a UTC time.
func (i Instant) Time() time.Time { return time.UnixMilli(int64(i)).UTC() }

// String writes the instant to the second, or to the millisecond where it has any.
func (i Instant) String() string {
	if i%1000 == 0 {
		return i.Time().Format("2006-01-02T15:04:05Z")
	}
	return i.Time().Format("2006-01-02T15:04:05.000Z")
}

// ParseInstant reads an RFC 3339 instant in UTC ("Z"), to the second or millisecond, of the years 2000 to 2199.
func ParseInstant(s string) (Instant, error) {
	for _, layout := range []string{"2006-01-02T15:04:05Z", "2006-01-02T15:04:05.000Z"} {
		// Parse also takes a fraction of any length and a comma before it, so the text has to come back as it was.
		if t, err := time.Parse(layout, s); err == nil && t.Format(layout) == s && InstantOf(t) == Instant(t.UnixMilli()) {
			return InstantOf(t), nil
		}
	}
	return 0, fmt.Errorf("instant %.40q: want 2026-11-23T12:00:00Z, of 2000 to 2199", s)
}

// MarshalJSON writes the instant as String does.
func (i Instant) MarshalJSON() ([]byte, error) { return json.Marshal(i.String()) }

// UnmarshalJSON reads what ParseInstant reads.
func (i *Instant) UnmarshalJSON(b []byte) error {
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	v, err := ParseInstant(s)
	if err != nil {
		return err
	}
	*i = v
	return nil
}
