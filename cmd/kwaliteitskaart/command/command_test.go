package command_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/sqlite"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/cmd/kwaliteitskaart/command"
)

var noon = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)

// program returns a command line and its captured output.
func program() (line *command.Line, stdout, stderr *strings.Builder) {
	stdout, stderr = new(strings.Builder), new(strings.Builder)
	line = &command.Line{
		Stdout: stdout, Stderr: stderr, Version: "1.2.3",
		Now:      func() time.Time { return noon },
		Language: func(string) string { return "en" },
	}
	return line, stdout, stderr
}

func TestWindow(t *testing.T) {
	data := t.TempDir()
	for name, c := range map[string]struct {
		args []string
		lang string
		want command.Settings
	}{
		"alone":        {[]string{"--data", data}, "en", command.Settings{Data: data}},
		"with a file":  {[]string{"team.kwaliteitskaart", "--data", data}, "en", command.Settings{Data: data, File: "team.kwaliteitskaart"}},
		"in any case":  {[]string{"--data", data, "TEAM.KWALITEITSKAART"}, "en", command.Settings{Data: data, File: "TEAM.KWALITEITSKAART"}},
		"all settings": {[]string{"--today=2026-11-23", "--lang", "nl", "--data", data}, "nl", command.Settings{Data: data, Today: "2026-11-23"}},
	} {
		t.Run(name, func(t *testing.T) {
			line, _, stderr := program()
			var got command.Settings
			line.Window = func(_ context.Context, s command.Settings) int {
				got = s
				return 7
			}
			if code := line.Run(t.Context(), c.args); code != 7 {
				t.Fatalf("exit code %d, want the window's: %s", code, stderr)
			}
			if got.Language.Code() != c.lang {
				t.Errorf("language %s, want %s", got.Language.Code(), c.lang)
			}
			got.Language = nil
			if got != c.want {
				t.Errorf("got %+v, want %+v", got, c.want)
			}
		})
	}
}

// An unexpected panic becomes one sentence for the user and a crash report for the developer.
func TestPanic(t *testing.T) {
	data := t.TempDir()
	line, stdout, stderr := program()
	line.Window = func(context.Context, command.Settings) int { panic("out of cheese") }
	if code := line.Run(t.Context(), []string{"--data", data}); code != command.Failed {
		t.Errorf("exit code %d, want %d", code, command.Failed)
	}
	if want := words.In("en").Say("error.unexpected") + "\n"; stderr.String() != want || stdout.Len() > 0 {
		t.Errorf("stdout %q, stderr %q; want %q", stdout, stderr, want)
	}
	reports, err := filepath.Glob(filepath.Join(data, "log", "crash-20261123-120000-*.txt"))
	if err != nil || len(reports) != 1 {
		t.Fatalf("reports %v, %v; want one", reports, err)
	}
	b, err := os.ReadFile(reports[0])
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"2026-11-23T12:00:00Z", "Kwaliteitskaart 1.2.3", "\nstring\n", "command_test.go"} {
		if !strings.Contains(string(b), want) {
			t.Errorf("the report lacks %q:\n%s", want, b)
		}
	}
	if strings.Contains(string(b), "out of cheese") {
		t.Errorf("the report holds words, which may be someone's:\n%s", b)
	}
}

// full is a disk without free space.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left on device") }

// A partial list must not pass for a complete one.
func TestOutputErrorsAreReported(t *testing.T) {
	for _, args := range [][]string{{"help"}, {"version"}, {"demo"}, {"list"}, {"list", "--json"}} {
		line, _, stderr := program()
		line.Stdout = full{}
		if code := line.Run(t.Context(), append(args, "--data", t.TempDir())); code != command.Failed {
			t.Errorf("%v: exit code %d, want %d", args, code, command.Failed)
		}
		if !strings.HasPrefix(stderr.String(), "The output could not be written completely.") || strings.Count(stderr.String(), "\n") != 1 {
			t.Errorf("%v: %q", args, stderr)
		}
	}
}

