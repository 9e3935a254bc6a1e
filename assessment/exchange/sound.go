package exchange

import (
	"encoding/json"
	"errors"
	"fmt"

	"kwaliteitskaart/assessment"
)

// sound returns the faults that a document has whatever its fields should be: invalid JSON, a repeated name, a string
// that is not valid text, and a list with too many entries.
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

// deepest is the depth to which a document is scanned, far deeper than any valid one.
const deepest = 40

// scan skips the next value and records the faults of all its parts.
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
