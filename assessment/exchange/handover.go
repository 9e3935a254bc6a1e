package exchange

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strconv"

	"kwaliteitskaart/assessment"
)

// Extension is what the name of a hand-over file ends with.
const Extension = ".kwaliteitskaart"

const (
	format  = "kwaliteitskaart"
	version = 1
)

// ageHeaders begin a file that is encrypted with a password, plain and armored.
var ageHeaders = [][]byte{[]byte("age-encryption.org/v1"), []byte("-----BEGIN AGE ENCRYPTED FILE-----")}

// envelope and content are the hand-over file as exchange.md lays it out.
type envelope struct {
	Format  string          `json:"format"`
	Version int             `json:"version"`
	SHA256  string          `json:"sha256"`
	Content json.RawMessage `json:"content"`
}

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
	if len(b) > MaxFile {
		return nil, assessment.Fail(assessment.CodeTooLarge, nil)
	}
	for _, h := range ageHeaders {
		if bytes.HasPrefix(bytes.TrimLeft(b, " \t\r\n"), h) {
			return nil, assessment.Fail(assessment.CodeEncrypted, nil)
		}
	}
	raw, err := open(b)
	if err != nil {
		return nil, err
	}
	head, _ := peek(raw, "card") // what is wrong with the content, decode says below
	var card *assessment.Card
	var faults []assessment.Fault
	if head["card"] != nil {
		if card, faults, err = contentCard(head["card"], cards); err != nil {
			return nil, err
		}
	}
	var c content
	faults = append(decode(raw, "", &c), faults...)
	if card == nil {
		return nil, &assessment.Error{Code: assessment.CodeContent, Faults: together(faults, nil)}
	}
	a := &assessment.Assessment{
		Card: card, Team: c.Team, Details: c.Assessment, Ballots: c.Ballots, Scores: c.Scores, Plan: c.Plan,
		Deleted: c.Deleted,
	}
	if faults = together(faults, a.Check()); len(faults) > 0 {
		return nil, &assessment.Error{Code: assessment.CodeContent, Faults: faults}
	}
	a.Sort()
	return a, nil
}

// open is the content of a hand-over file whose envelope and checksum are right.
func open(b []byte) (json.RawMessage, error) {
	head, err := peek(b, "format", "version")
	var name string
	if json.Unmarshal(head["format"], &name) != nil || name != format {
		return nil, assessment.Fail(assessment.CodeNotOurs, err)
	}
	if newer(head["version"], version) {
		return nil, assessment.Fail(assessment.CodeNewerFile, nil)
	}
	if err != nil { // ours, but broken off or damaged
		return nil, assessment.Fail(assessment.CodeChecksum, err)
	}
	var e envelope
	faults := decode(b, "", &e)
	if e.Version != version {
		faults = together(faults, []assessment.Fault{{
			Place: "version", Code: assessment.FaultRange, Got: strconv.Itoa(e.Version), Want: strconv.Itoa(version),
		}})
	}
	if len(faults) > 0 {
		return nil, &assessment.Error{Code: assessment.CodeContent, Faults: faults}
	}
	sum, err := checksum(e.Content)
	if err != nil || sum != e.SHA256 {
		return nil, assessment.Fail(assessment.CodeChecksum, err)
	}
	return e.Content, nil
}

// contentCard is the card of a hand-over file, which is named where it is built in and stands there whole where not.
func contentCard(raw json.RawMessage, cards Cards) (*assessment.Card, []assessment.Fault, error) {
	if head, _ := peek(raw, "schema", "areas"); len(head) == 0 {
		var ref assessment.CardRef
		if faults := decode(raw, "card", &ref); len(faults) > 0 {
			return nil, faults, nil
		}
		card := cards.Find(ref)
		if card == nil {
			return nil, nil, aboutCard(assessment.CodeUnknownCard, ref)
		}
		return card, nil, nil
	}
	card, faults := readCard(raw, "card")
	if len(faults) == 1 && faults[0].Code == assessment.FaultNewer {
		return nil, nil, assessment.Fail(assessment.CodeNewerFile, faults[0])
	}
	if len(faults) > 0 {
		return nil, faults, nil
	}
	known := cards.Find(card.Ref())
	if known == nil {
		return card, nil, nil
	}
	if !bytes.Equal(known.Compact, card.Compact) {
		return nil, nil, aboutCard(assessment.CodeCardConflict, card.Ref())
	}
	return known, nil, nil
}

