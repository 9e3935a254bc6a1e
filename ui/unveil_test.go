package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// unveil goes through the reveal to the first point of the discussion.
func (r *room) unveil() {
	r.Helper()
	r.goTo(session.StepScore)
	r.write("o  ")
	if _, ok := r.screen.(*discussScreen); !ok {
		r.Fatalf("the reveal leads to %T", r.screen)
	}
}

// filled returns a workshop with the ballots of a team of eight of whom six are in: they agree on V1, differ on V2 and V3,
// one of them answered V4, and nobody the others.
func filled(t *testing.T, language string) *room {
	t.Helper()
	r := enter(t, language)
	r.create()
	r.write("Team Techniek")
	r.session.SetMode(assessment.ModeIndividual)
	r.session.ExpectBallots(8)
	var in []assessment.Ballot
	for i, answers := range []string{"114", "11?", "22x", "23x", "23x", "24x"} {
		b := newBallot(assessment.GroupTeam)
		b.ID = string(rune('a' + i))
		for j, id := range []string{"V1", "V2", "V3"} {
			b.Answers[id] = map[byte]assessment.Answer{'1': 1, '2': 2, '3': 3, '4': 4, '?': assessment.Unknown, 'x': assessment.NotApplicable}[answers[j]]
		}
		if i == 0 {
			b.Answers["V4"] = 3
		}
		in = append(in, b)
	}
	if _, err := r.store.AddBallots(t.Context(), r.session.Assessment.ID, in); err != nil {
		t.Fatal(err)
	}
	r.openThen(r.session.Assessment.ID, func() { r.goTo(session.StepScore) })
	return r
}

// The reveal takes three steps, one press of space each: who is missing, all answers at once, and the first point of the
// discussion. Only the last starts the clock, and Escape leaves the first without effect.
func TestRevealInThreeSteps(t *testing.T) {
	r := filled(t, "nl")
	r.toggleBeamer()
	seen := func() string {
		var b strings.Builder
		walk(r.beamer.win.Canvas().Content(), gather(&b))
		return b.String()
	}
	r.write("o")
	r.sees(r.say("gather.missing", "count", 2, "total", 8), r.say("gather.sure"))
	if all := seen(); !strings.Contains(all, r.say("gather.missing", "count", 2, "total", 8)) || strings.Contains(all, r.say("answers.agree", "count", 1)) {
		t.Errorf("the room sees, before the reveal:\n%s", all)
	}
	r.press(fyne.KeyEscape)
	if _, ok := r.screen.(*gatherScreen); !ok || r.stored().Revealed {
		t.Fatalf("Escape leads to %T, revealed %v", r.screen, r.stored().Revealed)
	}
	r.write("o ")
	if !r.stored().Revealed {
		t.Fatal("not revealed")
	}
	want := []string{"2\n" + r.say("answers.differ", "count", 2), "1\n" + r.say("answers.agree", "count", 1)}
	r.sees(append(want, r.say("answers.hint", "people", 6, "rows", 3), r.say("answers.single", "count", 1), r.say("answers.empty", "count", 29), r.say("answers.no_level"), r.say("answers.dashed"))...)
	r.holds(seen(), want...)
	if all := r.words() + seen(); strings.Contains(all, "V1") || strings.Contains(all, "Waarom LOB") {
		t.Errorf("a row is named:\n%s", all)
	}
	r.pass(30)
	r.write(" ")
	if d := r.screen.(*discussScreen); d.chosen != "V2" {
		t.Errorf("the discussion starts with %s", d.chosen)
	}
	if all, _ := r.Window.clock.Left(r.now()); all < 40*60*1e9 {
		t.Errorf("the clock has run to %v", all)
	}
	r.press(fyne.KeyEscape) // all answers can be seen again
	r.sees(want...)
}

// The rows fill the window, both tables begin at one height, and there is no column for what nobody answered.
func TestAnswersFillTheScreen(t *testing.T) {
	r := talk(t) // they differ on one of 33, and all gave a level
	r.win.Resize(fyne.NewSize(1366, 768))
	r.show(&answersScreen{w: r.Window})
	heads, foot := make(map[string][]float32), float32(0)
	walk(r.view.body, func(o fyne.CanvasObject) {
		at := r.app.Driver().AbsolutePositionForObject(o)
		switch x := o.(type) {
		case *widgets.Text:
			heads[x.Words()] = append(heads[x.Words()], at.Y)
			foot = max(foot, at.Y+o.Size().Height)
		default:
			foot = max(foot, at.Y)
		}
	})
	if at := heads["1"]; len(at) != 4 || at[1] != at[2] || at[1] != at[3] { // one is the number of points, and 32 rows are two columns
		t.Errorf("the tables begin at %v", at)
	}
	for _, words := range []string{"answers.unknown", "answers.no_level", "result.not_applicable"} {
		if len(heads[r.say(words)]) > 0 {
			t.Errorf("nobody said %q", r.say(words))
		}
	}
	if room := r.view.scroll.Size().Height; foot < room-60 || foot > room {
		t.Errorf("the page ends at %v of %v", foot, room)
	}
}

// Where the team differs on much, the second column of rows begins with an area.
func TestManyDifferencesAreInTwoColumns(t *testing.T) {
	r := talk(t)
	a := r.session.Assessment
	for i := range a.Ballots {
		for n, ind := range a.Card.InScope(a.Scope)[:25] {
			a.Ballots[i].Answers[ind.ID] = assessment.Answer(1 + (i+n)%4)
		}
	}
	d := a.Result().Divided()
	tables, _ := tablesOf(d)
	b := answerBoard{w: r.Window}
	parts, most := b.parts(d.Differ, tables)
	if len(d.Differ) != 25 || len(parts) != 2 || most != 15 || len(parts[0]) != 2 || len(parts[1]) != 1 {
		t.Errorf("%d differences in %d columns, at most %d rows: %v", len(d.Differ), len(parts), most, parts)
	}
}
