package assessment

import (
	"cmp"
	"slices"
	"strings"
)

// Overview is many teams side by side, for whoever leads them. Screen, paper, workbook and data show what is in it and
// compute nothing themselves. It is made from agreed scores and plans only, never from ballots. Source:
// .github/spec/signed.md, The overview.
type Overview struct {
	// Card is the card that most teams use, in its newest version; its areas are the columns.
	Card   *Card
	Today  Date
	Rows   []OverviewRow // one a team, by name
	Unread []UnreadFile
	// Skipped is what else was in a folder, where it is not only teams' files.
	Skipped SkippedFiles
}

// UnreadFile is a file that could not be read, by its name. Reason says why in one sentence and Whole with all that is wrong, both
// in the words of whoever read it.
type UnreadFile struct{ Name, Reason, Whole string }

// SkippedFiles is what an overview of a folder leaves out: the folders in it, and files that are no team's plan, such as ballots and
// invitations. Said says so, in the words of whoever read it; "" for nothing.
type SkippedFiles struct {
	Folders, Others int
	Said            string
}

// OverviewRow is one team: the round that tells most about it, and all its rounds.
type OverviewRow struct {
	OverviewRound
	Rounds     []OverviewRound // newest first, with the one above among them
	Begun      *BegunRound     // a newer round than the one above, which does not tell anything yet; nil for none
	Actions    []TeamAction    // of all rounds, by due date; one that was taken along counts once
	Open, Late int             // of those
	Asks       []TeamAction    // of all rounds, by due date
	Asked      AskTotals       // of the round above, where the action is still to be done
	Evaluation EvaluationState
}

// OverviewRound is one round of a team, as an overview shows it.
type OverviewRound struct {
	*Assessment
	Areas   []OverviewArea // by column of the overview; one without a label where this round has no such area
	Own     []OverviewArea // those of its card that have no column
	State   PlanState
	Changes int // of what was agreed, since it was adopted
}

// OverviewArea is the result of one area. Direction is how its mean moved since the round before, over common indicators.
type OverviewArea struct {
	Area      *Area // of the team's own card; nil where that, or the scope, has no such area
	Label     Label
	Mean      *Mean
	Direction Direction
}

// BegunRound is a round that was only begun. Number is 0 where nobody knows which it is.
type BegunRound struct {
	Number int
	Date   Date
}

// PlanState is how far a team is with its plan.
type PlanState string

// The states of a plan.
const (
	PlanStateNone    PlanState = "none"
	PlanStateDraft   PlanState = "draft"
	PlanStateAdopted PlanState = "adopted"
	PlanStateChanged PlanState = "changed" // adopted, and changed since
)

// PlanStates lists all states, the one that needs most attention first.
var PlanStates = []PlanState{PlanStateNone, PlanStateDraft, PlanStateChanged, PlanStateAdopted}

// EvaluationState is whether it is time for a team to look back.
type EvaluationState string

// The states of an evaluation; EvaluationPassed only where no later round was begun.
const (
	EvaluationNone   EvaluationState = ""
	EvaluationPassed EvaluationState = "passed"
	EvaluationSoon   EvaluationState = "soon" // within soonWeeks
	EvaluationLater  EvaluationState = "later"
)

const soonWeeks = 6

// NewOverview returns the overview of a list of assessments as of today. Their order does not matter, and copies of one are
// Joined.
func NewOverview(list []*Assessment, today Date) *Overview {
	teams := make(map[string][]*Assessment)
	for _, a := range Joined(list) {
		teams[a.Team.ID] = append(teams[a.Team.ID], a)
	}
	shown := make(map[string]*Assessment)
	for id, rounds := range teams {
		slices.SortFunc(rounds, func(x, y *Assessment) int { return compareRounds(y, x) })
		shown[id] = telling(rounds)
	}
	o := &Overview{Today: today, Card: usualCard(shown)}
	for id, rounds := range teams {
		o.Rows = append(o.Rows, o.row(shown[id], rounds))
	}
	slices.SortFunc(o.Rows, compareTeams)
	return o
}

// compareRounds orders rounds by date, then id.
func compareRounds(x, y *Assessment) int {
	return cmp.Or(cmp.Compare(x.Date, y.Date), strings.Compare(x.ID, y.ID))
}

func compareTeams(x, y OverviewRow) int {
	return cmp.Or(compareNames(x.Team.Name, y.Team.Name), compareRounds(x.Assessment, y.Assessment))
}

// telling returns the newest of a team's rounds that says something: one of its areas has another label than that too little
// was filled in. Where none does it is the newest.
func telling(newestFirst []*Assessment) *Assessment {
	for _, a := range newestFirst {
		if slices.ContainsFunc(a.Result().Areas, func(x AreaResult) bool { return x.Label != LabelInsufficient }) {
			return a
		}
	}
	return newestFirst[0]
}

func (o *Overview) row(shown *Assessment, rounds []*Assessment) OverviewRow {
	r := OverviewRow{}
	for i, a := range rounds {
		var before *Assessment
		switch {
		case i+1 < len(rounds):
			before = rounds[i+1]
		default:
			if kept := a.keptShown(); kept != nil {
				before = kept.Round(a.Team)
			}
		}
		r.Rounds = append(r.Rounds, o.round(a, before))
		if a == shown {
			r.OverviewRound = r.Rounds[i]
		}
	}
	if newest := rounds[0]; newest != shown {
		r.Begun = &BegunRound{Date: newest.Date}
		if oldest := rounds[len(rounds)-1]; oldest.keptShown() == nil {
			r.Begun.Number = len(rounds)
		}
	}
	open := OpenActions(rounds)
	r.Actions, r.Open, r.Late = TeamActions(rounds), len(open), CountOverdue(open, o.Today)
	r.Asks = Asks(rounds)
	r.Asked = SumAsks(r.current())
	r.Evaluation = evaluation(shown.Plan.EvaluationDate, o.Today, r.Begun != nil)
	return r
}

