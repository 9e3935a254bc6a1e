package exchange

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"testing"

	"kwaliteitskaart/assessment"
)

// sampleFile returns the sample file of a version of a kind of document: "kwaliteitskaart-1.json" is version 1 of the hand-over
// file.
func sampleFile(t *testing.T, kind string, version int) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "versions", kind+"-"+strconv.Itoa(version)+".json"))
	if err != nil {
		t.Fatalf("a version without a kept file: %v", err)
	}
	return b
}

// A file of any version is the same after reading, writing and reading it again; it is written in the newest version.
func TestEveryVersionIsRead(t *testing.T) {
	cards, err := BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	for format, steps := range ladders {
		for v := 1; v <= steps.newest(); v++ {
			first, err := ReadAny(sampleFile(t, format, v), cards)
			if err != nil {
				t.Fatalf("%s %d: %v", format, v, err)
			}
			var b []byte
			switch {
			case first.Invitation != nil:
				b, err = first.Invitation.Write()
			case first.Ballots != nil:
				b, err = first.Ballots.Write()
			default:
				b, err = Write(first.Assessment)
			}
			if err != nil {
				t.Fatalf("%s %d: %v", format, v, err)
			}
			again, err := ReadAny(b, cards)
			if err != nil || !reflect.DeepEqual(first, again) {
				t.Errorf("%s %d: read again it is another: %v", format, v, err)
			}
			if head, _ := peek(b, "version"); string(head["version"]) != strconv.Itoa(steps.newest()) {
				t.Errorf("%s is written as version %s", format, head["version"])
			}
		}
	}
	for v := 1; v <= cardLadder.newest(); v++ {
		card, err := ReadCard(sampleFile(t, "card", v))
		if err != nil {
			t.Fatalf("card %d: %v", v, err)
		}
		again, err := ReadCard(card.Compact)
		if err != nil || !reflect.DeepEqual(card, again) {
			t.Errorf("card %d: read again it is another: %v", v, err)
		}
	}
	if cardLadder.newest() != assessment.CardSchema {
		t.Errorf("cards climb to schema %d, and the domain reads %d", cardLadder.newest(), assessment.CardSchema)
	}
}

// Adding a field takes two changes: the record, here a copy of the ballot's with an invented version 2, and one step.
// Without the step older files lack the field and are refused; with it they are read.
func TestAddingAField(t *testing.T) {
	type secondBallot struct {
		Card       json.RawMessage   `json:"card"`
		Assessment string            `json:"assessment"`
		Ballot     assessment.Ballot `json:"ballot"`
		Place      string            `json:"place"` // the new field
	}
	second := ladder{func(ballot map[string]any) { ballot["place"] = "" }}

	var e envelope
	if err := json.Unmarshal(sampleFile(t, formatBallot, 1), &e); err != nil {
		t.Fatal(err)
	}
	var b secondBallot
	missing := assessment.Fault{Place: "place", Code: assessment.FaultMissing}
	if faults := decode(e.Content, "", &b); !slices.Contains(faults, missing) {
		t.Errorf("without a step: %v", faults)
	}
	upgraded, err := second.climb(e.Content, 1)
	if err != nil {
		t.Fatal(err)
	}
	if faults := decode(upgraded, "", &b); len(faults) > 0 || b.Ballot.ID == "" {
		t.Errorf("with a step: %v, %+v", faults, b)
	}
	if same, err := second.climb(upgraded, 2); err != nil || !bytes.Equal(same, upgraded) {
		t.Errorf("a file of the newest version is changed: %v", err)
	}

	// Once the step is in the table, the new version is written, and the next one is newer.
	defer func(was ladder) { ladders[formatBallot] = was }(ladders[formatBallot])
	before, err := seal(formatBallot, e.Content)
	if err != nil {
		t.Fatal(err)
	}
	ladders[formatBallot] = second
	sealed, err := seal(formatBallot, b)
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string][]byte{"before": before, "now": sealed} {
		o, err := open(file, formatBallot)
		if err != nil {
			t.Fatal(name, err)
		}
		if faults := decode(o.content, "", &b); len(faults) > 0 {
			t.Errorf("%s: %v, %v", name, err, faults)
		}
	}
	ladders[formatBallot] = ladder{}
	if _, err := open(sealed, formatBallot); assessment.CodeOf(err) != assessment.CodeNewerFile {
		t.Errorf("a program of before reads version 2: %v", err)
	}
}
