package words

import (
	"strings"

	"kwaliteitskaart/assessment"
)

// Means returns hours and euros in words, those that are not 0: "12 uur", "€ 1.500". No line breaks within one.
func (l *Language) Means(hours, euros int) []string {
	var parts []string
	if hours > 0 {
		parts = append(parts, unbroken(l.Say("report.hours", "count", hours, "hours", l.Number(hours))))
	}
	if euros > 0 {
		parts = append(parts, unbroken(l.Euros(euros)))
	}
	return parts
}

// Replied returns the leadership's answer to an action on one line, without its words: "Toegezegd 12 uur en € 1.500,
// 20-01-2027". It says what was granted, which may be less than what is asked now; and if nobody answered, it says that.
func (l *Language) Replied(a *assessment.Action) string {
	r := a.Reply
	if r == nil || r.Kind == assessment.ReplyNone {
		return l.Say("report.reply.none")
	}
	said := l.Say("reply." + string(r.Kind))
	if granted := strings.Join(l.Means(a.Granted()), l.Say("report.and")); granted != "" {
		said += " " + granted
	}
	if r.On != "" {
		said += ", " + unbroken(l.Date(r.On))
	}
	return said
}

// unbroken returns s with no-break spaces.
func unbroken(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }
