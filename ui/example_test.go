package ui

import (
	"strings"
	"testing"

	"kwaliteitskaart/ui/session"
)

// The first start shows what the program is for, in three pictures, and offers the two ways to begin.
func TestFirstStart(t *testing.T) {
	r := enter(t, "nl")
	r.sees(r.say("first.score"), r.say("first.talk"), r.say("first.agree"), r.say("first.time"), r.say("home.new"), r.say("home.open_file"))
	r.click(r.say("home.example"))
	r.sees(r.say("result.title"))
	r.Home()
	if strings.Contains(r.words(), r.say("first.time")) {
		t.Error("it is shown although there is a team")
	}
	r.sees(r.say("example.safe"))
}

// The example team says on every screen that it is only an example, and can always be restored.
func TestExampleIsRestored(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	was := r.stored()
	r.sees(r.say("example.safe"))
	r.nextRound(was.ID)
	r.openThen(was.ID, func() { r.goTo(session.StepTeam) })
	r.typeIn(r.say("field.name"), " veranderd")
	r.click(r.say("example.restore"))
	r.sees(r.say("result.title"), r.say("example.restored"))
	if now := r.stored(); now.Team.Name != was.Team.Name || now.ID != was.ID {
		t.Errorf("it is %q", now.Team.Name)
	}
	list, err := r.store.Summaries(t.Context(), r.today)
	if err != nil || len(list) != 2 {
		t.Errorf("%d rounds, %v", len(list), err)
	}
	r.undo()
	if now := r.stored(); now.Team.Name != was.Team.Name {
		t.Error("undo goes back to what was replaced")
	}
	r.create()
	if strings.Contains(r.words(), r.say("example.safe")) {
		t.Error("another team says it is the example")
	}
}
