//go:build wine

package windows_test

import (
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// moment matches what differs between runs: the time of an event, in text and in file names, and expiry dates.
var moment = regexp.MustCompile(`(?m)\d\d-\d\d-\d{4} \d\d:\d\d|\d{8}-\d{6}Z|\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d|\d\d-\d\d-\d{4}$`)

// wineSays matches what Wine 8 occasionally prints when one of its libraries fails while a program exits, without
// affecting the exit code.
var wineSays = regexp.MustCompile(`(?m)^wine: Unhandled page fault .*\n?`)

// sameCommands runs every command on Windows and on Linux, starting from the example team, and expects the same
// output, exit codes and files, byte for byte. It allows for different path separators, times, and information about
// the computer itself.
func (c *pc) sameCommands(program, twin string) {
	c.Helper()
	here := filepath.Join(c.T.TempDir(), "linux")
	if err := os.Mkdir(here, 0o755); err != nil {
		c.Fatal(err)
	}
	linux := func(args ...string) result {
		p := exec.Command(twin, args...)
		p.Dir = here
		p.Env = append(os.Environ(), "HOME="+here, "XDG_DATA_HOME="+filepath.Join(here, ".data"), "KWALITEITSKAART_DATA=")
		return finish(c.T, p)
	}
	var tried [][]string
	same := func(args ...string) {
		c.Helper()
		tried = append(tried, args)
		args = append([]string{"--lang", "nl", "--today", "2026-11-23"}, args...)
		want, got := linux(args...), c.run(program, args...)
		if !strings.HasPrefix(got.stdout, "{") && !strings.HasPrefix(got.stdout, "[") {
			got.stdout = strings.ReplaceAll(got.stdout, `\`, "/")
		}
		got.stderr = strings.ReplaceAll(wineSays.ReplaceAllString(got.stderr, ""), `\`, "/")
		there := strings.ReplaceAll(windowsPath(c.dir), `\`, "/")
		want.stdout = moment.ReplaceAllString(strings.ReplaceAll(want.stdout, here, "."), "…")
		got.stdout = moment.ReplaceAllString(strings.ReplaceAll(got.stdout, there, "."), "…")
		if got != want {
			c.Errorf("%v:\nWindows %+v\nLinux   %+v", args, got, want)
		}
	}

	same("demo")
	same("list")
	same("list", "--json")
	var rounds []struct{ ID string }
	if err := json.Unmarshal([]byte(linux("list", "--json").stdout), &rounds); err != nil || len(rounds) != 2 {
		c.Fatalf("the example's rounds: %v, %v", rounds, err)
	}
	for _, r := range rounds {
		same("result", r.ID)
		same("result", r.ID, "--json")
		for _, kind := range []string{"summary", "plan", "card", "actions", "full", "form", "prepare", "talk"} {
			same("print", r.ID, "--document", kind, "--out", "out")
		}
		same("print", r.ID, "--adopted", "--out", "adopted")
		for _, kind := range []string{".kwaliteitskaart", ".xlsx", ".csv", ".ics"} {
			same("export", r.ID, "--out", r.ID+kind)
		}
	}
	same("print", "--all", "--out", "all")
	same("overview", "--all", "--out", "overview.pdf")
	same("overview", "--all", "--out", "overview.xlsx")
	same("overview", "--all", "--json")
	same("overview", ".", "--out", "folder.pdf")
	same("import", rounds[0].ID+".kwaliteitskaart", "--dry-run")
	same("import", rounds[0].ID+".kwaliteitskaart")
	same("page", rounds[0].ID, "--out", "page.html")
	same("ballot", "code", "1234-5678", "--assessment", rounds[0].ID) // refused
	same("card", "template", "--out", "card.xlsx")
	same("card", "check", "card.xlsx")
	same("card", "add", "card.xlsx")
	same("card", "remove", "lob-mbo", "1.1.0") // refused
	same("help")
	same("help", "--lang", "en")
	same("result", "nothing-like-it")                   // refused
	same("import", "missing.kwaliteitskaart")           // refused
	same("import", "out", "--assessment", rounds[0].ID) // refused
	same("print", "--nonsense")                         // wrong usage
	same("export", rounds[0].ID)                        // wrong usage

	same("version")

	// Commands that change or remove data get data of their own; folders whose names start with a dot are not
	// compared.
	apart := func(args ...string) {
		c.Helper()
		same(append(args, "--data", ".apart")...)
	}
	apart("demo")
	apart("backup")
	apart("backup", "--out", ".apart/copy.db")
	apart("delete", rounds[0].ID)
	apart("list")
	apart("bin")
	apart("bin", "back", rounds[0].ID)
	apart("backup", "list")
	apart("forget", "Voorbeeldteam Zorg & Welzijn")
	apart("list")
	apart("restore", ".apart/copy.db")
	apart("result", rounds[0].ID, "--json")

	tried = append(tried, []string{"check"})
	if r := c.run(program, "check", "--lang", "nl"); r.code != 0 || !strings.HasSuffix(strings.TrimSpace(r.stdout), "Alles is in orde.") {
		c.Errorf("check: %+v", r)
	}

	for _, name := range names(linux("help").stdout) {
		if !slices.ContainsFunc(tried, func(args []string) bool { return slices.Equal(args[:min(len(name), len(args))], name) }) {
			c.Errorf("nobody tried %v", name)
		}
	}
	c.sameFiles(here)
}

// names returns the words that call each command, from the help: those before the first placeholder.
func names(help string) (all [][]string) {
	word := regexp.MustCompile(`^[a-z]+$`)
	for line := range strings.Lines(help) {
		rest, found := strings.CutPrefix(line, "  kwaliteitskaart ")
		if !found {
			continue
		}
		words := strings.Fields(rest)
		if end := slices.IndexFunc(words, func(w string) bool { return !word.MatchString(w) }); end >= 0 {
			words = words[:end]
		}
		if len(words) > 0 {
			all = append(all, words)
		}
	}
	return all
}

// sameFiles compares the files that the commands wrote on both systems.
func (c *pc) sameFiles(linux string) {
	c.Helper()
	want, got := files(c, linux), files(c, c.dir)
	for name, b := range want {
		if other, written := got[name]; !written || other != b {
			c.Errorf("%s: not written on Windows as on Linux (%d and %d bytes)", name, len(other), len(b))
		}
	}
	for name := range got {
		if _, written := want[name]; !written {
			c.Errorf("%s: written on Windows only", name)
		}
	}
	if len(want) < 20 {
		c.Errorf("only %d files to compare", len(want))
	}
}

// files returns the contents of the files in a folder, without hidden ones.
func files(c *pc, dir string) map[string]string {
	c.Helper()
	all := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, e fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if e.IsDir() {
			if path != "." && strings.HasPrefix(e.Name(), ".") {
				return fs.SkipDir
			}
			return nil
		}
		b, err := os.ReadFile(filepath.Join(dir, path))
		all[path] = string(b)
		return err
	})
	if err != nil {
		c.Fatal(err)
	}
	return all
}