// An interrupted command ends, even while it waits for a drive that does not respond.
func TestInterruptedWhileWaiting(t *testing.T) {
	for name, slow := range map[string]func(line *command.Line, waits func()){
		"the settings": func(line *command.Line, waits func()) {
			line.Language = func(string) string { waits(); return "en" }
		},
		"the data": func(line *command.Line, waits func()) {
			line.Now = func() time.Time { waits(); return noon }
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, stop := context.WithCancel(t.Context())
				answer := make(chan struct{})
				line, _, stderr := program()
				slow(line, func() { stop(); <-answer })
				if code := line.Run(ctx, []string{"list", "--data", t.TempDir()}); code != command.Failed {
					t.Errorf("exit code %d, want %d", code, command.Failed)
				}
				if said := stderr.String(); strings.Count(said, "\n") != 1 {
					t.Errorf("said %q", said)
				}
				close(answer)
			})
		})
	}
}

func TestInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	file := handOver(t, exampleRound(t))
	for _, args := range [][]string{
		{"list"},
		{"import", file, file},
		{"print", "--all", "--out", filepath.Join(t.TempDir(), "out")},
	} {
		line, _, stderr := program()
		data := t.TempDir()
		if code := line.Run(ctx, append(args, "--data", data)); code != command.Failed {
			t.Errorf("%v: exit code %d, want %d", args, code, command.Failed)
		}
		if want := words.In("en").Say("error.interrupted") + "\n"; stderr.String() != want {
			t.Errorf("%v: %q, want %q", args, stderr, want)
		}
	}
}

// A team may have any name; the name stays on one line and contains no terminal control sequences.
func TestNamesCannotControlTheTerminal(t *testing.T) {
	a := exampleRound(t)
	a.Team.Name = "Team\x1b[31m rood\nen meer\u202e"
	file := handOver(t, a)
	data := t.TempDir()
	for _, args := range [][]string{{"result", file}, {"import", file}, {"list"}, {"import", file, "--dry-run"}} {
		line, stdout, stderr := program()
		line.Run(t.Context(), append(args, "--data", data))
		if all := stdout.String() + stderr.String(); regexp.MustCompile("[\x1b\u202e]|\nen meer").MatchString(all) {
			t.Errorf("%v lets the name through: %q", args, all)
		}
	}
}

func exampleRound(t *testing.T) *assessment.Assessment {
	t.Helper()
	rounds := storetest.Example(t)
	return rounds[0]
}

func handOver(t *testing.T, a *assessment.Assessment) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "team"+exchange.Extension)
	if err := exchange.Save(path, a); err != nil {
		t.Fatal(err)
	}
	return path
}

// The language chosen in the window belongs to its data folder and takes precedence over the system's.
func TestLanguageOfTheDataFolder(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("only where the environment says the system's language")
	}
	t.Setenv("LC_ALL", "en_GB.UTF-8")
	data := t.TempDir()
	for name, c := range map[string]struct {
		args []string
		want string
	}{
		"chosen":         {[]string{"help", "--data", data}, "Gebruik:"},
		"not chosen":     {[]string{"help", "--data", t.TempDir()}, "Usage:"},
		"flag":           {[]string{"--lang", "en", "help", "--data", data}, "Usage:"},
		"wrong usage":    {[]string{"--data", data, "--nonsense"}, "De optie --nonsense"},
		"before the end": {[]string{"--nonsense", "--data", data}, "There is no flag --nonsense"},
	} {
		t.Run(name, func(t *testing.T) {
			line, stdout, stderr := program()
			line.Language = func(folder string) string {
				if folder == data {
					return "nl"
				}
				return ""
			}
			line.Run(t.Context(), c.args)
			if got := stdout.String() + stderr.String(); !strings.HasPrefix(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// A very long name of a team leaves the table readable; the JSON has it in full.
func TestLongTeamNameInTheList(t *testing.T) {
	data, name := t.TempDir(), strings.Repeat("Veehouderij ", 50)
	store, err := sqlite.Open(t.Context(), data, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	a := storetest.Sample(storetest.Card(4))
	a.Team.Name = name
	if err := errors.Join(store.Add(t.Context(), a), store.Close()); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"list"}, {"list", "--json"}} {
		var out bytes.Buffer
		line := command.Line{Stdout: &out, Stderr: &out, Now: time.Now}
		if code := line.Run(t.Context(), append(args, "--data", data)); code != command.Done {
			t.Fatalf("%v: %d, %s", args, code, &out)
		}
		if whole := strings.Contains(out.String(), name); whole != (len(args) == 2) || whole == strings.Contains(out.String(), "…") {
			t.Errorf("%v: %s", args, &out)
		}
	}
}
