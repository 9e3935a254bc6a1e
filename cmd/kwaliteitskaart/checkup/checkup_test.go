package checkup

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/sqlite"
	"kwaliteitskaart/assessment/words"
)

// healthy returns a computer on which every check succeeds.
func healthy(t *testing.T) Computer {
	data := filepath.Join(t.TempDir(), "data")
	if err := os.Mkdir(data, 0o700); err != nil {
		t.Fatal(err)
	}
	return Computer{
		Data: data, System: runtime.GOOS, Window: "1366 × 768",
		Examine: func(context.Context) (sqlite.Health, error) { return sqlite.Health{Version: 1, Assessments: 2}, nil },
		Newest: func(context.Context) (*assessment.Backup, int, error) {
			return &assessment.Backup{Made: assessment.InstantOf(time.Date(2026, 11, 23, 12, 0, 0, 0, time.Local))}, 0, nil
		},
		Printers: func(context.Context) ([]string, string, error) {
			return []string{"Hal", "Kamer_2"}, "Kamer_2", nil
		},
		Env: func(name string) string { return map[string]string{"USERPROFILE": filepath.Dir(data)}[name] },
	}
}

// Every check reports its finding or what to do, and does not affect the others.
func TestEveryCheckReportsOrAdvises(t *testing.T) {
	lang := words.In("nl")
	for name, c := range map[string]struct {
		change func(c *Computer)
		what   string
		says   string
		good   bool
	}{
		"private folder": {func(*Computer) {}, "check.data", "alleen jij", true},
		"no folder yet": {func(c *Computer) {
			c.Data = filepath.Join(c.Data, "not", "yet")
		}, "check.data", "is er nog niet", true},
		"file for a folder": {func(c *Computer) {
			c.Data = filepath.Join(c.Data, "file")
			must(t, os.WriteFile(c.Data, nil, 0o600))
		}, "check.data", "mag niet worden geschreven", false},
		"folder for all": {func(c *Computer) {
			must(t, os.Chmod(c.Data, 0o755))
			c.System = "linux"
		}, "check.data", "chmod 700", false},
		"outside the profile": {func(c *Computer) {
			c.System = "windows"
			c.Env = func(string) string { return filepath.Join(c.Data, "elsewhere") }
		}, "check.data", "buiten je eigen gebruikersmap", true},
		"room":  {func(*Computer) {}, "check.space", "B vrij.", true},
		"file":  {func(*Computer) {}, "check.file", "64 kB", true},
		"sound": {func(*Computer) {}, "check.database", "2 zelfevaluaties, indeling 1", true},
		"nothing stored": {func(c *Computer) {
			c.Examine = func(context.Context) (sqlite.Health, error) { return sqlite.Health{Version: 1}, nil }
		}, "check.database", "Leeg en in orde", true},
		"damaged": {func(c *Computer) {
			c.Examine = func(context.Context) (sqlite.Health, error) {
				return sqlite.Health{}, assessment.Fail(assessment.CodeDamaged, nil, "path", "x.db")
			}
		}, "check.database", "x.db is beschadigd", false},
		"altered": {func(c *Computer) {
			c.Examine = func(context.Context) (sqlite.Health, error) {
				return sqlite.Health{Version: 1, Assessments: 2, Altered: true}, nil
			}
		}, "check.database", "niet zoals Kwaliteitskaart die achterliet", false},
		"gone": {func(c *Computer) {
			c.Examine = func(context.Context) (sqlite.Health, error) { return sqlite.Health{Altered: true}, nil }
		}, "check.database", "Weg of leeg", false},
		"backup":       {func(*Computer) {}, "check.backups", "De nieuwste is van 23-11-2026 12:00", true},
		"no backup":    {backups(false, 0), "check.backups", "Nog geen.", true},
		"bad backups":  {backups(false, 2), "check.backups", "Geen van de 2", false},
		"new ones bad": {backups(true, 2), "check.backups", "De nieuwste 2 zijn", false},
		"fonts":        {func(*Computer) {}, "check.fonts", "4 lettertypen", true},
		"window":       {func(*Computer) {}, "check.screen", "1366 × 768", true},
		"screen":       {func(c *Computer) { c.Window, c.Env = "", func(string) string { return ":1" } }, "check.screen", "Er is een scherm", true},
		"no screen":    {func(c *Computer) { c.Window, c.System = "", "linux" }, "check.screen", "geen scherm", true},
		"printers":     {func(*Computer) {}, "check.printers", "2 printers; de standaardprinter is Kamer_2", true},
		"no printer":   {printing(nil, nil), "check.printers", "geen printer", true},
		"one printer without a usual one": {
			printing([]string{"Hal"}, nil), "check.printers", "1 printer.", true,
		},
		"silent printers": {printing(nil, errors.New("hangs")), "check.printers", "geen antwoord", false},
	} {
		t.Run(name, func(t *testing.T) {
			computer := healthy(t)
			c.change(&computer)
			lines := computer.Check(t.Context(), lang)
			for _, l := range lines {
				if l.What == lang.Say(c.what) && (!strings.Contains(l.Says, c.says) || l.Good != c.good) {
					t.Errorf("%s: %v %q, want %v %q", l.What, l.Good, l.Says, c.good, c.says)
				} else if l.What != lang.Say(c.what) && !l.Good && name != "file for a folder" {
					t.Errorf("%s: %q", l.What, l.Says)
				}
			}
			if bad := slices.ContainsFunc(lines, func(l Line) bool { return !l.Good }); bad == c.good {
				t.Errorf("something to do: %v", bad)
			}
			if left, err := filepath.Glob(filepath.Join(computer.place(), ".*")); err != nil || len(left) > 0 {
				t.Errorf("left behind are %v, %v", left, err)
			}
		})
	}
}

func printing(names []string, err error) func(*Computer) {
	return func(c *Computer) {
		c.Printers = func(context.Context) ([]string, string, error) { return names, "", err }
	}
}

func backups(one bool, spoilt int) func(*Computer) {
	return func(c *Computer) {
		c.Newest = func(context.Context) (*assessment.Backup, int, error) {
			if !one {
				return nil, spoilt, nil
			}
			return &assessment.Backup{}, spoilt, nil
		}
	}
}

// A check that never ends gets a line of its own and does not delay the others.
func TestHangingCheckBecomesALine(t *testing.T) {
	computer := healthy(t)
	synctest.Test(t, func(t *testing.T) { // its clock stands still while a check is busy, however slow the machine is
		forever := make(chan struct{})
		defer close(forever)
		computer.Printers = func(context.Context) ([]string, string, error) {
			<-forever
			return nil, "", nil
		}
		computer.Examine = func(context.Context) (sqlite.Health, error) {
			<-forever
			return sqlite.Health{}, nil
		}
		lines := computer.Check(t.Context(), words.In("nl"))
		if last := lines[len(lines)-1]; last.Good || !strings.Contains(last.Says, "CUPS") {
			t.Errorf("the printers: %+v", last)
		}
		for _, l := range lines[:len(lines)-1] {
			if l.What == "Database" && (l.Good || !strings.Contains(l.Says, "4 seconden geen antwoord")) {
				t.Errorf("the database: %+v", l)
			} else if l.What != "Database" && !l.Good {
				t.Errorf("held up: %+v", l)
			}
		}
	})
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
