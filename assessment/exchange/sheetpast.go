package exchange

import (
	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
)

// became writes the actions of the previous rounds with their fates and the leadership's answers; nothing if there are none.
func (s *sheets) became(list []assessment.Became) {
	if len(list) == 0 {
		return
	}
	columns := append(fieldColumns(s.words, "what", "indicator", "owner", "due"), column{head: s.words.Say("report.column.fate"), width: 20})
	columns = append(columns, fieldColumns(s.words, append([]string{"reason", "hours", "euros", "ask"}, replyFields...)...)...)
	rows := make([][]any, len(list))
	for i, b := range list {
		reason := ""
		if b.Fate == assessment.FateStopped {
			reason = b.Reason
		}
		fate := s.words.Say("report.fate." + string(b.Fate))
		if b.Since != "" {
			fate += ", " + s.words.Say("report.became.since", "date", s.words.Date(b.Since))
		}
		rows[i] = []any{b.What, b.Indicator, b.Owner, b.Due, fate, reason, b.Hours, b.Euros, b.Ask}
		rows[i] = append(rows[i], replied(b.Action(), s.words)...)
	}
	s.list(s.words.Say("sheet.became"), "Became", columns, rows)
}

// replied returns the cells of the leadership's answer to an action: what it is, the hours and euros granted, its day and its
// words. Only an ask without an answer is called unanswered.
func replied(a *assessment.Action, lang *words.Language) []any {
	said := ""
	if a.Reply != nil {
		said = a.Reply.Words
	}
	switch r := a.Reply; {
	case !a.Asks():
		return []any{"", nil, nil, assessment.Date(""), said}
	case r == nil || r.Kind == assessment.ReplyNone:
		return []any{lang.Say("report.reply.none"), nil, nil, assessment.Date(""), said}
	default:
		hours, euros := a.Granted()
		return []any{lang.Say("reply." + string(r.Kind)), hours, euros, r.On, r.Words}
	}
}

// changes writes the adoptions before the last one with what the next one changed, and then the differences from what was
// agreed; nothing if there are none.
func (s *sheets) changes() {
	list := append(s.a.Adoptions(), s.a.Changes()...)
	if len(list) == 0 {
		return
	}
	columns := []column{
		{head: s.words.Say("report.column.when"), width: 12},
		{head: s.words.Say("report.column.changed"), width: 24},
		{head: s.words.Say("field.indicator"), width: 12},
		{head: s.words.Say("field.what"), width: 40},
		{head: s.words.Say("report.column.was"), width: 40},
		{head: s.words.Say("report.column.became"), width: 40},
		{head: s.words.Say("field.why"), width: 40},
	}
	rows := make([][]any, len(list))
	for i, x := range list {
		before, after := s.words.Published(s.a.Card, x, x.Before), s.words.Published(s.a.Card, x, x.After)
		rows[i] = []any{x.On, s.words.Say("field." + x.Field), x.Indicator, x.What, before, after, x.Why}
	}
	s.list(s.words.Say("sheet.changes"), "Changes", columns, rows)
}
