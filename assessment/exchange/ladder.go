package exchange

import (
	"bytes"
	"encoding/json"
	"fmt"

	"kwaliteitskaart/assessment"
)

// A step converts a document of one version to the next, before it is checked. It is pure and never fails: what it
// does not understand it leaves unchanged, for the reader to refuse. The document is decoded by encoding/json, with
// numbers as json.Number.
type step func(document map[string]any)

// ladder is the steps of one kind of document: step i converts version i+1 to version i+2. To add a field, add it to the
// record, add one step here, and keep a file of the previous version in testdata/versions. Editions contain copies of most
// records: the step fills those too, and the zero value is added to addedFields in assessment/edition.go, so that editions
// keep their ids.
type ladder []step

// newest returns the version that is written, which is also the highest that is read.
func (l ladder) newest() int { return len(l) + 1 }

// ladders are the steps for the content of each format; cardLadder those for a card, whose version is its schema.
var (
	ladders = map[string]ladder{
		formatAssessment: {addEditions, addOlder},
		formatInvitation: {},
		formatBallot:     {},
	}
	cardLadder = ladder{}
)

// climb returns a document of version from in the newest version. One that is not an object, or needs no step, is returned
// byte for byte. Duplicate names, which decoding would hide, are refused with CodeContent.
func (l ladder) climb(raw json.RawMessage, from int) (json.RawMessage, error) {
	if from < 1 || from >= l.newest() {
		return raw, nil
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	if faults := sound(raw); len(faults) > 0 {
		return nil, &assessment.Error{Code: assessment.CodeContent, Faults: faults}
	}
	var document map[string]any
	if d.Decode(&document) != nil || document == nil {
		return raw, nil // the reader reports what is wrong with it
	}
	if head, _ := peek(raw, "card"); head["card"] != nil {
		document["card"] = head["card"] // its bytes decide whether it is the same as another
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

// withEditions is the first version of a hand-over file that contains editions. The adopted plan of an older file gets its
// edition from Assessment.SealOlder once the file is read.
const withEditions = 2

// addEditions brings a hand-over file to version 2.
func addEditions(content map[string]any) {
	inside(content, "assessment", func(a map[string]any) { add(a, "closed_on", "") })
	each(content, "scores", func(s map[string]any) { add(s, "disagreed", false) })
	inside(content, "plan", func(p map[string]any) {
		add(p, "sealed_at", "")
		add(p, "editions", []any{})
		add(p, "log", []any{})
		each(p, "priorities", func(p map[string]any) {
			each(p, "actions", func(a map[string]any) {
				add(a, "carried_from", "")
				add(a, "answer", nil)
			})
		})
	})
	add(content, "previous", nil)
}

// addOlder brings a hand-over file to version 3.
func addOlder(content map[string]any) {
	fill := func(p map[string]any) {
		add(p, "older", []any{})
		each(p, "answers", func(a map[string]any) { add(a, "disagreed", false) })
		each(p, "actions", func(a map[string]any) { add(a, "carried_from", "") })
	}
	inside(content, "previous", fill)
	inside(content, "plan", func(p map[string]any) {
		each(p, "editions", func(e map[string]any) { inside(e, "previous", fill) })
	})
}

// add adds a field. An existing one, which only a hand-made file has, is left for the reader to check.
func add(object map[string]any, name string, value any) {
	if _, there := object[name]; !there {
		object[name] = value
	}
}

// inside calls do with the object in the field name, if there is one.
func inside(document map[string]any, name string, do func(map[string]any)) {
	if o, ok := document[name].(map[string]any); ok {
		do(o)
	}
}

// each calls do with every object in the list in the field name, if there is one.
func each(document map[string]any, name string, do func(map[string]any)) {
	list, _ := document[name].([]any)
	for _, x := range list {
		if o, ok := x.(map[string]any); ok {
			do(o)
		}
	}
}
