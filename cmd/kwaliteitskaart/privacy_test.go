package main

import (
	"slices"
	"testing"

	"kwaliteitskaart/assessment/sqlite"
	"kwaliteitskaart/ui"
)

// What Settings → Privacy says is stored is all that is stored.
func TestPrivacyTellsAllThatIsStored(t *testing.T) {
	store, err := sqlite.Open(t.Context(), t.TempDir(), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	schema, err := store.Schema(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, told := range ui.Stored {
		got, want := slices.Sorted(slices.Values(told.Columns)), slices.Sorted(slices.Values(schema[told.Table]))
		if !slices.Equal(got, want) {
			t.Errorf("%s: told %v, stored %v", told.Table, got, want)
		}
		delete(schema, told.Table)
	}
	for table, columns := range schema {
		t.Errorf("%s %v is stored and not told", table, columns)
	}
}
