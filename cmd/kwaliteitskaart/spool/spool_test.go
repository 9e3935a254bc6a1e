//go:build !windows

package spool

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"kwaliteitskaart/assessment"
)

func TestParseNames(t *testing.T) {
	for name, c := range map[string]struct {
		said string
		want []string
	}{
		"nothing":             {"", nil},
		"one":                 {"Kamer_2.14\n", []string{"Kamer_2.14"}},
		"odd characters":      {"Canon@hal(2)\n-x\nÉtage%20\"3'\nprinter:kleur\n", []string{"Canon@hal(2)", "-x", "Étage%20\"3'", "printer:kleur"}},
		"with an instance":    {"Xerox\nXerox/kleur\n", []string{"Xerox", "Xerox/kleur"}},
		"without a last line": {"a\nb", []string{"a", "b"}},
		"line ends of DOS":    {"a\r\n\r\nb\r\n", []string{"a", "b"}},
		"twice the same":      {"a\nb\na\n", []string{"a", "b"}},
		"a sentence":          {"lpstat: geen bestemmingen\na\n", []string{"a"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := parseNames(c.said); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestParseDefault(t *testing.T) {
	names := []string{"kleur", "hal:kleur", "destination", "Étage", "Xerox", "Xerox/kleur"}
	for _, c := range []struct{ said, want string }{
		{"system default destination: Xerox\n", "Xerox"},
		{"system default destination: Xerox/kleur\n", "Xerox/kleur"},
		{"system default destination: hal:kleur\n", "hal:kleur"},
		{"system default destination: kleur\n", "kleur"},
		{"Standardziel des Systems: Étage\n", "Étage"},
		{"destination système par défaut\u00a0: Étage\n", "Étage"},
		{"系统默认目标：Xerox\n", "Xerox"},
		{"system default destination: destination", "destination"},
		{"no system default destination\n", ""},
		{"lpstat: error - LPDEST environment variable names non-existent destination \"Xerox\".\n", ""},
		{"system default destination: gone\n", ""},
		{"system default destination: oldXerox\n", ""},
		{"", ""},
	} {
		if got := parseDefault(c.said, names); got != c.want {
			t.Errorf("%q: got %q, want %q", c.said, got, c.want)
		}
	}
}

func TestJobName(t *testing.T) {
	for _, c := range []struct{ title, want string }{
		{"Team Zorg & Welzijn — Plan", "Team Zorg & Welzijn — Plan"},
		{"twee\nregels\ten\x7f meer ", "twee regels en meer"},
		{"half\xc3", "half"},
		{strings.Repeat("a", 255), strings.Repeat("a", 255)},
		{strings.Repeat("a", 256), strings.Repeat("a", 255)},
		{strings.Repeat("é", 200), strings.Repeat("é", 127)},
		{"", ""},
	} {
		if got := jobName(c.title); got != c.want || !utf8.ValidString(got) {
			t.Errorf("%q: got %q, want %q", c.title, got, c.want)
		}
	}
}

// fakeCommands sets PATH to a folder with only the given commands, each a few lines of shell. It returns the file that
// records the arguments they are called with.
func fakeCommands(t *testing.T, commands map[string]string) (calls string) {
	t.Helper()
	bin := t.TempDir()
	calls = filepath.Join(bin, "calls")
	for name, lines := range commands {
		script := "#!/bin/sh\nprintf '%s|' \"$LC_ALL\" \"$0\" \"$@\" >>'" + calls + "'\necho >>'" + calls + "'\n" + lines + "\n"
		if err := os.WriteFile(filepath.Join(bin, name), []byte(script), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", bin)
	t.Setenv("LC_ALL", "nl_NL.UTF-8")
	return calls
}

func TestPrinters(t *testing.T) {
	two := `case $1 in
-e) echo Hal; echo Kamer_2;;
-d) echo "system default destination: Kamer_2";;
esac`
	for name, c := range map[string]struct {
		commands map[string]string
		want     string
	}{
		"two":                   {map[string]string{"lpstat": two}, "Hal Kamer_2, Kamer_2"},
		"no default":            {map[string]string{"lpstat": "[ $1 = -e ] && echo Hal || echo no system default destination"}, "Hal, "},
		"the default fails":     {map[string]string{"lpstat": "[ $1 = -e ] && echo Hal"}, "Hal, "},
		"no printers":           {map[string]string{"lpstat": ":"}, ", "},
		"no scheduler":          {map[string]string{"lpstat": "echo 'lpstat: Transport endpoint is not connected' >&2; exit 1"}, ", "},
		"an lpstat without -e":  {map[string]string{"lpstat": "echo 'Usage: lpstat [-a]'; exit 1"}, ", "},
		"nothing of the sort":   {nil, ", "},
		"lp but without lpstat": {map[string]string{"lp": ":"}, ", "},
	} {
		t.Run(name, func(t *testing.T) {
			fakeCommands(t, c.commands)
			names, def, err := Printers(t.Context())
			if got := strings.Join(names, " ") + ", " + def; got != c.want || err != nil {
				t.Errorf("got %q, %v; want %q", got, err, c.want)
			}
		})
	}
}

// A system that does not respond is abandoned when the caller's context ends, and is not mistaken for one without printers.
func TestHangingSystemIsNotOneWithoutPrinters(t *testing.T) {
	for name, lpstat := range map[string]string{
		"at once":        "exec /bin/sleep 60",
		"at the default": "[ $1 = -e ] && echo Hal || exec /bin/sleep 60",
	} {
		t.Run(name, func(t *testing.T) {
			fakeCommands(t, map[string]string{"lpstat": lpstat})
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(300*time.Millisecond, cancel)
			names, def, err := Printers(ctx)
			if !errors.Is(err, context.Canceled) || def != "" { // else its own limit ended it
				t.Errorf("got %q, %q, %v", names, def, err)
			}
		})
	}
}

func TestPrint(t *testing.T) {
	calls := fakeCommands(t, map[string]string{"lp": "echo request id is Hal-1"})
	if err := Print(t.Context(), "-Hal/kleur", "/tmp/een plan.pdf", "-t Team\n$(Zorg) `x`"); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(calls)
	if err != nil {
		t.Fatal(err)
	}
	lp := filepath.Join(filepath.Dir(calls), "lp")
	if want := "C|" + lp + "|-d|-Hal/kleur|-t|-t Team $(Zorg) `x`|-o|media=A4|--|/tmp/een plan.pdf|\n"; string(got) != want {
		t.Errorf("called\n%swant\n%s", got, want)
	}
}

func TestPrintFails(t *testing.T) {
	for name, c := range map[string]struct {
		commands map[string]string
		cause    string
	}{
		"unknown printer": {
			map[string]string{"lp": "echo 'lp: The printer or class does not exist.' >&2; exit 1"},
			"exit status 1: lp: The printer or class does not exist.",
		},
		"no lp": {nil, "not found"},
		"hangs": {map[string]string{"lp": "exec /bin/sleep 60"}, "context deadline exceeded"},
		"broken off": {
			map[string]string{"lp": "kill -9 $$"}, "signal: killed",
		},
	} {
		t.Run(name, func(t *testing.T) {
			fakeCommands(t, c.commands)
			ctx := t.Context()
			if name == "hangs" { // the others may take as long as a busy machine needs
				var cancel func()
				ctx, cancel = context.WithTimeout(ctx, time.Second)
				defer cancel()
			}
			err := Print(ctx, "Hal", "/tmp/plan.pdf", "Plan")
			var e *assessment.Error
			if !errors.As(err, &e) || e.Code != assessment.CodePrint || e.Args["printer"] != "Hal" || e.Args["file"] != "/tmp/plan.pdf" {
				t.Fatalf("got %v", err)
			}
			if !strings.Contains(err.Error(), c.cause) {
				t.Errorf("got %v, want it to hold %q", err, c.cause)
			}
		})
	}
}
