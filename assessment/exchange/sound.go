package exchange

import (
	"encoding/json"
	"errors"
	"fmt"

	"kwaliteitskaart/assessment"
)

// sound lists what is wrong with a document whatever fields it should have: a name twice, a string that is no text, a list
// without end.
func sound(raw json.RawMessage) []assessment.Fault {
	if fault := syntax(raw, ""); fault != nil {
		return []assessment.Fault{*fault}
	}
	d := &decoder{scanner: newScanner(raw)}
	if err := d.scan("", 0); err != nil && !errors.Is(err, errEnough) {
		d.faults = append(d.faults, assessment.Fault{Code: assessment.FaultSyntax, Got: err.Error()})
	}
	return d.faults
}

// deepest is how deep a document is scanned, far deeper than any is.
const deepest = 40

// scan passes over the next value, and notes what is wrong with any part of it.
func (d *decoder) scan(at string, depth int) error {
	t, raw, err := d.token()
	if err != nil {
		return err
	}
	switch {
	case depth == deepest:
		return d.leave(t)
	case t == json.Delim('{'):
		_, err = d.members(at, func(at, _ string) error { return d.scan(at, depth+1) })
		return err
	case t == json.Delim('['):
		for i := 0; d.tokens.More(); i++ {
			if i == mostEntries {
				return d.tooMany(at)
			}
			if err := d.scan(fmt.Sprintf("%s[%d]", at, i), depth+1); err != nil {
				return err
			}
		}
		_, err = d.tokens.Token()
		return err
	}
	if _, ok := t.(string); ok && !wellFormed(raw) {
		return d.add(at, assessment.FaultSyntax, "UTF-8", "")
	}
	return nil
}
