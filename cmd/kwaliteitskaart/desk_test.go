//go:build slow

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// timeout is the longest that anything may take on a busy machine.
const timeout = 60 * time.Second

// desk is a user's computer: the program, a screen, a keyboard and a data folder.
type desk struct {
	*testing.T
	program, data, documents, viewed string
	display                          string
	env                              []string
}

func sit(t *testing.T, xvfb ...string) *desk {
	t.Helper()
	for _, tool := range []string{"Xvfb", "xdotool", "pdftotext", "qpdf"} {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("KWALITEITSKAART_REQUIRE_TOOLS") != "" {
				t.Fatal(err)
			}
			t.Skipf("needs %s: %v", tool, err)
		}
	}
	dir := t.TempDir()
	d := &desk{
		T: t, program: filepath.Join(dir, "kwaliteitskaart"), data: filepath.Join(dir, "data"),
		documents: filepath.Join(dir, "documents"), viewed: filepath.Join(dir, "viewed"),
	}
	d.must(exec.Command("go", "build", "-o", d.program, ".").CombinedOutput())

	// The only other tool the program finds is a viewer that records what it is asked to show.
	bin := filepath.Join(dir, "bin")
	for _, folder := range []string{bin, d.documents} {
		if err := os.Mkdir(folder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	viewer := fmt.Sprintf("#!/bin/sh\necho \"$1\" >> '%s'\n", d.viewed)
	if err := os.WriteFile(filepath.Join(bin, "xdg-open"), []byte(viewer), 0o755); err != nil {
		t.Fatal(err)
	}
	d.display = d.screen(xvfb)
	d.env = []string{
		"DISPLAY=" + d.display, "PATH=" + bin, "HOME=" + dir, "XDG_RUNTIME_DIR=" + dir, "XDG_DOCUMENTS_DIR=" + d.documents,
		"LANG=nl_NL.UTF-8", "KWALITEITSKAART_DATA=" + d.data,
	}
	return d
}

func (d *desk) must(out []byte, err error) string {
	d.Helper()
	if err != nil {
		d.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

// screen starts an X server and returns its display.
func (d *desk) screen(options []string) string {
	d.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		d.Fatal(err)
	}
	defer r.Close()
	x := exec.Command("Xvfb", append([]string{"-displayfd", "3", "-screen", "0", "1366x768x24"}, options...)...)
	x.ExtraFiles = []*os.File{w}
	if err := x.Start(); err != nil {
		d.Fatal(err)
	}
	w.Close()
	d.Cleanup(func() {
		_ = x.Process.Kill() // it may have ended by itself
		_ = x.Wait()
	})
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		d.Fatalf("Xvfb gave no display: %v", err)
	}
	return ":" + strings.TrimSpace(line)
}

// running is the program with its window.
type running struct {
	*exec.Cmd
	stderr string // path of a file
}

// output returns what the program has written to standard error.
func (r *running) output() string {
	b, err := os.ReadFile(r.stderr)
	if err != nil {
		return err.Error()
	}
	return string(b)
}

func (d *desk) start(args ...string) *running {
	d.Helper()
	stderr, err := os.CreateTemp(d.TempDir(), "said")
	if err != nil {
		d.Fatal(err)
	}
	defer stderr.Close()
	r := &running{Cmd: exec.Command(d.program, args...), stderr: stderr.Name()}
	r.Env, r.Stderr = d.env, stderr
	if err := r.Start(); err != nil {
		d.Fatal(err)
	}
	d.Cleanup(func() {
		_ = r.Process.Kill() // it may have ended by itself
		_ = r.Wait()
	})
	return r
}

// open starts the program and waits until its window accepts input.
func (d *desk) open(args ...string) *running {
	d.Helper()
	r := d.start(args...)
	d.xdotool("search", "--sync", "--onlyvisible", "--name", "Kwaliteitskaart")
	d.xdotool("mousemove", "683", "600") // without a window manager the window under the pointer gets the keys
	return r
}

// quit interrupts the program and checks that it ends well. If it does not end, its goroutine stacks are written.
func (d *desk) quit(r *running) {
	d.Helper()
	if err := r.Process.Signal(os.Interrupt); err != nil {
		d.Fatal(err)
	}
	late := time.AfterFunc(timeout, func() { _ = r.Process.Signal(syscall.SIGQUIT) }) // it may have ended just now
	defer late.Stop()
	if err := r.Wait(); err != nil {
		d.Errorf("closing: %v\n%s", err, r.output())
	}
}

func (d *desk) xdotool(args ...string) {
	d.Helper()
	began := time.Now()
	for {
		c := exec.Command("timeout", append([]string{fmt.Sprint(int(timeout.Seconds())), "xdotool"}, args...)...)
		c.Env = append(os.Environ(), "DISPLAY="+d.display)
		out, err := c.CombinedOutput()
		if err != nil && args[0] == "search" && bytes.Contains(out, []byte("BadWindow")) && time.Since(began) < timeout {
			continue // another window closed during the search
		}
		d.must(out, err)
		return
	}
}

// shows waits until the window's title contains title.
func (d *desk) shows(title string) {
	d.Helper()
	d.xdotool("search", "--sync", "--onlyvisible", "--name", title)
}

func (d *desk) keys(names ...string) {
	d.Helper()
	d.xdotool(append([]string{"key", "--delay", "120"}, names...)...)
}

// until repeats holds until it returns true.
func (d *desk) until(what string, holds func() bool) {
	d.Helper()
	again := time.NewTicker(50 * time.Millisecond)
	defer again.Stop()
	for end := time.Now().Add(timeout); !holds(); <-again.C {
		if time.Now().After(end) {
			d.shot("failed")
			d.Fatalf("%s: not within %v", what, timeout)
		}
	}
}

// shot saves a picture of the screen if the environment asks for it.
func (d *desk) shot(name string) {
	if dir := os.Getenv("KWALITEITSKAART_PICTURES"); dir != "" {
		c := exec.Command("import", "-window", "root", filepath.Join(dir, name+".png"))
		c.Env = append(os.Environ(), "DISPLAY="+d.display)
		if out, err := c.CombinedOutput(); err != nil {
			d.Logf("no picture: %v %s", err, out)
		}
	}
}

// command runs the program without a window, beside the one that is open.
func (d *desk) command(args ...string) []byte {
	d.Helper()
	c := exec.Command(d.program, args...)
	c.Env = d.env
	out, err := c.Output()
	if err != nil {
		d.Fatalf("%v: %v", args, err)
	}
	return out
}

type shelved struct {
	ID, Team string
	Scored   int
	Ballots  int
}

// write types words.
func (d *desk) write(words string) {
	d.Helper()
	d.xdotool("type", "--delay", "60", words)
}

// named returns the id of the assessment of a team, or "".
func (d *desk) named(team string) string {
	d.Helper()
	for _, row := range d.list() {
		if row.Team == team {
			return row.ID
		}
	}
	return ""
}

// print prints the plan of the open assessment and returns its path. Without a system dialog the window itself asks
// for the path.
func (d *desk) print() string {
	d.Helper()
	var made []string
	var tried time.Time
	d.until("the plan is printed", func() bool {
		if time.Since(tried) > timeout/6 { // the team may still be loading, and so may the screen that asks for the path
			d.keys("ctrl+6", "Right", "ctrl+p")
			tried = time.Now()
		}
		d.keys("Return")
		made, _ = filepath.Glob(filepath.Join(d.documents, "*.pdf"))
		return len(made) > 0
	})
	return made[0]
}

func (d *desk) list() (rows []shelved) {
	d.Helper()
	if err := json.Unmarshal(d.command("list", "--json"), &rows); err != nil {
		d.Fatal(err)
	}
	return rows
}

// answer returns the team's answer to an indicator, as the command line reports it.
func (d *desk) answer(id, indicator string) any {
	d.Helper()
	var result struct {
		Indicators []struct {
			ID     string
			Answer any
		}
	}
	if err := json.Unmarshal(d.command("result", id, "--json"), &result); err != nil {
		d.Fatal(err)
	}
	for _, i := range result.Indicators {
		if i.ID == indicator {
			return i.Answer
		}
	}
	d.Fatalf("no indicator %s", indicator)
	return nil
}
