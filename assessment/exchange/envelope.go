package exchange

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/filekind"
)

// Extension is the extension of hand-over files, invitations and ballots.
const Extension = ".kwaliteitskaart"

// The values of the format field.
const (
	formatAssessment = "kwaliteitskaart"
	formatInvitation = "kwaliteitskaart-invitation"
	formatBallot     = "kwaliteitskaart-ballot"
)

// envelope is the outer structure of each file, described in .github/spec/exchange.md.
type envelope struct {
	Format  string          `json:"format"`
	Version int             `json:"version"`
	SHA256  string          `json:"sha256"`
	Content json.RawMessage `json:"content"`
}

// opening is an identified file: its format, and its content converted to the newest version.
type opening struct {
	format  string
	version int // the version in the file
	content json.RawMessage
}

// open identifies a file of one of formats, checks its envelope and checksum, and returns its content.
func open(b []byte, formats ...string) (*opening, error) {
	if len(b) > MaxFile {
		return nil, assessment.Fail(assessment.CodeTooLarge, nil)
	}
	for bytes.HasPrefix(b, byteOrderMark) { // added by an editor, perhaps each time
		b = bytes.TrimPrefix(b, byteOrderMark)
	}
	if Encrypted(b) {
		return nil, askPassword(b)
	}
	head, err := peek(b, "format", "version")
	var name string
	if json.Unmarshal(head["format"], &name) != nil || !slices.Contains(formats, name) {
		return nil, assessment.Fail(assessment.CodeNotOurs, err, "kind", string(filekind.Of(b)))
	}
	steps := ladders[name]
	if newer(head["version"], steps.newest()) {
		return nil, assessment.Fail(assessment.CodeNewerFile, nil)
	}
	if err != nil { // ours, but broken off or damaged
		return nil, assessment.Fail(assessment.CodeChecksum, err)
	}
	var e envelope
	faults := decode(b, "", &e)
	if e.Version < 1 {
		faults = together(faults, []assessment.Fault{{
			Place: "version", Code: assessment.FaultRange, Got: strconv.Itoa(e.Version), Want: fmt.Sprint("1…", steps.newest()),
		}})
	}
	if len(faults) > 0 {
		return nil, &assessment.Error{Code: assessment.CodeContent, Faults: faults}
	}
	sum, err := checksum(e.Content)
	if err != nil || sum != e.SHA256 {
		return nil, assessment.Fail(assessment.CodeChecksum, err)
	}
	raw, err := steps.climb(e.Content, e.Version)
	return &opening{name, e.Version, raw}, err
}

// seal puts content in an envelope. The result is indented, and always the same for the same content.
func seal(format string, content any) ([]byte, error) {
	raw, err := marshal(content)
	if err != nil {
		return nil, fmt.Errorf("write content: %w", err)
	}
	sum, err := checksum(raw)
	if err != nil {
		return nil, err
	}
	b, err := marshal(envelope{format, ladders[format].newest(), sum, raw})
	if err != nil {
		return nil, fmt.Errorf("write envelope: %w", err)
	}
	return b, nil
}

// proven returns b if reading it gives want; otherwise it refuses.
func proven(b []byte, want *Opened, card *assessment.Card) ([]byte, error) {
	again, err := ReadAny(b, Cards{card})
	if err == nil && reflect.DeepEqual(again, want) {
		return b, nil
	}
	refusal := assessment.Fail(assessment.CodeInvalid, err)
	if e := (*assessment.Error)(nil); errors.As(err, &e) {
		if e.Code == assessment.CodeTooLarge {
			return nil, e
		}
		refusal.Faults = e.Faults
	}
	return nil, refusal
}

// unpack decodes into content, a pointer to a struct, and returns the card of the content and the faults of form.
func unpack(raw json.RawMessage, cards Cards, content any) (*assessment.Card, []assessment.Fault, error) {
	var card *assessment.Card
	var faults []assessment.Fault
	head, _ := peek(raw, "card") // decode reports errors in the content below
	if head["card"] != nil {
		var err error
		if card, faults, err = contentCard(head["card"], cards); err != nil {
			return nil, nil, err
		}
	}
	faults = append(decode(raw, "", content), faults...)
	if card == nil {
		return nil, nil, &assessment.Error{Code: assessment.CodeContent, Faults: together(faults, nil)}
	}
	return card, faults, nil
}

// refuse returns the refusal of content with faults of form or violations of the rules, or nil.
func refuse(form, rules []assessment.Fault) error {
	if faults := together(form, rules); len(faults) > 0 {
		return &assessment.Error{Code: assessment.CodeContent, Faults: faults}
	}
	return nil
}

// contentCard returns the card of a file, which contains a reference to a built-in card, and any other card
// completely.
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

func aboutCard(code assessment.Code, ref assessment.CardRef) *assessment.Error {
	return assessment.Fail(code, nil, "card", short(ref.ID), "version", short(ref.Version))
}

// cardFor returns a reference to a built-in card, or any other card completely.
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

// checksum returns the lower-case hex SHA-256 of JSON without insignificant white space.
func checksum(b []byte) (string, error) {
	var compact bytes.Buffer
	if err := json.Compact(&compact, b); err != nil {
		return "", fmt.Errorf("compact content: %w", err)
	}
	sum := sha256.Sum256(compact.Bytes())
	return hex.EncodeToString(sum[:]), nil
}

func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	err := e.Encode(v)
	return b.Bytes(), err
}
