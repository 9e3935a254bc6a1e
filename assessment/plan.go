package assessment

import (
	"cmp"
	"slices"
	"strings"
)

// Plan is the improvement plan: the chosen priorities and their actions. It is a draft until it is adopted
// ("vastgesteld"). Strong, Concern and Choice are the team's three sentences; Waived is the sentence with which it
// adopted the plan although something was missing.
type Plan struct {
	Date           Date       `json:"date"`
	Status         PlanStatus `json:"status"`
	Strong         string     `json:"strong"`
	Concern        string     `json:"concern"`
	Choice         string     `json:"choice"`
	EvaluationDate Date       `json:"evaluation_date"`
	AdoptedOn      Date       `json:"adopted_on"`
	Waived         string     `json:"waived"`
	UpdatedAt      Instant    `json:"updated_at"`
	Priorities     []Priority `json:"priorities"`
}

// PlanStatus says whether the team has adopted its plan.
type PlanStatus string

// A plan is a draft or adopted.
const (
	PlanDraft   PlanStatus = "draft"
	PlanAdopted PlanStatus = "adopted"
)

// Priority is one indicator the team chose to work on. Position orders them; gaps and equal positions are fine.
type Priority struct {
	ID            string   `json:"id"`
	Indicator     string   `json:"indicator"`
	Why           string   `json:"why"`
	Goal          string   `json:"goal"`
	StudentEffect string   `json:"student_effect"`
	Position      int      `json:"position"`
	UpdatedAt     Instant  `json:"updated_at"`
	Actions       []Action `json:"actions"`
}

// Action is one thing to do, with exactly one owner. Hours and Euros are whole and not negative; Feasibility is 1
// (hard) to 3 (easy); Reason says why it was stopped; Suggestion is the card action it was copied from, if any.
type Action struct {
	ID          string       `json:"id"`
	What        string       `json:"what"`
	Owner       string       `json:"owner"`
	Helpers     string       `json:"helpers"`
	Start       Date         `json:"start"`
	Due         Date         `json:"due"`
	DoneWhen    string       `json:"done_when"`
	Hours       int          `json:"hours"`
	Euros       int          `json:"euros"`
	Ask         string       `json:"ask"`
	Feasibility int          `json:"feasibility"`
	Status      ActionStatus `json:"status"`
	Reason      string       `json:"reason"`
	Suggestion  string       `json:"suggestion"`
	UpdatedAt   Instant      `json:"updated_at"`
	Notes       []Note       `json:"notes"`
}

// ActionStatus is how far an action is.
type ActionStatus string

// The statuses of an action; ActionStopped needs a reason.
const (
	ActionTodo    ActionStatus = "todo"
	ActionDoing   ActionStatus = "doing"
	ActionDone    ActionStatus = "done"
	ActionStopped ActionStatus = "stopped"
)

// ActionStatuses lists every status, in the order they are shown.
var ActionStatuses = []ActionStatus{ActionTodo, ActionDoing, ActionDone, ActionStopped}

// Note is one dated line of progress on an action. It never changes once written.
type Note struct {
	ID   string `json:"id"`
	Date Date   `json:"date"`
	Text string `json:"text"`
}

// ManyPriorities is the number of priorities above which the app warns ("rust en focus"), without blocking: it ranks, the
// team chooses. Source: .github/spec/rules.md, Priorities.
const ManyPriorities = 5

// Open reports whether the action still has to be finished.
func (a *Action) Open() bool { return a.Status == ActionTodo || a.Status == ActionDoing }

// Overdue reports whether the action is open and was due before today.
func (a *Action) Overdue(today Date) bool { return a.Open() && a.Due != "" && a.Due < today }

// QuickWin reports whether the action is easy (feasibility 3) and due within 12 weeks of the plan date; any other
// is a key action. Source: .github/spec/rules.md, Plan.
func (a *Action) QuickWin(planDate Date) bool {
	return a.Feasibility == 3 && a.Due != "" && planDate != "" && a.Due <= planDate.AddWeeks(12)
}

// Progress counts the actions of the plan that are open, and of those the overdue ones.
func (p *Plan) Progress(today Date) (open, overdue int) {
	for i := range p.Priorities {
		for j := range p.Priorities[i].Actions {
			a := &p.Priorities[i].Actions[j]
			if a.Open() {
				open++
			}
			if a.Overdue(today) {
				overdue++
			}
		}
	}
	return open, overdue
}

// Totals adds up what the plan asks for, in hours and euros, over the actions that were not stopped.
func (p *Plan) Totals() (hours, euros int) {
	for i := range p.Priorities {
		for _, a := range p.Priorities[i].Actions {
			if a.Status != ActionStopped {
				hours += a.Hours
				euros += a.Euros
			}
		}
	}
	return hours, euros
}

