package ui

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// scored returns a room with a team that gave every indicator the same score.
func scored(t *testing.T, answer string) *room {
	t.Helper()
	r := enter(t, "nl")
	r.create()
	r.goTo(session.StepScore)
	for range 33 {
		r.write(answer)
		r.press(fyne.KeyReturn)
	}
	r.press(fyne.KeyReturn)
	return r
}

func TestPlanByKeys(t *testing.T) {
	r := scored(t, "2")
	r.sees("V1 Waarom LOB", "1 niveau winst × belang 3", r.say("gap.no_priority"))
	r.press(fyne.KeyReturn) // takes the first suggestion, and so chooses the priority
	plan := r.stored().Plan
	if len(plan.Priorities) != 1 || len(plan.Priorities[0].Actions) != 1 {
		t.Fatalf("plan %+v", plan)
	}
	act := plan.Priorities[0].Actions[0]
	if act.Suggestion != "V1-A1" || act.Owner != "LOB-coördinator" || act.Due != "2027-01-04" || act.Feasibility != 3 {
		t.Errorf("taken %+v", act)
	}
	r.press(fyne.KeyDown)
	r.write(" ") // chooses the second
	if n := len(r.stored().Plan.Priorities); n != 2 {
		t.Fatalf("%d priorities", n)
	}
	r.write("a")
	r.write("Zelf bedacht")
	r.press(fyne.KeyEscape)
	second := r.stored().Plan.Priorities[1]
	if len(second.Actions) != 1 || second.Actions[0].What != "Zelf bedacht" {
		t.Errorf("second %+v", second)
	}
	r.sees(r.say("gap.no_owner", "indicator", second.Indicator), r.say("gap.no_due", "indicator", second.Indicator))
}

// The cursor goes to the missing field only once; later changes on the screen leave it alone.
func TestJumpTakesTheCursorOnce(t *testing.T) {
	r := scored(t, "2")
	p := r.screen.(*planScreen)
	p.jump(assessment.Gap{Kind: assessment.GapNoEvaluation})
	r.sees(r.say("plan.nothing_asked"))
	if e, ok := r.win.Canvas().Focused().(*widgets.Entry); !ok || e.Label() != r.say("field.evaluation_date") {
		t.Fatalf("the cursor is in %T", r.win.Canvas().Focused())
	}
	r.win.Canvas().Unfocus()
	p.again()
	if at := r.win.Canvas().Focused(); at != nil {
		t.Errorf("the cursor came back to %T", at)
	}
}

// Adopting is the primary button only while no gap blocks it.
func TestAdoptingIsPrimaryOnceItCan(t *testing.T) {
	r := scored(t, "2")
	kind := func(b *widgets.Button) int64 { return reflect.ValueOf(b).Elem().FieldByName("kind").Int() }
	bright := func() (bright bool) {
		walk(r.view.right, func(o fyne.CanvasObject) {
			if b, ok := o.(*widgets.Button); ok && strings.HasPrefix(b.Name(), r.say("plan.adopt")) {
				bright = kind(b) == kind(widgets.Primary("", "", nil))
			}
		})
		return bright
	}
	if bright() {
		t.Error("bright without a priority")
	}
	r.press(fyne.KeyReturn)
	if !bright() {
		t.Error("not bright once only the evaluation is missing")
	}
	id := r.session.Assessment.Plan.Priorities[0].ID
	r.session.AddAction(id, assessment.NewAction("2026-11-23"))
	if bright() {
		t.Error("bright with an action of nobody")
	}
}

func TestAdopting(t *testing.T) {
	r := scored(t, "2")
	p := r.screen.(*planScreen)
	p.adopt()
	r.sees(r.say("plan.first", "gap", r.say("gap.no_priority")))
	r.press(fyne.KeyReturn)
	p.adopt() // only the evaluation date is missing now: it asks for a sentence
	field, scroll := r.win.Canvas().Focused().(fyne.CanvasObject), r.view.scroll
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(field).Y
	if end := fyne.CurrentApp().Driver().AbsolutePositionForObject(scroll).Y + scroll.Size().Height; at+field.Size().Height > end {
		t.Errorf("the sentence is asked for at %v, below the end of what is seen, %v", at, end)
	}
	r.sees(r.say("plan.wave"))
	if r.stored().Plan.Status != assessment.PlanDraft {
		t.Fatal("adopted without a sentence")
	}
	r.press(fyne.KeyReturn) // without one
	if r.stored().Plan.Status != assessment.PlanDraft || r.notice.words == "" {
		t.Fatal("adopted without a sentence")
	}
	r.typeIn(r.say("plan.wave"), "Wij prikken die datum in januari.")
	r.press(fyne.KeyReturn)
	plan := r.stored().Plan
	if plan.Status != assessment.PlanAdopted || plan.AdoptedOn != "2026-11-23" || plan.Waived == "" {
		t.Errorf("adopted %+v", plan)
	}
	r.undo() // undoes the suggestion taken before
	if now := r.stored().Plan; now.Status != assessment.PlanAdopted || now.AdoptedOn == "" || now.Waived == "" {
		t.Errorf("adopting was undone: %+v", now)
	}
}

