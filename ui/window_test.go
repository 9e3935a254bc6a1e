package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/memory"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// room is a window in a test, with a store behind it. Everything happens at once, on the test's own goroutine.
type room struct {
	*testing.T
	*Window
	store   *memory.Store
	keeper  *memory.Keeper
	clock   assessment.Instant
	today   assessment.Date
	printed []string
	last    report.Input // the last that was printed
	viewed  []string
}

func enter(t *testing.T, language string) *room {
	t.Helper()
	r := &room{T: t, clock: 1_796_000_000_000, today: "2026-11-23"}
	r.store = memory.New(func() assessment.Instant { return r.clock })
	cards, err := exchange.BuiltIn()
	if err != nil {
		t.Fatal(err)
	}
	dir, data := t.TempDir(), t.TempDir()
	r.keeper = &memory.Keeper{Store: r.store}
	services := Services{
		Store: r.store, Keeper: r.keeper, Card: cards.Newest("lob-mbo"),
		Today: func() assessment.Date { return r.today },
		Files: exchange.Folder(data),
		Print: func(_ context.Context, path string, kind report.Kind, in report.Input) error {
			r.printed, r.last = append(r.printed, string(kind)+" "+in.Assessment.Team.Name), in
			return os.WriteFile(path, []byte(kind), 0o600)
		},
		FileName:     func(a *assessment.Assessment, what, ext string) string { return a.Team.Name + " " + what + ext },
		View:         func(path string) error { r.viewed = append(r.viewed, path); return nil },
		Documents:    dir,
		Dialogs:      accept{},
		Settings:     Settings{Width: 1366, Height: 768},
		SaveSettings: func(Settings) error { return nil },
		About:        About{Version: "1.2.3", DataFolder: dir},
	}
	test.NewCanvas().Capture() // has the toolkit tell the time, after which it takes down what it believes nobody looks at
	r.Window = begin(test.NewTempApp(t), services, language)
	r.Window.now = func() time.Time { return r.clock.Time() }
	r.everySecond = func(func()) func() { return func() {} }
	t.Cleanup(func() {
		if slices.Contains(r.app.Driver().AllWindows(), r.win) { // the test itself may have closed it
			r.win.Close()
		}
	})
	return r
}

// accept is a user who takes whatever name a dialog offers.
type accept struct{}

func (accept) Save(_, path, _, _ string) (string, error) { return path, nil }
func (accept) Open(_, folder, _, pattern string) (string, error) {
	return filepath.Join(folder, "team"+strings.Fields(pattern)[0][1:]), nil
}

func (accept) Folder(_, folder string) (string, error) { return folder, nil }

func (accept) OpenMany(_, folder, _, _ string) ([]string, error) {
	return filepath.Glob(filepath.Join(folder, "antwoorden-*"+handOver))
}

// press presses keys as someone at the keyboard does: to what has the focus, else to the window.
func (r *room) press(keys ...fyne.KeyName) {
	r.Helper()
	for _, k := range keys {
		c, e := r.win.Canvas(), &fyne.KeyEvent{Name: k}
		switch f := c.Focused(); {
		case k == fyne.KeyTab:
			c.FocusNext()
		case f != nil:
			if down, ok := f.(desktop.Keyable); ok {
				down.KeyDown(e)
			}
			f.TypedKey(e)
		default:
			c.OnTypedKey()(e)
		}
	}
}

// write types letters.
func (r *room) write(words string) {
	r.Helper()
	for _, x := range words {
		if f := r.win.Canvas().Focused(); f != nil {
			if down, ok := f.(desktop.Keyable); ok && x == ' ' {
				down.KeyDown(&fyne.KeyEvent{Name: fyne.KeySpace})
			}
			f.TypedRune(x)
		} else {
			r.win.Canvas().OnTypedRune()(x)
		}
	}
}

// words returns everything on screen, a line each.
func (r *room) words() string {
	var b strings.Builder
	walk(r.win.Canvas().Content(), gather(&b))
	return b.String()
}

// gather collects what is read.
func gather(b *strings.Builder) func(fyne.CanvasObject) {
	return func(o fyne.CanvasObject) {
		switch x := o.(type) {
		case *widgets.Text:
			b.WriteString(x.Words() + "\n")
		case *widgets.Entry:
			b.WriteString(x.Text + "\n")
		}
	}
}

// walk visits what is visible.
func walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	visit(o)
	switch x := o.(type) {
	case *fyne.Container:
		for _, child := range x.Objects {
			walk(child, visit)
		}
	case *widgets.Text, *widgets.Entry:
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(x).Objects() {
			walk(child, visit)
		}
	}
}

