package ui

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/session"
)

// click presses the first object on a canvas with a name.
func click(t *testing.T, c fyne.Canvas, name string) {
	t.Helper()
	var found fyne.Tappable
	walk(c.Content(), func(o fyne.CanvasObject) {
		if p, ok := o.(interface {
			fyne.Tappable
			AccessibilityLabel() string
		}); ok && found == nil && strings.HasPrefix(p.AccessibilityLabel()+", ", name+", ") {
			found = p
		}
	})
	if found == nil {
		var b strings.Builder
		walk(c.Content(), gather(&b))
		t.Fatalf("nothing on screen is called %q:\n%s", name, b.String())
	}
	found.Tapped(&fyne.PointEvent{})
}

func (r *room) click(name string) { r.Helper(); click(r.T, r.win.Canvas(), name) }

// Settings, Back-ups, Terugzetten: three clicks, and Undo reverses it.
func TestRestoreInThreeClicks(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	if _, err := r.keeper.BackUp(t.Context()); err != nil {
		t.Fatal(err)
	}
	score := r.session.Assessment.Score("V1")
	score.Note = "na de back-up"
	r.session.SetScore(session.Once, score)
	id := r.session.Assessment.ID
	note := func() string {
		a, err := r.store.Load(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		return a.Score("V1").Note
	}

	r.click(r.say("rail.settings"))
	r.click(r.say("backup.title"))
	r.sees(r.say("backup.good"), r.lang.Moment(r.clock), r.say("backup.holds", "count", 2))
	r.click(r.say("backup.restore"))
	if note() == "na de back-up" {
		t.Error("nothing was put back")
	}
	r.sees("niet waren onthuld", "replaced 1")
	r.undo()
	if got := note(); got != "na de back-up" {
		t.Errorf("after undo the note is %q", got)
	}
}

func TestBackupListShowsReliability(t *testing.T) {
	r := enter(t, "nl")
	r.showBackups()
	r.sees(r.say("backup.none"))
	r.addExample()
	r.showBackups()
	r.click(r.say("backup.make"))
	r.sees(r.say("backup.made"), r.say("backup.good"))
	r.click(r.say("backup.make"))
	r.sees(r.say("backup.unchanged"))
	r.keeper.Bad = map[string]bool{"backup 1": true}
	r.showBackups()
	r.sees(r.say("backup.bad"))
	if strings.Contains(r.words(), r.say("backup.restore")+"\n") {
		t.Error("a bad backup can be put back")
	}
}

// A backup is made before a file is imported.
func TestBackupBeforeImport(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	file := r.handedOver(false, "")
	n := len(must(r.keeper.Backups(t.Context())))
	r.OpenFile(file)
	if got := len(must(r.keeper.Backups(t.Context()))); got != n+1 {
		t.Errorf("%d backups, there were %d", got, n)
	}
}

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

// Automatic deletions are reported: old assessments go to the bin, and 30 days later they are erased.
func TestAutomaticDeletionsAreReported(t *testing.T) {
	r := enter(t, "nl")
	r.addExample() // of 24-11-2025 and 23-11-2026
	r.today = "2028-11-25"
	r.Home()
	r.Altered = true
	r.Tidy()
	r.sees(r.say("tidy.altered"))
	r.Altered = false
	r.Home()
	r.Tidy()
	if strings.Contains(r.words(), "prullenbak:") {
		t.Error("something went though all is kept for ever")
	}
	r.showSettings()
	r.click(r.say("settings.years", "count", 3))
	r.Home()
	r.Tidy()
	r.sees("Ouder dan 3 jaar", "24-11-2025")
	if got := len(must(r.store.Binned(t.Context()))); got != 1 {
		t.Fatalf("%d in the bin", got)
	}
	const day = assessment.Instant(24 * time.Hour / time.Millisecond)
	for range 29 {
		r.clock += day
		r.Tidy()
	}
	if got := len(must(r.store.Binned(t.Context()))); got != 1 {
		t.Fatalf("%d in the bin after 29 days", got)
	}
	r.clock += 2 * day
	r.Tidy()
	r.sees("voorgoed weg", "24-11-2025")
	if got := len(must(r.store.Binned(t.Context()))); got != 0 {
		t.Errorf("%d in the bin after 31 days", got)
	}
}

// A clock that runs ahead deletes nothing: the user is asked whether it is right, at each start until the question is
// answered.
func TestTidyAsksAfterAClockJump(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.Tidy()
	right := r.clock
	if err := r.store.Bin(t.Context(), r.session.Assessment.ID); err != nil {
		t.Fatal(err)
	}
	r.showSettings()
	r.click(r.say("settings.years", "count", 3))
	r.Home()
	binned := func(want int) {
		t.Helper()
		if got := len(must(r.store.Binned(t.Context()))); got != want {
			t.Errorf("%d in the bin, want %d", got, want)
		}
	}
	r.today = "2036-12-31"
	r.clock += assessment.Instant(10 * 365 * 24 * time.Hour / time.Millisecond)
	for range 2 {
		r.Tidy()
		r.sees("Volgens deze computer is het", r.say("tidy.clock_right"))
		binned(1) // nothing was erased, and nothing else is there
	}
	ahead := r.clock
	r.clock, r.today = right, "2026-11-30"
	r.Home()
	r.Tidy()
	if strings.Contains(r.words(), r.say("tidy.clock_right")) {
		t.Error("it asks although the clock is right again")
	}
	binned(1)

	// The question is shown on every screen until it is answered, and has keys.
	r.clock, r.today = ahead, "2036-12-31"
	r.Tidy()
	r.press(fyne.KeyEscape)
	r.showSettings()
	r.press(fyne.KeyEscape)
	r.sees(r.say("tidy.clock_right"), "F2", r.say("tidy.clock_wrong"), "F3")
	r.press(fyne.KeyF3)
	r.sees(r.say("tidy.clock_mend"))
	r.press(fyne.KeyEscape)
	if strings.Contains(r.words(), r.say("tidy.clock_right")) {
		t.Error("it asks although it was answered")
	}
	binned(1)
	r.Tidy()
	r.press(fyne.KeyF2)
	r.sees("voorgoed weg")
	if trusted := must(r.keeper.Trusted(t.Context())); trusted != ahead {
		t.Errorf("trusted is %v, want %v", trusted, ahead)
	}
}

// A clock that was set back deletes nothing, and is reported once.
func TestTidyReportsAClockSetBack(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.Tidy()
	told := func() bool { return strings.Contains(r.words(), "de klok is teruggezet") }
	if told() {
		t.Error("a clock that stands still is told")
	}
	hour := assessment.Instant(time.Hour / time.Millisecond)
	r.clock -= hour
	if r.Tidy(); told() {
		t.Error("a clock that was set right by an hour is told")
	}
	r.clock -= 48 * hour
	if r.Tidy(); !told() {
		t.Error("nobody says that the clock was put back")
	}
	r.Home()
	r.sees("de klok is teruggezet")
	r.press(fyne.KeyEscape)
	if r.Tidy(); told() {
		t.Error("it is told again")
	}
}

func TestBinListsAndRestores(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	team := r.teamName(r.session.Assessment.Team)
	r.bin()
	r.Home()
	r.click(r.say("bin.title"))
	r.sees(team+", 23-11-2026", r.lang.Moment(r.clock))
	r.click(r.say("bin.back"))
	r.sees(r.say("bin.empty"), r.say("bin.is_back", "what", team+", 23-11-2026"))
	r.press(fyne.KeyEscape, fyne.KeyEscape) // the message, then the screen
	r.sees(r.say("home.round", "round", 2))
}

func TestForgetTeam(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepTeam)
	r.write("m")
	r.click(r.say("forget.link"))
	r.press(fyne.KeyReturn) // the focus is on the way back
	r.sees(r.say("team.how"))
	r.click(r.say("forget.link"))
	r.sees(r.say("forget.what"))
	r.click(r.say("forget.button"))
	r.sees("voorgoed gewist: 2 zelfevaluaties")
	if list := must(r.store.Summaries(t.Context(), r.today)); len(list) != 0 {
		t.Errorf("left is %v", list)
	}
}

