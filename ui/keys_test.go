package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

// onScreen runs do for each screen of the example team, in a new room.
func onScreen(t *testing.T, do func(t *testing.T, r *room)) {
	for name, enters := range screens {
		t.Run(name, func(t *testing.T) {
			r := enter(t, "nl")
			r.addExample()
			enters(r)
			r.win.Canvas().Unfocus()
			for _, o := range r.win.Canvas().Overlays().List() {
				r.win.Canvas().Overlays().Remove(o)
			}
			do(t, r)
		})
	}
}

// TestEveryScreen runs the checks that change nothing on each screen, which is opened once.
func TestEveryScreen(t *testing.T) {
	onScreen(t, func(t *testing.T, r *room) {
		for _, c := range []struct {
			name  string
			check func(*testing.T, *room)
		}{
			{"labels", labels},
			{"keys have words", keysHaveWords},
			{"common keys", commonKeys},
			{"keys on buttons", keysOnButtons},
			{"beamer", beamerShows},
			{"focus", focusStays},
			{"help", helpNamesKeys},
		} {
			t.Run(c.name, func(t *testing.T) { c.check(t, r) })
		}
	})
}

// fingerprint returns everything a key may change.
func (r *room) fingerprint() string {
	var open string
	if r.session != nil {
		open = fmt.Sprintf("%p %s", r.session, storetest.Essence(r.session.Assessment))
	}
	return fmt.Sprintf("%p %p %p %v %v %v %v %s %v %q", r.screen, r.frame, r.win.Canvas().Focused(), r.view.scroll.Offset(),
		r.notice.words, r.win.FullScreen(), r.Settings.Zoom, open, len(r.viewed), r.words())
}

// strike presses a key by its name, while no field has the focus.
func (r *room) strike(name keyName) {
	c := r.win.Canvas()
	for event, n := range keyNames {
		if n == name {
			c.OnTypedKey()(&fyne.KeyEvent{Name: event})
			return
		}
	}
	for _, x := range strings.ToLower(string(name)) {
		c.OnTypedRune()(x)
	}
}

// keysHaveWords: every key in a table has a description in both languages, and occurs in it once; none uses a shortcut.
func keysHaveWords(t *testing.T, r *room) {
	all := append(slices.Clone(r.screen.keys()), append(r.shellKeys(), r.shortcuts()...)...)
	for _, k := range all {
		for _, code := range words.Codes {
			if words := words.In(code).Say(k.help); words == k.help {
				t.Errorf("%s: no words in %s for %q", k.name, code, k.help)
			}
		}
	}
	own := map[keyName]bool{}
	for _, k := range r.screen.keys() {
		if own[k.name] {
			t.Errorf("%s stands twice", k.name)
		}
		own[k.name] = true
		if strings.HasPrefix(string(k.name), string(ctrl)) {
			t.Errorf("the screen takes %s", k.name)
		}
	}
}

// helpNamesKeys: every key of a screen is in Help.
func helpNamesKeys(_ *testing.T, r *room) {
	if _, help := r.screen.(*helpScreen); help || r.screen.private() {
		return
	}
	lines := r.lines(r.screen.keys())
	r.showHelp()
	for _, l := range lines {
		r.finds(l.keys, l.words)
	}
}

// Every key in Help has an effect on its screen, and no other key does.
func TestKeysWorkAsHelpSays(t *testing.T) {
	still := map[string]string{ // keys without an effect here, with the screen where they have one
		"score 3":                        "it is the level already; the other digits have",
		"board 1":                        "the first action is there already; 2 to 4 have",
		"plan +":                         "the first priority is the first already; - has",
		"password " + string(keyEnter):   "there is no password: TestPassword",
		"print many " + string(keyEnter): "the teams are empty: TestDocumentsOfManyTeams",
		"printing " + string(keyEscape):  "nothing runs: TestStopMakingDocuments",
	}
	first := map[string]string{"help.clear": "1"} // the key pressed before it, on a ballot
	for name, enters := range screens {
		t.Run(name, func(t *testing.T) {
			begin := func() *room {
				r := enter(t, "nl")
				r.addExample()
				enters(r)
				r.win.Canvas().Unfocus()
				return r
			}
			r := begin()
			has := map[keyName]bool{}
			for _, k := range append(slices.Clone(r.screen.keys()), r.shellKeys()...) {
				has[k.name] = true
			}
			before := r.fingerprint()
			for _, k := range r.screen.keys() {
				if still[name+" "+string(k.name)] != "" || k.do == nil {
					continue
				}
				if r.screen.private() && first[k.help] != "" {
					r.write(first[k.help])
					before = r.fingerprint()
				}
				r.strike(k.name)
				if r.fingerprint() == before {
					t.Errorf("%s does nothing, though Help says %q", k.name, r.say(k.help))
				}
				r = begin()
				before = r.fingerprint()
			}
			if _, ok := r.screen.(refuser); ok || has[keyAny] {
				return
			}
			for _, n := range keyNames {
				if !has[n] && n != keyTab {
					r.strike(n)
				}
			}
			for x := rune(' '); x <= '~'; x++ {
				if !has[runeName(x)] {
					r.win.Canvas().OnTypedRune()(x)
				}
				if got := r.fingerprint(); got != before {
					t.Fatalf("%q does something that Help does not name:\n%s\nbefore\n%s", x, got, before)
				}
			}
		})
	}
}

