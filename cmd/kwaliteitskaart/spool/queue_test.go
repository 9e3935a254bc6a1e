//go:build slow && linux

package spool

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/report/pdf"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
)

// patience is the longest that anything may take on a busy machine.
const patience = 60 * time.Second

// server is a private CUPS server: a real scheduler that listens only on a socket in its own folder, with printers
// that put what they receive in a tray.
type server struct {
	*testing.T
	dir, tray string
}

// queues are the printers of a server; the first is its default.
var queues = []string{"Lokaal_1.12", "Étage-2(kleur)", "Stuk"}

func serve(t *testing.T) *server {
	t.Helper()
	cupsd := find(t, "/usr/sbin/cupsd", "/usr/bin/cupsd")
	helper := find(t, "/usr/lib/cups/daemon/cups-exec", "/usr/lib64/cups/daemon/cups-exec", "/usr/libexec/cups/daemon/cups-exec")
	for _, tool := range []string{"lp", "lpstat", "pdftotext", "pdfinfo"} {
		if _, err := exec.LookPath(tool); err != nil {
			missing(t, err)
		}
	}
	dir, err := os.MkdirTemp("", "cups") //nolint:usetesting // the path of t.TempDir can be too long for a socket
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	s := &server{T: t, dir: dir, tray: filepath.Join(dir, "tray")}
	s.furnish(cupsd, helper)
	s.start()
	t.Setenv("CUPS_SERVER", filepath.Join(dir, "socket"))
	t.Setenv("HOME", dir) // ignore the user's default printer
	for _, name := range []string{"LPDEST", "PRINTER"} {
		t.Setenv(name, "") // registers the restore
		if err := os.Unsetenv(name); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// missing skips the test, or fails it where every tool is required.
func missing(t *testing.T, what any) {
	t.Helper()
	if os.Getenv("KWALITEITSKAART_REQUIRE_TOOLS") != "" {
		t.Fatal(what)
	}
	t.Skipf("needs CUPS and poppler: %v", what)
}

func find(t *testing.T, paths ...string) string {
	t.Helper()
	for _, p := range paths {
		if _, err := os.Stat(p); err == nil {
			return p
		}
	}
	missing(t, "none of "+strings.Join(paths, ", "))
	return ""
}

// furnish creates everything that the scheduler needs in its folder, so that it uses nothing else.
func (s *server) furnish(cupsd, helper string) {
	s.Helper()
	for _, folder := range []string{"tray", "spool/tmp", "cache", "state", "data/mime", "bin/backend", "bin/daemon", "bin/filter"} {
		if err := os.MkdirAll(filepath.Join(s.dir, folder), 0o755); err != nil {
			s.Fatal(err)
		}
	}
	s.put("cupsd", read(s.T, cupsd)) // a copy, because AppArmor denies the system's own binary access to this folder
	var printers strings.Builder
	for i, q := range queues {
		kind, accepting := "Printer", "Yes"
		if i == 0 {
			kind = "DefaultPrinter"
		}
		if q == "Stuk" {
			accepting = "No"
		}
		fmt.Fprintf(&printers, "<%s %s>\nDeviceURI tray:/\nState Idle\nAccepting %s\n</%s>\n", kind, q, accepting, kind)
	}
	// The last argument of a backend is the file; those before it are job, user, title, copies and options.
	tray := `#!/bin/sh
[ $# -eq 6 ] || exit 0
printf '%s\n' "$PRINTER" "$3" "$5" >'TRAY/'"$1"
cp "$6" 'TRAY/new'
mv 'TRAY/new' 'TRAY/'"$1"'.pdf'
`
	for name, content := range map[string]string{
		"cups-files.conf": `ServerRoot DIR
RequestRoot DIR/spool
TempDir DIR/spool/tmp
CacheDir DIR/cache
StateDir DIR/state
DataDir DIR/data
ServerBin DIR/bin
ServerKeychain DIR
DocumentRoot DIR
Printcap DIR/printcap
AccessLog DIR/access.log
ErrorLog DIR/error.log
PageLog DIR/page.log
`,
		"cupsd.conf": `Listen DIR/socket
Browsing No
WebInterface No
LogLevel debug
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
  </Limit>
</Policy>
`,
		"printers.conf":       printers.String(),
		"data/mime/pdf.types": "application/pdf pdf string(0,%PDF)\n",
		"bin/backend/tray":    tray,
	} {
		s.put(name, []byte(strings.NewReplacer("DIR", s.dir, "TRAY", s.tray).Replace(content)))
	}
	if err := os.Symlink(helper, filepath.Join(s.dir, "bin/daemon/cups-exec")); err != nil {
		s.Fatal(err)
	}
}

// put writes a file in the folder, accessible to the user only: CUPS rejects files that others can write, and runs
// its backend as the user who runs the test.
func (s *server) put(name string, content []byte) {
	s.Helper()
	if err := os.WriteFile(filepath.Join(s.dir, name), content, 0o700); err != nil {
		s.Fatal(err)
	}
}

// start runs the scheduler until the end of the test.
func (s *server) start() {
	s.Helper()
	c := exec.CommandContext(s.Context(), filepath.Join(s.dir, "cupsd"), "-f",
		"-c", filepath.Join(s.dir, "cupsd.conf"), "-s", filepath.Join(s.dir, "cups-files.conf"))
	var said bytes.Buffer
	c.Stdout, c.Stderr = &said, &said
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
	c.Cancel = func() error { return c.Process.Signal(syscall.SIGTERM) }
	c.WaitDelay = 10 * time.Second
	if err := c.Start(); err != nil {
		s.Fatal(err)
	}
	ended := make(chan struct{})
	go func() { _ = c.Wait(); close(ended) }() // it ends when it is told to
	s.Cleanup(func() {
		<-ended
		if err := syscall.Kill(-c.Process.Pid, syscall.SIGKILL); err == nil {
			s.Error("the scheduler left processes behind")
		}
		if s.Failed() {
			log, _ := os.ReadFile(filepath.Join(s.dir, "error.log")) // there may be none
			s.Logf("cupsd said %s\n%s", &said, log)
		}
	})
	s.until("the scheduler listens", func() bool {
		select {
		case <-ended:
			s.Fatal("the scheduler does not start")
		default:
		}
		_, err := os.Stat(filepath.Join(s.dir, "socket"))
		return err == nil
	})
}

// until polls holds until it returns true.
func (s *server) until(what string, holds func() bool) {
	s.Helper()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for end := time.Now().Add(patience); !holds(); <-again.C {
		if time.Now().After(end) {
			s.Fatalf("%s: not within %v", what, patience)
		}
	}
}

// taken returns the output of a printer: the file, and the printer, title and options of the job.
func (s *server) taken(job int) (file, printer, title, options string) {
	s.Helper()
	file = filepath.Join(s.tray, fmt.Sprint(job, ".pdf"))
	s.until("the document comes out", func() bool {
		_, err := os.Stat(file)
		return err == nil
	})
	lines := strings.Split(string(read(s.T, filepath.Join(s.tray, fmt.Sprint(job)))), "\n")
	if len(lines) != 4 {
		s.Fatalf("a job of %d lines: %q", len(lines), lines)
	}
	return file, lines[0], lines[1], lines[2]
}

// example writes a document about the example team's last round.
func example(t *testing.T, kind report.Kind, path string) {
	t.Helper()
	rounds := storetest.Example(t)
	writer, err := pdf.New()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	in := report.Input{Round: assessment.Round{Assessment: rounds[1], Earlier: rounds[:1], Number: 2}, Today: "2027-01-20", Words: words.In("nl"), ProgramVersion: "1.0.0"}
	if err := writer.Write(t.Context(), report.Build(kind, in), &b); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// pages returns the words on each page of a document, and the size of the first page.
func pages(t *testing.T, path string) (words []string, size string) {
	t.Helper()
	about, err := exec.Command("pdfinfo", path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, about)
	}
	count := 0
	for line := range strings.Lines(string(about)) {
		name, value, _ := strings.Cut(line, ":")
		switch name {
		case "Pages":
			if _, err := fmt.Sscan(value, &count); err != nil {
				t.Fatal(err)
			}
		case "Page size":
			size = strings.TrimSpace(value)
		}
	}
	for p := range count {
		n := fmt.Sprint(p + 1)
		out, err := exec.Command("pdftotext", "-layout", "-f", n, "-l", n, path, "-").CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		words = append(words, string(out))
	}
	return words, size
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// A document sent to a printer is printed on A4, page by page and under its title.
func TestDocumentComesOutOfItsPrinter(t *testing.T) {
	s := serve(t)
	names, def, err := Printers(t.Context())
	want := slices.Sorted(slices.Values(queues))
	if slices.Sort(names); !slices.Equal(names, want) || def != queues[0] || err != nil {
		t.Fatalf("printers %q, %q, %v", names, def, err)
	}
	for i, c := range []struct {
		kind          report.Kind
		printer, name string
		title         string
	}{
		{report.Plan, queues[0], "plan.pdf", "Voorbeeldteam Zorg & Welzijn 2026-11-23 Verbeterplan"},
		{report.Card, queues[1], "kaart 'voor' de $(muur) – één.pdf", strings.Repeat("Zorg én ", 40)},
	} {
		path := filepath.Join(t.TempDir(), c.name)
		example(t, c.kind, path)
		if err := Print(t.Context(), c.printer, path, c.title); err != nil {
			t.Fatal(err)
		}
		came, printer, title, options := s.taken(i + 1)
		if printer != c.printer || title != jobName(c.title) || !slices.Contains(strings.Fields(options), "media=A4") {
			t.Errorf("%s came out of %s as %q with %q", c.kind, printer, title, options)
		}
		sentPages, sentSize := pages(t, path)
		camePages, cameSize := pages(t, came)
		if !slices.Equal(camePages, sentPages) || cameSize != sentSize {
			t.Errorf("%s: %d pages of %s came out, %d of %s were sent; the words are not the same", c.kind, len(camePages), cameSize, len(sentPages), sentSize)
		}
		if !bytes.Equal(read(t, came), read(t, path)) {
			t.Errorf("%s: not byte for byte what was sent", c.kind)
		}
		if all := strings.Join(camePages, ""); !strings.Contains(all, "Voorbeeldteam Zorg & Welzijn") || !strings.Contains(cameSize, "(A4)") {
			t.Errorf("%s: %s holds\n%s", c.kind, cameSize, all)
		}
	}
	for _, printer := range []string{"Zolder", "Stuk"} { // a printer that does not exist, and one that takes no jobs
		path := filepath.Join(t.TempDir(), "plan.pdf")
		example(t, report.Plan, path)
		if err := Print(t.Context(), printer, path, "Plan"); assessment.CodeOf(err) != assessment.CodePrint {
			t.Errorf("%s: %v", printer, err)
		}
	}
}

// Without a running CUPS scheduler there are no printers.
func TestWithoutSchedulerThereAreNoPrinters(t *testing.T) {
	if _, err := exec.LookPath("lpstat"); err != nil {
		missing(t, err)
	}
	t.Setenv("CUPS_SERVER", filepath.Join(t.TempDir(), "socket"))
	if names, def, err := Printers(t.Context()); len(names) > 0 || def != "" || err != nil {
		t.Errorf("got %q, %q, %v", names, def, err)
	}
}

// A hanging system is abandoned after seconds, even if the caller would wait for ever.
func TestHangingSystemIsAbandoned(t *testing.T) {
	fakeCommands(t, map[string]string{"lpstat": "exec /bin/sleep 60"})
	start := time.Now()
	names, _, err := Printers(t.Context())
	if took := time.Since(start); len(names) > 0 || err == nil || took > patience {
		t.Errorf("got %q, %v after %v", names, err, took)
	}
}
