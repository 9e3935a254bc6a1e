package ui

import (
	"context"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
)

// Every method that changes an assessment is refused for one in a file, including methods added to the store later.
func TestFolderShelfRefusesChanges(t *testing.T) {
	example := storetest.Example(t)
	a := example[len(example)-1]
	shelf := newFolderShelf(nil, []readFile{{assessment: a, path: "x"}}, "", nil)
	reads := []string{"Load", "LoadAgreed", "Previous", "Next", "Draft", "Replaced"}
	elsewhere := []string{ // they add an assessment, or are about no single one
		"Add", "TakeIn", "Summaries", "ShelfTop", "Unbin", "Binned", "EmptyBin", "Forget", "Close", "SaveAnswer", "CardUses",
	}
	of := reflect.ValueOf(assessment.Store(shelf))
	ctx, id := reflect.ValueOf(context.Background()), reflect.ValueOf(a.ID)
	for i := range of.NumMethod() {
		name, method := of.Type().Method(i).Name, of.Method(i)
		if _, is := reflect.TypeFor[assessment.Store]().MethodByName(name); !is || slices.Contains(reads, name) || slices.Contains(elsewhere, name) {
			continue
		}
		in := []reflect.Value{ctx}
		for k := 1; k < method.Type().NumIn(); k++ {
			switch arg := method.Type().In(k); {
			case arg == reflect.TypeFor[assessment.Details]():
				in = append(in, reflect.ValueOf(a.Details))
			case arg == reflect.TypeFor[*assessment.Assessment]():
				in = append(in, reflect.ValueOf(a))
			case k == 1 && name == "Replace":
				in = append(in, reflect.ValueOf(a.Team.ID))
			case k == 1 && arg.Kind() == reflect.String:
				in = append(in, id)
			default:
				in = append(in, reflect.Zero(arg))
			}
		}
		func() {
			defer func() {
				if r := recover(); r != nil {
					t.Errorf("%s went to the data folder", name)
				}
			}()
			out := method.Call(in)
			if err, _ := reflect.TypeAssert[error](out[len(out)-1]); assessment.CodeOf(err) != assessment.CodeFromFile {
				t.Errorf("%s: %v", name, err)
			}
		}()
	}
}

// An answer creates a new file, with the password and everything else of the original; the next answer goes into that new
// file, and both files together have all answers.
func TestFolderShelfAnswersBeside(t *testing.T) {
	example := storetest.Example(t)
	dir := t.TempDir()
	path := filepath.Join(dir, "zorg.KWALITEITSKAART")
	a := example[len(example)-1]
	if err := exchange.Save(path, a); err != nil {
		t.Fatal(err)
	}
	lock(t, path, "vier losse woorden")
	taken := filepath.Join(dir, "zorg – antwoorden"+handOver)
	if err := os.WriteFile(taken, []byte("van iemand anders"), 0o600); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(path)
	now := assessment.FirstInstant
	shelf := newFolderShelf(nil, []readFile{{a, path, "vier losse woorden"}}, " – antwoorden", func() assessment.Instant { now++; return now })
	password := shelf.held[a.ID].password
	acts := a.Plan.ByDue()
	for i, x := range acts[:2] {
		shelf.held[a.ID].password = password[:i*len(password)] // locking takes long: the last only
		if err := shelf.SaveAnswer(context.Background(), a.ID, x.ID, assessment.Reply{Kind: assessment.ReplyLater, Words: "na de zomer"}); err != nil {
			t.Fatal(err)
		}
	}
	if after, _ := os.ReadFile(path); string(after) != string(before) {
		t.Error("the file it came in was changed")
	}
	if b, _ := os.ReadFile(taken); string(b) != "van iemand anders" {
		t.Error("another file was written over")
	}
	files, _ := os.ReadDir(dir)
	if len(files) != 3 || shelf.lastWritten() != filepath.Join(dir, "zorg – antwoorden (2)"+handOver) {
		t.Fatalf("%d files, the last %s", len(files), shelf.lastWritten())
	}
	if _, err := exchange.Folder(dir).Open(shelf.lastWritten(), ""); assessment.CodeOf(err) != assessment.CodeEncrypted {
		t.Errorf("without the password: %v", err)
	}
	f, err := exchange.Folder(dir).Open(shelf.lastWritten(), "vier losse woorden")
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range acts[:2] {
		if act, _ := f.Assessment.Plan.Action(x.ID); act.Reply == nil || act.Reply.Words != "na de zomer" {
			t.Errorf("%s: %+v", x.What, act.Reply)
		}
	}
	if len(f.Assessment.Ballots) != len(a.Ballots) || len(f.Assessment.Scores) != len(a.Scores) {
		t.Error("something else is missing")
	}
}
