package exchange

import (
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
)

// Notes share a cell up to its last character, and no further.
func TestNotesFillACell(t *testing.T) {
	lang := words.In("nl")
	day := len("23-11-2026: ")
	for extra, want := range map[int]int{0: 1, 1: 2} {
		rest := maxCell - 2*day - 1 - 100
		list := []assessment.Note{
			{Date: "2026-11-23", Text: strings.Repeat("x", 100)}, {Date: "2026-11-23", Text: strings.Repeat("y", rest+extra)},
		}
		if cells := notes(list, lang); len(cells) != want {
			t.Errorf("%d characters too many: %d cells, want %d", extra, len(cells), want)
		}
	}
}
