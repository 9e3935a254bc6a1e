package sqlite

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// marked returns an assessment of a team in which every text contains a mark to look for in files.
func marked(card *assessment.Card, mark string) *assessment.Assessment {
	a := storetest.Sample(card)
	a.Team = assessment.Team{ID: "id-" + mark, Name: mark + " name", Institution: mark}
	a.Facilitator = mark
	for i := range a.Scores {
		a.Scores[i].Evidence = mark + strings.Repeat(" evidence", 600) // more than a page
	}
	for i := range a.Ballots {
		a.Ballots[i].Remarks = map[string]string{"A1": mark}
	}
	a.Plan.Strong = mark
	for i := range a.Plan.Priorities {
		p := &a.Plan.Priorities[i]
		p.Why = mark
		for j := range p.Actions {
			p.Actions[j].What = mark
			for k := range p.Actions[j].Notes {
				p.Actions[j].Notes[k].Text = mark
			}
		}
	}
	return a
}

// filesWith returns the files below a folder that contain the given bytes.
func filesWith(t *testing.T, dir, what string) (found []string) {
	t.Helper()
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		if bytes.Contains(b, []byte(what)) {
			name, err := filepath.Rel(dir, path)
			must(t, err)
			found = append(found, filepath.ToSlash(name))
		}
		return err
	}))
	return found
}

// A forgotten team is nowhere in the data folder, byte by byte: not in the database or its log, the bin, any backup,
// or replaced data. Other teams are unchanged.
func TestForgottenTeamIsNowhere(t *testing.T) {
	dir, clock := t.TempDir(), noon()
	s := opened(t, dir, Options{Now: clock.now})
	card := storetest.Card(4)
	team, other := marked(card, "FORGETME"), marked(card, "KEEPME")
	binned, changed := marked(card, "FORGETME"), marked(card, "FORGETME")
	for _, a := range []*assessment.Assessment{team, other, binned, changed} {
		must(t, s.Add(t.Context(), a))
		clock.at += 1000
		_, err := s.BackUp(t.Context())
		must(t, err)
	}
	must(t, s.Bin(t.Context(), binned.ID))
	must(t, s.SaveDraft(t.Context(), changed.ID, remarking("", "FORGETME")))
	list := backups(t, dir)
	_, err := s.Restore(t.Context(), list[0].Path)
	must(t, err)
	must(t, s.SaveScore(t.Context(), changed.ID, changed.Scores[0]))
	must(t, os.Truncate(list[1].Path, int64(len(content(t, list[1].Path))-4096)))
	broken := filepath.Join(dir, asideFolder, "broken")
	must(t, os.Mkdir(broken, 0o700))
	must(t, os.WriteFile(filepath.Join(broken, fileName), []byte("SQLite format 3\x00 and FORGETME"), 0o600))
	if n := len(filesWith(t, dir, "FORGETME")); n < 7 {
		t.Fatalf("only %d files hold the team, so that none do would prove little", n)
	}
	keeping := filesWith(t, dir, "KEEPME")

	unreadable := []string{list[1].Path, broken}
	before, err := s.Unreadable(t.Context())
	must(t, err)
	if !slices.Equal(before, unreadable) {
		t.Errorf("what would go whole is %v, want %v", before, unreadable)
	}
	erased, err := s.Forget(t.Context(), team.Team.ID)
	must(t, err)
	if found := filesWith(t, dir, "FORGETME"); len(found) > 0 {
		t.Errorf("the team is still in %v", found)
	}
	if len(erased.Assessments) != 3 || erased.Copies != len(list)-1+1 {
		t.Errorf("erased is %+v", erased)
	}
	if !slices.Equal(erased.Unreadable, unreadable) {
		t.Errorf("unreadable were %v, want %v", erased.Unreadable, unreadable)
	}
	damaged, err := filepath.Rel(dir, list[1].Path)
	must(t, err)
	keeping = slices.DeleteFunc(keeping, func(name string) bool { return name == filepath.ToSlash(damaged) })
	for _, name := range keeping {
		if now := filesWith(t, dir, "KEEPME"); !slices.Contains(now, name) && name != fileName+"-wal" {
			t.Errorf("the other team is no longer in %s, only in %v", name, now)
		}
	}
	for _, b := range backups(t, dir) {
		if b.Err != nil {
			t.Errorf("backup %s: %v", b.Path, b.Err)
		}
	}
	must(t, s.sound(t.Context()))
	if left, err := filepath.Glob(filepath.Join(dir, "*", "*"+partial)); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// Emptying the bin also erases its content from backups, but leaves unreadable ones alone.
func TestEmptiedBinIsNowhere(t *testing.T) {
	dir, clock := t.TempDir(), noon()
	s := opened(t, dir, Options{Now: clock.now})
	a, other := marked(storetest.Card(4), "FORGETME"), marked(storetest.Card(4), "KEEPME")
	must(t, s.Add(t.Context(), a))
	must(t, s.Add(t.Context(), other))
	_, err := s.BackUp(t.Context()) // still on the shelf
	must(t, err)
	must(t, s.Bin(t.Context(), a.ID))
	clock.at += 1000
	last, err := s.BackUp(t.Context())
	must(t, err)
	must(t, os.WriteFile(last.Path, []byte("damaged FORGETME"), 0o600))
	erased, err := s.EmptyBin(t.Context(), clock.at)
	must(t, err)
	if len(erased.Assessments) != 1 || erased.Copies != 1 || !slices.Equal(erased.Unreadable, []string{last.Path}) {
		t.Errorf("erased is %+v", erased)
	}
	damaged := backupFolder + "/" + filepath.Base(last.Path)
	if found := filesWith(t, dir, "FORGETME"); !slices.Equal(found, []string{damaged}) {
		t.Errorf("it is still in %v", found)
	}
}

// If a team cannot be erased everywhere, it stays in the database and can be forgotten again.
func TestInterruptedErasureCanBeRepeated(t *testing.T) {
	dir := t.TempDir()
	s := opened(t, dir, Options{})
	a := marked(storetest.Card(4), "FORGETME")
	must(t, s.Add(t.Context(), a))
	b, err := s.BackUp(t.Context())
	must(t, err)
	must(t, os.MkdirAll(filepath.Join(b.Path+partial, "in the way"), 0o700))
	if _, err := s.Forget(t.Context(), a.Team.ID); err == nil {
		t.Fatal("it was forgotten all the same")
	}
	if got := evidenceIn(t, s, a); got != a.Scores[0].Evidence {
		t.Errorf("evidence %.20q", got)
	}
	must(t, os.RemoveAll(b.Path+partial))
	_, err = s.Forget(t.Context(), a.Team.ID)
	must(t, err)
	if found := filesWith(t, dir, "FORGETME"); len(found) > 0 {
		t.Errorf("the team is still in %v", found)
	}
}
