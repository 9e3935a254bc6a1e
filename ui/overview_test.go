package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
)

func TestOverviewOfTheDataFolder(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.create()
	r.write("Team Bouw")
	r.ShowOverview()
	r.sees("2 teams.", "Voorbeeldteam Zorg & Welzijn", "Team Bouw", "Te weinig", "Op orde", "01-06-2027")
	o := r.screen.(*overviewScreen)
	o.vulnerable = true
	r.render()
	if all := r.words(); strings.Contains(all, "Team Bouw") || !strings.Contains(all, "Voorbeeldteam") {
		t.Errorf("only the vulnerable:\n%s", all)
	}
	r.sees("1 van 2 teams.")
	o.vulnerable, o.sort = false, byOpen
	if rows := o.rows(); rows[0].Open != 6 || rows[1].Open != 0 {
		t.Errorf("by open actions: %+v", rows)
	}
	o.sort = byTeam
	if rows := o.rows(); rows[0].Team.Name != "Team Bouw" {
		t.Errorf("by team: %+v", rows)
	}
}

// A folder of hand-over files is shown without storing any; what cannot be read is listed, the rest is shown.
func TestOverviewOfAFolder(t *testing.T) {
	r := enter(t, "nl")
	example, err := r.Example()
	if err != nil {
		t.Fatal(err)
	}
	for i, a := range example {
		if err := r.WriteFile(filepath.Join(r.Documents, string(rune('a'+i))+handOver), a, true, ""); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(r.Documents, "oud-plan"+handOver), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.ShowOverview()
	r.screen.(*overviewScreen).choose()
	r.sees("1 team.", "Er wordt niets opgeslagen.", "23 nov 2026", "oud-plan", r.say("overview.rest_is_right"))
	if list, err := r.store.Summaries(t.Context(), assessment.Date("2026-11-23")); err != nil || len(list) != 0 {
		t.Errorf("%d stored, %v", len(list), err)
	}
}
