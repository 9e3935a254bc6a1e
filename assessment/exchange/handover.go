package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"

	"kwaliteitskaart/assessment"
)

// content is the content of a hand-over file, described in .github/spec/exchange.md.
type content struct {
	Card       json.RawMessage       `json:"card"`
	Team       assessment.Team       `json:"team"`
	Assessment assessment.Details    `json:"assessment"`
	Ballots    []assessment.Ballot   `json:"ballots"`
	Scores     []assessment.Score    `json:"scores"`
	Plan       assessment.Plan       `json:"plan"`
	Previous   *assessment.Previous  `json:"previous"`
	Deleted    []assessment.Deletion `json:"deleted"`
}

// Read parses a hand-over file; lists are sorted as in Write. cards are the known cards: the built-in ones and those
// that the school added. A file that breaks a rule is refused with CodeTooLarge, CodeEncrypted, CodeNotOurs,
// CodeNewerFile, CodeChecksum, CodeUnknownCard, CodeCardConflict, or CodeContent with all faults. The {file} in their
// messages is set by Open, which knows the name.
func Read(b []byte, cards Cards) (*assessment.Assessment, error) {
	f, err := open(b, formatAssessment)
	if err != nil {
		return nil, err
	}
	return readAssessment(f, cards)
}

func readAssessment(f *opening, cards Cards) (*assessment.Assessment, error) {
	var c content
	card, faults, err := unpack(f.content, cards, &c)
	if err != nil {
		return nil, err
	}
	c = assessment.Tidied(c)
	a := &assessment.Assessment{
		Card: card, Team: c.Team, Details: c.Assessment, Ballots: c.Ballots, Scores: c.Scores, Plan: c.Plan,
		Previous: c.Previous, Deleted: c.Deleted,
	}
	a.Settle()
	rules := a.Check
	if f.version < withEditions {
		rules = func() []assessment.Fault { return sealOlder(a) }
	}
	if err := refuse(faults, rules()); err != nil {
		return nil, err
	}
	a.Sort()
	return a, nil
}

// sealOlder adds the edition that a file from before editions lacks, and returns every rule that its content breaks.
func sealOlder(a *assessment.Assessment) []assessment.Fault {
	draft := *a
	if draft.Plan.Status == assessment.PlanAdopted {
		draft.Plan.Status = assessment.PlanDraft
	}
	if faults := draft.Check(); len(faults) > 0 {
		return faults
	}
	a.SealOlder()
	return a.Check()
}

// Option changes what Write writes.
type Option func(*writing)

// writing is the assessment to write, and the password, if any.
type writing struct {
	a        *assessment.Assessment
	password string
}

// WithoutBallots leaves out all anonymous answers and remarks.
func WithoutBallots() Option { return func(w *writing) { w.a.Ballots = []assessment.Ballot{} } }

// WithPassword encrypts the file with a password; see Encrypt. "" leaves it unencrypted.
func WithPassword(password string) Option { return func(w *writing) { w.password = password } }

// Write returns an assessment as a hand-over file. It is indented, always the same for the same assessment unless it
// has a password, and contains a card that is not built in completely. Waiting ballots stay on this computer:
// comparing two files, with and without one of them, would reveal one person's answers. The result is verified by
// reading it again; an assessment that Read would refuse is refused with CodeInvalid or CodeTooLarge.
func Write(a *assessment.Assessment, options ...Option) ([]byte, error) {
	w := writing{a: snapshot(a)}
	for _, o := range options {
		o(&w)
	}
	a = w.a
	a.Settle()
	*a = assessment.Tidied(*a) // an older version of the program stored texts unchanged
	a.Sort()
	card, err := cardFor(a.Card)
	if err != nil {
		return nil, err
	}
	b, err := seal(formatAssessment, content{card, a.Team, a.Details, a.Ballots, a.Scores, a.Plan, a.Previous, a.Deleted})
	if err != nil {
		return nil, err
	}
	if len(b) > roomy {
		if b, err = tight(b); err != nil {
			return nil, err
		}
	}
	if b, err = proven(b, &Opened{Assessment: a}, a.Card); err != nil || w.password == "" {
		return b, err
	}
	return Encrypt(b, w.password)
}

// snapshot returns a copy that shares no list with the original, has [] and {} instead of nil, and leaves out what
// stays on this computer.
func snapshot(a *assessment.Assessment) *assessment.Assessment {
	s := *a
	s.Expected, s.Edition = 0, nil
	s.Ballots = copied(a.Released())
	for i := range s.Ballots {
		s.Ballots[i] = plain(s.Ballots[i])
	}
	s.Scores, s.Deleted = copied(a.Scores), copied(a.Deleted)
	s.Plan.Editions, s.Plan.Log, s.Plan.Priorities = copied(a.Plan.Editions), copied(a.Plan.Log), copied(a.Plan.Priorities)
	for i := range s.Plan.Priorities {
		p := &s.Plan.Priorities[i]
		p.Actions = copied(p.Actions)
		for j := range p.Actions {
			p.Actions[j].Notes = copied(p.Actions[j].Notes)
		}
	}
	return &s
}

// plain returns a ballot as it is read from a file.
func plain(b assessment.Ballot) assessment.Ballot {
	b.Waiting, b.Elsewhere = false, false
	if b.Answers == nil {
		b.Answers = map[string]assessment.Answer{}
	}
	if b.Remarks == nil {
		b.Remarks = map[string]string{}
	}
	return b
}

// roomy is the maximum size of an indented file, so that it also fits when encrypted.
const roomy = assessment.MaxSize

// tight returns a file without white space.
func tight(b []byte) ([]byte, error) {
	var compact bytes.Buffer
	if err := json.Compact(&compact, b); err != nil {
		return nil, fmt.Errorf("compact file: %w", err)
	}
	return compact.Bytes(), nil
}

func copied[T any](list []T) []T { return append([]T{}, list...) }
