package assessment

import (
	"cmp"
	"slices"
	"strings"
	"sync"
)

// LogEntry records when and why a field of an agreed record was changed, with its values before and after. A change that is
// undone is another entry. Which changes there are is computed (Changes); the log only adds when and why.
// Source: .github/spec/exchange.md.
type LogEntry struct {
	ID     string   `json:"id"`
	On     Date     `json:"on"`
	Record string   `json:"record"` // indicator of a score, id of a priority or action; empty for the plan and the assessment
	Field  LogField `json:"field"`
	Before string   `json:"before"`
	After  string   `json:"after"`
	Why    string   `json:"why"`
}

// LogField is the field of a record, by its name in the hand-over file, or one of the constants.
type LogField string

// Entries that are not about a field: a plan was adopted (After is the day) or reopened (Before is that day), and a priority
// or action was added or removed.
const (
	LogAdopted  LogField = "adopted"
	LogReopened LogField = "reopened"
	LogAdded    LogField = "added"
	LogRemoved  LogField = "removed"
)

// logFields lists the fields that an entry may name.
var logFields = sync.OnceValue(func() map[LogField]bool {
	known := map[LogField]bool{LogAdopted: true, LogReopened: true, LogAdded: true, LogRemoved: true, "card": true}
	for _, r := range []Record{
		{Team: &Team{}, Details: &Details{}}, {Score: &Score{}}, {Plan: &Plan{}}, {Priority: &Priority{}}, {Action: &Action{}},
	} {
		for _, f := range r.fields() {
			known[LogField(f.name)] = true
		}
	}
	return known
})

// SortLog sorts entries by day, then id.
func SortLog(log []LogEntry) {
	slices.SortFunc(log, func(x, y LogEntry) int { return cmp.Or(cmp.Compare(x.On, y.On), strings.Compare(x.ID, y.ID)) })
}

// newEntry returns an entry with an id of its own.
func newEntry(on Date, record string, field LogField, before, after, why string) LogEntry {
	return LogEntry{ID: NewID(), On: on, Record: record, Field: field, Before: before, After: after, Why: why}
}

// logged returns the log with an entry, dated on, for each difference between was and p. What is typed letter by letter is
// one change: an entry of the same day that ends where this change begins is extended, or removed if the change undoes it. An
// entry with a reason stays as it is.
func (p *Plan) logged(was *Plan, on Date) []LogEntry {
	log := slices.Clone(p.Log)
	for _, c := range planDifferences(was, p) {
		before := c.Before
		same := slices.IndexFunc(log, func(e LogEntry) bool {
			return e.On == on && e.Record == c.Record && e.Field == c.LogField() && e.After == c.Before && e.Before != c.After && e.Why == "" &&
				e.Field != LogAdded && e.Field != LogRemoved
		})
		if same >= 0 {
			before = log[same].Before
			log = slices.Delete(log, same, same+1)
		}
		log = append(log, newEntry(on, c.Record, c.LogField(), before, c.After, ""))
	}
	SortLog(log)
	return log
}

// FollowLog returns the log of p after a change from was. If both are adopted, it has an entry for each difference.
func (p *Plan) FollowLog(was *Plan, on Date) []LogEntry {
	if p.Status != PlanAdopted || was.Status != PlanAdopted {
		return p.Log
	}
	return p.logged(was, on)
}

// withReason returns c with its day and reason: the day on which the value became what it is, and the newest reason given for
// it since.
func (p *Plan) withReason(c Change) Change {
	var since, given Date
	var same []LogEntry
	for _, e := range p.Log {
		switch {
		case e.Record != c.Record || e.Field != c.LogField():
		case strings.TrimSpace(e.After) == strings.TrimSpace(c.After), e.Field == LogAdded:
			same = append(same, e)
		default:
			since = max(since, e.On) // it was something else then
		}
	}
	if now := slices.DeleteFunc(slices.Clone(same), func(e LogEntry) bool { return e.On < since }); len(now) > 0 {
		same = now
	}
	for i, e := range same {
		if i == 0 || e.On < c.On {
			c.On = e.On
		}
		if e.Why != "" && e.On >= given {
			c.Why, given = e.Why, e.On
		}
	}
	return c
}

func (k *checker) log(at string, e LogEntry) {
	k.name(at+".id", e.ID)
	k.date(at+".on", e.On)
	if e.Record != "" {
		k.name(at+".record", e.Record)
	}
	if !logFields()[e.Field] {
		k.add(at+".field", FaultChoice, string(e.Field), string(LogAdopted))
	}
	k.text(at+".before", e.Before)
	k.text(at+".after", e.After)
	k.text(at+".why", e.Why)
}
