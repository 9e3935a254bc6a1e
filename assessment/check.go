package assessment

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The limits of what is entered or read. Source: .github/spec/exchange.md, Reading.
const (
	// MaxText is the maximum length of a text, in characters.
	MaxText = 10_000
	// MaxBallots is the maximum number of ballots of an assessment.
	MaxBallots = 1000
	// MaxRecords is the maximum number of priorities of an assessment, and of actions, notes and deletions, each in
	// total.
	MaxRecords = 5000
	// MaxSize is the maximum size of a whole assessment in bytes, as compact JSON in a hand-over file. The overhead
	// of the file, including encryption, fits in the remainder of 16 MiB.
	MaxSize = 16<<20 - 64<<10
	// MaxID is the maximum length of an identifier, in characters.
	MaxID = 100
	// MaxNumber is the maximum number of hours or euros of an action.
	MaxNumber = 1_000_000_000
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// findings collects faults, up to MaxFaults.
type findings struct{ faults []Fault }

func (f *findings) add(place string, code FaultCode, got, want string) {
	switch {
	case len(f.faults) == MaxFaults:
		f.faults = append(f.faults, Fault{Code: FaultTooManyFaults})
		return
	case len(f.faults) > MaxFaults:
		return
	}
	const enough = 60 // enough characters of a wrong value to recognise it
	if utf8.RuneCountInString(got) > enough {
		got = string([]rune(got)[:enough]) + "…"
	}
	f.faults = append(f.faults, Fault{Place: place, Code: code, Got: got, Want: want})
}

func (f *findings) between(at string, got, low, high int) {
	if got < low || got > high {
		f.add(at, FaultRange, strconv.Itoa(got), fmt.Sprintf("%d…%d", low, high))
	}
}

func (f *findings) most(at string, n, most int) {
	if n > most {
		f.add(at, FaultCount, strconv.Itoa(n), fmt.Sprintf("0…%d", most))
	}
}

// place returns the place of entry i of a list.
func place(list string, i int) string { return fmt.Sprintf("%s[%d]", list, i) }

// unique is a set; add reports whether an entry is new.
type unique map[string]bool

func (u unique) add(s string) bool {
	if u[s] {
		return false
	}
	u[s] = true
	return true
}

// Check returns all violations of the rules, with places as in the hand-over file. The same rules apply to entered
// and to read data.
func (a *Assessment) Check() []Fault {
	k := &checker{card: a.Card, ids: unique{}}
	k.team("team", a.Team)
	k.details("assessment", a.Details)
	if len(a.Ballots) > MaxBallots {
		k.add("ballots", FaultCount, strconv.Itoa(len(a.Ballots)), "0…1000")
	}
	ballots := unique{}
	for i := range a.Ballots {
		k.ballot(fmt.Sprintf("ballots[%d]", i), &a.Ballots[i])
		ballots.add(a.Ballots[i].ID)
	}
	k.scores("scores", a.Scores)
	k.plan("plan", &a.Plan)
	k.history(&a.Plan)
	k.previous("previous", a.Previous)
	gone := unique{}
	for i, d := range a.Deleted {
		at := fmt.Sprintf("deleted[%d].id", i)
		k.name(at, d.ID)
		// A deletion does not apply to ballots, so it may have the id of one.
		if !gone.add(d.ID) || k.ids[d.ID] && !ballots[d.ID] {
			k.add(at, FaultTwice, d.ID, "")
		}
	}
	k.room(a)
	return k.faults
}

// CheckBallot returns all violations of the rules in one ballot.
func CheckBallot(c *Card, b *Ballot) []Fault {
	k := &checker{card: c, ids: unique{}}
	k.ballot("ballot", b)
	return k.faults
}

// RefuseEmpty refuses a ballot without any answer (CodeBallotEmpty): it would count as a person without hiding the others.
func (b Ballot) RefuseEmpty() error {
	if len(b.Answers) == 0 {
		return Fail(CodeBallotEmpty, nil)
	}
	return nil
}

// Refuse converts the faults of a record entered by hand to an error with a message for the user, or nil without
// faults. A rule with a message of its own gets that one.
func Refuse(faults []Fault) error {
	if len(faults) == 0 {
		return nil
	}
	e := &Error{Code: CodeInvalid, Faults: faults}
	switch f := faults[0]; f.Code {
	case FaultNote:
		e = Fail(CodeNoteRequired, nil, "indicator", f.Got)
	case FaultReason:
		e = Fail(CodeReasonRequired, nil)
	case FaultSize, FaultCount: // too large in total, or too many of one kind
		e.Code = CodeFull
	case FaultDue:
		e = Fail(CodeDueBeforeStart, nil, "due", f.Got, "start", f.Want)
	}
	return e
}

type checker struct {
	findings
	card *Card
	ids  unique
}

func (k *checker) team(at string, t Team) {
	k.name(at+".id", t.ID)
	k.text(at+".institution", t.Institution)
	k.text(at+".programme", t.Programme)
	k.text(at+".name", t.Name)
	k.text(at+".crebo", t.Crebo)
	k.text(at+".level", t.Level)
	k.text(at+".track", t.Track)
}

func (k *checker) details(at string, d Details) {
	k.name(at+".id", d.ID)
	k.date(at+".date", d.Date)
	k.date(at+".closed_on", d.ClosedOn)
	k.text(at+".school_year", d.SchoolYear)
	choice(k, at+".scope", d.Scope, ScopeFull, ScopeCore)
	choice(k, at+".mode", d.Mode, ModeTogether, ModeIndividual)
	choice(k, at+".status", d.Status, StatusOpen, StatusClosed)
	k.text(at+".facilitator", d.Facilitator)
	k.text(at+".present", d.Present)
}

func (k *checker) ballot(at string, b *Ballot) {
	k.id(at+".id", b.ID)
	choice(k, at+".group", b.Group, Groups...)
	for _, id := range sortedKeys(b.Answers) {
		if k.indicator(at+".answers."+id, id) {
			if b.Answers[id] == Blank {
				k.add(at+".answers."+id, FaultType, "null", "1…")
			}
			k.answer(at+".answers."+id, b.Answers[id])
		}
	}
	for _, id := range sortedKeys(b.Remarks) {
		k.indicator(at+".remarks."+id, id)
		k.text(at+".remarks."+id, b.Remarks[id])
	}
}

func (k *checker) scores(at string, list []Score) {
	scored := unique{}
	for i, s := range list {
		at := place(at, i)
		k.score(at, s)
		if !scored.add(s.Indicator) {
			k.add(at+".indicator", FaultTwice, s.Indicator, "")
		}
	}
}

func (k *checker) score(at string, s Score) {
	if !k.indicator(at+".indicator", s.Indicator) {
		return
	}
	k.answer(at+".answer", s.Answer)
	if (k.card.NeedsNote(s.Answer) || s.Disagreed) && strings.TrimSpace(s.Note) == "" {
		k.add(at+".note", FaultNote, s.Indicator, "")
	}
	k.text(at+".note", s.Note)
	k.text(at+".evidence", s.Evidence)
	k.between(at+".target", s.Target, 1, k.card.Levels())
	k.between(at+".importance", s.Importance, 1, MaxImportance)
}

// NeedsNote reports whether a team score with this answer requires a note: NotApplicable always does, Unknown if the
// card says so.
func (c *Card) NeedsNote(a Answer) bool {
	return a == NotApplicable || a == Unknown && c.Answers.Unknown.RequiresNote
}

// plan checks a plan and everything in it.
func (k *checker) plan(at string, p *Plan) {
	k.ownPlan(at, p)
	for i := range p.Priorities {
		k.priority(place(at+".priorities", i), &p.Priorities[i])
	}
}

func (k *checker) ownPlan(at string, p *Plan) {
	k.date(at+".date", p.Date)
	choice(k, at+".status", p.Status, PlanDraft, PlanAdopted)
	k.text(at+".strong", p.Strong)
	k.text(at+".concern", p.Concern)
	k.text(at+".choice", p.Choice)
	k.date(at+".evaluation_date", p.EvaluationDate)
	k.date(at+".adopted_on", p.AdoptedOn)
	k.text(at+".waived", p.Waived)
}

func (k *checker) priority(at string, p *Priority) {
	k.id(at+".id", p.ID)
	k.indicator(at+".indicator", p.Indicator)
	k.text(at+".why", p.Why)
	k.text(at+".goal", p.Goal)
	k.text(at+".student_effect", p.StudentEffect)
	k.between(at+".position", p.Position, 0, MaxNumber)
	for i := range p.Actions {
		k.action(fmt.Sprintf("%s.actions[%d]", at, i), &p.Actions[i])
	}
}

func (k *checker) action(at string, a *Action) {
	k.id(at+".id", a.ID)
	k.text(at+".what", a.What)
	k.text(at+".owner", a.Owner)
	k.text(at+".helpers", a.Helpers)
	k.date(at+".start", a.Start)
	k.date(at+".due", a.Due)
	if a.Start != "" && a.Due != "" && a.Due < a.Start {
		k.add(at+".due", FaultDue, string(a.Due), string(a.Start))
	}
	k.text(at+".done_when", a.DoneWhen)
	k.between(at+".hours", a.Hours, 0, MaxNumber)
	k.between(at+".euros", a.Euros, 0, MaxNumber)
	k.text(at+".ask", a.Ask)
	k.between(at+".feasibility", a.Feasibility, 1, 3)
	choice(k, at+".status", a.Status, ActionStatuses...)
	if a.Status == ActionStopped && strings.TrimSpace(a.Reason) == "" {
		k.add(at+".reason", FaultReason, "", "")
	}
	k.text(at+".reason", a.Reason)
	k.text(at+".suggestion", a.Suggestion)
	if a.CarriedFrom != "" {
		k.name(at+".carried_from", a.CarriedFrom)
	}
	k.reply(at+".answer", a.Reply)
	for i := range a.Notes {
		k.note(fmt.Sprintf("%s.notes[%d]", at, i), a.Notes[i])
	}
}

func (k *checker) note(at string, n Note) {
	k.id(at+".id", n.ID)
	k.date(at+".date", n.Date)
	k.text(at+".text", n.Text)
}

// indicator checks that the card, if there is one, has an indicator.
func (k *checker) indicator(at, id string) bool {
	if k.card == nil {
		return false
	}
	if ind, _ := k.card.Indicator(id); ind == nil {
		k.add(at, FaultReference, id, k.card.ID+" "+k.card.Version)
		return false
	}
	return true
}

func (k *checker) answer(at string, a Answer) {
	if !a.Valid(k.card.Levels()) {
		k.add(at, FaultRange, a.String(), fmt.Sprintf("1…%d", k.card.Levels()))
	}
}

func (k *checker) date(at string, d Date) {
	if _, err := ParseDate(string(d)); err != nil {
		k.add(at, FaultDate, string(d), "")
	}
}

func (k *checker) text(at, s string) {
	if !utf8.ValidString(s) {
		k.add(at, FaultSyntax, "UTF-8", "")
	}
	if n := utf8.RuneCountInString(s); n > MaxText {
		k.add(at, FaultTooLong, strconv.Itoa(n), strconv.Itoa(MaxText))
	}
}

// name checks an identifier that need not be unique within the assessment.
func (k *checker) name(at, s string) {
	switch {
	case s == "":
		k.add(at, FaultEmpty, "", "")
	case utf8.RuneCountInString(s) > MaxID:
		k.add(at, FaultTooLong, strconv.Itoa(utf8.RuneCountInString(s)), strconv.Itoa(MaxID))
	case !utf8.ValidString(s), strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsGraphic(r) || unicode.IsSpace(r) }):
		k.add(at, FaultPattern, strconv.Quote(s), "abc-123")
	}
}

// id checks an identifier that must be unique within the assessment, across all kinds of record.
func (k *checker) id(at, s string) {
	k.name(at, s)
	if !k.ids.add(s) {
		k.add(at, FaultTwice, s, "")
	}
}

func choice[T ~string](k *checker, at string, got T, want ...T) {
	if !slices.Contains(want, got) {
		words := make([]string, len(want))
		for i, w := range want {
			words[i] = string(w)
		}
		k.add(at, FaultChoice, string(got), strings.Join(words, ", "))
	}
}
