//go:build linux && slow

package command_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
)

// mostMemory is the most memory the program may use for a refused file, in bytes.
const mostMemory = 256 << 20

// hostile returns malicious files by the name of their fault; otherwise they are valid.
func hostile(t *testing.T, good []byte) map[string][]byte {
	t.Helper()
	var e struct{ Content json.RawMessage }
	if err := json.Unmarshal(good, &e); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := json.Compact(&b, e.Content); err != nil {
		t.Fatal(err)
	}
	content := b.String()
	changed := func(old, new string) []byte {
		if !strings.Contains(content, old) {
			t.Fatalf("the file does not hold %s", old)
		}
		return envelope(strings.Replace(content, old, new, 1))
	}
	const room = exchange.MaxFile - 300_000
	ballot := `{"id":"%08d","group":"team","answers":{"V1":1},"remarks":{}},`
	var ballots strings.Builder
	for i := 0; ballots.Len() < room; i++ {
		fmt.Fprintf(&ballots, ballot, i)
	}
	var answers strings.Builder
	for i := 0; answers.Len() < room; i++ {
		fmt.Fprintf(&answers, `"%x":1,`, i)
	}
	last := strings.TrimSuffix(ballots.String(), ",")
	files := map[string][]byte{
		"nothing":               nil,
		"only spaces":           bytes.Repeat([]byte(" "), exchange.MaxFile),
		"too large":             bytes.Repeat([]byte(" "), exchange.MaxFile+1),
		"nested deep":           envelope(strings.Repeat("[", room)),
		"nested deep, closed":   envelope(strings.Repeat("[", room/2) + strings.Repeat("]", room/2)),
		"nested objects":        envelope(strings.Repeat(`{"a":`, room/6) + "1" + strings.Repeat("}", room/6)),
		"a number of 1e308":     changed(`"hours":`, `"hours":1e308,"x":`),
		"a number beyond":       changed(`"euros":`, `"euros":1e999999999,"x":`),
		"a million digits":      changed(`"position":`, `"position":`+strings.Repeat("9", 1_000_000)+`,"x":`),
		"a name twice":          changed(`"team":{`, `"team":{"id":"other",`),
		"an envelope twice":     append(bytes.TrimSpace(bytes.Clone(good)), good...),
		"a name of 10 MB":       changed(`"name":"`, `"name":"`+strings.Repeat("A", 10_000_000)),
		"a field of 10 MB":      changed(`"team":{`, `"team":{"`+strings.Repeat("A", 10_000_000)+`":1,`),
		"an id of 10 MB":        changed(`"assessment":{"id":"`, `"assessment":{"id":"`+strings.Repeat("A", 10_000_000)),
		"an id with NUL":        changed(`"assessment":{"id":"`, `"assessment":{"id":"\u0000`),
		"an id with a newline":  changed(`"assessment":{"id":"`, `"assessment":{"id":"\n`),
		"an id turned round":    changed(`"assessment":{"id":"`, `"assessment":{"id":"\u202E`),
		"half a character":      changed(`"name":"`, `"name":"\ud800`),
		"no UTF-8":              changed(`"name":"`, "\"name\":\"\xff\xfe"),
		"many ballots":          changed(`"ballots":[`, `"ballots":[`+last+","),
		"many nothings":         changed(`"ballots":[`, `"ballots":[`+strings.Repeat("0,", room/2)),
		"many empty ballots":    changed(`"ballots":[`, `"ballots":[`+strings.Repeat("{},", room/3)),
		"many fields":           changed(`"team":{`, `"team":{`+strings.Repeat(`"a":0,`, room/6)),
		"many answers":          changed(`"answers":{`, `"answers":{`+strings.Repeat(`"a":1,`, room/6)),
		"many other answers":    changed(`"answers":{`, `"answers":{`+answers.String()),
		"many other fields":     changed(`"team":{`, `"team":{`+answers.String()),
		"many deletions":        changed(`"deleted":[`, `"deleted":[`+strings.TrimSuffix(strings.Repeat(`{"id":"a","updated_at":"2026-11-23T12:00:00Z"},`, room/47), ",")),
		"a card with a path":    changed(`"card":{"id":"lob-mbo"`, `"card":{"id":"../../lob-mbo"`),
		"a workbook":            append([]byte("PK\x03\x04"), bytes.Repeat([]byte{0}, 1000)...),
		"a password of nothing": []byte("age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 30\nAAAA\n--- AAAA\n"),
	}
	return files
}

// envelope wraps content with its checksum, so that only the content is wrong.
func envelope(content string) []byte {
	sum := sha256.Sum256([]byte(content))
	return fmt.Appendf(nil, `{"format":"kwaliteitskaart","version":1,"sha256":"%s","content":%s}`, hex.EncodeToString(sum[:]), content)
}

// A hostile file is refused with a short sentence. It uses no more memory than allowed and changes nothing.
func TestHostileFilesAreRefused(t *testing.T) {
	good, here := goodFile(t)
	dir := t.TempDir()
	data := filepath.Join(dir, "data")
	run(t, dir, 0, "import", here, "--data", data)
	before := snapshot(t, data)
	password := filepath.Join(dir, "password.txt")
	if err := os.WriteFile(password, []byte("geheim"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, content := range hostile(t, good) {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(dir, "hostile"+exchange.Extension)
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			said, memory := run(t, dir, refusedCode, "import", path, "--data", data, "--password-file", password)
			if memory > mostMemory {
				t.Errorf("took %d MiB", memory>>20)
			}
			if len(said) > 20_000 || strings.ContainsAny(said, "\x00\x1b\u202E") || !strings.Contains(said, "hostile.kwaliteitskaart") {
				t.Errorf("says %d bytes: %.300q", len(said), said)
			}
			if after := snapshot(t, data); after != before {
				t.Error("the data is otherwise than before")
			}
		})
	}
}

