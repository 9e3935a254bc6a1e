package ui

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/ui/widgets"
)

func TestTypedPath(t *testing.T) {
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	for typed, want := range map[string]string{
		"  /a/b c.db \n":            "/a/b c.db",
		"\"/a/b c.db\"":             "/a/b c.db",
		" '/a/b.db' ":               "/a/b.db",
		"“/a/b.db”":                 "/a/b.db",
		"file:///a/b%20c.db":        "/a/b c.db",
		"FILE://localhost/a/b.db":   "/a/b.db",
		"\"file:///a/b.db\"":        "/a/b.db",
		"file:///C:/Users/x.db":     "C:/Users/x.db",
		"file://school/share/x.db":  "//school/share/x.db",
		"~":                         home,
		"~/plannen/a.db":            filepath.Join(home, "plannen", "a.db"),
		"~x/a.db":                   "~x/a.db",
		"/a/'b'.db":                 "/a/'b'.db",
		"'/a/b.db":                  "'/a/b.db",
		"   ":                       "",
		"\"\"":                      "",
		"C:\\Users\\Anna de Wit\\x": "C:\\Users\\Anna de Wit\\x",
	} {
		if got := typedPath(typed); got != filepath.FromSlash(want) {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
}

// A refused path stays in its field with an error; once corrected, it works.
func TestRefusedPathStays(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	file := r.handedOver(false, "")
	r.Home()
	asked := 0
	r.Dialogs = noDialogs{without{asked: &asked}}
	r.chooseFile()
	p, ok := r.screen.(*pathScreen)
	if !ok {
		t.Fatalf("at %T", r.screen)
	}
	p.path = file + "x"
	r.press(fyne.KeyReturn)
	if r.screen != p {
		t.Fatalf("a refused path leads to %T", r.screen)
	}
	r.sees(file+"x", "is er niet")
	p.path = " \"" + file + "\" "
	r.press(fyne.KeyReturn)
	if r.session == nil {
		t.Errorf("a path in quotes leads to %T\n%s", r.screen, r.words())
	}
	r.press(fyne.KeyEscape, fyne.KeyEscape)
	if _, home := r.screen.(*homeScreen); !home {
		t.Errorf("Back leads to %T, not past the question", r.screen)
	}
}

// noDialogs is a system without any file dialog.
type noDialogs struct{ without }

func (d noDialogs) OpenMany(title, folder, kind, pattern string) ([]string, error) {
	_, err := d.Save(title, folder, kind, pattern)
	return nil, err
}

// The screen that asks for a path is named after what is saved, without the dots of the button that leads to it.
func TestPathIsAskedWithoutDots(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	none := func() (string, error) { return "", errors.New("no dialog") }
	for button, title := range map[string]string{
		r.say("print.hand_over_button"): "Bestand voor een collega", "File for a colleague…": "File for a colleague",
	} {
		r.askOpen(button, none, func(string) {})
		if p, ok := r.screen.(*pathScreen); !ok || p.title != title || title == button {
			t.Errorf("%q asks %+v", button, p)
		}
	}
	r.sees(r.say("file.open_hint")) // not the hint for saving
}

// A complete path that is pasted replaces the folder in the field; a name is added to it.
func TestPastedPathReplaces(t *testing.T) {
	r := enter(t, "nl")
	folder := string(filepath.Separator) + "map" + string(filepath.Separator)
	for pasted, want := range map[string]string{"plan.kwaliteitskaart": folder + "plan.kwaliteitskaart", "\"" + folder + "x y\"": "\"" + folder + "x y\""} {
		p := &pathScreen{w: r.Window, title: "Openen", path: folder}
		r.show(p)
		r.app.Clipboard().SetContent(pasted)
		r.win.Canvas().Focused().(*widgets.Entry).TypedShortcut(&fyne.ShortcutPaste{Clipboard: r.app.Clipboard()})
		if p.path != want {
			t.Errorf("%s pasted gives %s, want %s", pasted, p.path, want)
		}
	}
}

// A complete path typed behind the folder in the field counts alone; a name counts in that folder.
func TestCompletePathBehindTheFolder(t *testing.T) {
	r := enter(t, "nl")
	root := string(filepath.Separator)
	folder := root + "map" + root
	for typed, want := range map[string]string{"plan.db": folder + "plan.db", root + "x" + root + "plan.db": root + "x" + root + "plan.db"} {
		got := ""
		r.askPath("Openen", folder, "file.open_hint", func(path string) { got = path })
		p := r.screen.(*pathScreen)
		p.path += typed
		if p.done(); got != want {
			t.Errorf("%s typed behind %s is %s, want %s", typed, folder, got, want)
		}
	}
}
