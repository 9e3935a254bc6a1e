package assessment

import "slices"

// FindOut is the id of the standard suggestion for an indicator answered with Unknown.
const FindOut = "find-out"

const findOutWeeks = 6

// Suggestion is an action that the card offers for the team's score, or the standard one for Unknown, which has no
// card action and whose text the caller provides.
type Suggestion struct {
	ID    string
	Card  *CardAction // nil for FindOut
	Weeks int         // from the plan date to the due date
}

// Suggestions returns the card's actions for the indicator's team score; for Unknown, the standard action to find
// out. Source: .github/spec/rules.md, Plan.
func (a *Assessment) Suggestions(indicator string) []Suggestion {
	answer := a.Score(indicator).Answer
	if answer == Unknown {
		return []Suggestion{{ID: FindOut, Weeks: findOutWeeks}}
	}
	ind, _ := a.Card.Indicator(indicator)
	if ind == nil || !answer.IsLevel() {
		return nil
	}
	var list []Suggestion
	for i := range ind.Actions {
		if c := &ind.Actions[i]; slices.Contains(c.ForLevels, int(answer)) {
			s := Suggestion{ID: c.ID, Card: c}
			if t := a.Card.Term(c.Term); t != nil {
				s.Weeks = t.Weeks
			}
			list = append(list, s)
		}
	}
	return list
}

// ActionFrom returns a new action copied from a suggestion in a language; findOut is the text of the standard action.
func (a *Assessment) ActionFrom(s Suggestion, lang, findOut string) Action {
	act := NewAction(a.Plan.Date)
	act.Suggestion = s.ID
	act.Due = a.Plan.Date.AddWeeks(s.Weeks)
	if s.Card == nil {
		act.What = findOut
		return act
	}
	act.What = a.Card.In(s.Card.Text, lang)
	act.Owner = a.Card.RoleTitle(s.Card.Owner, lang)
	act.DoneWhen = a.Card.In(s.Card.Result, lang)
	if s.Card.Kind == KindQuickWin {
		act.Feasibility = 3
	}
	return act
}

// NewAction returns an empty action that starts on the given date.
func NewAction(start Date) Action {
	return Action{ID: NewID(), Start: start, Feasibility: 2, Status: ActionTodo}
}
