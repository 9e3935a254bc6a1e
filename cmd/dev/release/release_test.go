package release_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"kwaliteitskaart/cmd/dev/release"
)

const good = "[Details]\nIcon = \"assets/icon.png\"\nName = \"Kaart\"\nID = \"nl.kaart\"\nVersion = \"1.20.3\"\nBuild = 4\n"

func TestRead(t *testing.T) {
	for name, c := range map[string]struct {
		source string
		tags   []string
		fails  string
	}{
		"not tagged":          {source: good},
		"tagged":              {source: good, tags: []string{"v1.20.3", "nightly"}},
		"tagged otherwise":    {source: good, tags: []string{"v1.20.4"}, fails: "the tag v1.20.4"},
		"tagged twice":        {source: good, tags: []string{"v1.20.3", "v2.0.0"}, fails: "the tag v2.0.0"},
		"no version":          {source: strings.Replace(good, "Version", "MinVersion", 1), fails: "three numbers"},
		"two numbers":         {source: strings.Replace(good, "1.20.3", "1.20", 1), fails: `"1.20"`},
		"too big for Windows": {source: strings.Replace(good, "1.20.3", "2026.1.1", 1), fails: `"2026.1.1"`},
		"no name":             {source: strings.Replace(good, "Name", "Title", 1), fails: "Name, ID and Icon"},
		"no TOML":             {source: "Version: 1", fails: "read FyneApp.toml"},
	} {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			if err := os.WriteFile(filepath.Join(root, release.Source), []byte(c.source), 0o600); err != nil {
				t.Fatal(err)
			}
			commit(t, root, c.tags)
			p, err := release.Read(t.Context(), root)
			if c.fails != "" {
				if err == nil || !strings.Contains(err.Error(), c.fails) {
					t.Fatalf("got %v, want it to say %q", err, c.fails)
				}
				return
			}
			want := release.Product{
				Root: root, Name: "Kaart", ID: "nl.kaart", Version: "1.20.3", Build: 4,
				Icon: filepath.Join(root, "assets", "icon.png"), Time: committed,
			}
			if err != nil || p != want {
				t.Errorf("got %+v, %v; want %+v", p, err, want)
			}
		})
	}
}

// An unpacked archive has no tags and no time, and the build must not ask for a commit.
func TestUnpackedArchiveHasNoTags(t *testing.T) {
	root := t.TempDir()
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(root))
	if err := os.WriteFile(filepath.Join(root, release.Source), []byte(good), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := release.Read(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	if got := p.Stamp(t.Context()); got != "-buildvcs=false" || p.Time.Year() != 1980 {
		t.Errorf("without git: %s, %s", got, p.Time)
	}
	commit(t, root, nil)
	if got := p.Stamp(t.Context()); got != "-buildvcs=true" {
		t.Errorf("with git: %s", got)
	}
}

// This project can be released.
func TestThisProjectCanBeReleased(t *testing.T) {
	p, err := release.Read(t.Context(), filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(p.Icon); err != nil || p.Name != "Kwaliteitskaart" {
		t.Errorf("got %+v, %v", p, err)
	}
}

// committed is when the only commit of a test's checkout was made.
var committed = time.Date(2026, time.November, 30, 12, 0, 0, 0, time.UTC)

// commit makes root a git checkout with tags on its only commit.
func commit(t *testing.T, root string, tags []string) {
	t.Helper()
	for _, args := range append([][]string{
		{"init", "-q"},
		{"add", "."},
		{"-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "-q", "-m", "First"},
	}, tagging(tags)...) {
		c := exec.Command("git", args...)
		c.Dir, c.Env = root, append(os.Environ(), "GIT_COMMITTER_DATE="+committed.Format(time.RFC3339))
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
}

func tagging(tags []string) [][]string {
	var all [][]string
	for _, tag := range tags {
		all = append(all, []string{"tag", tag})
	}
	return all
}
