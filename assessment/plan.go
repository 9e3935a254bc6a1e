package assessment

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
	"unicode"
)

// Plan is the improvement plan: the chosen priorities and their actions. It is a draft until it is adopted
// ("vastgesteld"). Strong, Concern and Choice are the team's three sentences; Waived is the sentence with which it
// adopted the plan although something was missing.
//
// It is two records: its adoption (Status, AdoptedOn, Waived, SealedAt), whose clock is SealedAt, and the rest, whose clock
// is UpdatedAt. Editions is what was agreed each time it was adopted, Log when and why it changed since. Both only grow.
type Plan struct {
	Date           Date       `json:"date"`
	Status         PlanStatus `json:"status"`
	Strong         string     `json:"strong"`
	Concern        string     `json:"concern"`
	Choice         string     `json:"choice"`
	EvaluationDate Date       `json:"evaluation_date"`
	AdoptedOn      Date       `json:"adopted_on"`
	Waived         string     `json:"waived"`
	SealedAt       Seal       `json:"sealed_at"`
	Editions       []Edition  `json:"editions"`
	Log            []LogEntry `json:"log"`
	UpdatedAt      Instant    `json:"updated_at"`
	Priorities     []Priority `json:"priorities"`
}

// PlanStatus is whether the plan has been adopted.
type PlanStatus string

// The statuses of a plan.
const (
	PlanDraft   PlanStatus = "draft"
	PlanAdopted PlanStatus = "adopted"
)

// Priority is one indicator that the team chose to work on. Position determines the order; gaps and equal positions
// are allowed.
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

// Action is one thing to do, with exactly one owner. Hours and Euros are whole and not negative; Feasibility is 1 (hard) to 3
// (easy); Reason is why it was stopped; Suggestion is the card action it was copied from, if any; CarriedFrom is the id of
// the action of an earlier round that it continues, if any. Reply, a record of its own, is the leadership's answer.
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
	CarriedFrom string       `json:"carried_from"`
	Reply       *Reply       `json:"answer"`
	Suggestion  string       `json:"suggestion"`
	UpdatedAt   Instant      `json:"updated_at"`
	Notes       []Note       `json:"notes"`
}

// ActionStatus is the progress of an action.
type ActionStatus string

// The statuses of an action; ActionStopped needs a reason.
const (
	ActionTodo    ActionStatus = "todo"
	ActionDoing   ActionStatus = "doing"
	ActionDone    ActionStatus = "done"
	ActionStopped ActionStatus = "stopped"
)

// ActionStatuses lists all statuses in display order.
var ActionStatuses = []ActionStatus{ActionTodo, ActionDoing, ActionDone, ActionStopped}

// Note is a dated progress note on an action. It is never changed.
type Note struct {
	ID   string `json:"id"`
	Date Date   `json:"date"`
	Text string `json:"text"`
}

// ManyPriorities is the number of priorities above which the program warns ("rust en focus") but does not block: the
// program ranks, the team chooses. Source: .github/spec/rules.md, Priorities.
const ManyPriorities = 5

// Open reports whether the action is not finished or stopped.
func (a *Action) Open() bool { return a.Status == ActionTodo || a.Status == ActionDoing }

// Overdue reports whether the action is open and was due before today.
func (a *Action) Overdue(today Date) bool { return a.Open() && a.Due != "" && a.Due < today }

// QuickWin reports whether the action is easy (feasibility 3) and due within 12 weeks of the plan date; all other
// actions are key actions. Source: .github/spec/rules.md, Plan.
func (a *Action) QuickWin(planDate Date) bool {
	return a.Feasibility == 3 && a.Due != "" && planDate != "" && a.Due <= planDate.AddWeeks(12)
}

// Promise returns what a priority promises on paper and on screen: the distinct owners of its actions, and the last day on
// which one is due. Stopped actions do not count.
func (p *Priority) Promise() (owners []string, due Date) {
	for _, a := range p.Actions {
		if a.Status == ActionStopped {
			continue
		}
		if o := strings.TrimSpace(a.Owner); strings.ContainsFunc(o, unicode.IsPrint) && !slices.Contains(owners, o) {
			owners = append(owners, o)
		}
		due = max(due, a.Due)
	}
	return owners, due
}

// Progress returns the number of open actions in the plan, and how many of those are overdue.
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

// EvaluationPassed reports whether the round is open and its evaluation date has passed.
func (a *Assessment) EvaluationPassed(today Date) bool {
	on := a.Plan.EvaluationDate
	return on != "" && on < today && a.Status != StatusClosed
}

// Totals returns the total hours and euros of the actions that were not stopped.
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

// PlacedAction is an action with its priority.
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

// Priority returns the first priority with the given id, or nil.
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

// Others returns all priorities for an indicator except the first. Merging can leave several, which remain until the
// team combines them.
func (p *Plan) Others(indicator string) (others []Priority) {
	first := p.PriorityFor(indicator)
	for i := range p.Priorities {
		if x := &p.Priorities[i]; x.Indicator == indicator && x != first {
			others = append(others, *x)
		}
	}
	return others
}

// Action returns the action with the given id and its priority, or nil, nil.
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

func actionIn(p *Priority, id string) *Action {
	if i := slices.IndexFunc(p.Actions, func(a Action) bool { return a.ID == id }); i >= 0 {
		return &p.Actions[i]
	}
	return nil
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

// With returns the priority combined with another: the texts of other are added on lines of their own, and its
// actions as new ones.
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
	a.Reply = a.Reply.clone()
	notes := slices.Clone(a.Notes)
	for i := range notes {
		notes[i].ID = NewID()
	}
	a.Notes = notes
	return a
}

// CarriedOver returns the action as it starts in the next round's plan: new, to do, and without history. A due date
// in the past is dropped, so that the team chooses a new one.
func (a Action) CarriedOver(planDate Date) Action {
	next := NewAction(planDate)
	next.What, next.Owner, next.Helpers, next.DoneWhen = a.What, a.Owner, a.Helpers, a.DoneWhen
	next.Hours, next.Euros, next.Ask = a.Hours, a.Euros, a.Ask
	next.Feasibility, next.Suggestion, next.CarriedFrom = a.Feasibility, a.Suggestion, a.ID
	if a.Due >= planDate {
		next.Due = a.Due
	}
	return next
}

// AsCarriedOver reports whether the action, which continues from, is as CarriedOver made it.
func (a Action) AsCarriedOver(from Action) bool {
	made := from.CarriedOver(a.Start)
	made.ID, made.UpdatedAt = a.ID, a.UpdatedAt
	return a.Reply == nil && len(a.Notes) == 0 && reflect.DeepEqual(made.own(), a.own())
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

// comparePlace orders priorities as the team placed them.
func comparePlace(x, y Priority) int {
	return cmp.Or(cmp.Compare(x.Position, y.Position), strings.Compare(x.ID, y.ID))
}

func (p *Plan) sort() {
	slices.SortFunc(p.Editions, func(x, y Edition) int {
		return cmp.Or(cmp.Compare(x.SealedAt, y.SealedAt), strings.Compare(x.ID, y.ID))
	})
	SortLog(p.Log)
	slices.SortFunc(p.Priorities, comparePlace)
	for i := range p.Priorities {
		slices.SortFunc(p.Priorities[i].Actions, byDue)
		for j := range p.Priorities[i].Actions {
			slices.SortFunc(p.Priorities[i].Actions[j].Notes, func(x, y Note) int {
				return cmp.Or(cmp.Compare(x.Date, y.Date), strings.Compare(x.ID, y.ID))
			})
		}
	}
}
