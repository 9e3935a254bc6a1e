package exchange

import (
	"encoding/json"
	"errors"
	"fmt"

	"kwaliteitskaart/assessment"
)

// sound returns the faults of a document that do not depend on its fields: duplicate names, strings that are not text, and
// lists that are too long.
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

// maxDepth is the depth to which a document is scanned, far deeper than any is.
const maxDepth = 40

// scan reads the next value and adds the faults of every part of it.
func (d *decoder) scan(at string, depth int) error {
	t, raw, err := d.token()
	if err != nil {
		return err
	}
	switch {
	case depth == maxDepth:
		return d.skipRest(t)
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
