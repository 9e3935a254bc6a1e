package command_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/sqlite"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/cmd/kwaliteitskaart/command"
)

// version is that of the program in the scripts.
const version = "1.2.3"

func TestMain(m *testing.M) {
	testscript.Main(storetest.Tests{M: m}, map[string]func(){
		"kwaliteitskaart": func() {
			line := command.Line{Stdout: os.Stdout, Stderr: os.Stderr, Now: time.Now, Version: version}
			code := line.Run(context.Background(), os.Args[1:])
			reportMemory()
			os.Exit(code)
		},
	})
}

// memoryFile is the environment variable with the path of a file to which the program writes its peak memory.
const memoryFile = "KWALITEITSKAART_TEST_MEMORY"

// reportMemory writes the peak memory to the file in memoryFile: the system's own figure for a child process includes
// its parent.
func reportMemory() {
	path := os.Getenv(memoryFile)
	if path == "" {
		return
	}
	status, err := os.ReadFile("/proc/self/status")
	if err == nil {
		err = os.WriteFile(path, status, 0o600)
	}
	if err != nil {
		panic(err)
	}
}

// tools lists the programs that the scripts use to inspect documents.
var tools = []string{"pdftotext", "pdfinfo", "qpdf"}

func TestScripts(t *testing.T) { runScripts(t, "script") }

// runScripts runs the scripts in a folder of testdata.
func runScripts(t *testing.T, folder string) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("the scripts set the system's language, which only works where the environment says it")
	}
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("KWALITEITSKAART_REQUIRE_TOOLS") != "" {
				t.Fatalf("%s is required here: %v", tool, err)
			}
			t.Logf("%s is missing: scripts that need it are skipped", tool)
		}
	}
	files := t.TempDir()
	variables, err := makeFiles(files)
	if err != nil {
		t.Fatal(err)
	}
	cases, err := filepath.Abs(filepath.Join("..", "..", "..", "assessment", "exchange", "testdata", "cases"))
	if err != nil {
		t.Fatal(err)
	}
	variables["CASES"] = cases // files that once went wrong
	scripts, err := filepath.Abs(filepath.Join("testdata", folder))
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: scripts,
		Setup: func(env *testscript.Env) error {
			env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
			env.Setenv("GOGC", "off") // hundreds of processes that live for a moment
			for name, value := range variables {
				env.Setenv(name, value)
			}
			return os.CopyFS(env.WorkDir, os.DirFS(files))
		},
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code":   code,
			"lock":   lock,
			"damage": damage,
			"empty":  empty,
			"agree":  agree,
			"reopen": reopen,
		},
	})
}

// makeFiles fills the folder of a script: the example's two rounds and some files made from them. It returns
// variables for the scripts: the rounds' ids are in OLD and NEW.
func makeFiles(dir string) (map[string]string, error) {
	rounds, err := exchange.Example()
	if err != nil {
		return nil, err
	}
	newest := rounds[len(rounds)-1]
	twin := *newest
	twin.ID = newest.ID[:4] + "-another"
	own, err := another(newest, "own", "Loopbaan")
	if err != nil {
		return nil, err
	}
	clash, err := another(newest, "clash", "Carrière")
	if err != nil {
		return nil, err
	}
	awkward := *newest
	awkward.ID, awkward.Team.Name = "awkward", `A/B: "wat?" <1>`
	awkward.Plan.Status, awkward.Plan.AdoptedOn = assessment.PlanDraft, ""
	// A colleague changed a score and the first priority, removed another one, and added an action.
	changed := *newest
	later := newest.UpdatedAt + 1_000_000_000
	changed.Scores = slices.Clone(newest.Scores)
	changed.Scores[0].Evidence, changed.Scores[0].UpdatedAt = "Gezien in de les", later
	changed.Plan.Priorities = slices.Clone(newest.Plan.Priorities)
	gone := changed.Plan.Priorities[1]
	changed.Plan.Priorities = slices.Delete(changed.Plan.Priorities, 1, 2)
	changed.Deleted = append(slices.Clone(newest.Deleted), assessment.Deletion{ID: gone.ID, UpdatedAt: later})
	first := &changed.Plan.Priorities[0]
	first.Goal, first.UpdatedAt = "Een ander doel", later
	extra := assessment.NewAction(newest.Plan.Date)
	extra.What, extra.UpdatedAt = "Iets nieuws", later
	first.Actions = append(slices.Clone(first.Actions), extra)
	nameless := *newest
	nameless.ID, nameless.Team.Name = "nameless", ""
	more := *newest // a colleague's copy with one more answer
	more.Ballots = append(slices.Clone(newest.Ballots), assessment.Ballot{ID: "more", Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{"V1": 2}})
	for name, a := range map[string]*assessment.Assessment{
		"more": &more, "nameless": &nameless, "old": rounds[0], "new": newest, "twin": &twin, "own": own, "clash": clash, "awkward": &awkward, "changed-later": &changed,
	} {
		if err := exchange.Save(filepath.Join(dir, name+exchange.Extension), a); err != nil {
			return nil, err
		}
	}
	if err := colleagues(dir, newest, own, clash); err != nil {
		return nil, err
	}
	return map[string]string{
		"OLD": rounds[0].ID, "NEW": newest.ID, "PREFIX": newest.ID[:4], "TEAM": newest.Team.Name,
		"CODE": codeOf(collected(newest), assessment.Ballot{
			Group: assessment.GroupStudents, Answers: map[string]assessment.Answer{"V1": 2, "V2": assessment.Unknown, "V3": assessment.NotApplicable},
		}),
		"ELSEWHERE": codeOf(newest, assessment.Ballot{Group: assessment.GroupTeam}),
	}, nil
}

