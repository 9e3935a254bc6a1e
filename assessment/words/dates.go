package words

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"kwaliteitskaart/assessment"
)

// Span determines which day is meant by a date without a year.
type Span int

// The spans. What a team agrees on lies ahead; the day on which it met may have been last week.
const (
	Ahead Span = iota // today, or the first such day after it
	Near              // the one closest to today
)

// FarYears is the number of years from today beyond which a date is so unlikely that the user is asked about it.
const FarYears = 10

// Far reports whether a date is more than FarYears from today.
func Far(d, today assessment.Date) bool {
	years := d.Time().Year() - today.Time().Year()
	return d != "" && (years > FarYears || years < -FarYears)
}

// ParseDate parses a date as people type or paste it: 23-11-2026, 23/11/26, 23.11, 23112026, 23 nov, 23nov '26,
// monday 23 november 2026, 2026-11-23, tomorrow, in 6 weeks. Blank text is valid and gives no date. If the year is
// missing, span determines which day is meant. A day of the week that the date does not fall on is an error.
func (l *Language) ParseDate(s string, today assessment.Date, span Span) (assessment.Date, bool) {
	f := parts(s)
	if len(f) == 0 {
		return "", strings.TrimSpace(s) == ""
	}
	if on := l.weekday(f[0]); on >= 0 && len(f) > 2 {
		d, ok := l.parse(f[1:], today, span)
		if !ok || (int(d.Time().Weekday())+6)%7 != on {
			return "", false
		}
		return d, true
	}
	return l.parse(f, today, span)
}

// parse parses the parts of a date without a day of the week.
func (l *Language) parse(f []string, today assessment.Date, span Span) (assessment.Date, bool) {
	if len(f) == 1 && len(f[0]) == 8 && strings.Trim(f[0], "0123456789") == "" { // 23112026, or 20261123
		if d, ok := figures([]string{f[0][:2], f[0][2:4], f[0][4:]}, today); ok {
			return d, true
		}
		return figures([]string{f[0][:4], f[0][4:6], f[0][6:]}, today)
	}
	if d, ok := l.relative(f, today); ok {
		return d, true
	}
	if month := l.month(f[0]); month != "" && len(f) > 1 { // november 23
		f[0], f[1] = f[1], f[0]
	}
	if len(f) < 2 || len(f) > 3 {
		return "", false
	}
	if month := l.month(f[1]); month != "" {
		f[1] = month
	}
	if len(f) == 3 {
		return figures(f, today)
	}
	var found []assessment.Date
	year := today.Time().Year()
	for y := year - 1; y <= year+8; y++ { // 29 February occurs at least once in this range
		if d, ok := figures([]string{f[0], f[1], strconv.Itoa(y)}, today); ok {
			found = append(found, d)
		}
	}
	if span == Ahead {
		found = slices.DeleteFunc(found, func(d assessment.Date) bool { return d < today })
	}
	if len(found) == 0 {
		return "", false
	}
	return slices.MinFunc(found, func(a, b assessment.Date) int { return days(a, today) - days(b, today) }), true
}

// parts returns the parts of a date in lower case: words and numbers, even without a separator.
func parts(s string) []string {
	var apart strings.Builder
	last := ' '
	for _, r := range strings.ToLower(s) {
		if unicode.IsDigit(last) && unicode.IsLetter(r) || unicode.IsLetter(last) && unicode.IsDigit(r) {
			apart.WriteByte(' ')
		}
		apart.WriteRune(r)
		last = r
	}
	return strings.FieldsFunc(apart.String(), between)
}

// weekday returns the day of the week, from 0 for Monday, given its name or the beginning of it; -1 if there is no such
// day, or if it is rather a month.
func (l *Language) weekday(word string) int {
	if len(word) < 2 || l.month(word) != "" {
		return -1
	}
	return slices.IndexFunc(strings.Fields(l.Say("date.weekdays")), func(name string) bool { return strings.HasPrefix(name, word) })
}

// between reports whether r separates the parts of a date.
func between(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("-/.,'’‘", r) }

// days returns the number of days between two dates.
func days(a, b assessment.Date) int {
	hours := int(a.Time().Sub(b.Time()).Hours())
	return max(hours, -hours) / 24
}

// figures parses day, month and year, or year, month and day. A two-digit year is in the century of today.
func figures(f []string, today assessment.Date) (assessment.Date, bool) {
	day, month, year := f[0], f[1], f[2]
	if len(day) == 4 {
		day, year = year, day
	}
	if len(year) == 2 && len(today) > 2 {
		year = string(today[:2]) + year
	}
	pad := func(s string) string { return strings.Repeat("0", max(0, 2-len(s))) + s }
	d, err := assessment.ParseDate(year + "-" + pad(month) + "-" + pad(day))
	return d, err == nil && d != ""
}

// month returns the two-digit number of a month, given its name or the beginning of it; "" if there is no such month.
func (l *Language) month(word string) string {
	for m := 1; m <= 12; m++ {
		key := "0" + strconv.Itoa(m)
		key = key[len(key)-2:]
		if len(word) >= 3 && strings.HasPrefix(strings.ToLower(l.Say("month.long."+key)), word) ||
			word == strings.ToLower(l.Say("month.short."+key)) {
			return key
		}
	}
	return ""
}

// relative parses a day relative to today.
func (l *Language) relative(f []string, today assessment.Date) (assessment.Date, bool) {
	for i, key := range []string{"date.today", "date.tomorrow", "date.after_tomorrow"} {
		if strings.Join(f, " ") == l.Say(key) {
			return assessment.DateOf(today.Time().AddDate(0, 0, i)), true
		}
	}
	has := func(key, word string) bool { return slices.Contains(strings.Fields(l.Say(key)), word) }
	count := 1
	switch {
	case len(f) == 2 && has("date.next", f[0]):
	case len(f) == 3 && has("date.in", f[0]) && has("date.one", f[1]):
	case len(f) == 3 && has("date.in", f[0]):
		n, err := strconv.Atoi(f[1])
		if err != nil || n < 0 || n > 1000 {
			return "", false
		}
		count = n
	default:
		return "", false
	}
	years, months, day := 0, 0, 0
	switch unit := f[len(f)-1]; {
	case has("date.days", unit):
		day = count
	case has("date.weeks", unit):
		day = 7 * count
	case has("date.months", unit):
		months = count
	case has("date.years", unit):
		years = count
	default:
		return "", false
	}
	first := today.Time().AddDate(years, months, day)
	if months > 0 || years > 0 { // 31 January plus a month is the end of February, not a day in March
		for first.Day() < today.Time().Day() && first.Day() <= 3 {
			first = first.AddDate(0, 0, -1)
		}
	}
	d, err := assessment.ParseDate(first.Format("2006-01-02"))
	return d, err == nil
}
