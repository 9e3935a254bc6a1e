package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assets"
)

// DefaultCard is the id of the card for new assessments.
const DefaultCard = "lob-mbo"

// Cards is a list of known cards, in any order.
type Cards []*assessment.Card

var builtIn = sync.OnceValues(func() (Cards, error) {
	files, err := assets.Cards.ReadDir("card")
	if err != nil {
		return nil, fmt.Errorf("list built-in cards: %w", err)
	}
	var cards Cards
	for _, f := range files {
		b, err := assets.Cards.ReadFile("card/" + f.Name())
		if err != nil {
			return nil, fmt.Errorf("open built-in card: %w", err)
		}
		card, err := ReadCard(b)
		if err != nil {
			return nil, fmt.Errorf("read built-in card %s: %w", f.Name(), err)
		}
		cards = append(cards, card)
	}
	return cards, nil
})

// BuiltIn returns all versions of all cards that ship with the program. They are shared, because cards are never
// modified.
func BuiltIn() (Cards, error) {
	cards, err := builtIn()
	return slices.Clone(cards), err
}

// Find returns the card with the given id and version, or nil.
func (c Cards) Find(ref assessment.CardRef) *assessment.Card {
	if i := slices.IndexFunc(c, func(card *assessment.Card) bool { return card.Ref() == ref }); i >= 0 {
		return c[i]
	}
	return nil
}

// Newest returns the highest version of the card with the given id, or nil.
func (c Cards) Newest(id string) *assessment.Card {
	var newest *assessment.Card
	for _, card := range c {
		if card.ID == id && (newest == nil || compareVersions(card.Version, newest.Version) > 0) {
			newest = card
		}
	}
	return newest
}

// compareVersions compares versions of the form 1.2.3 numerically, for numbers of any length.
func compareVersions(x, y string) int {
	return slices.CompareFunc(strings.Split(x, "."), strings.Split(y, "."), func(a, b string) int {
		a, b = strings.TrimLeft(a, "0"), strings.TrimLeft(b, "0")
		if len(a) != len(b) {
			return len(a) - len(b)
		}
		return strings.Compare(a, b)
	})
}

// ReadCard parses a card file. A card that breaks a rule is refused with CodeCardInvalid and all faults. A card with
// a newer schema has only that fault: the rest is for a newer program to check.
func ReadCard(b []byte) (*assessment.Card, error) {
	card, faults := readCard(bytes.TrimPrefix(b, []byte("\uFEFF")), "")
	if len(faults) > 0 {
		return nil, &assessment.Error{Code: assessment.CodeCardInvalid, Faults: faults}
	}
	return card, nil
}

func readCard(b []byte, at string) (*assessment.Card, []assessment.Fault) {
	if fault := syntax(b, at); fault != nil {
		return nil, []assessment.Fault{*fault}
	}
	head, _ := peek(b, "schema")
	if newer(head["schema"], cardLadder.newest()) {
		return nil, []assessment.Fault{{
			Place: join(at, "schema"), Code: assessment.FaultNewer,
			Got: short(string(head["schema"])), Want: strconv.Itoa(cardLadder.newest()),
		}}
	}
	if schema, err := strconv.Atoi(string(head["schema"])); err == nil {
		if b, err = cardLadder.climb(b, schema); err != nil {
			return nil, []assessment.Fault{{Place: at, Code: assessment.FaultSyntax, Got: err.Error()}}
		}
	}
	var card assessment.Card
	faults := decode(b, at, &card)
	settled := card.Settled()
	rules := settled.Check()
	for i := range rules {
		rules[i].Place = join(at, rules[i].Place)
	}
	if faults = together(faults, rules); len(faults) > 0 {
		return nil, faults
	}
	return settled, nil
}

// newer reports whether raw is a JSON integer larger than known.
func newer(raw json.RawMessage, known int) bool {
	whole := len(raw) > 0 && strings.Trim(string(raw), "0123456789") == ""
	n, err := strconv.Atoi(string(raw))
	return whole && (err != nil || n > known)
}

// together returns the faults of form and those of the rules, except for rules about a place that already has a fault
// of form.
func together(form, rules []assessment.Fault) []assessment.Fault {
	all := slices.Clone(form)
	for _, r := range rules {
		if !slices.ContainsFunc(form, func(f assessment.Fault) bool { return within(r.Place, f.Place) }) {
			r.Place = clip(r.Place, 200) // it may hold a name from the file
			all = append(all, r)
		}
	}
	if len(all) > assessment.MaxFaults {
		all = append(all[:assessment.MaxFaults], assessment.Fault{Code: assessment.FaultTooManyFaults})
	}
	return all
}

// within reports whether place equals other or is inside it.
func within(place, other string) bool {
	rest, ok := strings.CutPrefix(place, other)
	return ok && (rest == "" || other == "" || rest[0] == '.' || rest[0] == '[')
}