// Every key that Help says works everywhere has an effect, from a screen of a round that was just changed.
func TestKeysOfTheShellWork(t *testing.T) {
	begin := func() *room {
		r := enter(t, "nl")
		r.addExample()
		r.scoreTogether("B3")
		r.write("4")
		r.goTo(session.StepResult)
		return r
	}
	r := begin()
	for i := range append(r.shellKeys(), r.shortcuts()...) {
		k := append(r.shellKeys(), r.shortcuts()...)[i]
		if k.do == nil || k.help == "home.open_file" { // the toolkit does it; it asks for a file, and none is chosen
			continue
		}
		if k.name == keyPageUp || k.name == keyHome {
			r.view.scroll.Turn(fyne.KeyEnd)
		}
		before := r.fingerprint()
		k.do()
		if r.fingerprint() == before && r.beamer == nil {
			t.Errorf("%s does nothing, though Help says %q", k.name, r.say(k.help))
		}
		r = begin()
	}
}

// commonKeys: the keys on several screens mean the same on all of them, and the beamer has one key.
func commonKeys(t *testing.T, r *room) {
	means := map[keyName][]string{
		"0": {"help.unknown"}, "N": {"help.not_applicable"}, "R": {"help.note"}, "E": {"help.evidence"},
		keySpace: {"help.plan_choose", "help.paper_blank", "help.talk_pause", "gather.reveal", "answers.first"},
		keyEscape: {
			"help.back", "help.stop", "button.cancel", "button.close", "help.plan_list", "plan.list", "ballot.look", "ballot.stop", "paper.throw", "left.keep",
		},
	}
	// A digit chooses the item with that number on screen.
	for n := range 9 {
		means[keyName(fmt.Sprint(n+1))] = []string{
			"help.level", "help.group", "help.plan_take", "help.plan_put", "help.review_answer", "review.carry", "help.many_choose", "help.page", "help.people",
		}
	}
	if keys := r.screen.keys(); keys.named("1") != nil && keys.named("1").help == "help.level" {
		for _, name := range []keyName{"0", "N"} {
			if keys.named(name) == nil {
				t.Errorf("it takes levels, and not %q", name)
			}
		}
	}
	for _, k := range r.screen.keys() {
		if want, common := means[k.name]; common && !slices.Contains(want, k.help) {
			t.Errorf("%s means %q here", k.name, r.say(k.help))
		}
		if strings.Contains(k.help, "beamer") {
			t.Errorf("%s is the beamer's here", k.name)
		}
	}
	if r.screen.private() {
		return
	}
	toggle := &desktop.CustomShortcut{KeyName: fyne.KeyB, Modifier: fyne.KeyModifierShortcutDefault}
	r.shortcut(toggle)
	if r.beamer == nil {
		t.Fatal("Ctrl+B does not open the beamer")
	}
	r.shortcut(toggle)
	if r.beamer != nil {
		t.Error("Ctrl+B does not close the beamer")
	}
}