// PlacedAction is an action with the priority it belongs to.
type PlacedAction struct {
	*Action
	Priority *Priority
}

// ByDue returns all actions of the plan by due date (none last), then id.
func (p *Plan) ByDue() []PlacedAction {
	var all []PlacedAction
	for i := range p.Priorities {
		for j := range p.Priorities[i].Actions {
			all = append(all, PlacedAction{&p.Priorities[i].Actions[j], &p.Priorities[i]})
		}
	}
	slices.SortFunc(all, func(x, y PlacedAction) int { return byDue(*x.Action, *y.Action) })
	return all
}

// Priority returns the first priority with that id, or nil.
func (p *Plan) Priority(id string) *Priority {
	for i := range p.Priorities {
		if p.Priorities[i].ID == id {
			return &p.Priorities[i]
		}
	}
	return nil
}

// PriorityFor returns the first priority for an indicator, or nil.
func (p *Plan) PriorityFor(indicator string) *Priority {
	for i := range p.Priorities {
		if p.Priorities[i].Indicator == indicator {
			return &p.Priorities[i]
		}
	}
	return nil
}

// Others returns the priorities for an indicator after the first, which merging leaves: both stay until the team combines them.
func (p *Plan) Others(indicator string) (others []Priority) {
	first := p.PriorityFor(indicator)
	for i := range p.Priorities {
		if x := &p.Priorities[i]; x.Indicator == indicator && x != first {
			others = append(others, *x)
		}
	}
	return others
}

// Action returns the action with that id and its priority, or nil, nil.
func (p *Plan) Action(id string) (*Action, *Priority) {
	for i := range p.Priorities {
		for j := range p.Priorities[i].Actions {
			if p.Priorities[i].Actions[j].ID == id {
				return &p.Priorities[i].Actions[j], &p.Priorities[i]
			}
		}
	}
	return nil, nil
}

// Fresh returns the priority and all beneath it with new ids: what undoing a deletion adds, because a deleted id never
// returns.
func (p Priority) Fresh() Priority {
	p.ID = NewID()
	actions := make([]Action, len(p.Actions))
	for i, a := range p.Actions {
		actions[i] = a.Fresh()
	}
	p.Actions = actions
	return p
}

// With returns the priority with what another says besides, on a line of its own, and with the other's actions, as new ones.
func (p Priority) With(other Priority) Priority {
	p.Why, p.Goal = bothTexts(p.Why, other.Why), bothTexts(p.Goal, other.Goal)
	p.StudentEffect = bothTexts(p.StudentEffect, other.StudentEffect)
	p.Actions = append(slices.Clone(p.Actions), other.Fresh().Actions...)
	return p
}

func bothTexts(x, y string) string {
	switch x, y := strings.TrimSpace(x), strings.TrimSpace(y); {
	case y == "" || strings.Contains(x, y):
		return x
	case x == "":
		return y
	default:
		return x + "\n" + y
	}
}

// Fresh returns the action and its notes with new ids.
func (a Action) Fresh() Action {
	a.ID = NewID()
	notes := slices.Clone(a.Notes)
	for i := range notes {
		notes[i].ID = NewID()
	}
	a.Notes = notes
	return a
}

// CarriedOver returns the action as it starts in a next round's plan on a date: new, to do, without its past. A due date
// that has passed is left out, so that the team chooses another.
func (a Action) CarriedOver(planDate Date) Action {
	next := NewAction(planDate)
	next.What, next.Owner, next.Helpers, next.DoneWhen = a.What, a.Owner, a.Helpers, a.DoneWhen
	next.Hours, next.Euros, next.Ask = a.Hours, a.Euros, a.Ask
	next.Feasibility, next.Suggestion = a.Feasibility, a.Suggestion
	if a.Due >= planDate {
		next.Due = a.Due
	}
	return next
}

func byDue(x, y Action) int {
	if (x.Due == "") != (y.Due == "") {
		if x.Due == "" {
			return 1
		}
		return -1
	}
	return cmp.Or(cmp.Compare(x.Due, y.Due), strings.Compare(x.ID, y.ID))
}

func (p *Plan) sort() {
	slices.SortFunc(p.Priorities, func(x, y Priority) int {
		return cmp.Or(cmp.Compare(x.Position, y.Position), strings.Compare(x.ID, y.ID))
	})
	for i := range p.Priorities {
		slices.SortFunc(p.Priorities[i].Actions, byDue)
		for j := range p.Priorities[i].Actions {
			slices.SortFunc(p.Priorities[i].Actions[j].Notes, func(x, y Note) int {
				return cmp.Or(cmp.Compare(x.Date, y.Date), strings.Compare(x.ID, y.ID))
			})
		}
	}
}
