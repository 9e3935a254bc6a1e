package sqlite

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
)

// A database that another program emptied or cut rows from is damaged, never empty: readers of the shelf get an
// error, and makers of copies an error about the database rather than the disk.
func TestLostRowsAreReportedAsDamage(t *testing.T) {
	for name, spoil := range map[string]string{
		"no assessments":       "DELETE FROM assessment",
		"no plans":             "DELETE FROM plan",
		"no cards":             "DELETE FROM card",
		"no indicators":        "DELETE FROM card_indicator",
		"one of two is gone":   "DELETE FROM assessment WHERE id = 'second'",
		"one of two is broken": "DELETE FROM plan WHERE assessment = 'second'",
	} {
		t.Run(name, func(t *testing.T) {
			dir, a := filled(t)
			second := a.Clone()
			second.ID = "second"
			s, err := Open(t.Context(), dir, Options{})
			must(t, err)
			must(t, s.Add(t.Context(), second))
			must(t, s.Close())
			query(t, database(dir), "PRAGMA foreign_keys = off; "+spoil)

			r := reading(t, dir)
			_, err = r.Summaries(t.Context(), "2026-11-23")
			damaged(t, "Summaries", err)
			if !strings.Contains(name, "one of two is gone") { // its team's beginning is complete
				_, _, err = r.ShelfTop(t.Context(), "2026-11-23", 10)
				damaged(t, "ShelfTop", err)
			}
			damaged(t, "Copy", r.Copy(t.Context(), filepath.Join(t.TempDir(), "copy.db")))
			if !strings.Contains(name, "assessments") && !strings.Contains(name, "indicators") && !strings.Contains(name, "gone") {
				_, err = r.Load(t.Context(), "second")
				damaged(t, "Load", err)
			}
			must(t, os.Remove(database(dir)+sumSuffix)) // as for a database from elsewhere, which is not read completely when opened
			w, err := Open(t.Context(), dir, Options{})
			if err == nil {
				_, err = w.BackUp(t.Context())
				_ = w.Close() // a damaged database may refuse
			}
			damaged(t, "BackUp", err)
		})
	}
}

func damaged(t *testing.T, what string, err error) {
	t.Helper()
	if assessment.CodeOf(err) != assessment.CodeDamaged || !strings.Contains(err.Error(), fileName) {
		t.Errorf("%s: %v, want %s of the database", what, err, assessment.CodeDamaged)
	}
}

// A card with a changed field name, even in case only, is damaged: no file with it could be read.
func TestCardWithAnotherFieldIsDamaged(t *testing.T) {
	for _, field := range []string{"\"thames\"", "\"Themes\""} {
		dir, _ := filled(t)
		query(t, database(dir), "UPDATE card SET content = CAST(replace(CAST(content AS TEXT), '\"themes\"', '"+field+"') AS BLOB)")
		_, err := reading(t, dir).Examine(t.Context())
		damaged(t, field, err)
	}
}

// A changed text in a card that ships with the program is detected wherever everything is read: such a database
// cannot be restored from a backup, because a plan would be about another statement than the one agreed upon.
func TestShippedCardWithAnotherTextIsDamaged(t *testing.T) {
	cards, err := exchange.BuiltIn()
	must(t, err)
	for _, c := range cards {
		dir := t.TempDir()
		s, err := Open(t.Context(), dir, Options{})
		must(t, err)
		must(t, s.Add(t.Context(), storetest.Sample(c)))
		must(t, s.Close())
		_, err = reading(t, dir).Examine(t.Context())
		must(t, err)
		copied := filepath.Join(t.TempDir(), "card-text.db")
		must(t, reading(t, dir).Copy(t.Context(), copied))
		for _, path := range []string{database(dir), copied} {
			query(t, path, `UPDATE card SET content = CAST(replace(CAST(content AS TEXT), 'student', 'stdent') AS BLOB)`)
		}
		_, err = reading(t, dir).Examine(t.Context())
		damaged(t, c.Version, err)
		into, _ := filled(t)
		before := content(t, database(into))
		_, err = Restore(t.Context(), into, copied, Options{})
		wants(t, err, assessment.CodeBackupInvalid)
		if content(t, database(into)) != before {
			t.Error("the database changed")
		}
	}
}

// A school's own card that an earlier version stored as it was written is no damage, and is the same card as it is read now.
func TestCardStoredAsItWasWritten(t *testing.T) {
	dir, a := filled(t)
	title := a.Card.Title["nl"]
	if strings.Count(string(a.Card.Compact), `"`+title+`"`) == 0 {
		t.Fatalf("no title %q", title)
	}
	query(t, database(dir), `UPDATE card SET content = CAST(replace(CAST(content AS TEXT), '"`+title+`"', '"\u00ad`+title+`\ufeff"') AS BLOB)`)
	must(t, os.Remove(database(dir)+sumSuffix))
	_, err := reading(t, dir).Examine(t.Context())
	must(t, err)
	s := opened(t, dir, Options{})
	another := a.Clone()
	another.ID = "another"
	must(t, s.Add(t.Context(), another))
	got, err := s.Load(t.Context(), a.ID)
	must(t, err)
	if string(got.Card.Compact) != string(a.Card.Compact) {
		t.Error("it is another card")
	}
	made, err := s.BackUp(t.Context())
	if err != nil || made == nil {
		t.Fatalf("backed up: %v, %v", made, err)
	}
}