func aboutCard(code assessment.Code, ref assessment.CardRef) error {
	return assessment.Fail(code, nil, "card", short(ref.ID), "version", short(ref.Version))
}

// checksum is the lower-case hex SHA-256 of JSON without insignificant white space.
func checksum(b []byte) (string, error) {
	var compact bytes.Buffer
	if err := json.Compact(&compact, b); err != nil {
		return "", fmt.Errorf("compact content: %w", err)
	}
	sum := sha256.Sum256(compact.Bytes())
	return hex.EncodeToString(sum[:]), nil
}

// Option changes what Write writes.
type Option func(*assessment.Assessment)

// WithoutBallots leaves out everybody's anonymous answers and remarks.
func WithoutBallots() Option {
	return func(a *assessment.Assessment) { a.Ballots = []assessment.Ballot{} }
}

// Write is an assessment as a hand-over file: indented for whoever opens it, the same bytes for the same assessment,
// with its card whole when that is not built in. What it returns was read again and found the same; an assessment
// that Read would refuse is refused here too, with CodeInvalid or CodeTooLarge.
func Write(a *assessment.Assessment, options ...Option) ([]byte, error) {
	a = snapshot(a)
	for _, o := range options {
		o(a)
	}
	a.Sort()
	card, err := cardFor(a.Card)
	if err != nil {
		return nil, err
	}
	raw, err := marshal(content{card, a.Team, a.Details, a.Ballots, a.Scores, a.Plan, a.Deleted})
	if err != nil {
		return nil, fmt.Errorf("write content: %w", err)
	}
	sum, err := checksum(raw)
	if err != nil {
		return nil, err
	}
	b, err := marshal(envelope{format, version, sum, raw})
	if err != nil {
		return nil, fmt.Errorf("write envelope: %w", err)
	}
	if err := proven(b, a); err != nil {
		return nil, err
	}
	return b, nil
}

// proven refuses bytes that would not give the assessment back.
func proven(b []byte, a *assessment.Assessment) error {
	again, err := Read(b, Cards{a.Card})
	if err == nil && reflect.DeepEqual(again, a) {
		return nil
	}
	refusal := assessment.Fail(assessment.CodeInvalid, err)
	if e := (*assessment.Error)(nil); errors.As(err, &e) {
		if e.Code == assessment.CodeTooLarge {
			return e
		}
		refusal.Faults = e.Faults
	}
	return refusal
}

// cardFor names a built-in card and gives any other whole.
func cardFor(card *assessment.Card) (json.RawMessage, error) {
	cards, err := BuiltIn()
	if err != nil {
		return nil, err
	}
	if known := cards.Find(card.Ref()); known != nil && bytes.Equal(known.Compact, card.Compact) {
		return marshal(card.Ref())
	}
	return card.Compact, nil
}

func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.Bytes(), err
}

// snapshot is a copy that shares no list with its original, and has [] and {} where that has nothing.
func snapshot(a *assessment.Assessment) *assessment.Assessment {
	s := *a
	s.Ballots = copied(a.Ballots)
	for i := range s.Ballots {
		if s.Ballots[i].Answers == nil {
			s.Ballots[i].Answers = map[string]assessment.Answer{}
		}
		if s.Ballots[i].Remarks == nil {
			s.Ballots[i].Remarks = map[string]string{}
		}
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

func copied[T any](list []T) []T { return append([]T{}, list...) }
