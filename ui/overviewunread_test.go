package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

// If there are more teams than fit in view, a line above them mentions the unread files listed below them.
func TestOverviewMentionsUnreadFilesAtTheTop(t *testing.T) {
	r := enter(t, "nl")
	for i := range teamsInView + 1 {
		a := assessment.New(r.Card, assessment.Team{ID: fmt.Sprint("t", i), Name: fmt.Sprint("Team ", i)}, r.Today(), 1)
		if err := exchange.Save(filepath.Join(r.Documents, fmt.Sprint(i, handOver)), a); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(r.Documents, "stuk"+handOver), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	r.overviewOf([]string{r.Documents})
	said, team := strings.Index(r.words(), r.say("overview.unread", "count", 1)), strings.Index(r.words(), "Team 0")
	if said < 0 || team < said {
		t.Errorf("it says so at %d, and the first team is at %d", said, team)
	}
}

// A folder that is not there is refused, and stays in its field; it is no folder without teams.
func TestOverviewOfAFolderThatIsMissing(t *testing.T) {
	r := enter(t, "nl")
	r.ShowOverview()
	o := r.screen.(*overviewScreen)
	gone := filepath.Join(t.TempDir(), "weg")
	r.Documents = gone
	o.choose()
	r.sees(gone + " is er niet.")
	if r.screen != o {
		t.Errorf("at %T", r.screen)
	}
}
