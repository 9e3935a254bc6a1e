//go:build slow

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

// The window fits the screen it opens on, including its title bar, whatever size is remembered; so does the beamer
// window.
func TestWindowFitsTheScreen(t *testing.T) {
	d := sit(t)
	d.command("demo")
	env := d.env
	for _, c := range []struct {
		width, height int
		scale         string // multiplies the scale of the screen
		dpi           string
		settings      string
	}{
		{1366, 768, "1", "96", `{}`},
		{1366, 768, "1.25", "96", `{}`},
		{1366, 768, "2", "96", `{}`},
		{1920, 1080, "1.5", "96", `{}`},
		{1920, 1080, "2", "96", `{"width": 1340, "height": 690}`},
		{1920, 1080, "1", "240", `{}`},
		{1024, 700, "1", "96", `{"width": 2500, "height": 1300}`},
	} {
		name := fmt.Sprintf("%dx%d at %s and %s dpi", c.width, c.height, c.scale, c.dpi)
		if err := os.WriteFile(filepath.Join(d.data, settingsFile), []byte(c.settings), 0o600); err != nil {
			t.Fatal(err)
		}
		d.display = d.screen([]string{"-screen", "0", fmt.Sprintf("%dx%dx24", c.width, c.height), "-dpi", c.dpi})
		d.env = append(slices.Clip(env), "DISPLAY="+d.display, "FYNE_SCALE="+c.scale)
		r := d.open()
		// The window manager frames and moves a window after it is shown: only its final place counts.
		fits := func(window string, bar int) {
			d.until(name+": the window "+window+" fits", func() bool {
				said, err := d.under("xdotool", "search", "--onlyvisible", "--name", window, "getwindowgeometry", "--shell").Output()
				if err != nil {
					return false // it is being framed
				}
				var id, x, y, width, height, screen int
				if _, err := fmt.Sscanf(string(said), "WINDOW=%d\nX=%d\nY=%d\nWIDTH=%d\nHEIGHT=%d\nSCREEN=%d", &id, &x, &y, &width, &height, &screen); err != nil {
					t.Fatalf("%s: %v in %q", name, err, said)
				}
				return x >= 0 && y >= bar && x+width <= c.width && y+height <= c.height && width >= 600 && height >= 280
			})
		}
		var tried time.Time
		d.until("the screen is filled", func() bool {
			if time.Since(tried) > timeout/2 { // the team may still be loading; a second time closes what the first opened
				d.keys("ctrl+b")
				tried = time.Now()
			}
			return d.under("xdotool", "search", "--onlyvisible", "--name", "Beamer").Run() == nil
		})
		fits("Kwaliteitskaart LOB", 30)
		fits("Beamer", 30)
		d.quit(r)
	}
}

// under returns a command that inspects the screen.
func (d *desk) under(tool string, args ...string) *exec.Cmd {
	c := exec.Command(tool, args...)
	c.Env = append(os.Environ(), "DISPLAY="+d.display)
	return c
}
