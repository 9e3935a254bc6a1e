package ui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/memory"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/ui/widgets"
)

// room is a window in a test, with a store. Everything happens at once, on the test's own goroutine.
type room struct {
	*testing.T
	*Window
	store   *memory.Store
	keeper  *memory.Keeper
	clock   assessment.Instant
	today   assessment.Date
	printed []string
	last    report.Input // the last document printed
	viewed  []string
}

func enter(t *testing.T, language string) *room {
	t.Helper()
	r := &room{T: t, clock: 1_796_000_000_000, today: "2026-11-23"}
	r.store = memory.New(func() assessment.Instant { return r.clock })
	cards := storetest.BuiltIn(t)
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
		FileNames: func() NameFile {
			taken := map[string]int{}
			return func(a *assessment.Assessment, what, extension string) string {
				name := strings.ReplaceAll(strings.TrimSpace(a.Team.Name+" "+what), "/", "-")
				key := strings.ToLower(name + extension)
				if taken[key]++; taken[key] > 1 {
					name = fmt.Sprintf("%s (%d)", name, taken[key])
				}
				return name + extension
			}
		},
		View:         func(path string) error { r.viewed = append(r.viewed, path); return nil },
		Documents:    dir,
		Dialogs:      accept{},
		Settings:     Settings{Width: 1366, Height: 768},
		SaveSettings: func(Settings) error { return nil },
		About:        About{Version: "1.2.3", DataFolder: dir},
	}
	r.Window = begin(toolkit(), services, language)
	r.Window.now = func() time.Time { return r.clock.Time() }
	r.everySecond = func(func()) func() { return func() {} }
	t.Cleanup(func() {
		for _, w := range slices.Clone(r.app.Driver().AllWindows()) {
			w.Close()
		}
		forget()
	})
	return r
}

// accept is a user who accepts the name that a dialog proposes.
type accept struct{}

func (accept) Save(_, path, _, _ string) (string, error) { return path, nil }
func (accept) Open(_, folder, _, pattern string) (string, error) {
	return filepath.Join(folder, "team"+strings.Fields(pattern)[0][1:]), nil
}

func (accept) Folder(_, folder string) (string, error) { return folder, nil }

func (accept) OpenMany(_, folder, _, _ string) ([]string, error) {
	return filepath.Glob(filepath.Join(folder, "antwoorden-*"+handOver))
}

// create begins a new assessment of a team that scores together.
func (r *room) create() {
	r.Helper()
	r.add(assessment.New(r.Card, assessment.Team{}, r.Today(), now()))
}

// press presses keys as a user does: on the focused object, otherwise on the window.
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

// words returns everything on screen, one text per line.
func (r *room) words() string {
	var b strings.Builder
	walk(r.win.Canvas().Content(), gather(&b))
	return b.String()
}

// gather returns a visitor that collects texts.
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

// walk visits every visible object.
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

// drawnTexts visits every text that is drawn, in any widget.
func (r *room) drawnTexts(o fyne.CanvasObject, visit func(*canvas.Text)) {
	if o == nil || !o.Visible() {
		return
	}
	switch x := o.(type) {
	case *canvas.Text:
		if x.Text != "" {
			visit(x)
		}
	case *fyne.Container:
		for _, child := range x.Objects {
			r.drawnTexts(child, visit)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(x).Objects() {
			r.drawnTexts(child, visit)
		}
	}
}

func (r *room) sees(want ...string) {
	r.Helper()
	r.holds(r.words(), want...)
}

// finds is sees for content that may be out of view.
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

// stored returns the stored version of the open assessment.
func (r *room) stored() *assessment.Assessment {
	r.Helper()
	a, err := r.store.Load(r.Context(), r.session.Assessment.ID)
	if err != nil {
		r.Fatal(err)
	}
	return a
}

// opened returns the content of a file in the documents folder.
func (r *room) opened(name string) *exchange.Opened {
	r.Helper()
	f, err := r.Files.Open(filepath.Join(r.Documents, name), "")
	if err != nil {
		r.Fatal(err)
	}
	return f
}