func TestRecovery(t *testing.T) {
	lang := words.In("nl")
	damaged := lang.Error(assessment.Fail(assessment.CodeDamaged, nil, "path", "kwaliteitskaart.db"))
	older := assessment.Backup{Path: "older", Made: 1_790_000_000_000, Assessments: 2}
	newest := assessment.Backup{Path: "newest", Made: 1_796_000_000_000, Assessments: 3}
	bad := assessment.Backup{Path: "bad", Made: 1_797_000_000_000, Err: assessment.Fail(assessment.CodeDamaged, nil)}
	for name, c := range map[string]struct {
		backups []assessment.Backup
		press   string // "" for Enter
		want    string
		fail    error
	}{
		"the newest good one": {[]assessment.Backup{bad, newest, older}, "", "newest", nil},
		"another one":         {[]assessment.Backup{bad, newest, older}, lang.Say("backup.restore"), "older", nil},
		"none is good":        {[]assessment.Backup{bad}, lang.Say("recovery.empty"), "empty", nil},
		"one kept elsewhere":  {[]assessment.Backup{bad}, "", "chosen.db", nil},
		"rather elsewhere":    {[]assessment.Backup{newest}, lang.Say("backup.from_file"), "chosen.db", nil},
		"no room":             {[]assessment.Backup{newest}, "", "newest", assessment.Fail(assessment.CodeDiskFull, nil, "path", "C:")},
	} {
		t.Run(name, func(t *testing.T) {
			var restored string
			done := false
			way := func(path string) (string, error) { restored = path; return "het pad", c.fail }
			win := newRecovery(toolkit(), lang, Recovery{
				Sentence: damaged, Backups: c.backups,
				Restore:    func(_ context.Context, path string) (string, error) { return way(path) },
				StartEmpty: func(context.Context) (string, error) { return way("empty") },
				Choose:     func(string, string, string) (string, error) { return "chosen.db", nil },
				Done:       func() { done = true },
			}, func(f func()) { f() })
			defer win.Close()
			sees := func(want ...string) {
				t.Helper()
				var b strings.Builder
				walk(win.Canvas().Content(), gather(&b))
				for _, s := range want {
					if !strings.Contains(b.String(), s) {
						t.Errorf("not on screen: %q\n%s", s, b.String())
					}
				}
			}
			sees(damaged)
			if len(c.backups) > 1 {
				sees(lang.Say("recovery.restore", "date", lang.Moment(newest.Made)), lang.Moment(older.Made), lang.Say("backup.bad"))
			}
			enter := func() { pressEnter(win.Canvas().Focused()) }
			if c.press == "" {
				enter()
			} else {
				click(t, win.Canvas(), c.press)
			}
			if restored != c.want {
				t.Fatalf("put back is %q, want %q", restored, c.want)
			}
			if c.fail != nil {
				sees(lang.Error(c.fail), lang.Say("recovery.restore", "date", lang.Moment(newest.Made)))
				return
			}
			sees("het pad")
			enter()
			if !done {
				t.Error("it does not go on")
			}
		})
	}
}

