//go:build slow

package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// If the data is damaged, the window offers the newest good backup; pressing Enter twice restores it. The damaged
// data is kept unchanged.
func TestRestoreFromTheWindow(t *testing.T) {
	d := sit(t)
	d.command("demo")
	d.command("backup")
	path := filepath.Join(d.data, "kwaliteitskaart.db")
	if err := os.Truncate(path, 40_000); err != nil {
		t.Fatal(err)
	}
	damaged, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	shelved := func() int {
		c := exec.Command(d.program, "list", "--json")
		c.Env = d.env
		out, err := c.Output()
		var rows []shelved
		if err != nil || json.Unmarshal(out, &rows) != nil {
			return -1
		}
		return len(rows)
	}
	if n := shelved(); n != -1 {
		t.Fatalf("the damaged database lists %d", n)
	}

	window := d.open()
	d.shot("damaged")
	d.until("the backup is back", func() bool {
		n := shelved()
		if n < 0 {
			d.keys("Return")
		}
		return n == 2
	})
	d.shot("restored")
	d.until("the window goes on", func() bool {
		n := shelved()
		if n == 2 {
			d.keys("Return", "ctrl+n")
		}
		return n > 2
	})
	kept, err := filepath.Glob(filepath.Join(d.data, "replaced", "*", filepath.Base(path)))
	if err != nil || len(kept) != 1 {
		t.Fatalf("kept is %v, %v", kept, err)
	}
	if b, err := os.ReadFile(kept[0]); err != nil || !bytes.Equal(b, damaged) {
		t.Errorf("what was damaged is not kept as it was: %v", err)
	}
	d.quit(window)
}
