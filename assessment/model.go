package assessment

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// Assessment is one team's self-evaluation with one version of one card on one date. It contains everything that is
// stored and everything that a hand-over file contains.
type Assessment struct {
	Card *Card
	Team Team
	Details
	Ballots []Ballot
	Scores  []Score
	Plan    Plan
	// Previous is what documents show of the team's previous round, kept so that files contain it; nil for none.
	Previous *Previous
	Deleted  []Deletion

	// Expected is the number of ballots that the facilitator waits for; 0 if unknown. It is local to this computer.
	Expected int `json:"-"`

	// Edition is the edition that AsAdopted made this assessment from, and holds its tallies; nil for any other assessment.
	Edition *Edition `json:"-"`
}

// Team identifies the team. It is part of each assessment's own record: renaming a team in a new round leaves earlier
// rounds unchanged. Level and Track are free text.
type Team struct {
	ID          string `json:"id"`
	Institution string `json:"institution"`
	Programme   string `json:"programme"`
	Name        string `json:"name"`
	Crebo       string `json:"crebo"`
	Level       string `json:"level"`
	Track       string `json:"track"`
}

// Details are the assessment's own fields; together with the team they form one record.
type Details struct {
	ID          string  `json:"id"`
	Date        Date    `json:"date"`
	SchoolYear  string  `json:"school_year"`
	Scope       Scope   `json:"scope"`
	Mode        Mode    `json:"mode"`
	Revealed    bool    `json:"revealed"`
	Facilitator string  `json:"facilitator"`
	Present     string  `json:"present"`
	Status      Status  `json:"status"`
	ClosedOn    Date    `json:"closed_on"` // "" while it is open, or if an older program closed it
	UpdatedAt   Instant `json:"updated_at"`
}

// Scope determines which indicators take part.
type Scope string

// ScopeFull is all indicators, ScopeCore only the card's core indicators ("korte scan").
const (
	ScopeFull Scope = "full"
	ScopeCore Scope = "core"
)

// Mode is the way in which the team scores.
type Mode string

// The modes: with ModeTogether the team sets each score together; with ModeIndividual the members first score
// individually, by anonymous ballot.
const (
	ModeTogether   Mode = "together"
	ModeIndividual Mode = "individual"
)

// Status is whether an assessment is still in progress.
type Status string

// The statuses of an assessment.
const (
	StatusOpen   Status = "open"
	StatusClosed Status = "closed"
)

// Group is the group that a ballot belongs to.
type Group string

// The groups.
const (
	GroupTeam       Group = "team"
	GroupManagement Group = "management"
	GroupStudents   Group = "students"
)

// Groups lists all groups in display order.
var Groups = []Group{GroupTeam, GroupManagement, GroupStudents}

// Ballot is one person's anonymous answers and remarks by indicator id. It has no name, time or order; its id is
// random. Answers contains only indicators that were answered.
type Ballot struct {
	ID      string            `json:"id"`
	Group   Group             `json:"group"`
	Answers map[string]Answer `json:"answers"`
	Remarks map[string]string `json:"remarks"`

	// Waiting marks a ballot that arrived after the reveal and is counted only together with others. Until then it
	// stays on this computer: no file, document, sheet or result contains it.
	Waiting bool `json:"-"`
	// Elsewhere marks a waiting ballot that a file of another computer has shown. Its readers know it already, so it does not
	// hide the ballots that wait with it.
	Elsewhere bool `json:"-"`
}

// OnlyMark reports whether b is all that a backup keeps of a waiting ballot that a file has shown: the id, by which it is
// recognised when it comes in again.
func (b Ballot) OnlyMark() bool { return b.Waiting && b.Elsewhere && len(b.Answers) == 0 }

// Begun reports whether a ballot contains anything.
func (b Ballot) Begun() bool { return len(b.Answers)+len(b.Remarks) > 0 }

// MaxImportance is the highest importance; the lowest is 1.
const MaxImportance = 3

// Score is what the team agreed on for one indicator. Target (1..n) and Importance (1..MaxImportance) are the team's own and
// affect priorities only. Disagreed means that the team agreed to differ; the level counts like any other. Once set, the
// record stays, even if all its fields are cleared.
type Score struct {
	Indicator  string  `json:"indicator"`
	Answer     Answer  `json:"answer"`
	Note       string  `json:"note"`
	Evidence   string  `json:"evidence"`
	Target     int     `json:"target"`
	Importance int     `json:"importance"`
	Strength   bool    `json:"strength"`
	Disagreed  bool    `json:"disagreed"`
	UpdatedAt  Instant `json:"updated_at"`
}