// colleagues adds an invitation and colleagues' ballots to the folder of a script: a, b and c for an assessment that
// is still collecting them, which is in collecting, and in seen after it was revealed elsewhere; late1 to late4 for
// the newest round, whose answers are revealed; and some that fit no assessment.
func colleagues(dir string, newest, own, clash *assessment.Assessment) error {
	collecting := collected(newest)
	if err := exchange.Save(filepath.Join(dir, "collecting"+exchange.Extension), collecting); err != nil {
		return err
	}
	seen := *collecting
	seen.Revealed = true
	if err := exchange.Save(filepath.Join(dir, "seen"+exchange.Extension), &seen); err != nil {
		return err
	}
	if err := exchange.Invite(collecting).Save(filepath.Join(dir, "invitation"+exchange.Extension)); err != nil {
		return err
	}
	misfit := *clash
	misfit.ID = own.ID // same assessment, other texts on its card
	otherCard := *own
	otherCard.ID = newest.ID
	for name, to := range map[string]*assessment.Assessment{
		"a": collecting, "b": collecting, "c": collecting, "late1": newest, "late2": newest, "late3": newest, "late4": newest,
		"own-ballot": own, "misfit": &misfit, "other-card": &otherCard,
	} {
		cast := exchange.Invite(to).Cast(assessment.Ballot{
			ID: "ballot-" + name, Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{"V1": 1},
		})
		if err := cast.Save(filepath.Join(dir, name+exchange.Extension)); err != nil {
			return err
		}
		if name == "a" { // the same ballot with another answer
			cast.List[0].Answers = map[string]assessment.Answer{"V1": 2}
			if err := cast.Save(filepath.Join(dir, "changed"+exchange.Extension)); err != nil {
				return err
			}
		}
	}
	return nil
}

// codeOf returns the code of a ballot for an assessment.
func codeOf(a *assessment.Assessment, b assessment.Ballot) string {
	return assessment.NewBallotCode(a.Card, a.Scope, a.ID).Write(b, 0xC0DE)
}

// collected returns a round that is still collecting colleagues' answers.
func collected(newest *assessment.Assessment) *assessment.Assessment {
	a := *newest
	a.ID, a.Revealed, a.Ballots = "collecting", false, nil
	a.Plan.Status, a.Plan.AdoptedOn, a.Plan.SealedAt, a.Plan.Editions = assessment.PlanDraft, "", 0, nil
	return &a
}

// another returns an assessment with a school's own card: the built-in one with another id and another word.
func another(a *assessment.Assessment, id, word string) (*assessment.Assessment, error) {
	b := bytes.Replace(a.Card.Compact, []byte(`"id":"`+exchange.DefaultCard+`"`), []byte(`"id":"eigen"`), 1)
	b = bytes.Replace(b, []byte(`"origin":"`), []byte(`"origin":"`+word+` `), 1)
	card, err := exchange.ReadCard(b)
	if err != nil {
		return nil, err
	}
	copied := *a
	copied.ID, copied.Card = id, card
	copied.Plan.SealedAt, copied.Plan.Editions = 0, nil // the edition was made on that card
	copied.SealOlder()
	return &copied, nil
}

// code runs the program and checks its exit code: code 2 ARGUMENT…
func code(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: code NUMBER [ARGUMENT…]")
	}
	if got := exitCode(ts, args[1:]); got != args[0] {
		ts.Fatalf("exit code %s, want %s", got, args[0])
	}
}

// lock keeps a data folder open for writing until the script ends, as a window or a command does: lock DIR HOLDER
func lock(ts *testscript.TestScript, _ bool, args []string) {
	s, err := sqlite.Open(context.Background(), ts.MkAbs(args[0]), sqlite.Options{Holder: args[1]})
	ts.Check(err)
	ts.Defer(func() { ts.Check(s.Close()) })
}

// agree changes the evaluation date in an adopted plan, as the window does: agree DIR ASSESSMENT DATE
func agree(ts *testscript.TestScript, _ bool, args []string) {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, ts.MkAbs(args[0]), sqlite.Options{Holder: "window"})
	ts.Check(err)
	a, err := s.Load(ctx, args[1])
	ts.Check(err)
	a.Plan.EvaluationDate = assessment.Date(args[2])
	ts.Check(s.SavePlan(ctx, args[1], a.Plan))
	ts.Check(s.Close())
}

// reopen reopens an adopted plan, as the window does: reopen DIR ASSESSMENT
func reopen(ts *testscript.TestScript, _ bool, args []string) {
	ctx := context.Background()
	s, err := sqlite.Open(ctx, ts.MkAbs(args[0]), sqlite.Options{Holder: "window"})
	ts.Check(err)
	ts.Check(s.Reopen(ctx, args[1], "2026-12-01", "er komen nog mensen"))
	ts.Check(s.Close())
}

// damage replaces one word in a file with another: damage FILE OLD NEW
func damage(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	b, err := os.ReadFile(path)
	ts.Check(err)
	changed := bytes.Replace(b, []byte(args[1]), []byte(args[2]), 1)
	if bytes.Equal(b, changed) {
		ts.Fatalf("%s does not hold %s", args[0], args[1])
	}
	ts.Check(os.WriteFile(path, changed, 0o600))
}

// empty deletes all rows of a table in a data folder's database, as damage would: empty DIR TABLE
func empty(ts *testscript.TestScript, _ bool, args []string) {
	path := filepath.Join(ts.MkAbs(args[0]), "kwaliteitskaart.db")
	db, err := sql.Open("sqlite3", "file:"+path+"?_foreign_keys=off")
	ts.Check(err)
	_, err = db.Exec("DELETE FROM " + args[1])
	ts.Check(errors.Join(err, db.Close()))
	ts.Check(os.Remove(path + ".sum")) // it would reveal the change, which gives another message
}
