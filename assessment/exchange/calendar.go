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

// Calendar returns entries as an iCalendar file of whole days, made on a day. An entry that a calendar has already replaces
// that, because it has the same id. The same entries and day give the same bytes.
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

// aboutAction returns what a calendar says of an action besides its name: only what was agreed.
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

// SaveCalendars writes a calendar file for each owner, beside path and named after it, and returns their paths.
func SaveCalendars(path string, entries []assessment.CalendarEntry, lang *words.Language, today assessment.Date, name func(owner string) string) ([]string, error) {
	if _, err := KindOf(path, ICS); err != nil {
		return nil, err
	}
	var paths []string
	for _, owner := range assessment.CalendarOwners(entries) {
		to := filepath.Join(filepath.Dir(path), name(owner))
		if err := WriteFile(to, Calendar(assessment.CalendarOf(entries, owner), lang, today)); err != nil {
			return paths, fmt.Errorf("write the calendar of an owner: %w", err)
		}
		paths = append(paths, to)
	}
	return paths, nil
}