// Deletion records that a priority, action or note was deleted, so that merging does not bring it back.
type Deletion struct {
	ID        string  `json:"id"`
	UpdatedAt Instant `json:"updated_at"`
}

// NewID returns a new random identifier. It reveals nothing about when or where it was made.
func NewID() string { return uuid.NewString() }

// New returns an empty assessment of a team: full scope, scored together, open, with a draft plan.
func New(card *Card, team Team, date Date, now Instant) *Assessment {
	if team.ID == "" {
		team.ID = NewID()
	}
	return &Assessment{
		Card: card, Team: team,
		Details: Details{
			ID: NewID(), Date: date, SchoolYear: date.SchoolYear(),
			Scope: ScopeFull, Mode: ModeTogether, Status: StatusOpen, UpdatedAt: now,
		},
		Plan: Plan{Date: date, Status: PlanDraft, UpdatedAt: now},
	}
}

// Untouched reports whether nothing was entered since the assessment was created as made: only the mode and the scope
// may differ. Scores and plan fields count as entered even if they were cleared again.
func (a *Assessment) Untouched(made *Assessment) bool {
	d, p := a.Details, a.Plan
	d.Mode, d.Scope, d.UpdatedAt = made.Mode, made.Scope, made.UpdatedAt
	p.UpdatedAt, p.Priorities = made.Plan.UpdatedAt, made.Plan.Priorities
	records := len(a.Ballots) + len(a.Scores) + len(a.Plan.Priorities) + len(a.Deleted)
	return records == 0 && a.Expected == made.Expected && a.Team == made.Team && d == made.Details && reflect.DeepEqual(p, made.Plan)
}

// Begun reports whether anything was entered in the round: a ballot, a score, or part of a plan.
func (a *Assessment) Begun() bool {
	p := a.Plan
	return len(a.Ballots)+len(a.Scores)+len(p.Priorities) > 0 || p.Strong+p.Concern+p.Choice != "" || p.EvaluationDate != ""
}

// Score returns the team's score record of an indicator. If there is none yet, it returns a blank record with the
// card's target and importance; for an unknown indicator, a zero Score.
func (a *Assessment) Score(indicator string) Score {
	if i := slices.IndexFunc(a.Scores, func(s Score) bool { return s.Indicator == indicator }); i >= 0 {
		return a.Scores[i]
	}
	ind, _ := a.Card.Indicator(indicator)
	if ind == nil {
		return Score{}
	}
	return Score{Indicator: indicator, Target: ind.Target, Importance: ind.Importance}
}

// Answered returns the number of indicators in scope with a team answer, and the total in scope.
func (a *Assessment) Answered() (answered, total int) {
	answers := a.answers()
	for _, ind := range a.Card.InScope(a.Scope) {
		total++
		if answers[ind.ID] != Blank {
			answered++
		}
	}
	return answered, total
}

// ShowsLastRound reports whether the last round's scores may be shown: only once every indicator in scope has an
// answer, the plan is adopted or the assessment is closed. Source: .github/spec/rules.md, Rounds and trend.
func (a *Assessment) ShowsLastRound() bool {
	answered, total := a.Answered()
	return answered == total || a.Plan.Status == PlanAdopted || a.Status == StatusClosed
}

func (a *Assessment) answers() map[string]Answer {
	m := make(map[string]Answer, len(a.Scores))
	for _, s := range a.Scores {
		m[s.Indicator] = s.Answer
	}
	return m
}

// Sort sorts all lists as in the hand-over file: ballots by id; scores in card order; priorities by position, then
// id; actions by due date (none last), then id; notes by date, then id; deletions by id.
func (a *Assessment) Sort() {
	slices.SortFunc(a.Ballots, func(x, y Ballot) int { return strings.Compare(x.ID, y.ID) })
	order := make(map[string]int)
	for _, ind := range a.Card.InScope(ScopeFull) {
		order[ind.ID] = len(order)
	}
	slices.SortFunc(a.Scores, func(x, y Score) int { return cmp.Compare(order[x.Indicator], order[y.Indicator]) })
	slices.SortFunc(a.Deleted, func(x, y Deletion) int { return strings.Compare(x.ID, y.ID) })
	a.Plan.sort()
}
