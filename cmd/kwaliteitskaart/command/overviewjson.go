package command

import (
	"encoding/json"
	"reflect"

	"kwaliteitskaart/assessment"
)

// overviewData is the output of overview --json; overview --help shows its shape. Lists are never null.
type overviewData struct {
	Today      assessment.Date     `json:"today"`
	Card       assessment.CardRef  `json:"card"`
	Teams      []overviewTeam      `json:"teams"`
	Total      overviewTotal       `json:"total"`
	Actions    []overviewAction    `json:"actions"`
	Asks       []overviewAsk       `json:"asks"`
	Indicators []overviewIndicator `json:"indicators"`
	Unread     []overviewUnread    `json:"unread"`
	Skipped    overviewSkipped     `json:"skipped"`
}

type overviewTeam struct {
	ID          string                      `json:"id"`
	Team        string                      `json:"team"`
	Programme   string                      `json:"programme"`
	Institution string                      `json:"institution"`
	Round       overviewRound               `json:"round"`
	Begun       *overviewBegun              `json:"begun"`
	Open        int                         `json:"open_actions"`
	Overdue     int                         `json:"overdue_actions"`
	Evaluation  overviewEvaluation          `json:"evaluation"`
	Asks        assessment.AskTotals        `json:"asks"`
	Filters     []assessment.OverviewFilter `json:"filters"`
	Rounds      []overviewRound             `json:"rounds"`
}

type overviewRound struct {
	Assessment string               `json:"assessment"`
	Date       assessment.Date      `json:"date"`
	Scope      assessment.Scope     `json:"scope"`
	Card       assessment.CardRef   `json:"card"`
	Areas      []overviewArea       `json:"areas"`
	Plan       assessment.PlanState `json:"plan"`
	AdoptedOn  assessment.Date      `json:"adopted_on"`
	Changes    int                  `json:"changes"`
}

type overviewArea struct {
	ID    string               `json:"id"`
	Title string               `json:"title"`
	Label assessment.Label     `json:"label"`
	Mean  *assessment.Mean     `json:"mean"`
	Trend assessment.Direction `json:"trend"`
}

type overviewBegun struct {
	Round int             `json:"round"`
	Date  assessment.Date `json:"date"`
}

type overviewEvaluation struct {
	Date  assessment.Date            `json:"date"`
	State assessment.EvaluationState `json:"state"`
}

type overviewTotal struct {
	Teams   int                  `json:"teams"`
	Adopted int                  `json:"adopted"`
	Changed int                  `json:"changed"`
	Open    int                  `json:"open_actions"`
	Overdue int                  `json:"overdue_actions"`
	Passed  int                  `json:"evaluations_passed"`
	Asks    assessment.AskTotals `json:"asks"`
}

type overviewAction struct {
	Team       string                  `json:"team"`
	Assessment string                  `json:"assessment"`
	ID         string                  `json:"id"`
	Indicator  string                  `json:"indicator"`
	What       string                  `json:"what"`
	Owner      string                  `json:"owner"`
	Due        assessment.Date         `json:"due"`
	Status     assessment.ActionStatus `json:"status"`
	Overdue    bool                    `json:"overdue"`
}

type overviewAsk struct {
	Action overviewAction  `json:"action"`
	Ask    string          `json:"ask"`
	Hours  int             `json:"hours"`
	Euros  int             `json:"euros"`
	Answer *overviewAnswer `json:"answer"`
}

type overviewAnswer struct {
	Kind  assessment.ReplyKind `json:"kind"`
	Words string               `json:"words"`
	Hours int                  `json:"hours"`
	Euros int                  `json:"euros"`
	On    assessment.Date      `json:"on"`
}

type overviewIndicator struct {
	ID            string `json:"id"`
	Title         string `json:"title"`
	Core          bool   `json:"core"`
	Teams         int    `json:"teams"`
	Below         int    `json:"below_norm"`
	Disagreed     int    `json:"disagreed"`
	Unknown       int    `json:"unknown"`
	NotApplicable int    `json:"not_applicable"`
	Blank         int    `json:"blank"`
	Levels        []int  `json:"levels"`
}

type overviewSkipped struct {
	Folders int `json:"folders"`
	Others  int `json:"others"`
}

type overviewUnread struct {
	File   string `json:"file"`
	Reason string `json:"reason"`
}

