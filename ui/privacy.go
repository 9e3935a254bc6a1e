package ui

import (
	"fyne.io/fyne/v2"

	"kwaliteitskaart/ui/widgets"
)

// Stored is the tables and columns of the database. The settings describe each table in words ("privacy." + table); a
// test compares it with the schema, so that nothing is stored that is not described.
var Stored = []struct {
	Table   string
	Columns []string
}{
	{"assessment", []string{
		"id", "card_id", "card_version", "team_id", "institution", "programme", "team_name", "crebo", "level", "track",
		"date", "school_year", "scope", "mode", "revealed", "facilitator", "present", "status", "updated_at", "expected",
		"binned_at", "closed_on",
	}},
	{"ballot", []string{"assessment", "id", "group", "answers", "remarks", "waiting"}},
	{"draft", []string{"assessment", "group", "answers", "remarks"}},
	{"score", []string{
		"assessment", "indicator", "answer", "note", "evidence", "target", "importance", "strength", "updated_at", "disagreed",
	}},
	{"plan", []string{
		"assessment", "date", "status", "strong", "concern", "choice", "evaluation_date", "adopted_on", "waived",
		"updated_at", "sealed_at",
	}},
	{"priority", []string{
		"assessment", "id", "indicator", "why", "goal", "student_effect", "position", "updated_at",
	}},
	{"action", []string{
		"assessment", "id", "priority", "what", "owner", "helpers", "start", "due", "done_when", "hours", "euros", "ask",
		"feasibility", "status", "reason", "suggestion", "updated_at", "carried_from",
	}},
	{"note", []string{"assessment", "id", "action", "date", "text"}},
	{"deleted", []string{"assessment", "id", "updated_at"}},
	{"answer", []string{"assessment", "action", "kind", "words", "hours", "euros", "on", "updated_at"}},
	{"edition", []string{"assessment", "id", "content"}},
	{"plan_log", []string{"assessment", "id", "on", "record", "field", "before", "after", "why"}},
	{"previous", []string{"assessment", "content"}},
	{"replaced", []string{"assessment", "at", "kind", "record", "before", "after"}},
	{"card", []string{"id", "version", "content"}},
	{"card_indicator", []string{"card_id", "card_version", "indicator", "core"}},
}

// stored returns that description.
func (w *Window) stored() fyne.CanvasObject {
	list := widgets.Column(6, widgets.NewText(w.say("privacy.title")))
	for _, s := range Stored {
		list.Add(widgets.Columns(8, []float32{0, 1}, widgets.NewText("•").OneLine(), widgets.NewText(w.say("privacy."+s.Table))))
	}
	list.Add(widgets.Columns(8, []float32{0, 1}, widgets.NewText("•").OneLine(), widgets.NewText(w.say("privacy.settings"))))
	return list
}