func (r *room) sees(want ...string) {
	r.Helper()
	r.holds(r.words(), want...)
}

// finds is sees for what may have to be scrolled to.
func (r *room) finds(want ...string) {
	r.Helper()
	scroll, all := r.view.scroll, ""
	scroll.Turn(fyne.KeyHome)
	for at := float32(-1); scroll.Offset().Y > at; scroll.Turn(fyne.KeyPageDown) {
		at = scroll.Offset().Y
		all += r.words()
	}
	r.holds(all, want...)
}

func (r *room) holds(all string, want ...string) {
	r.Helper()
	for _, s := range want {
		if !strings.Contains(all, s) {
			r.Errorf("not on screen: %q\n%s", s, all)
		}
	}
}

// stored returns the open assessment as the store has it.
func (r *room) stored() *assessment.Assessment {
	r.Helper()
	a, err := r.store.Load(r.Context(), r.session.Assessment.ID)
	if err != nil {
		r.Fatal(err)
	}
	return a
}

// opened returns what a file among the documents holds.
func (r *room) opened(name string) *exchange.Opened {
	r.Helper()
	f, err := r.Files.Open(filepath.Join(r.Documents, name), "")
	if err != nil {
		r.Fatal(err)
	}
	return f
}

func TestHomeOffersTheExampleOnce(t *testing.T) {
	for _, code := range words.Codes {
		r := enter(t, code)
		r.sees(r.say("home.example"))
		r.addExample()
		r.sees("Voorbeeldteam Zorg & Welzijn", r.say("result.title"))
		r.Home()
		r.sees(r.say("home.teams"), r.say("home.open_actions", "count", 6))
		if strings.Contains(r.words(), r.say("home.example")) {
			t.Error("the example is offered although it is there")
		}
	}
}

func TestNewAssessment(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.write("Team Techniek")
	if got := r.stored(); got.Team.Name != "Team Techniek" || got.Date != "2026-11-23" || got.SchoolYear != "2026-2027" {
		t.Errorf("stored %+v %+v", got.Team, got.Details)
	}
	r.sees("Opgeslagen")
	r.press(fyne.KeyReturn)
	r.sees("V1 · Waarom LOB")
	r.Home()
	r.sees("Team Techniek", "scoren: 0 van 33")
}

func TestScoringByKeys(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.write("T")
	r.press(fyne.KeyReturn)
	r.write("3")
	r.press(fyne.KeyReturn)
	r.write("0")
	r.press(fyne.KeyRight)
	r.write("9") // there is no such level
	r.press(fyne.KeyReturn)
	r.write("1")
	r.press(fyne.KeyBackspace, fyne.KeyLeft, fyne.KeyLeft)
	a := r.stored()
	for id, want := range map[string]assessment.Answer{"V1": 3, "V2": assessment.Unknown, "V3": 0, "V4": 0} {
		if got := a.Score(id).Answer; got != want {
			t.Errorf("%s: %v, want %v", id, got, want)
		}
	}
	r.sees("V2 · Visie op papier")
	r.write("e")
	r.write("Studiegids")
	r.press(fyne.KeyEscape)
	r.write("rhm")
	if s := r.stored().Score("V2"); s.Evidence != "Studiegids" || s.Note != "hm" {
		t.Errorf("stored %+v", s)
	}
}

// An answer that needs a note is kept with the first letter of it, and not before.
func TestNotApplicableNeedsANote(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.goTo(session.StepScore)
	r.write("2")
	r.write("n")
	r.sees(r.say("score.note_needed"))
	if got := r.stored().Score("V1").Answer; got != 2 {
		t.Errorf("before the note: %v", got)
	}
	r.write("Wij hebben geen stage.")
	if got := r.stored().Score("V1"); got.Answer != assessment.NotApplicable || got.Note != "Wij hebben geen stage." {
		t.Errorf("with the note: %+v", got)
	}
	if strings.Contains(r.words(), r.say("score.note_needed")) {
		t.Error("still asks for a note")
	}
}

func TestThirtyThreeAnswersInTwoKeysEach(t *testing.T) {
	r := enter(t, "en")
	r.create()
	r.goTo(session.StepScore)
	for range 33 {
		r.write("3")
		r.press(fyne.KeyReturn)
	}
	r.sees(r.say("result.title"), r.say("label.in_order"))
	if answered, total := r.stored().Answered(); answered != 33 || total != 33 {
		t.Errorf("%d of %d", answered, total)
	}
}