// If the system has no dialog, recovery asks for a path; cancelling returns.
func TestRecoveryByPath(t *testing.T) {
	lang := words.In("nl")
	restored := ""
	win := newRecovery(toolkit(), lang, Recovery{
		Restore: func(_ context.Context, path string) (string, error) {
			restored = path
			return "", assessment.Fail(assessment.CodeBackupInvalid, nil, "file", path)
		},
		Choose: func(string, string, string) (string, error) { return "", errors.New("no dialog") },
	}, func(f func()) { f() })
	defer win.Close()
	enter := func() { pressEnter(win.Canvas().Focused()) }
	enter()
	enter() // without a path nothing happens
	click(t, win.Canvas(), lang.Say("button.cancel"))
	enter()
	test.Type(win.Canvas().Focused(), "/stick/kopie.db")
	enter()
	var b strings.Builder
	walk(win.Canvas().Content(), gather(&b))
	if restored != "/stick/kopie.db" || !strings.Contains(b.String(), "is geen goede back-up") || !strings.Contains(b.String(), "\n/stick/kopie.db\n") {
		t.Errorf("put back is %q, on screen is\n%s", restored, b.String())
	}
	click(t, win.Canvas(), lang.Say("button.cancel"))
	b.Reset()
	walk(win.Canvas().Content(), gather(&b))
	if !strings.Contains(b.String(), lang.Say("recovery.empty")) {
		t.Errorf("cancelled, on screen is\n%s", b.String())
	}
}

// pressEnter presses Enter on f.
func pressEnter(f fyne.Focusable) {
	e := &fyne.KeyEvent{Name: fyne.KeyReturn}
	if down, ok := f.(desktop.Keyable); ok {
		down.KeyDown(e)
	}
	f.TypedKey(e)
}
