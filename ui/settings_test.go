package ui

import (
	"strings"
	"testing"
)

// What the organisation set is shown as such, cannot be changed, and fills in a new team.
func TestPresets(t *testing.T) {
	r := enter(t, "nl")
	r.showSettings()
	if s := r.words(); strings.Contains(s, "ingesteld") || !strings.Contains(s, "English") {
		t.Fatalf("nothing is set:\n%s", s)
	}
	r.Presets = Presets{Folder: true, Language: true, Institution: "ROC Noord"}
	r.showSettings()
	s := r.words()
	if n := strings.Count(s, "Door je organisatie ingesteld"); n != 3 {
		t.Errorf("%d things are said to be set, want 3:\n%s", n, s)
	}
	if !strings.Contains(s, "ROC Noord") || !strings.Contains(s, "Nederlands") || strings.Contains(s, "English") {
		t.Errorf("the settings say\n%s", s)
	}
	r.create()
	if got := r.session.a.Team.Institution; got != "ROC Noord" {
		t.Errorf("a new team is of %q", got)
	}
}
