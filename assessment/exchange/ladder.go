package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// A step brings a document of one version to the next, before anything of it is checked. It is pure, and never fails: what
// it does not understand it leaves as it is, for the reader to refuse. The document is as encoding/json decodes it, with
// numbers as json.Number.
type step func(document map[string]any)

// ladder is the steps of one kind of document: step i brings version i+1 to version i+2. To add a field is to add it to the
// record and one step here, and to keep a file of the version before in testdata/versions.
type ladder []step

// newest returns the version that is written, and the highest that is read.
func (l ladder) newest() int { return len(l) + 1 }

// ladders are the steps for the content of each format; cardLadder those for a card, whose version is its schema. Of each
// there is one version yet.
var (
	ladders = map[string]ladder{
		formatAssessment: {},
		formatInvitation: {},
		formatBallot:     {},
	}
	cardLadder = ladder{}
)

// climb returns a document of some version as one of the newest. What is no object, or needs no step, comes back as it is,
// byte for byte.
func (l ladder) climb(raw json.RawMessage, from int) (json.RawMessage, error) {
	if from < 1 || from >= l.newest() {
		return raw, nil
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var document map[string]any
	if d.Decode(&document) != nil {
		return raw, nil // the reader says what is wrong with it
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
