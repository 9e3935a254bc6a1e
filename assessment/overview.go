package assessment

import (
	"cmp"
	"slices"
	"strings"
)

// Overview is many teams side by side, for those who lead them. Screens, documents, workbooks and data files show what it
// holds and compute nothing. It is made from agreed scores and plans only, never from ballots. Source:
// .github/spec/signed.md, The overview.
type Overview struct {
	// Card is the card that most teams use, in its newest version; its areas are the columns.
	Card   *Card
	Today  Date
	Rows   []OverviewRow // one a team, by name
	Unread []UnreadFile
	// Selection says which of how many teams these are, in the words of whoever chose them; "" for all.
	Selection string
	// Skipped counts what the overview left out of its folder.
	Skipped SkippedFiles
}

// UnreadFile is a file that could not be read. Reason says why in one sentence, Whole in full; the reader of the file words
// both.
type UnreadFile struct{ Name, Reason, Whole string }

// SkippedFiles counts what an overview of a folder leaves out: folders in it, and files that are no team's plan, such as
// ballots and invitations. Said is a sentence about that, worded by the reader of the folder; "" for none.
type SkippedFiles struct {
	Folders, Others int
	Said            string
}

// OverviewRow is one team: the newest round with results, and all its rounds.
type OverviewRow struct {
	OverviewRound
	Rounds     []OverviewRound // newest first, including the one above
	Begun      *BegunRound     // a newer round without results yet; nil for none
	Actions    []TeamAction    // of all rounds, by due date; one carried over counts once
	Open, Late int             // of those
	Asks       []TeamAction    // of all rounds, by due date
	Asked      AskTotals       // of the open actions of the round above
	Evaluation EvaluationState
}

// OverviewRound is one round of a team, as an overview shows it.
type OverviewRound struct {
	*Assessment
	Areas   []OverviewArea // by column of the overview; without a label if this round lacks the area
	Own     []OverviewArea // the areas of its card that have no column
	State   PlanState
	Changes int // since the plan was adopted
}

// OverviewArea is the result of one area. Direction is how its mean changed since the previous round, over common indicators.
type OverviewArea struct {
	Area      *Area // of the team's own card; nil if that, or the scope, lacks it
	Label     Label
	Mean      *Mean
	Direction Direction
}

// BegunRound is a round without results yet. Number is its number among the team's rounds; 0 if unknown.
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

// EvaluationState is whether a team's evaluation is due.
type EvaluationState string

// The states of an evaluation. It is EvaluationPassed only if no later round was begun.
const (
	EvaluationNone   EvaluationState = ""
	EvaluationPassed EvaluationState = "passed"
	EvaluationSoon   EvaluationState = "soon" // within soonWeeks
	EvaluationLater  EvaluationState = "later"
)

const soonWeeks = 6

// NewOverview returns the overview of list as of today. The order of list does not matter, and copies of an assessment are
// merged (Joined).
func NewOverview(list []*Assessment, today Date) *Overview {
	teams := make(map[string][]*Assessment)
	for _, a := range Joined(list) {
		teams[a.Team.ID] = append(teams[a.Team.ID], a)
	}
	shown := make(map[string]*Assessment)
	for id, rounds := range teams {
		slices.SortFunc(rounds, func(x, y *Assessment) int { return compareRounds(y, x) })
		shown[id] = newestWithResults(rounds)
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

// newestWithResults returns the newest of a team's rounds in which an area has a label other than LabelInsufficient, or the
// newest round if there is none.
func newestWithResults(newestFirst []*Assessment) *Assessment {
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
		r.Rounds = append(r.Rounds, o.round(RoundAmong(a, rounds)))
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
	r.Asked = SumAsks(r.openAsks())
	r.Evaluation = evaluation(shown.Plan.EvaluationDate, o.Today, r.Begun != nil)
	return r
}

// openAsks returns the asks of the open actions of the shown round.
func (r *OverviewRow) openAsks() []TeamAction {
	return slices.DeleteFunc(OfRound(r.Asks, r.ID), func(x TeamAction) bool { return !x.Current() })
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

// round returns one of a team's rounds as the overview shows it.
func (o *Overview) round(of Round) OverviewRound {
	a := of.Assessment
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
	if trends := a.Trends(of.Before()); len(trends) > 0 {
		trend = trends[0]
	}
	result := a.Result()
	for i := range a.Card.Areas {
		area := &a.Card.Areas[i]
		now := result.Area(area.ID)
		if now == nil {
			continue
		}
		t := trend.Area(area.ID)
		x := OverviewArea{Area: area, Label: now.Label, Mean: now.Mean, Direction: directionOf(t.Then, t.Now)}
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

// sameArea reports whether areas of two cards are the same: they have the same id, and the same title in each language they
// have in common, of which there must be one.
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

// OverviewTotals is the totals over all teams. Vulnerable is the number of vulnerable teams by column.
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
		asks = append(asks, r.openAsks()...)
	}
	t.Asked = SumAsks(asks)
	return t
}

// Of returns an overview of only the teams in rows, in that order.
func (o *Overview) Of(rows []*OverviewRow) *Overview {
	part := *o
	part.Rows = make([]OverviewRow, len(rows))
	for i, r := range rows {
		part.Rows[i] = *r
	}
	return &part
}