// keysOnButtons: a key shown on a button, or beside its description, works; and every letter that works is shown.
func keysOnButtons(t *testing.T, r *room) {
	works, stands := map[string]bool{}, map[string]bool{}
	for _, k := range append(slices.Clone(r.screen.keys()), append(r.shellKeys(), r.shortcuts()...)...) {
		works[r.keyLabel(k.name)] = true
	}
	look := func(o fyne.CanvasObject) {
		walk(o, func(o fyne.CanvasObject) {
			if c, ok := o.(*widgets.Cap); ok {
				k := c.AccessibilityLabel()
				stands[k] = true
				p, plan := r.screen.(*planScreen)
				_, help := r.screen.(*helpScreen)
				_, aside := r.screen.(*asideScreen)
				if !works[k] && !help && !aside && !(plan && p.typed.stopping) { // the reason comes first
					t.Errorf("%q stands on the screen, but does nothing", k)
				}
			}
			b, ok := o.(*widgets.Button)
			if !ok {
				return
			}
			k := b.Key()
			stands[k] = true
			if k != "" && !works[k] {
				t.Errorf("%q stands on a button, but %s does nothing", b.AccessibilityLabel(), k)
			}
		})
	}
	for _, o := range []fyne.CanvasObject{r.view.body, r.view.left, r.view.right} {
		if o != nil {
			look(o)
		}
	}
	for _, word := range strings.FieldsFunc(r.words(), func(x rune) bool { return !unicode.IsLetter(x) }) {
		stands[word] = true // the paper form explains N in a sentence
	}
	for _, k := range r.screen.keys() {
		if letter := []rune(k.name); len(letter) == 1 && unicode.IsLetter(letter[0]) && !stands[string(k.name)] {
			t.Errorf("%s works, and stands nowhere", k.name)
		}
	}
}

// Ctrl+Z undoes; Ctrl+Y and Ctrl+Shift+Z redo, in the window and on the beamer.
func TestRedoHasTwoKeys(t *testing.T) {
	r := enter(t, "nl")
	r.create()
	r.goTo(session.StepScore)
	r.write("3")
	for _, again := range []fyne.Shortcut{
		&fyne.ShortcutRedo{}, &desktop.CustomShortcut{KeyName: fyne.KeyZ, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift},
	} {
		r.shortcut(&fyne.ShortcutUndo{})
		if got := r.stored().Score("V1").Answer; got != assessment.Blank {
			t.Fatalf("after Ctrl+Z it is %v", got)
		}
		r.shortcut(again)
		if got := r.stored().Score("V1").Answer; got != 3 {
			t.Errorf("after %s it is %v", again.ShortcutName(), got)
		}
	}
}

// While one person is alone with the laptop undo and redo change nothing, however they are invoked.
func TestNoUndoWhileAlone(t *testing.T) {
	r := workshop(t)
	r.session.ExpectBallots(4)
	r.undo()
	want := r.session.Assessment.Expected
	r.write("d")
	r.press(fyne.KeyReturn)
	for name, do := range map[string]func(){
		"undo": r.undo, "redo": r.redo,
		"Ctrl+Z": func() { r.shortcut(&fyne.ShortcutUndo{}) }, "Ctrl+Y": func() { r.shortcut(&fyne.ShortcutRedo{}) },
	} {
		before := r.screen
		do()
		if got := r.session.Assessment.Expected; got != want || r.session.Assessment.Team.Name != "Team Techniek" || r.screen != before || r.notice.words != "" {
			t.Fatalf("%s: %d are expected, on %T, said %q", name, got, r.screen, r.notice.words)
		}
	}
}

// The title of the window is the name of the team, and on the neutral screen between two people its question.
func TestTitle(t *testing.T) {
	r := workshop(t)
	if got := r.win.Title(); !strings.HasPrefix(got, "Team Techniek") {
		t.Errorf("the title is %q", got)
	}
	r.write("d")
	if got := r.win.Title(); !strings.HasPrefix(got, r.say("pass.title")) || strings.Contains(got, "Techniek") {
		t.Errorf("on the neutral screen the title is %q", got)
	}
	r.Home()
	if got := r.win.Title(); got != r.say("app.title") {
		t.Errorf("at home the title is %q", got)
	}
}

// The beamer window closes with the main one.
func TestBeamerClosesWithTheWindow(t *testing.T) {
	r := workshop(t)
	r.toggleBeamer()
	closed := false
	r.beamer.win.SetOnClosed(func() { closed = true })
	r.Close()
	if !closed {
		t.Error("the beamer's window stays")
	}
}

// Escape on the beamer leaves the full screen, then closes it; the discussion in the main window is unchanged.
func TestEscapeClosesTheBeamer(t *testing.T) {
	r := workshop(t)
	r.goTo(session.StepDiscuss)
	at := r.screen
	r.toggleBeamer()
	on := r.beamer.win
	on.SetFullScreen(true)
	escape := func() { on.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape}) }
	if escape(); r.beamer == nil || on.FullScreen() {
		t.Fatal("Escape does not just leave the full screen")
	}
	if escape(); r.beamer != nil || r.screen != at {
		t.Error("Escape does not close the beamer")
	}
}
