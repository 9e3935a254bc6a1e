package ui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment/words"
)

// The check shows what was found and what to do, runs again on request, and leads back to the settings.
func TestCheck(t *testing.T) {
	r := enter(t, "nl")
	found := []Finding{{"Ruimte", "Nog maar 3 MB vrij.", false}, {"Lettertypen", "4 gelezen.", true}}
	asked := ""
	r.Check = func(_ context.Context, lang *words.Language, window string) []Finding {
		asked = lang.Code() + " " + window
		return found
	}
	r.showSettings()
	settings := r.screen
	r.pressButton("Controleer deze computer")
	r.sees("Ruimte", "Nog maar 3 MB vrij.", "4 gelezen.", "Eén punt vraagt aandacht.")
	if asked != "nl 1366 × 768" {
		t.Errorf("asked was %q", asked)
	}
	found[0] = Finding{"Ruimte", "Nog 63 GB vrij.", true}
	r.pressButton("Opnieuw")
	r.sees("Nog 63 GB vrij.", "Alles is in orde.")
	r.press(fyne.KeyEscape)
	if r.screen != settings {
		t.Errorf("Esc leads to %T", r.screen)
	}
}