// current returns what the round that is shown asks for actions that are still to be done.
func (r *OverviewRow) current() []TeamAction {
	return slices.DeleteFunc(OfRound(r.Asks, r.ID), func(x TeamAction) bool { return !x.Open() })
}

func evaluation(on, today Date, later bool) EvaluationState {
	switch {
	case on == "":
		return EvaluationNone
	case on < today && later:
		return EvaluationLater // the team is looking back already
	case on < today:
		return EvaluationPassed
	case on <= today.AddWeeks(soonWeeks):
		return EvaluationSoon
	}
	return EvaluationLater
}

// round returns a round; before is the team's round before it, or nil.
func (o *Overview) round(a, before *Assessment) OverviewRound {
	r := OverviewRound{
		Assessment: a, Areas: make([]OverviewArea, len(o.Card.Areas)), Changes: len(a.Changes()),
	}
	switch {
	case a.Plan.Status == PlanAdopted && r.Changes > 0:
		r.State = PlanStateChanged
	case a.Plan.Status == PlanAdopted:
		r.State = PlanStateAdopted
	case len(a.Plan.Priorities) > 0:
		r.State = PlanStateDraft
	default:
		r.State = PlanStateNone
	}
	var trend *Trend
	if before != nil {
		for _, t := range a.Trends([]*Assessment{before}) {
			trend = t
		}
	}
	result := a.Result()
	for i := range a.Card.Areas {
		area := &a.Card.Areas[i]
		of := result.Area(area.ID)
		if of == nil {
			continue
		}
		t := trend.Area(area.ID)
		x := OverviewArea{Area: area, Label: of.Label, Mean: of.Mean, Direction: directionOf(t.Then, t.Now)}
		if k := slices.IndexFunc(o.Card.Areas, func(column Area) bool { return sameArea(&column, area) }); k >= 0 {
			r.Areas[k] = x
		} else {
			r.Own = append(r.Own, x)
		}
	}
	return r
}

func directionOf(then, now *Mean) Direction {
	if then == nil || now == nil {
		return DirectionNone
	}
	return [...]Direction{DirectionDown, DirectionSame, DirectionUp}[cmp.Compare(*now, *then)+1]
}

// sameArea reports whether areas of two cards are the same: they have the same id, and the same title in each language that
// both have, of which there is one.
func sameArea(x, y *Area) bool {
	if x.ID != y.ID {
		return false
	}
	common := false
	for lang, title := range x.Title {
		other, both := y.Title[lang]
		if both && other != title {
			return false
		}
		common = common || both
	}
	return common
}

// usualCard returns the card that most teams use, in its highest version; with a tie, the card with the lowest id.
// Without teams it returns a card without areas.
func usualCard(of map[string]*Assessment) *Card {
	uses := make(map[string]int)
	for _, a := range of {
		uses[a.Card.ID]++
	}
	var usual *Card
	for _, a := range of {
		c := a.Card
		if usual == nil || cmp.Or(-cmp.Compare(uses[c.ID], uses[usual.ID]), strings.Compare(c.ID, usual.ID),
			-compareVersions(c.Version, usual.Version)) < 0 {
			usual = c
		}
	}
	if usual == nil {
		return &Card{}
	}
	return usual
}

// compareVersions orders versions numerically: 1.10.0 after 1.9.0.
func compareVersions(x, y string) int {
	a, b := strings.Split(x, "."), strings.Split(y, ".")
	for i := range min(len(a), len(b)) {
		if c := cmp.Or(cmp.Compare(len(a[i]), len(b[i])), strings.Compare(a[i], b[i])); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(a), len(b))
}

// OverviewTotals is what stands below the teams: Vulnerable is by column how many are vulnerable there.
type OverviewTotals struct {
	Teams            int
	Vulnerable       []int
	Adopted, Changed int // plans; those that changed are adopted too
	Open, Late       int
	Passed           int // evaluations
	Asked            AskTotals
}

// Totals adds up the teams.
func (o *Overview) Totals() OverviewTotals {
	t := OverviewTotals{Teams: len(o.Rows), Vulnerable: make([]int, len(o.Card.Areas))}
	var asks []TeamAction
	for i := range o.Rows {
		r := &o.Rows[i]
		for k, x := range r.Areas {
			if x.Label == LabelVulnerable {
				t.Vulnerable[k]++
			}
		}
		switch r.State {
		case PlanStateChanged:
			t.Changed++
			t.Adopted++
		case PlanStateAdopted:
			t.Adopted++
		}
		if r.Evaluation == EvaluationPassed {
			t.Passed++
		}
		t.Open += r.Open
		t.Late += r.Late
		asks = append(asks, r.current()...)
	}
	t.Asked = SumAsks(asks)
	return t
}

// Of returns an overview of only some of the teams, in that order.
func (o *Overview) Of(rows []*OverviewRow) *Overview {
	part := *o
	part.Rows = make([]OverviewRow, len(rows))
	for i, r := range rows {
		part.Rows[i] = *r
	}
	return &part
}
