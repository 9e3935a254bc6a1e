//go:build slow && linux

package main

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

// Every flow of the program, without and with a window, works without any network: the program opens no connection,
// its log contains no user text, and other users cannot read the files it leaves.
func TestSecrecy(t *testing.T) {
	d := sit(t)
	asked := d.isolate()
	const password, wrong = "Zq-wachtwoord-7391", "Zq-verkeerd-7391"
	a := marked(t)
	here, locked, out := filepath.Join(t.TempDir(), "hier.kwaliteitskaart"), filepath.Join(t.TempDir(), "slot.kwaliteitskaart"), t.TempDir()
	must(t, exchange.Save(here, a))
	again := *a
	again.ID, again.Team.Name = assessment.NewID(), "Zq-tweede-team"
	must(t, exchange.Save(locked, &again, exchange.WithPassword(password)))
	secret := filepath.Join(t.TempDir(), "Zq-geheim.txt")
	must(t, os.WriteFile(secret, []byte(password+"\n"), 0o600))
	broken := filepath.Join(t.TempDir(), "Zq-kapot.kwaliteitskaart")
	must(t, os.WriteFile(broken, []byte(`{"format": "kwaliteitskaart", "version": 1, "content": "Zq-kapot"}`), 0o600))

	for _, args := range [][]string{
		{"demo"},
		{"import", here},
		{"import", locked, "--password-file", secret},
		{"list"},
		{"result", a.ID},
		{"print", a.ID, "--document", "full", "--out", out},
		{"export", a.ID, "--out", filepath.Join(out, "a.xlsx")},
		{"export", a.ID, "--out", filepath.Join(out, "a.csv")},
		{"export", a.ID, "--password-file", secret, "--out", filepath.Join(out, "a.kwaliteitskaart")},
		{"overview", "--all", "--out", filepath.Join(out, "all.pdf")},
		{"backup"},
		{"check"},
		{"version"},
	} {
		d.command(args...)
	}
	for _, args := range [][]string{{"import", broken}, {"import", locked}, {"result", "Zq-onbekend"}} {
		c := exec.Command(d.program, args...)
		c.Env = d.env
		if said, err := c.CombinedOutput(); err == nil {
			t.Errorf("%v: %s", args, said)
		}
	}

	// In the window: a wrong password; text in a new team and in a note; a printed plan; a missing file.
	window := d.open(locked)
	log := filepath.Join(d.data, "log", "kwaliteitskaart.log")
	var tried time.Time
	d.until("the wrong password is told of", func() bool {
		b, err := os.ReadFile(log)
		if err == nil && strings.Contains(string(b), "password") {
			return true
		}
		if time.Since(tried) > timeout/6 { // checking a password takes a while, and the screen that asks for it may still be loading
			d.keys("ctrl+a")
			d.write(wrong)
			d.keys("Return")
			tried = time.Now()
		}
		return false
	})
	d.shot("secrecy-password")
	d.keys("Escape", "Escape", "ctrl+n")
	d.until("a new assessment is there", func() bool { return len(d.list()) == 5 })
	d.shows("Nieuw team")
	d.write("Zq-getypt-team")
	d.until("it has its name", func() bool { return d.named("Zq-getypt-team") != "" })
	id := d.named("Zq-getypt-team")
	d.together()
	d.keys("ctrl+2", "r")
	d.write("Zq-getypte-opmerking")
	d.keys("Escape", "4")
	d.until("V1 is scored 4", func() bool { return d.answer(id, "V1") == 4.0 })
	d.print()
	d.quit(window)
	window = d.open(filepath.Join(t.TempDir(), "Zq-weg.kwaliteitskaart"))
	d.until("the missing file is told of", func() bool {
		b, err := os.ReadFile(log)
		return err == nil && strings.Contains(string(b), "file_missing")
	})
	d.shot("secrecy-missing")
	d.quit(window)

	t.Run("no connection", func(t *testing.T) { noConnection(t, asked) })
	t.Run("log", func(t *testing.T) {
		files, err := filepath.Glob(filepath.Join(d.data, "log", "*"))
		if err != nil || len(files) == 0 {
			t.Fatalf("%v, %v", files, err)
		}
		for _, file := range files {
			b, err := os.ReadFile(file)
			must(t, err)
			for _, word := range append(wordsOf(a), "Zq-", password, wrong, "Voorbeeldteam", d.data) {
				if strings.Contains(string(b), word) {
					t.Errorf("%s holds %q:\n%s", filepath.Base(file), word, b)
				}
			}
		}
	})
	t.Run("whose", func(t *testing.T) {
		for _, place := range []string{d.data, out, d.documents} {
			must(t, filepath.WalkDir(place, func(path string, e fs.DirEntry, err error) error {
				if err != nil || path == out || path == d.documents {
					return err // those two are the test's own
				}
				info, err := e.Info()
				if err == nil && info.Mode().Perm()&0o077 != 0 {
					t.Errorf("%s is %v", path, info.Mode())
				}
				return err
			}))
		}
	})
}

