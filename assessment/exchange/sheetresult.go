package exchange

// results writes the result of each area; below it, after an empty row, the details of the assessment, the plan and
// its priorities.
func (s *sheets) results() {
	name := s.words.Say("sheet.result")
	s.sheet(name)
	columns, rows := s.areas()
	s.widths(name, columns)
	next := s.rows(name, 1, columns, rows) + 1
	for _, facts := range [][]fact{s.about(), s.plan()} {
		for _, f := range facts {
			s.put(name, 1, next, f.head, look{bold: true})
			s.put(name, 2, next, f.value, look{across: "left"}) // below each other
			next++
		}
		next++
	}
	columns, rows = s.priorities()
	s.rows(name, next, columns, rows)
}

func (s *sheets) areas() ([]column, [][]any) {
	columns := []column{
		{head: s.words.Say("sheet.area.id"), width: 24},
		{head: s.words.Say("sheet.area.title"), width: 44},
		{head: s.words.Say("sheet.area.applicable"), width: 16},
		{head: s.words.Say("sheet.area.scored"), width: 12},
		{head: s.words.Say("sheet.area.unknown"), width: 30},
		{head: s.words.Say("sheet.area.blank"), width: 30},
		{head: s.words.Say("sheet.area.not_applicable"), width: 30},
	}
	for n := range s.a.Card.Levels() {
		columns = append(columns, column{head: s.words.Say("sheet.area.level", "level", n+1), width: 10})
	}
	columns = append(columns,
		column{head: s.words.Say("sheet.area.mean"), width: 12},
		column{head: s.words.Say("sheet.area.label"), width: 24},
	)
	var rows [][]any
	for _, area := range s.a.Card.Areas {
		r := s.result.Area(area.ID)
		if r == nil {
			continue
		}
		row := []any{r.ID, s.card(area.Title), r.Applicable, r.Scored, r.Unknown, r.Blank, r.NotApplicable}
		for _, n := range r.Levels {
			row = append(row, n)
		}
		rows = append(rows, append(row, r.Mean, s.words.Say("label."+string(r.Label))))
	}
	return columns, rows
}

// fact is a value with its label.
type fact struct {
	head  string
	value any
}

func (s *sheets) about() []fact {
	card, team := s.a.Card, s.a.Team
	answered, total := s.a.Answered()
	return []fact{
		{s.words.Say("field.name"), team.Name},
		{s.words.Say("field.institution"), team.Institution},
		{s.words.Say("field.programme"), team.Programme},
		{s.words.Say("field.crebo"), team.Crebo},
		{s.words.Say("sheet.about.level"), team.Level},
		{s.words.Say("field.track"), team.Track},
		{s.words.Say("field.assessed_on"), s.a.Date},
		{s.words.Say("field.school_year"), s.a.SchoolYear},
		{s.words.Say("field.scope"), s.words.Say("scope." + string(s.a.Scope))},
		{s.words.Say("field.card"), s.card(card.Title)},
		{s.words.Say("sheet.about.version"), card.ID + " " + card.Version},
		{s.words.Say("sheet.about.answered"), answered},
		{s.words.Say("sheet.about.total"), total},
		{s.words.Say("sheet.about.ballots"), s.result.Ballots},
		{s.words.Say("sheet.about.assessment"), s.a.ID},
	}
}

func (s *sheets) plan() []fact {
	p := &s.a.Plan
	open, overdue := s.round.Progress(s.today)
	hours, euros := p.Totals()
	return []fact{
		{s.words.Say("field.date"), p.Date},
		{s.words.Say("sheet.plan.status"), s.words.Say("value." + string(p.Status))},
		{s.words.Say("field.adopted_on"), p.AdoptedOn},
		{s.words.Say("field.waived"), p.Waived},
		{s.words.Say("field.evaluation_date"), p.EvaluationDate},
		{s.words.Say("field.strong"), p.Strong},
		{s.words.Say("field.concern"), p.Concern},
		{s.words.Say("field.choice"), p.Choice},
		{s.words.Say("sheet.plan.hours"), hours},
		{s.words.Say("sheet.plan.euros"), euros},
		{s.words.Say("sheet.plan.open"), open},
		{s.words.Say("sheet.plan.overdue"), overdue},
	}
}

func (s *sheets) priorities() ([]column, [][]any) {
	columns := []column{
		{head: s.words.Say("sheet.priority.indicator")},
		{head: s.words.Say("sheet.priority.title")},
		{head: s.words.Say("sheet.priority.from")},
		{head: s.words.Say("sheet.priority.to")},
		{head: s.words.Say("field.why")},
		{head: s.words.Say("field.goal")},
		{head: s.words.Say("field.student_effect")},
		{head: s.words.Say("sheet.priority.actions")},
	}
	rows := make([][]any, len(s.a.Plan.Priorities))
	for i, p := range s.a.Plan.Priorities {
		title := ""
		if ind, _ := s.a.Card.Indicator(p.Indicator); ind != nil {
			title = s.card(ind.Title)
		}
		score := s.a.Score(p.Indicator)
		from, _ := s.answer(score.Answer)
		rows[i] = []any{p.Indicator, title, from, score.Target, p.Why, p.Goal, p.StudentEffect, len(p.Actions)}
	}
	return columns, rows
}
