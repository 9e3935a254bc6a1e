package exchange

import (
	"fmt"
	"path/filepath"
	"strings"

	ics "github.com/arran4/golang-ical"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
)

// ICS is the extension of a calendar.
const ICS = ".ics"

// Calendar returns entries as an iCalendar file of all-day events, made on today. A calendar replaces an event that it
// already has, because the id is the same. The same entries and day give the same bytes.
func Calendar(entries []assessment.CalendarEntry, lang *words.Language, today assessment.Date) []byte {
	c := ics.NewCalendar()
	c.SetProductId("-//Kwaliteitskaart//" + strings.ToUpper(lang.Code()))
	c.SetMethod(ics.MethodPublish)
	c.SetXWRCalName(lang.Say("calendar.title"))
	for _, e := range entries {
		event := c.AddEvent(e.UID)
		event.SetDtStampTime(today.Time())
		event.SetLastModifiedAt(e.Changed.Clamp().Time())
		event.SetSequence(int((e.Changed.Clamp() - assessment.FirstInstant) / 60_000)) // in minutes it fits
		event.SetAllDayStartAt(e.Day.Time())
		event.SetAllDayEndAt(e.Day.Time().AddDate(0, 0, 1))
		event.SetTimeTransparency(ics.TransparencyTransparent)
		event.SetSummary(legible(summaryOf(e, lang)))
		if e.Action != nil {
			event.SetDescription(legible(strings.Join(aboutAction(e.Action, lang), "\n")))
		}
	}
	return []byte(c.Serialize(ics.WithNewLineWindows))
}

func summaryOf(e assessment.CalendarEntry, lang *words.Language) string {
	what := lang.Say("calendar.evaluation")
	if e.Action != nil {
		what = oneLine(e.Action.What)
		if what == "" {
			what = lang.Say("calendar.action")
		}
	}
	if team := oneLine(e.Team.Name); team != "" {
		return what + " (" + team + ")"
	}
	return what
}

// oneLine returns a text on one line.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// aboutAction returns the lines of an event's description: the agreed fields of the action except its name.
func aboutAction(x *assessment.TeamAction, lang *words.Language) (lines []string) {
	indicator := x.Priority.Indicator
	if ind, _ := x.Round.Card.Indicator(indicator); ind != nil {
		indicator += " " + x.Round.Card.In(ind.Title, lang.Code())
	}
	lines = append(lines, indicator)
	for _, part := range []struct{ key, text string }{
		{"field.owner", x.Owner}, {"field.helpers", x.Helpers}, {"field.done_when", x.DoneWhen},
	} {
		if text := strings.TrimSpace(part.text); text != "" {
			lines = append(lines, lang.Say(part.key)+": "+text)
		}
	}
	return lines
}

// SaveCalendar writes entries to a calendar file. See WriteFile.
func SaveCalendar(path string, entries []assessment.CalendarEntry, lang *words.Language, today assessment.Date) error {
	if _, err := KindOf(path, ICS); err != nil {
		return err
	}
	return WriteFile(path, Calendar(entries, lang, today))
}

// SavedCalendar is a calendar file of one owner's actions. Nobody is the number of actions in it if they have no owner, else
// 0.
type SavedCalendar struct {
	Path   string
	Nobody int
}

// SaveCalendars writes a calendar file for each owner and one for actions without an owner, beside path and named after it.
func SaveCalendars(path string, entries []assessment.CalendarEntry, lang *words.Language, today assessment.Date, name func(owner string) string) (saved []SavedCalendar, err error) {
	if _, err := KindOf(path, ICS); err != nil {
		return nil, err
	}
	for _, of := range assessment.CalendarPerOwner(entries) {
		owner, s := of.Owner, SavedCalendar{}
		if owner == "" {
			owner, s.Nobody = lang.Say("calendar.nobody"), of.Actions
		}
		s.Path = filepath.Join(filepath.Dir(path), name(owner))
		if err := WriteFile(s.Path, Calendar(of.Entries, lang, today)); err != nil {
			return saved, fmt.Errorf("write the calendar of an owner: %w", err)
		}
		saved = append(saved, s)
	}
	return saved, nil
}

// Without returns a sentence about the calendar of actions without an owner and their number; "" if all have one.
func Without(saved []SavedCalendar, lang *words.Language) string {
	for _, s := range saved {
		if s.Nobody > 0 {
			return lang.Say("calendar.without", "count", s.Nobody, "file", filepath.Base(s.Path))
		}
	}
	return ""
}
