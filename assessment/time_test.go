package assessment_test

import (
	"encoding/json"
	"testing"
	"time"

	"kwaliteitskaart/assessment"
)

func TestParseDate(t *testing.T) {
	for _, text := range []string{"", "2026-11-23", "1900-01-01", "9999-12-31", "2024-02-29", "2000-02-29"} {
		got, err := assessment.ParseDate(text)
		if err != nil || string(got) != text {
			t.Errorf("%q is read as %q, %v", text, got, err)
		}
	}
	for _, text := range []string{
		" ", "2026", "2026-11", "2026-11-3", "2026-1-03", "26-11-23", "23-11-2026", "2026/11/23", "2026-13-01", "2026-00-10",
		"2026-11-00", "2026-11-31", "2026-02-29", "1900-02-29", "2100-02-29", "1899-12-31", "0000-01-01", "-026-11-23",
		"12026-11-23", "2026-11-23 ", " 2026-11-23", "2026-11-23T00:00:00Z", "2026-11-23\n", "２026-11-23", "today",
	} {
		if got, err := assessment.ParseDate(text); err == nil || got != "" {
			t.Errorf("%q is read as %q, %v", text, got, err)
		}
	}
}

func TestDateOfIsLocal(t *testing.T) {
	amsterdam := time.FixedZone("CET", 3600)
	moment := time.Date(2026, 11, 22, 23, 30, 0, 0, time.UTC)
	equal(t, "in UTC", assessment.DateOf(moment), assessment.Date("2026-11-22"))
	equal(t, "here", assessment.DateOf(moment.In(amsterdam)), assessment.Date("2026-11-23"))
}

func TestDateArithmetic(t *testing.T) {
	for _, tt := range []struct {
		date  assessment.Date
		weeks int
		want  assessment.Date
	}{
		{"2026-11-23", 0, "2026-11-23"},
		{"2026-11-23", 6, "2027-01-04"},
		{"2026-03-25", 1, "2026-04-01"}, // across the start of summer time
		{"2026-10-20", 1, "2026-10-27"}, // across its end
		{"2024-02-26", 1, "2024-03-04"},
		{"2026-11-23", 40, "2027-08-30"},
		{"", 6, ""},
	} {
		equal(t, string(tt.date), tt.date.AddWeeks(tt.weeks), tt.want)
	}
	equal(t, "midnight", assessment.Date("2026-11-23").Time(), time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC))
	equal(t, "none", assessment.Date("").Time(), time.Time{})
}

func TestSchoolYear(t *testing.T) {
	for date, want := range map[assessment.Date]string{
		"2026-07-31": "2025-2026",
		"2026-08-01": "2026-2027",
		"2026-12-31": "2026-2027",
		"2027-01-01": "2026-2027",
		"2027-07-31": "2026-2027",
		"2027-08-01": "2027-2028",
		"1999-08-01": "1999-2000",
		"":           "",
	} {
		equal(t, string(date), date.SchoolYear(), want)
	}
}

func TestInstantText(t *testing.T) {
	for text, want := range map[string]assessment.Instant{
		"2000-01-01T00:00:00Z":     946684800000,
		"2000-01-01T00:00:00.001Z": 946684800001,
		"2026-11-23T12:00:00Z":     1795435200000,
		"2026-11-23T12:00:00.050Z": 1795435200050,
		"2199-12-31T23:59:59.999Z": 7258118399999,
	} {
		got, err := assessment.ParseInstant(text)
		if err != nil {
			t.Error(err)
		}
		equal(t, text+" read", got, want)
		equal(t, text+" written", want.String(), text)
		equal(t, text+" as time", want.Time().Format(time.RFC3339Nano), want.Time().UTC().Format(time.RFC3339Nano))
		equal(t, text+" and back", assessment.InstantOf(want.Time()), want)
		equal(t, text+" as JSON", jsonOf(t, want), `"`+text+`"`)
	}
	got, err := assessment.ParseInstant("2026-11-23T12:00:00.000Z")
	equal(t, "whole seconds with milliseconds", got.String(), "2026-11-23T12:00:00Z")
	equal(t, "error", err, nil)
}

