package assessment

import (
	"encoding/json"
	"fmt"
	"time"
)

// Date is a local calendar date as "YYYY-MM-DD", or "" for none. Dates sort as strings.
type Date string

const dateLayout = "2006-01-02"

// ParseDate parses "YYYY-MM-DD", from the year 1900, or "".
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

// DateOf returns the calendar date of t in its location.
func DateOf(t time.Time) Date { return Date(t.Format(dateLayout)) }

// Time returns midnight UTC of the date; the zero time for "".
func (d Date) Time() time.Time {
	t, err := time.Parse(dateLayout, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// AddWeeks returns the date n weeks later; "" for "".
func (d Date) AddWeeks(n int) Date {
	t := d.Time()
	if t.IsZero() {
		return ""
	}
	return DateOf(t.AddDate(0, 0, 7*n))
}

// SchoolYear returns the school year of the date, such as "2026-2027"; a school year starts on 1 August. Source:
// .github/spec/rules.md, Rounds and trend.
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

// Seal is the instant at which a plan was last adopted or reopened; 0, written as "", for never.
type Seal Instant

// MarshalJSON writes the instant, or "" for none.
func (s Seal) MarshalJSON() ([]byte, error) {
	if s == 0 {
		return []byte(`""`), nil
	}
	return Instant(s).MarshalJSON()
}

// UnmarshalJSON reads what MarshalJSON writes.
func (s *Seal) UnmarshalJSON(b []byte) error {
	if string(b) == `""` {
		*s = 0
		return nil
	}
	return (*Instant)(s).UnmarshalJSON(b)
}

// Instant is a moment in UTC, in milliseconds since 1970. It stamps records, so that merging knows the later one.
type Instant int64

// The range of stamps, the years 2000 to 2199, in which everything stored can be written and read again. Source:
// .github/spec/exchange.md, What is stored can be written.
var (
	FirstInstant = Instant(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli())
	LastInstant  = Instant(time.Date(2200, 1, 1, 0, 0, 0, 0, time.UTC).UnixMilli()) - 1
)

// InstantOf returns the instant of t in milliseconds, clamped to the range of stamps: a clock may be years off.
func InstantOf(t time.Time) Instant { return Instant(t.UnixMilli()).Clamp() }

// Clamp returns the nearest instant in the range of stamps.
func (i Instant) Clamp() Instant { return min(max(i, FirstInstant), LastInstant) }

// After returns the stamp for a change made now to a record stamped old: max(now, old + 1 ms), so that a change made with a
// slow clock wins over what it replaces. It is clamped to the range of stamps. Source: .github/spec/exchange.md, Merging.
func (now Instant) After(old Instant) Instant { return max(now, old+1).Clamp() }

// Time returns the instant as a UTC time.
func (i Instant) Time() time.Time { return time.UnixMilli(int64(i)).UTC() }

// String returns the instant to the second, or to the millisecond if that is not 0.
func (i Instant) String() string {
	if i%1000 == 0 {
		return i.Time().Format("2006-01-02T15:04:05Z")
	}
	return i.Time().Format("2006-01-02T15:04:05.000Z")
}

// ParseInstant parses an RFC 3339 instant in UTC ("Z") with seconds or milliseconds, in the years 2000 to 2199.
func ParseInstant(s string) (Instant, error) {
	for _, layout := range []string{"2006-01-02T15:04:05Z", "2006-01-02T15:04:05.000Z"} {
		// Parse also accepts a fraction of any length and a comma, so check that formatting gives the same text.
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
