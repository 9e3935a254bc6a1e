package own_test

import (
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"kwaliteitskaart/assessment/own"
)

func TestFile(t *testing.T) {
	root := t.TempDir()
	data := filepath.Join(root, "data")
	for _, dir := range []string{filepath.Join(data, "backups"), filepath.Join(root, "cards"), filepath.Join(root, "stick")} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(data, own.Lock), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, "stick", own.Database), nil, 0o600); err != nil { // a backup
		t.Fatal(err)
	}
	t.Chdir(root)
	is := map[string]bool{
		"data/kwaliteitskaart.db":             true,
		"data/KWALITEITSKAART.DB-wal":         true,
		"data/kwaliteitskaart.db.sum":         true,
		"data/kwaliteitskaart.lock":           true,
		"data/settings.json":                  true,
		"data/settings.json.":                 true,
		"data/backups/x.pdf":                  true,
		"data/backups":                        true,
		"data/Log.":                           true, // before the folder is made
		"data/backups/../kwaliteitskaart.db":  true,
		"data/replaced/2026/elsewhere/x.xlsx": true,
		"data/Cards/new.xlsx":                 true,
		"data/presets.json":                   true,
		"Kwaliteitskaart/presets.json":        true,
		"presets.json":                        false,
		"data/Team.kwaliteitskaart":           false,
		"data/plan.pdf":                       false,
		"data/my folder/kwaliteitskaart.db":   false,
		"stick/kwaliteitskaart.db":            false,
		"settings.json":                       false,
		"cards/template.xlsx":                 false,
	}
	if self, err := os.Executable(); err != nil {
		t.Fatal(err)
	} else {
		is[self] = true
	}
	if runtime.GOOS != "windows" {
		if err := os.Symlink(data, "link"); err != nil {
			t.Fatal(err)
		}
		is["link/kwaliteitskaart.db"] = true
		is["link/backups/x.db"] = true
	}
	for path, want := range is {
		if got := own.File(filepath.FromSlash(path)); got != want {
			t.Errorf("%s: %v", path, got)
		}
	}
}

// A folder is a data folder whichever of its files a sync program or a cleanup left out; a database alone is a copy, which
// may be overwritten.
func TestFileInADamagedFolder(t *testing.T) {
	for name, left := range map[string][]string{
		"without the lock": {own.Database, own.Database + ".sum", "kwaliteitskaart.clock", "kwaliteitskaart.lock.json"},
		"the mark":         {own.Database, own.Database + ".mark"},
		"the clock":        {own.Database, "kwaliteitskaart.clock"},
		"the backups":      {own.Database, "backups/kwaliteitskaart-000001.db"},
	} {
		dir := t.TempDir()
		for _, file := range left {
			path := filepath.Join(dir, filepath.FromSlash(file))
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		for _, file := range append(left, own.Lock, "settings.json", "log/kwaliteitskaart.log") {
			if !own.File(filepath.Join(dir, filepath.FromSlash(file))) {
				t.Errorf("%s: %s may be overwritten", name, file)
			}
		}
		if own.File(filepath.Join(dir, "plan.pdf")) {
			t.Errorf("%s: a plan may not be saved there", name)
		}
	}
}
