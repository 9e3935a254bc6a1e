package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"

	"kwaliteitskaart/assessment"
)

// content is the content of a hand-over file as .github/spec/exchange.md lays it out.
type content struct {
	Card       json.RawMessage       `json:"card"`
	Team       assessment.Team       `json:"team"`
	Assessment assessment.Details    `json:"assessment"`
	Ballots    []assessment.Ballot   `json:"ballots"`
	Scores     []assessment.Score    `json:"scores"`
	Plan       assessment.Plan       `json:"plan"`
	Deleted    []assessment.Deletion `json:"deleted"`
}

// Read reads a hand-over file, sorted as Write writes it. Cards are those known here: the built-in ones and any the
// school added. A file that breaks a rule is refused whole: CodeTooLarge, CodeEncrypted, CodeNotOurs, CodeNewerFile,
// CodeChecksum, CodeUnknownCard, CodeCardConflict, or CodeContent with every fault. The blank {file} of their
// sentences is left to Open, which knows the name.
func Read(b []byte, cards Cards) (*assessment.Assessment, error) {
	_, raw, err := open(b, formatAssessment)
	if err != nil {
		return nil, err
	}
	return readAssessment(raw, cards)
}

func readAssessment(raw json.RawMessage, cards Cards) (*assessment.Assessment, error) {
	var c content
	card, faults, err := unpack(raw, cards, &c)
	if err != nil {
		return nil, err
	}
	c = assessment.Tidied(c)
	a := &assessment.Assessment{
		Card: card, Team: c.Team, Details: c.Assessment, Ballots: c.Ballots, Scores: c.Scores, Plan: c.Plan,
		Deleted: c.Deleted,
	}
	if err := refuse(faults, a.Check()); err != nil {
		return nil, err
	}
	a.Sort()
	return a, nil
}

// Option changes what Write writes.
type Option func(*writing)

// writing is what is written, and with which password if any.
type writing struct {
	a        *assessment.Assessment
	password string
}

// WithoutBallots leaves out everybody's anonymous answers and remarks.
func WithoutBallots() Option { return func(w *writing) { w.a.Ballots = []assessment.Ballot{} } }

// WithPassword encrypts the file, so that only the password opens it; see Encrypt. The empty one leaves it in clear.
func WithPassword(password string) Option { return func(w *writing) { w.password = password } }

// Write returns an assessment as a hand-over file: indented for whoever opens it, the same bytes for the same assessment
// where it has no password, with its card whole when that is not built in. Ballots that wait stay on this computer:
// whoever compared two files, with and without one of them, would read one person's answers. What it returns was read
// again and found the same; an assessment that Read would refuse is refused here too, with CodeInvalid or CodeTooLarge.
func Write(a *assessment.Assessment, options ...Option) ([]byte, error) {
	w := writing{a: snapshot(a)}
	for _, o := range options {
		o(&w)
	}
	a = w.a
	a.ClampStamps()
	*a = assessment.Tidied(*a) // an older version of the program kept texts as they came
	a.Sort()
	card, err := cardFor(a.Card)
	if err != nil {
		return nil, err
	}
	b, err := seal(formatAssessment, content{card, a.Team, a.Details, a.Ballots, a.Scores, a.Plan, a.Deleted})
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

// snapshot returns a copy that shares no list with its original, has [] and {} where that has nothing, and leaves out what
// stays on this computer.
func snapshot(a *assessment.Assessment) *assessment.Assessment {
	s := *a
	s.Expected = 0
	s.Ballots = copied(a.Counted())
	for i := range s.Ballots {
		s.Ballots[i] = plain(s.Ballots[i])
	}
	s.Scores, s.Deleted = copied(a.Scores), copied(a.Deleted)
	s.Plan.Priorities = copied(a.Plan.Priorities)
	for i := range s.Plan.Priorities {
		p := &s.Plan.Priorities[i]
		p.Actions = copied(p.Actions)
		for j := range p.Actions {
			p.Actions[j].Notes = copied(p.Actions[j].Notes)
		}
	}
	return &s
}

// plain returns a ballot as a file gives it back.
func plain(b assessment.Ballot) assessment.Ballot {
	b.Waiting = false
	if b.Answers == nil {
		b.Answers = map[string]assessment.Answer{}
	}
	if b.Remarks == nil {
		b.Remarks = map[string]string{}
	}
	return b
}

// roomy is how large a file may be with white space for whoever opens it, so that one with a password fits too.
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