func TestRemovedPriorityComesBack(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepPlan)
	before := r.stored().Plan
	p := r.screen.(*planScreen)
	p.toggle("B1")
	if after := r.stored().Plan; after.PriorityFor("B1") != nil {
		t.Fatal("not removed")
	}
	r.sees(r.say("plan.removed", "indicator", "B1"))
	r.undo()
	back, old := r.stored().Plan.PriorityFor("B1"), before.PriorityFor("B1")
	if back == nil || back.ID == old.ID || back.Goal != old.Goal || len(back.Actions) != len(old.Actions) {
		t.Fatalf("came back as %+v", back)
	}
	for i := range back.Actions {
		if back.Actions[i].What != old.Actions[i].What || len(back.Actions[i].Notes) != len(old.Actions[i].Notes) {
			t.Errorf("action %+v", back.Actions[i])
		}
	}
	r.redo()
	r.undo()
	if r.stored().Plan.PriorityFor("B1") == nil {
		t.Error("does not come back a second time")
	}
}

func TestOrderOfPriorities(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepPlan)
	r.press(fyne.KeyDown)
	r.write("+")
	order := func() (ids []string) {
		for _, p := range r.stored().Plan.Priorities {
			ids = append(ids, p.Indicator)
		}
		return ids
	}
	if got := order(); !slices.Equal(got, []string{"B4", "B1", "I4"}) {
		t.Errorf("order %v", got)
	}
	r.undo()
	if got := order(); !slices.Equal(got, []string{"B1", "B4", "I4"}) {
		t.Errorf("after undo %v", got)
	}
}

// A priority is dragged by its grip to the position of another; that is one undo step.
func TestDraggingPriorities(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepPlan)
	grips := func() (all []fyne.CanvasObject) {
		walk(r.win.Canvas().Content(), func(o fyne.CanvasObject) {
			if g, ok := o.(*widgets.Grip); ok {
				all = append(all, g)
			}
		})
		return all
	}
	order := func() (ids []string) {
		for _, p := range r.stored().Plan.Priorities {
			ids = append(ids, p.Indicator)
		}
		return ids
	}
	drag := func(grip int, rows float32) {
		t.Helper()
		g := grips()
		if len(g) != 3 {
			t.Fatalf("%d grips", len(g))
		}
		at := func(i int) fyne.Position { return r.app.Driver().AbsolutePositionForObject(g[i]) }
		test.Drag(r.win.Canvas(), at(grip).AddXY(4, 4), 0, rows*(at(1).Y-at(0).Y))
	}
	for _, step := range []struct {
		grip int
		rows float32
		want []string
	}{
		{0, 0.3, []string{"B1", "B4", "I4"}}, // not far enough
		{0, 0.7, []string{"B4", "B1", "I4"}},
		{2, -9, []string{"I4", "B4", "B1"}}, // never out of the list
		{0, 1.2, []string{"B4", "I4", "B1"}},
	} {
		drag(step.grip, step.rows)
		if got := order(); !slices.Equal(got, step.want) {
			t.Errorf("grip %d by %v rows: %v, want %v", step.grip, step.rows, got, step.want)
		}
	}
	for _, want := range [][]string{{"I4", "B4", "B1"}, {"B4", "B1", "I4"}, {"B1", "B4", "I4"}} {
		r.undo()
		if got := order(); !slices.Equal(got, want) {
			t.Errorf("after undo %v, want %v", got, want)
		}
	}
}

