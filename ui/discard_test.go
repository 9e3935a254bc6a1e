package ui

import (
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
)

// inAll returns the number of assessments, including those in the bin.
func (r *room) inAll() int {
	r.Helper()
	list, err := r.store.Summaries(r.Context(), r.Window.Today())
	if err != nil {
		r.Fatal(err)
	}
	binned, err := r.store.Binned(r.Context())
	if err != nil {
		r.Fatal(err)
	}
	return len(list) + len(binned)
}

// A new assessment in which nothing was entered is deleted when it is left, however that happens; with any content it
// stays.
func TestEmptyAssessmentIsDeleted(t *testing.T) {
	for way, leave := range map[string]func(*room){
		"home":    func(r *room) { r.Home() },
		"escape":  func(r *room) { r.back() },
		"another": func(r *room) { r.addExample() },
		"a new":   func(r *room) { r.create(); r.Home() },
		"closing": func(r *room) { r.Close() },
	} {
		for what, change := range map[string]func(*room){
			"nothing":  func(*room) {},
			"a way":    func(r *room) { r.session.SetMode(assessment.ModeIndividual) },
			"a name":   func(r *room) { r.write("T") },
			"a score":  func(r *room) { r.goTo(session.StepScore); r.write("3"); r.undo() },
			"a number": func(r *room) { r.session.ExpectBallots(3) },
		} {
			r := enter(t, "nl")
			r.create()
			change(r)
			leave(r)
			want := 1
			if what == "nothing" || what == "a way" {
				want = 0
			}
			if way == "another" {
				want += 2 // the example's rounds
			}
			if got := r.inAll(); got != want {
				t.Errorf("with %s entered, after %s there are %d, want %d", what, way, got, want)
			}
		}
	}
}

// A new round in which nothing was entered is deleted; the rounds before it stay.
func TestEmptyRoundIsDeleted(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.nextRound(r.session.Assessment.ID)
	if got := r.inAll(); got != 3 {
		t.Fatalf("there are %d", got)
	}
	r.Home()
	if got := r.inAll(); got != 2 {
		t.Errorf("there are %d, want 2", got)
	}
}
