package journal

import (
	"fmt"
	"io/fs"
	"log"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
)

const secret = "Zeer geheim antwoord"

// TestMain lets the tests run this binary as a program that ends in a chosen way.
func TestMain(m *testing.M) {
	how := os.Getenv("JOURNAL_TEST_ENDS")
	if how == "" {
		os.Exit(m.Run())
	}
	stop, err := Watch(os.Getenv("JOURNAL_TEST_DATA"), "1.2.3", time.Now())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(3)
	}
	switch how {
	case "panics":
		go func() { panic(fmt.Errorf("in a goroutine without an owner")) }()
		select {}
	case "kills":
		if p, err := os.FindProcess(os.Getpid()); err == nil {
			_ = p.Kill()
		}
		select {}
	}
	stop()
	os.Exit(0)
}

// ends runs a program that ends in the given way.
func ends(t *testing.T, data, how string) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "JOURNAL_TEST_ENDS="+how, "JOURNAL_TEST_DATA="+data)
	out, err := c.CombinedOutput()
	if c.ProcessState.ExitCode() == 3 || (err == nil) != (how == "well") {
		t.Fatalf("%v\n%s", err, out)
	}
}

func left(t *testing.T, data string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(Folder(data), reports))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func unshown(t *testing.T, data string) string {
	t.Helper()
	path, err := Unshown(data)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// A crash leaves a report that is shown once. A program that ends normally or is killed leaves nothing to show.
func TestCrashIsShownOnce(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	if path := unshown(t, data); path != "" {
		t.Fatalf("at first: %s", path)
	}
	ends(t, data, "well")
	if found := left(t, data); len(found) != 0 {
		t.Errorf("a good end leaves %v", found)
	}
	ends(t, data, "kills")
	if found := left(t, data); len(found) != 1 {
		t.Errorf("a kill leaves %v", found)
	}
	if path := unshown(t, data); path != "" || len(left(t, data)) != 0 {
		t.Errorf("after a kill: %s, and %v are left", path, left(t, data))
	}
	ends(t, data, "panics")
	path := unshown(t, data)
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Kwaliteitskaart 1.2.3\n", runtime.GOOS + "/" + runtime.GOARCH, "goroutine ", "journal_test.go:"} {
		if !strings.Contains(string(b), want) {
			t.Errorf("the report lacks %q:\n%s", want, b)
		}
	}
	if again := unshown(t, data); again != "" {
		t.Errorf("told again: %s", again)
	}
	ends(t, data, "panics")
	if second := unshown(t, data); second == "" || second == path || len(left(t, data)) != 2 {
		t.Errorf("of the second: %q of %v", second, left(t, data))
	}
}

// A panic in our own goroutine leaves a report that contains its position and nothing that anybody wrote.
func TestGuard(t *testing.T) {
	for name, c := range map[string]struct {
		what any
		want string
	}{
		"text":    {secret, "\nstring\n"},
		"error":   {fmt.Errorf("open %s: %w", secret, &fs.PathError{Path: secret, Err: fs.ErrExist}), "\n*fs.PathError: "},
		"nothing": {nil, "\npanic called with nil"},
	} {
		t.Run(name, func(t *testing.T) {
			data, ended := filepath.Join(t.TempDir(), "data"), false
			Guard(data, "1.2.3", func() { panic(c.what) }, func() { ended = true })
			path := unshown(t, data)
			b, err := os.ReadFile(path)
			if err != nil || !ended {
				t.Fatalf("ended %v, %v", ended, err)
			}
			if s := string(b); !strings.Contains(s, c.want) || !strings.Contains(s, "TestGuard") || strings.Contains(s, secret) {
				t.Errorf("the report says\n%s", s)
			}
		})
	}
	data := t.TempDir()
	Guard(data, "1.2.3", func() {}, func() { t.Error("ended without a panic") })
	if found := left(t, data); len(found) != 0 {
		t.Errorf("without a panic there is %v", found)
	}
}

func TestOldReportsAreRemoved(t *testing.T) {
	data, now := t.TempDir(), time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for i := range Reports + 3 {
		if _, err := Record(data, "1.2.3", now.Add(time.Duration(i)*time.Minute), secret, nil); err != nil {
			t.Fatal(err)
		}
	}
	newest := unshown(t, data)
	if found := left(t, data); len(found) != Reports || found[Reports-1] != newest || !strings.Contains(found[0], "120300") {
		t.Errorf("left are %v, told is %s", found, newest)
	}
}

// The log rotates when it is full, is readable by its owner only, and keeps only those parts of library messages that
// name nobody's files.
func TestLog(t *testing.T) {
	old, flags := slog.Default(), log.Flags()
	defer func() { slog.SetDefault(old); log.SetFlags(flags); log.SetOutput(os.Stderr) }()
	data := filepath.Join(t.TempDir(), "data")
	stop := Keep(data)
	defer stop()
	log.Println("Fyne error: ", "Failed to open /home/"+secret)
	log.Println("  Cause:", `unknown "`+secret+`"`)
	log.Printf("  At: /home/%s/canvas.go:12", secret)
	b, err := os.ReadFile(filepath.Join(Folder(data), logName))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Failed to open …", "Cause: unknown …", "at canvas.go:12"} {
		if !strings.Contains(string(b), want) {
			t.Errorf("the log lacks %q", want)
		}
	}
	if strings.Contains(string(b), secret) {
		t.Errorf("the log says\n%s", b)
	}

	line := strings.Repeat("x", 1000)
	for range 3 * Megabytes / 2 * 1024 {
		slog.Info(line)
	}
	var total int64
	err = filepath.WalkDir(data, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s is %v", path, info.Mode())
		}
		if !d.IsDir() {
			if info.Size() > Megabytes/parts<<20 {
				t.Errorf("%s is %d bytes", path, info.Size())
			}
			total += info.Size()
		}
		return nil
	})
	if err != nil || total < Megabytes/parts<<20 {
		t.Errorf("%d bytes, %v", total, err)
	}
}
