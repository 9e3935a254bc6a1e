//go:build slow && linux

package main

import (
	"bytes"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"

	"kwaliteitskaart/assessment/exchange"
)

// still is how long a screen must not change to count as settled.
const still = time.Second

// hands is input that changes a screen.
type hands struct {
	what  string
	keys  []string
	write string
}

// The screen always shows the actual state: on every screen, and after every kind of change, the window looks the
// same after a full redraw, caused by zooming in and out. The screens for a single person at the laptop have no such
// keys.
func TestScreenShowsTheActualState(t *testing.T) {
	d := sit(t)
	d.importReopened()
	d.stopBlinking()
	screen := d.eye()
	r := d.open()
	d.xdotool("mousemove", "1330", "300") // in the margin, where nothing reacts to it
	before := screen.settled(d, nil, still)
	for _, h := range []hands{
		{"team, of a new one", []string{"ctrl+n"}, ""},
		{"team, with a name", nil, "Team Zuid"},
		{"team, scoring together", []string{"shift+Tab", "shift+Tab", "shift+Tab", "shift+Tab", "Return"}, ""},
		{"team, unfolded", []string{"m"}, ""},
		{"score", []string{"Return"}, ""},
		{"score, given", []string{"4"}, ""},
		{"score, next", []string{"Right"}, ""},
		{"score, not applicable", []string{"n"}, "Geldt hier niet."},
		{"score, with evidence", []string{"Escape", "e"}, "Een plan."},
		{"score, taken back", []string{"Escape", "BackSpace"}, ""},
		{"score, undone", []string{"ctrl+z"}, ""},
		{"result, of a first round", []string{"ctrl+3"}, ""},
		{"plan, of a first round", []string{"ctrl+4"}, ""},
		{"print", []string{"ctrl+5"}, ""},
		{"print, another", []string{"Right"}, ""},
		{"print, many", []string{"m"}, ""},
		{"help", []string{"F1"}, ""},
		{"home, looking a team up", []string{"ctrl+f"}, "Voor"},
		{"result, of a later round", []string{"Return"}, ""},
		{"gather", []string{"ctrl+2"}, ""},
		{"paper", []string{"p"}, ""},
		{"paper, a score", []string{"3"}, ""},
		{"paper, taken back", []string{"BackSpace"}, ""},
		{"discuss", []string{"ctrl+3"}, ""},
		{"plan, of a later round", []string{"ctrl+5"}, ""},
		{"plan, another", []string{"Down", "Down", "Down", "Down"}, ""},
		{"plan, chosen", []string{"space"}, ""},
		{"plan, own action", []string{"a"}, "Samen kijken"},
		{"board", []string{"Escape", "Escape", "b"}, ""},
	} {
		before = screen.same(d, h, before)
	}
	d.quit(r)
}

// A date typed in a field that still has the focus is saved when the system asks the program to end, as at logging out.
func TestDateIsKeptAtTheEnd(t *testing.T) {
	d := sit(t)
	d.stopBlinking()
	window := d.openNew("Noord")
	screen := d.eye()
	before := screen.settled(d, nil, still)
	d.keys("Tab", "ctrl+a")
	d.write("15-3-2027")
	screen.settled(d, before, still) // the typing has arrived
	d.quit(window)
	if got := string(d.command("list", "--json")); !strings.Contains(got, `"2027-03-15"`) {
		t.Errorf("the list is %s", got)
	}
}

// stopBlinking stops the cursor from blinking, which would keep the screen from settling.
func (d *desk) stopBlinking() {
	d.Helper()
	config := filepath.Join(filepath.Dir(d.program), ".config", "fyne")
	must(d.T, os.MkdirAll(config, 0o755))
	must(d.T, os.WriteFile(filepath.Join(config, "settings.json"), []byte(`{"no_animations": true}`), 0o600))
}

// importReopened adds the example team with its last plan reopened, so that everything on its screens can be changed.
func (d *desk) importReopened() {
	d.Helper()
	rounds, err := exchange.Example()
	must(d.T, err)
	last := rounds[len(rounds)-1]
	reopened, err := last.Reopen(last.Date, "Voor de proef.", last.Plan.UpdatedAt+1)
	must(d.T, err)
	for _, a := range append(rounds[:len(rounds)-1], reopened) {
		path := filepath.Join(d.TempDir(), a.ID+exchange.Extension)
		must(d.T, exchange.Save(path, a))
		d.command("import", path)
	}
}

// same applies h and checks that the settled window equals the redrawn one.
func (e *eye) same(d *desk, h hands, before []byte) []byte {
	d.Helper()
	if len(h.keys) > 0 {
		d.keys(h.keys...)
	}
	if h.write != "" {
		d.write(h.write)
	}
	first := e.settled(d, before, still)
	d.shot(h.what)
	d.keys("ctrl+equal")
	larger := e.settled(d, first, still/4) // not compared
	d.keys("ctrl+0")
	again := e.settled(d, larger, still)
	if !bytes.Equal(first, again) {
		d.Errorf("%s: it looks like %s, made again like %s", h.what, e.saved(d, first), e.saved(d, again))
	}
	return again
}

// eye reads the screen.
type eye struct {
	x             *xgb.Conn
	root          xproto.Window
	width, height uint16
}

func (d *desk) eye() *eye {
	d.Helper()
	xgb.Logger.SetOutput(io.Discard) // it reports every server that ends
	x, err := xgb.NewConnDisplay(d.display)
	if err != nil {
		d.Fatal(err)
	}
	d.Cleanup(x.Close)
	s := xproto.Setup(x).DefaultScreen(x)
	return &eye{x, s.Root, s.WidthInPixels, s.HeightInPixels}
}

func (e *eye) look(d *desk) []byte {
	d.Helper()
	seen, err := xproto.GetImage(e.x, xproto.ImageFormatZPixmap, xproto.Drawable(e.root), 0, 0, e.width, e.height, 1<<32-1).Reply()
	if err != nil {
		d.Fatal(err)
	}
	return seen.Data
}

// settled waits until the screen differs from before and then does not change for the given time.
func (e *eye) settled(d *desk, before []byte, still time.Duration) []byte {
	d.Helper()
	var last []byte
	var since time.Time
	d.until("the screen changes and stands still", func() bool {
		now := e.look(d)
		if !bytes.Equal(now, last) {
			last, since = now, time.Now()
		}
		return !bytes.Equal(now, before) && time.Since(since) >= still
	})
	return last
}

// saved saves a picture for inspection and returns its path.
func (e *eye) saved(d *desk, seen []byte) string {
	d.Helper()
	f, err := os.CreateTemp(os.TempDir(), strings.ReplaceAll(filepath.Base(d.Name()), " ", "-")+"-*.png")
	if err != nil {
		d.Fatal(err)
	}
	defer f.Close()
	p := image.NewNRGBA(image.Rect(0, 0, int(e.width), int(e.height)))
	for i := 0; i+3 < len(seen); i += 4 { // blue, green, red and unused
		p.Pix[i], p.Pix[i+1], p.Pix[i+2], p.Pix[i+3] = seen[i+2], seen[i+1], seen[i], 255
	}
	if err := png.Encode(f, p); err != nil {
		d.Fatal(err)
	}
	return f.Name()
}
