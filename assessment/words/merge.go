package words

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"kwaliteitskaart/assessment"
)

// Added returns a summary of what merging a file added: 3 scores, 1 action; "" for nothing.
func (l *Language) Added(m *assessment.Merged) string {
	var parts []string
	c := m.New
	for _, p := range []struct {
		key string
		n   int
	}{
		{"merge.scores", c.Scores},
		{"merge.priorities", c.Priorities},
		{"merge.actions", c.Actions},
		{"merge.notes", c.Notes},
		{"merge.ballots", c.Ballots},
		{"merge.other_ballots", m.Ballots},
		{"merge.answers", m.Answers},
		{"merge.editions", c.Editions},
		{"merge.entries", c.Entries},
	} {
		if p.n > 0 {
			parts = append(parts, l.Say(p.key, "count", p.n))
		}
	}
	if m.Previous {
		parts = append(parts, l.Say("merge.previous"))
	}
	return strings.Join(parts, ", ")
}

// Besides returns further sentences about a merge: that the assessment came back from the bin, and that ballots are waiting.
func (l *Language) Besides(m *assessment.Merged) (sentences []string) {
	if m.Returned {
		sentences = append(sentences, l.Say("merge.returned"))
	}
	if m.Revealed {
		sentences = append(sentences, l.Say("merge.revealed"))
	}
	if n := m.Waiting(); n > 0 {
		waits := "merge.waits"
		if m.Assessment.Plan.Status == assessment.PlanAdopted {
			waits = "merge.waits_adopted"
		}
		sentences = append(sentences, l.Say(waits, "count", n))
	}
	return sentences
}

// Replaced names a record that a merge replaced: Score V1, Action ‘…’.
func (l *Language) Replaced(r assessment.Replacement) string {
	name := r.ID
	switch b := r.Before; {
	case b.Priority != nil:
		name = b.Priority.Indicator
	case b.Action != nil:
		name = clip(b.Action.What)
	case b.Note != nil:
		name = clip(b.Note.Text)
	}
	key := "merge." + string(r.Kind)
	if r.After.Gone() {
		key += "_gone"
	}
	return l.Say(key, "name", name)
}

// The fields of a hand-over file whose values are shown differently from how the file stores them.
var (
	dateFields   = []string{"date", assessment.FieldAssessedOn, "answered_on", "start", "due", "evaluation_date", "adopted_on", "closed_on"}
	wordFields   = []string{"scope", "mode", "status", "revealed", "strength", "disagreed", "reply"}
	numberFields = []string{"hours", "euros"}
)

// RecordChange returns one changed field of a replaced record: Owner: coach → mentor.
func (l *Language) RecordChange(c assessment.RecordChange) string {
	after := l.fieldValue(c.Field, c.After)
	if c.Field == "carried_from" && c.Before != "" && c.After != "" {
		after = l.Say("value.another")
	}
	return l.Say("field."+c.Field) + ": " + l.fieldValue(c.Field, c.Before) + " → " + after
}

// Change returns one change to what was agreed, on one line: V1: Score: 2 → 3.
func (l *Language) Change(c assessment.Change) string {
	words := l.RecordChange(c.Value())
	switch {
	case c.Added():
		words = l.Say("field."+c.Field) + ": " + l.fieldValue(c.Field, c.After)
	case c.Removed():
		words = l.Say("field."+c.Field) + ": " + l.fieldValue(c.Field, c.Before)
	case c.What != "":
		words = "‘" + clip(c.What) + "’: " + words
	}
	if c.Indicator != "" {
		words = c.Indicator + ": " + words
	}
	return words
}

// Value returns the new value of a field.
func (l *Language) Value(c assessment.RecordChange) string { return l.fieldValue(c.Field, c.After) }

// WholeValue is Value without shortening texts, and with euros as an amount.
func (l *Language) WholeValue(c assessment.RecordChange) string {
	if n, err := strconv.Atoi(c.After); err == nil && c.Field == "euros" {
		return l.Euros(n)
	}
	if v := l.fieldValue(c.Field, c.After); v != clip(c.After) {
		return v
	}
	return c.After
}

// Agreed returns a value of a change, its Before or After, in readable form: an answer and a target with the level's title,
// an indicator with its own.
func (l *Language) Agreed(card *assessment.Card, c assessment.Change, value string) string {
	switch n, err := strconv.Atoi(value); {
	case c.Field == "carried_from" && c.Before != "" && value == c.After && value != "":
		return l.Say("value.another")
	case c.Field == "carried_from":
		return l.fieldValue(c.Field, value)
	case strings.TrimSpace(value) == "", c.Field == "answer" && value == assessment.Blank.String():
		return None
	case c.Kind == assessment.RecordPriority && (c.Added() || c.Removed() || c.Field == "indicator"):
		if ind, _ := card.Indicator(value); ind != nil {
			return value + " " + card.In(ind.Title, l.code)
		}
	case err == nil && (c.Field == "answer" || c.Field == "target") && n >= 1 && n <= card.Levels():
		return value + " " + card.In(card.Scale.Levels[n-1].Title, l.code)
	}
	return l.WholeValue(assessment.RecordChange{Field: c.Field, After: value})
}

// Published returns what Agreed does for pages and sheets, which name nobody: fields that may contain names only say that
// there is something.
func (l *Language) Published(card *assessment.Card, c assessment.Change, value string) string {
	switch {
	case c.Event():
		return ""
	case slices.Contains([]string{"facilitator", "present"}, c.Field) && strings.TrimSpace(value) != "":
		return l.Say("value.names")
	}
	return l.Agreed(card, c, value)
}

func (l *Language) fieldValue(field, value string) string {
	switch {
	case field == "carried_from": // an id means nothing to readers
		return l.Say("value." + strconv.FormatBool(value != ""))
	case value == "":
		return None
	case slices.Contains(dateFields, field):
		return l.Date(assessment.Date(value))
	case slices.Contains(wordFields, field), field == "answer" && (value == "unknown" || value == "not_applicable"):
		return l.Say("value." + value)
	}
	if n, err := strconv.Atoi(value); err == nil && slices.Contains(numberFields, field) {
		return l.Number(n)
	}
	return clip(value)
}

// clip returns enough of s to recognise it by, on one line.
func clip(s string) string {
	const most = 60
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	return s
}