const refusedCode = 2

// A path that is not a file is refused, whatever it leads to; a link to a good file is accepted.
func TestPathsThatAreNotFilesAreRefused(t *testing.T) {
	_, here := goodFile(t)
	dir := t.TempDir()
	link := func(name, to string) string {
		path := filepath.Join(dir, name+exchange.Extension)
		if err := os.Symlink(to, path); err != nil {
			t.Fatal(err)
		}
		return path
	}
	pipe := filepath.Join(dir, "pipe"+exchange.Extension)
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	for path, code := range map[string]int{ // some may be readable later
		link("zero", "/dev/zero"): 2, link("loop", filepath.Join(dir, "loop"+exchange.Extension)): 1, link("folder", dir): 2,
		pipe: 2, link("nowhere", filepath.Join(dir, "nothing")): 2,
	} {
		if said, _ := run(t, dir, code, "import", path, "--data", filepath.Join(dir, "data")); said == "" {
			t.Errorf("%s: nothing is said", path)
		}
	}
	run(t, dir, 0, "import", link("good", here), "--data", filepath.Join(dir, "data"))

	// Writing to a link replaces the link, not its target.
	victim := filepath.Join(dir, "victim.txt")
	if err := os.WriteFile(victim, []byte("keep"), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, dir, 0, "export", here, "--out", link("out", victim))
	if b, err := os.ReadFile(victim); err != nil || string(b) != "keep" {
		t.Errorf("the victim holds %.20q, %v", b, err)
	}
}

// Names that point elsewhere, end a text or reverse it are ordinary texts, and create no file anywhere else.
func TestNamesEscapeNowhere(t *testing.T) {
	_, here := goodFile(t)
	opened, err := exchange.Folder("").Open(here, "")
	if err != nil {
		t.Fatal(err)
	}
	a := opened.Assessment
	dir := t.TempDir()
	out := filepath.Join(dir, "a", "b", "out")
	for i, name := range []string{"../../escaped", "/etc/escaped", `..\..\escaped`, "\x00escaped", "\u202Efdp.escaped", "CON", strings.Repeat("é", 5000), "\x1b]0;escaped\a"} {
		a.ID, a.Team.Name = fmt.Sprint("named-", i), name
		path := filepath.Join(dir, fmt.Sprint(i, exchange.Extension))
		if err := exchange.Save(path, a); err != nil {
			t.Fatal(err)
		}
		said, _ := run(t, dir, 0, "import", path, "--data", filepath.Join(dir, "data"))
		listed, _ := run(t, dir, 0, "list", "--data", filepath.Join(dir, "data"))
		if strings.ContainsAny(said+listed, "\x00\x1b\u202E") {
			t.Errorf("%q is said as it stands", name)
		}
		run(t, dir, 0, "print", path, "--document", "actions", "--out", out)
	}
	files, err := os.ReadDir(out)
	if err != nil || len(files) < 5 {
		t.Fatalf("%d documents, %v", len(files), err)
	}
	for _, f := range files {
		if filepath.Ext(f.Name()) != ".pdf" || strings.ContainsAny(f.Name(), "\x00\x1b\u202E\\/") || len(f.Name()) > 255 {
			t.Errorf("a document is called %q", f.Name())
		}
	}
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.Contains(d.Name(), "escaped") && filepath.Dir(path) != out {
			t.Errorf("a file escaped to %s", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// goodFile returns a hand-over file, as bytes and on disk.
func goodFile(t *testing.T) (content []byte, path string) {
	t.Helper()
	rounds := storetest.Example(t)
	a := rounds[len(rounds)-1]
	path = filepath.Join(t.TempDir(), "good"+exchange.Extension)
	if err := exchange.Save(path, a); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content, path
}

// run runs the program as a separate process and returns its output and its peak memory.
func run(t *testing.T, dir string, code int, args ...string) (said string, memory int64) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	status := filepath.Join(t.TempDir(), "status")
	cmd := exec.CommandContext(t.Context(), self, append(args, "--lang", "nl")...)
	cmd.Args[0] = "kwaliteitskaart"
	cmd.Env = append(os.Environ(), memoryFile+"="+status)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if got := cmd.ProcessState.ExitCode(); got != code {
		t.Fatalf("%.200q: exit code %d, want %d: %v\n%.2000s", args, got, code, err, out)
	}
	b, err := os.ReadFile(status)
	if err != nil {
		t.Fatal(err)
	}
	_, most, _ := strings.Cut(string(b), "VmHWM:")
	if _, err := fmt.Sscan(most, &memory); err != nil {
		t.Fatal(err)
	}
	t.Logf("%v of the processor, %d MiB", cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime(), memory>>10)
	return string(out), memory << 10
}

// snapshot returns the names and contents in a folder, without what the system itself keeps there.
func snapshot(t *testing.T, dir string) string {
	t.Helper()
	var all strings.Builder
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		fmt.Fprintf(&all, "%s %x\n", path, sha256.Sum256(b))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}