// While a priority is dragged the others leave a gap where it will land.
func TestDraggingShowsWhereItLands(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepPlan)
	var grips []*widgets.Grip
	walk(r.win.Canvas().Content(), func(o fyne.CanvasObject) {
		if g, ok := o.(*widgets.Grip); ok {
			grips = append(grips, g)
		}
	})
	top := func(i int) float32 { return r.app.Driver().AbsolutePositionForObject(grips[i]).Y }
	first, second := top(0), top(1)
	for _, step := range []struct{ by, first, second float32 }{
		{10, first + 10, second},
		{second - first - 5, second + 5, first}, // the second has made space
		{first - second, first + 5, second},
	} {
		grips[0].Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, step.by)})
		if top(0) != step.first || top(1) != step.second {
			t.Errorf("after %v: at %v and %v, want %v and %v", step.by, top(0), top(1), step.first, step.second)
		}
	}
	grips[0].DragEnd()
	if top(0) != first || top(1) != second {
		t.Errorf("after dropping: at %v and %v", top(0), top(1))
	}
}

// The team's own target and importance change the points and so the order, never the score.
func TestOwnTargetAndImportance(t *testing.T) {
	r := scored(t, "2")
	p := r.screen.(*planScreen)
	r.sees("1 niveau winst × belang 3 = 3 punten")
	p.weighing = true
	r.render()
	r.pressButton("4")
	r.sees("2 niveaus winst × belang 3 = 6 punten")
	if s := r.stored().Score("V1"); s.Target != 4 || s.Answer != 2 || s.Importance != 3 {
		t.Errorf("stored %+v", s)
	}
	r.undo()
	if s := r.stored().Score("V1"); s.Target != 3 {
		t.Errorf("after undo %+v", s)
	}
}

// Changes after adoption remain visible.
func TestHistoryOfAnAdoptedPlan(t *testing.T) {
	r := enter(t, "nl")
	r.addAdopted()
	r.goTo(session.StepPlan)
	p := r.screen.(*planScreen)
	act := r.session.Assessment.Plan.ByDue()[0]
	changed := *act.Action
	changed.Due = "2027-03-01"
	r.session.SetAction(session.Once, changed)
	r.session.AddPriority("V1")
	p.choose("")
	r.finds(r.say("history.title"), "04-01-2027 → 01-03-2027", r.say("field.priority_added")+": V1 Waarom LOB")
	r.goTo(session.StepPrint)
	r.press(fyne.KeyReturn)
	if h := r.last.Assessment.Changes(); len(h) != 2 || h[0].After != "2027-03-01" || h[0].On == "" || len(r.last.Earlier) != 1 {
		t.Errorf("printed with history %+v and %d earlier rounds", h, len(r.last.Earlier))
	}
}

func TestPrioritiesForOneIndicatorBecomeOne(t *testing.T) {
	r := scored(t, "2")
	r.write(" ")
	s := r.session
	first, _ := s.Assessment.Plan.Priorities[0], s.AddPriority("V1")
	other := s.Assessment.Plan.Others("V1")[0]
	first.Why, other.Why = "Omdat het moet", "Omdat het kan"
	other.Goal = "Iedereen weet het"
	s.SetPriority(session.Once, first)
	s.SetPriority(session.Once, other)
	act := assessment.NewAction(r.today)
	act.What = "Van de andere laptop"
	s.AddAction(other.ID, act)
	r.render()
	r.sees(r.say("plan.twice"), "• Van de andere laptop", r.say("gap.twice", "indicator", "V1"))
	r.screen.(*planScreen).combine()
	all := r.stored().Plan.Priorities
	if len(all) != 1 || all[0].Why != "Omdat het moet\nOmdat het kan" || all[0].Goal != "Iedereen weet het" ||
		len(all[0].Actions) != 1 || all[0].Actions[0].What != "Van de andere laptop" {
		t.Errorf("combined %+v", all)
	}
	s.Undo()
	if all := r.stored().Plan.Priorities; len(all) != 2 {
		t.Errorf("undone %+v", all)
	}
}

// To the room, an indicator that is still to be found out has a question mark where others have their level.
func TestChoiceOnBeamerWithoutALevel(t *testing.T) {
	r := scored(t, "2")
	a := r.session.Assessment
	for answer, want := range map[assessment.Answer]string{2: "2 → 3", assessment.Unknown: "? → 3", assessment.NotApplicable: ""} {
		a.Scores[0].Answer = answer
		var drawn []string
		p := &planScreen{w: r.Window, result: a.Result()}
		row := p.choiceOnBeamer(&beamerPage{w: r.Window, scale: 1}, a.Scores[0].Indicator)
		row.Resize(fyne.NewSize(1600, 100))
		r.drawnTexts(row, func(x *canvas.Text) { drawn = append(drawn, x.Text) })
		if got := strings.Join(drawn, " "); !strings.HasSuffix(got, want) || want == "" && strings.Contains(got, "→") {
			t.Errorf("of %v the room sees %q", answer, got)
		}
	}
}
