package sqlite

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
)

var update = flag.Bool("update", false, "make the sample database of the latest version, where there is none")

// sampleOf returns the paths of the sample database of a version, made by the migrations up to that version, and of
// the hand-over file of its content. Samples are never regenerated: users have such files.
func sampleOf(t *testing.T, version int) (database, handover string) {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("testdata", "versions", fmt.Sprint(version)))
	must(t, err)
	return path + backupSuffix, path + exchange.Extension
}

// A database of any version is migrated and verified, and has the same assessment, as a database and as a backup.
func TestKeptDatabasesOfEveryVersion(t *testing.T) {
	for version := 1; version <= latest; version++ {
		t.Run(fmt.Sprint(version), func(t *testing.T) {
			kept, handover := sampleOf(t, version)
			if _, err := os.Stat(kept); err != nil && *update {
				keepSample(t, version)
			}
			found, err := inspect(t.Context(), kept, accessImmutable, sealMissing)
			must(t, err)
			if found.version != version {
				t.Fatalf("the sample is of version %d", found.version)
			}

			opened, restored := t.TempDir(), t.TempDir()
			must(t, os.WriteFile(database(opened), []byte(content(t, kept)), 0o600))
			_, err = Restore(t.Context(), restored, kept, Options{})
			must(t, err)
			for name, dir := range map[string]string{"opened": opened, "restored": restored} {
				s, err := Open(t.Context(), dir, Options{})
				must(t, err)
				list, err := s.Summaries(t.Context(), storetest.Today)
				must(t, err)
				if len(list) != 1 {
					t.Fatalf("%s it holds %d assessments", name, len(list))
				}
				a, err := s.Load(t.Context(), list[0].ID)
				must(t, err)
				got, err := exchange.Write(a)
				must(t, err)
				kept, err := exchange.Read([]byte(content(t, handover)), exchange.Cards{a.Card})
				must(t, err)
				want, err := exchange.Write(kept)
				must(t, err)
				if string(got) != string(want) {
					t.Errorf("%s it holds something else than %s", name, handover)
				}
				must(t, s.Close())
				if n, err := standard().verify(t.Context(), database(dir)); err != nil || n != 1 {
					t.Errorf("%s it verifies as %d, %v", name, n, err)
				}
			}
		})
	}
}

// keepSample makes the files of a version with the migrations of that time, from an example of every field.
func keepSample(t *testing.T, version int) {
	t.Helper()
	kept, handover := sampleOf(t, version)
	must(t, os.MkdirAll(filepath.Dir(kept), 0o755))
	u := standard()
	u.migrations = u.migrations[:version]
	dir := t.TempDir()
	s, err := u.open(t.Context(), dir, Options{Now: noon().now})
	must(t, err)
	a := storetest.Adopted(storetest.Card(4))
	must(t, s.Add(t.Context(), a))
	must(t, s.Close())
	must(t, os.WriteFile(kept, []byte(content(t, database(dir))), 0o600))
	must(t, exchange.Save(handover, a))
}