func TestUndoAndRedo(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.goTo(session.StepScore)
	r.write("3")
	r.write("4")
	for _, want := range []assessment.Answer{3, 0} {
		r.undo()
		if got := r.stored().Score("V1").Answer; got != want {
			t.Errorf("after undo %v, want %v", got, want)
		}
	}
	r.redo()
	r.redo()
	if got := r.stored().Score("V1").Answer; got != 4 {
		t.Errorf("after redo %v", got)
	}
}

// A change that cannot be written is said, stays on screen, and is written once the disk works again.
func TestDiskFull(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.goTo(session.StepScore)
	r.store.Fail(assessment.Fail(assessment.CodeDiskFull, nil, "path", "D:"))
	r.write("3")
	r.sees("De schijf van D: is vol.", r.say("button.retry"))
	if got := r.stored().Score("V1").Answer; got != assessment.Blank {
		t.Fatalf("stored %v on a full disk", got)
	}
	r.Close()
	r.sees("De schijf van D: is vol.") // it does not close on unsaved work
	for name, leave := range map[string]func(){
		"home": r.Home, "overview": r.ShowOverview, "a new one": r.create, "many files": func() { r.takeFilesIn([]string{"a", "b"}) },
	} {
		leave()
		if r.session == nil || r.at != session.StepScore || r.session.Assessment.Score("V1").Answer != 3 {
			t.Fatalf("%s: the unsaved answer is not on screen", name)
		}
		r.sees("De schijf van D: is vol.", r.say("button.retry"))
	}
	r.goTo(session.StepTeam)
	r.sees("De schijf van D: is vol.", r.say("button.retry")) // on another step it is still not saved
	r.Close()
	r.sees("De schijf van D: is vol.", r.say("button.retry"), r.say("button.give_up"))

	// It can be saved as a file meanwhile, with what is on screen only, and that is not forgotten.
	r.click(r.say("button.save_as_file"))
	r.click(r.say("button.ok"))
	file := r.opened(r.FileName(r.session.Assessment, "", handOver)).Assessment
	if s := file.Score("V1"); s.Answer != 3 || s.UpdatedAt <= r.stored().Score("V1").UpdatedAt {
		t.Fatalf("the file holds %+v", s)
	}
	r.sees("met alles wat nog niet was opgeslagen", r.say("button.retry"), r.say("button.save_as_file"))
	if _, asks := r.screen.(*pathScreen); asks {
		t.Error("it asks for the path again")
	}
	r.Close()
	r.sees("met alles wat nog niet was opgeslagen", r.say("button.close_window"))
	if strings.Contains(r.words(), r.say("button.give_up")) {
		t.Error("it says that what is in the file would be lost")
	}
	r.goTo(session.StepScore)
	r.write("4")
	r.Close()
	r.sees(r.say("button.give_up")) // this is not in the file
	r.write("3")
	r.store.Fail(nil)
	r.queue.Retry()
	if got := r.stored().Score("V1").Answer; got != 3 {
		t.Errorf("stored %v after the disk was mended", got)
	}
	if strings.Contains(r.words(), "is vol") {
		t.Error("still complains")
	}
	r.sees("Opgeslagen")

	// A disk that never comes back keeps nobody: who gives up what is not saved can go.
	closed := false
	r.win.SetOnClosed(func() { closed = true })
	r.store.Fail(assessment.Fail(assessment.CodeDiskFull, nil, "path", "D:"))
	r.goTo(session.StepScore)
	r.write("2")
	r.Close()
	if closed {
		t.Fatal("it closes on unsaved work")
	}
	r.click(r.say("button.give_up"))
	if !closed {
		t.Error("it does not close")
	}
}

func TestBinAndBack(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepTeam)
	r.bin()
	r.sees(r.say("home.binned", "team", "Voorbeeldteam Zorg & Welzijn"))
	r.undo()
	list, err := r.store.Summaries(t.Context(), "2026-11-23")
	if err != nil || len(list) != 2 {
		t.Errorf("%d on the shelf, %v", len(list), err)
	}
}

func TestPrint(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepPrint)
	r.press(fyne.KeyRight)
	r.printUsual()
	if len(r.printed) != 1 || r.printed[0] != "plan Voorbeeldteam Zorg & Welzijn" || len(r.viewed) != 1 {
		t.Fatalf("printed %q, viewed %q", r.printed, r.viewed)
	}
	if filepath.Dir(r.viewed[0]) != r.Documents {
		t.Errorf("saved in %s", r.viewed[0])
	}
	r.sees(r.say("print.saved", "file", r.viewed[0]))
}
