//go:build slow

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// If the system has printers, printing by keys only sends the document to the default one.
func TestSendToPrinter(t *testing.T) {
	d := sit(t)
	bin := t.TempDir()
	calls := filepath.Join(bin, "calls")
	for name, lines := range map[string]string{
		"lpstat": "[ $1 = -e ] && printf 'Hal\\nKamer_2\\n' || echo 'system default destination: Kamer_2'",
		"lp":     fmt.Sprintf("printf '%%s\\n' \"$@\" >'%s'", calls),
	} {
		if err := os.WriteFile(filepath.Join(bin, name), []byte("#!/bin/sh\n"+lines+"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for i, v := range d.env {
		if path, ok := strings.CutPrefix(v, "PATH="); ok {
			d.env[i] = "PATH=" + bin + ":" + path
		}
	}
	// The example team is in a file, which opens at once.
	d.command("demo")
	file := filepath.Join(t.TempDir(), "team.kwaliteitskaart")
	d.command("export", d.named("Voorbeeldteam Zorg & Welzijn"), "--out", file)
	d.env = append(d.env, "KWALITEITSKAART_DATA="+t.TempDir())
	d.open(file)
	d.print()
	d.shot("printer")
	var asked []string
	d.until("lp is asked to print", func() bool {
		b, err := os.ReadFile(calls)
		if err != nil { // the printers were not known yet
			d.keys("ctrl+p", "Return")
		}
		asked = strings.Split(string(b), "\n")
		return len(asked) == 9
	})
	made := asked[7]
	if _, err := os.Stat(made); err != nil {
		t.Error(err)
	}
	want := []string{"-d", "Kamer_2", "-t", strings.TrimSuffix(filepath.Base(made), ".pdf"), "-o", "media=A4", "--", made, ""}
	if !slices.Equal(asked, want) {
		t.Errorf("lp was asked %q, want %q", asked, want)
	}
}
