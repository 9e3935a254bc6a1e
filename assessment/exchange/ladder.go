package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// A step converts a document of one version to the next, before it is checked. It is pure and never fails: what it
// does not understand it leaves unchanged, for the reader to refuse. The document is decoded by encoding/json, with
// numbers as json.Number.
type step func(document map[string]any)

// ladder is the steps of one kind of document: step i converts version i+1 to version i+2. To add a field, add it to
// the record, add one step here, and keep a file of the previous version in testdata/versions.
type ladder []step

// newest returns the version that is written, which is also the highest that is read.
func (l ladder) newest() int { return len(l) + 1 }

// ladders are the steps for the content of each format, and cardLadder those for a card, whose version is its schema.
// Each has only one version so far.
var (
	ladders = map[string]ladder{
		formatAssessment: {},
		formatInvitation: {},
		formatBallot:     {},
	}
	cardLadder = ladder{}
)

// climb converts a document of an older version to the newest. A value that is not an object or needs no step is
// returned unchanged, byte for byte.
func (l ladder) climb(raw json.RawMessage, from int) (json.RawMessage, error) {
	if from < 1 || from >= l.newest() {
		return raw, nil
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var document map[string]any
	if d.Decode(&document) != nil {
		return raw, nil // the reader reports what is wrong with it
	}
	for _, up := range l[from-1:] {
		up(document)
	}
	upgraded, err := marshal(document)
	if err != nil {
		return nil, fmt.Errorf("bring version %d to %d: %w", from, l.newest(), err)
	}
	return upgraded, nil
}