// isolate makes the program run without a network, as far as the machine allows that, and returns the prefix of the
// files that record its requests for sockets.
func (d *desk) isolate() (asked string) {
	d.Helper()
	asked = filepath.Join(d.TempDir(), "asked")
	wrapper := []string{"umask 000; exec"}
	if out, err := exec.Command("unshare", "-rn", "true").CombinedOutput(); err == nil {
		wrapper = append(wrapper, d.tool("unshare"), "-rn", "--")
	} else {
		d.Logf("the network stays within reach: %v %s", err, out)
	}
	trace := exec.Command("strace", "-D", "-f", "-e", "trace=socket", "-o", os.DevNull, "true")
	if out, err := trace.CombinedOutput(); err == nil {
		// As a grandchild it does not interfere with signals.
		wrapper = append(wrapper, d.tool("strace"), "-D", "-f", "-ff", "-qq", "-e", "trace=socket", "-o", asked)
	} else {
		d.Logf("what the program asks for is not written down: %v %s", err, out)
		asked = ""
	}
	if len(wrapper) == 1 {
		d.Fatal("neither a network namespace nor strace can be had here, so there is no telling")
	}
	script := d.program + ".sh"
	line := fmt.Sprintf("#!/bin/sh\n%s '%s' \"$@\"\n", strings.Join(wrapper, " "), d.program)
	must(d.T, os.WriteFile(script, []byte(line), 0o755))
	d.program = script
	return asked
}

// tool returns the path of a system tool.
func (d *desk) tool(name string) string {
	d.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		d.Fatal(err)
	}
	return path
}

// noConnection checks that only sockets in the file system were requested, such as that of the screen.
func noConnection(t *testing.T, asked string) {
	if asked == "" {
		t.Log("the program worked without a network; strace is not allowed here")
		return
	}
	files, err := filepath.Glob(asked + "*")
	must(t, err)
	local := 0
	for _, file := range files {
		b, err := os.ReadFile(file)
		must(t, err)
		for line := range strings.Lines(string(b)) {
			switch {
			case strings.Contains(line, "socket(AF_UNIX"):
				local++
			case strings.Contains(line, "socket("):
				t.Errorf("the program asked for %s", line)
			}
		}
	}
	if local == 0 {
		t.Error("not even the screen's socket was seen, so nothing was")
	}
}

// marked returns a round of the example team with a unique text in every free-text field.
func marked(t *testing.T) *assessment.Assessment {
	t.Helper()
	rounds, err := exchange.Example()
	must(t, err)
	a := rounds[len(rounds)-1]
	a.ID, a.Team.ID = assessment.NewID(), assessment.NewID()
	n := 0
	a.Plan.Editions, a.Plan.SealedAt = nil, 0
	mark(reflect.ValueOf(a).Elem(), &n)
	a.SealOlder() // the edition contains the marked texts
	for i := range a.Ballots {
		for id := range a.Ballots[i].Remarks {
			n++
			a.Ballots[i].Remarks[id] = fmt.Sprintf("Zq-%d-remark", n)
		}
	}
	if faults := a.Check(); len(faults) > 0 || len(wordsOf(a)) < 40 {
		t.Fatalf("%d words, %v", len(wordsOf(a)), faults)
	}
	return a
}

// bound lists the text fields that are not free text.
var bound = []string{"ID", "SchoolYear", "Indicator", "Suggestion", "Version"}

// mark fills every free-text field of v.
func mark(v reflect.Value, n *int) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			field := v.Type().Field(i)
			if field.Type == reflect.TypeFor[string]() && !slices.Contains(bound, field.Name) {
				*n++
				v.Field(i).SetString(fmt.Sprintf("Zq-%d-%s", *n, field.Name))
			} else {
				mark(v.Field(i), n)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			mark(v.Index(i), n)
		}
	}
}

// wordsOf returns all free texts in an assessment.
func wordsOf(a *assessment.Assessment) (list []string) {
	list = append(list, collect(reflect.ValueOf(*a))...)
	for _, b := range a.Ballots {
		for _, r := range b.Remarks {
			list = append(list, r)
		}
	}
	return list
}

func collect(v reflect.Value) (list []string) {
	switch v.Kind() {
	case reflect.Struct:
		for _, field := range v.Fields() {
			list = append(list, collect(field)...)
		}
	case reflect.Slice:
		for i := range v.Len() {
			list = append(list, collect(v.Index(i))...)
		}
	case reflect.String:
		if strings.HasPrefix(v.String(), "Zq-") {
			list = append(list, v.String())
		}
	}
	return list
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