func TestInstantRefuses(t *testing.T) {
	for _, text := range []string{
		"", "2026-11-23", "2026-11-23T12:00:00", "2026-11-23T12:00:00z", "2026-11-23t12:00:00Z", "2026-11-23 12:00:00Z",
		"2026-11-23T12:00:00+00:00", "2026-11-23T13:00:00+01:00", "2026-11-23T12:00Z", "2026-11-23T12:00:00.1Z",
		"2026-11-23T12:00:00.12Z", "2026-11-23T12:00:00.1234Z", "2026-11-23T12:00:00.123456789Z", "2026-11-23T12:00:00,123Z",
		"2026-11-23T24:00:00Z", "2026-11-23T12:60:00Z", "2026-11-23T12:00:60Z", "2026-02-30T12:00:00Z", "2026-11-23T1:00:00Z",
		"0000-01-01T00:00:00Z", "10000-01-01T00:00:00Z", "1999-12-31T23:59:59.999Z", "2200-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z", " 2026-11-23T12:00:00Z", "2026-11-23T12:00:00Z\n", "now",
	} {
		if got, err := assessment.ParseInstant(text); err == nil {
			t.Errorf("%q is read as %v", text, got)
		}
	}
	for _, text := range []string{`null`, `0`, `1795435200000`, `""`, `"now"`, `{}`} {
		var got assessment.Instant
		if err := json.Unmarshal([]byte(text), &got); err == nil {
			t.Errorf("%s is read as %v", text, got)
		}
	}
}

func TestInstantOfTime(t *testing.T) {
	here := time.Date(2026, 11, 23, 13, 0, 0, 1_999_999, time.FixedZone("CET", 3600))
	equal(t, "in UTC, to the millisecond", assessment.InstantOf(here).String(), "2026-11-23T12:00:00.001Z")
}

func TestInstantAfter(t *testing.T) {
	const now = assessment.Instant(1_795_435_200_000)
	for _, tt := range []struct{ now, old, want assessment.Instant }{
		{now, 0, now},
		{now, now - 2, now},
		{now, now - 1, now},
		{now, now, now + 1},
		{now, now + 1, now + 2},
		{now, now + 4000, now + 4001}, // a slow clock
		{0, 0, assessment.FirstInstant},
		{-now, 5, assessment.FirstInstant},
		{now, assessment.LastInstant - 1, assessment.LastInstant},
		{now, assessment.LastInstant, assessment.LastInstant},
		{now, assessment.LastInstant + now, assessment.LastInstant},
		{assessment.LastInstant + now, now, assessment.LastInstant},
	} {
		equal(t, "stamp", tt.now.After(tt.old), tt.want)
	}
}

// Every time that a clock can return, in any year, becomes a stamp that can be written and parsed.
func TestEveryStampParses(t *testing.T) {
	for _, year := range []int{-1, 1, 1601, 1970, 1999, 2000, 2026, 2199, 2200, 9999, 10000, 200000} {
		stamp := assessment.InstantOf(time.Date(year, 6, 1, 0, 0, 0, 0, time.UTC))
		for range 3 {
			got, err := assessment.ParseInstant(stamp.String())
			if err != nil || got != stamp {
				t.Errorf("%d: %v reads as %v, %v", year, stamp, got, err)
			}
			stamp = stamp.After(stamp)
		}
	}
}

// FuzzDateAndInstant searches for a text that is parsed as a date or an instant but formatted differently.
func FuzzDateAndInstant(f *testing.F) {
	for _, seed := range []string{
		"2026-11-23", "2024-02-29", "2026-02-29", "2026-11-23T12:00:00Z", "2026-11-23T12:00:00.123Z", "2026-11-23T12:00:00,123Z",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if d, err := assessment.ParseDate(text); err == nil && (string(d) != text || d != "" && assessment.DateOf(d.Time()) != d) {
			t.Errorf("%q is read as %q", text, d)
		}
		if i, err := assessment.ParseInstant(text); err == nil && i.String() != text && i.Time().Format("2006-01-02T15:04:05.000Z") != text {
			t.Errorf("%q is read as %v", text, i)
		}
	})
}
