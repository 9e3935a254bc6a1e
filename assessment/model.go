package assessment

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// Assessment is one team's self-evaluation with one version of one card on one date: everything that is stored
// of it and everything a hand-over file holds.
type Assessment struct {
	Card *Card
	Team Team
	Details
	Ballots []Ballot
	Scores  []Score
	Plan    Plan
	Deleted []Deletion

	// Expected is how many ballots the facilitator waits for; 0 when unknown. It stays on this computer.
	Expected int `json:"-"`
}

// Team says who assesses itself. Its fields are part of each assessment's own record: renaming a team in a new
// round leaves the earlier rounds as they were. Level and Track are free text.
type Team struct {
	ID          string `json:"id"`
	Institution string `json:"institution"`
	Programme   string `json:"programme"`
	Name        string `json:"name"`
	Crebo       string `json:"crebo"`
	Level       string `json:"level"`
	Track       string `json:"track"`
}

// Details are the assessment's own fields; with the team they are one record.
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
	UpdatedAt   Instant `json:"updated_at"`
}

// Scope is which indicators take part.
type Scope string

// ScopeFull is every indicator, ScopeCore the card's core indicators only ("korte scan").
const (
	ScopeFull Scope = "full"
	ScopeCore Scope = "core"
)

// Mode is the way of working.
type Mode string

// ModeTogether: the team sets each score together. ModeIndividual: first each alone, by anonymous ballot.
const (
	ModeTogether   Mode = "together"
	ModeIndividual Mode = "individual"
)

// Status says whether an assessment is still worked on.
type Status string

// An assessment is open or closed.
const (
	StatusOpen   Status = "open"
	StatusClosed Status = "closed"
)

// Group is the part of the room a ballot comes from.
type Group string

// The groups a ballot can belong to.
const (
	GroupTeam       Group = "team"
	GroupManagement Group = "management"
	GroupStudents   Group = "students"
)

// Groups lists every group, in the order they are shown.
var Groups = []Group{GroupTeam, GroupManagement, GroupStudents}

// Ballot is one person's anonymous answers and remarks by indicator id. It has no name, no time and no order; its
// id is random. Answers holds only what was answered.
type Ballot struct {
	ID      string            `json:"id"`
	Group   Group             `json:"group"`
	Answers map[string]Answer `json:"answers"`
	Remarks map[string]string `json:"remarks"`

	// Waiting is a ballot that came after the reveal and is counted only together with others. It stays on this computer
	// until then: no file, document, sheet or result holds it.
	Waiting bool `json:"-"`
}

// MaxImportance is the importance of what matters most; the least is 1.
const MaxImportance = 3

// Score is what the team agreed on for one indicator. Target (1..n) and Importance (1..MaxImportance) are the team's own and
// steer priorities only. Once set it stays as a record, also when all in it is cleared.
type Score struct {
	Indicator  string  `json:"indicator"`
	Answer     Answer  `json:"answer"`
	Note       string  `json:"note"`
	Evidence   string  `json:"evidence"`
	Target     int     `json:"target"`
	Importance int     `json:"importance"`
	Strength   bool    `json:"strength"`
	UpdatedAt  Instant `json:"updated_at"`
}

// Deletion remembers that a priority, action or note was deleted, so that merging never brings it back.
type Deletion struct {
	ID        string  `json:"id"`
	UpdatedAt Instant `json:"updated_at"`
}

// NewID returns a new random identifier. It says nothing about when or where it was made.
func NewID() string { return uuid.NewString() }

// New returns an empty assessment of a team on a date: the whole card, together, open, with a draft plan.
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

// Untouched reports whether nothing was entered since an assessment was made: it is as it was, but for the way of working and
// the scope. Scores and the plan count also where they were cleared again.
func (a *Assessment) Untouched(made *Assessment) bool {
	d, p := a.Details, a.Plan
	d.Mode, d.Scope, d.UpdatedAt = made.Mode, made.Scope, made.UpdatedAt
	p.UpdatedAt, p.Priorities = made.Plan.UpdatedAt, made.Plan.Priorities
	records := len(a.Ballots) + len(a.Scores) + len(a.Plan.Priorities) + len(a.Deleted)
	return records == 0 && a.Expected == made.Expected && a.Team == made.Team && d == made.Details && reflect.DeepEqual(p, made.Plan)
}

// Score returns the team's score record of an indicator; where there is none yet, a blank one with the card's own target
// and importance. An indicator the card does not have gives a zero score.
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

// Answered counts the indicators in scope with any team answer, of how many in scope: the progress of scoring.
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

// ShowsLastRound reports whether last round's scores may be seen: only once this round's are in, which is when
// every indicator in scope has an answer, the plan is adopted or the assessment is closed.
// Source: .github/spec/rules.md, Rounds and trend.
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

// Sort puts every list in the order the hand-over file writes it: ballots by id; scores in card order; priorities by
// position, then id; actions by due date (none last), then id; notes by date, then id; deletions by id.
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
