package exchange_test

import (
	"archive/zip"
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

// FuzzReadCardSheet reads any input, as a workbook and as a part of a valid one, which the zip's checksums would
// otherwise protect.
func FuzzReadCardSheet(f *testing.F) {
	card, err := exchange.ReadCard([]byte(smallCard))
	if err != nil {
		f.Fatal(err)
	}
	whole := template(f, card, "nl")
	f.Add(whole, uint8(0))
	r, err := zip.NewReader(bytes.NewReader(whole), int64(len(whole)))
	if err != nil {
		f.Fatal(err)
	}
	for i, part := range r.File {
		f.Add(content(f, part), uint8(i))
	}
	f.Fuzz(func(t *testing.T, b []byte, part uint8) {
		name := r.File[int(part)%len(r.File)].Name
		for _, file := range [][]byte{b, withPart(t, whole, name, func([]byte) []byte { return b })} {
			var card *assessment.Card
			var err error
			modestly(t, func() { card, err = exchange.ReadCardSheet(file) })
			if err != nil {
				bounded(t, err)
				continue
			}
			again, err := exchange.ReadCard(card.Compact)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(card, again); diff != "" {
				t.Fatal(diff)
			}
		}
	})
}