// dataOf returns an overview as data.
func dataOf(o *assessment.Overview, lang string) overviewData {
	t := o.Totals()
	d := overviewData{
		Today: o.Today, Card: o.Card.Ref(), Teams: []overviewTeam{}, Actions: []overviewAction{}, Asks: []overviewAsk{},
		Indicators: []overviewIndicator{}, Unread: []overviewUnread{},
		Total:   overviewTotal{t.Teams, t.Adopted, t.Changed, t.Open, t.Late, t.Passed, t.Asked},
		Skipped: overviewSkipped{o.Skipped.Folders, o.Skipped.Others},
	}
	for i := range o.Rows {
		d.Teams = append(d.Teams, teamData(o, &o.Rows[i], lang))
	}
	for _, x := range o.Actions() {
		d.Actions = append(d.Actions, actionData(x))
	}
	for _, x := range o.Asks() {
		ask := overviewAsk{Action: actionData(x), Ask: x.Ask, Hours: x.Hours, Euros: x.Euros}
		if r := x.Reply; r != nil && r.Kind != assessment.ReplyNone {
			hours, euros := x.Granted()
			ask.Answer = &overviewAnswer{r.Kind, r.Words, hours, euros, r.On}
		}
		d.Asks = append(d.Asks, ask)
	}
	for _, x := range o.Indicators() {
		d.Indicators = append(d.Indicators, overviewIndicator{
			x.ID, o.Card.In(x.Title, lang), x.Core, x.Teams, x.Below, x.Disagreed, x.Unknown, x.NotApplicable, x.Open, x.Levels,
		})
	}
	for _, f := range o.Unread {
		d.Unread = append(d.Unread, overviewUnread{f.Name, f.Whole})
	}
	return d
}

func teamData(o *assessment.Overview, r *assessment.OverviewRow, lang string) overviewTeam {
	t := overviewTeam{
		ID: r.Team.ID, Team: r.Team.Name, Programme: r.Team.Programme, Institution: r.Team.Institution, Round: roundData(&r.OverviewRound, lang),
		Open: r.Open, Overdue: r.Late, Evaluation: overviewEvaluation{r.Plan.EvaluationDate, r.Evaluation}, Asks: r.Asked,
		Filters: []assessment.OverviewFilter{}, Rounds: []overviewRound{},
	}
	if r.Begun != nil {
		t.Begun = &overviewBegun{r.Begun.Number, r.Begun.Date}
	}
	for _, f := range assessment.OverviewFilters {
		if r.Is(f, o.Today) {
			t.Filters = append(t.Filters, f)
		}
	}
	for i := range r.Rounds {
		t.Rounds = append(t.Rounds, roundData(&r.Rounds[i], lang))
	}
	return t
}

func roundData(r *assessment.OverviewRound, lang string) overviewRound {
	d := overviewRound{r.ID, r.Date, r.Scope, r.Card.Ref(), []overviewArea{}, r.State, r.Plan.AdoptedOn, r.Changes}
	for _, areas := range [][]assessment.OverviewArea{r.Areas, r.Own} {
		for _, x := range areas {
			if x.Area != nil {
				d.Areas = append(d.Areas, overviewArea{x.Area.ID, r.Card.In(x.Area.Title, lang), x.Label, x.Mean, x.Direction})
			}
		}
	}
	return d
}

func actionData(x assessment.OverviewAction) overviewAction {
	return overviewAction{x.Row.Team.Name, x.Round.ID, x.ID, x.Priority.Indicator, x.What, x.Owner, x.Due, x.Status, x.Late}
}

// overviewShape returns the shape of the data, with one item in each list.
func overviewShape() (string, error) {
	b, err := json.MarshalIndent(filled(reflect.TypeFor[overviewData]()).Interface(), "", "  ")
	return string(b), err
}

// filled returns a value of a type in which no list is empty and nothing is absent.
func filled(t reflect.Type) reflect.Value {
	v := reflect.New(t).Elem()
	switch t.Kind() {
	case reflect.Struct:
		for i := range t.NumField() {
			v.Field(i).Set(filled(t.Field(i).Type))
		}
	case reflect.Slice:
		v.Set(reflect.Append(v, filled(t.Elem())))
	case reflect.Pointer:
		v.Set(reflect.New(t.Elem()))
		v.Elem().Set(filled(t.Elem()))
	}
	return v
}
