package exchange_test

import (
	"bufio"
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
)

// victim makes this test binary write one file repeatedly until it is killed.
const victim = "KWALITEITSKAART_TEST_VICTIM"

func TestMain(m *testing.M) {
	path := os.Getenv(victim)
	if path == "" {
		os.Exit(storetest.Tests{M: m}.Run())
	}
	for n := 0; ; n++ {
		if err := exchange.WriteFile(path, wholeFile(n)); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		if n == 0 {
			fmt.Println("begun")
		}
	}
}

// wholeFile returns the nth content: as long as a document, and all of one byte.
func wholeFile(n int) []byte { return bytes.Repeat([]byte{byte('a' + n%26)}, 300_000+n%7) }

// A write interrupted at any moment leaves a complete file: the old one or the new one.
func TestInterruptedWriteLeavesTheFileWhole(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "plan.pdf")
	seen := map[byte]bool{}
	for range 15 {
		cmd := exec.CommandContext(t.Context(), self)
		cmd.Env = append(os.Environ(), victim+"="+path)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		if !lines.Scan() || lines.Text() != "begun" {
			t.Fatalf("the writer says %q", lines.Text())
		}
		time.AfterFunc(time.Duration(rand.IntN(20_000))*time.Microsecond, func() { _ = cmd.Process.Kill() })
		_ = cmd.Wait() // it was killed

		b, err := os.ReadFile(path)
		if err != nil || len(b) == 0 {
			t.Fatalf("%d bytes, %v", len(b), err)
		}
		n := int(b[0] - 'a')
		if want := bytes.Repeat(b[:1], len(b)); len(b) < 300_000 || !bytes.Equal(b, want) {
			t.Fatalf("half a file: %d bytes, of kind %d", len(b), n)
		}
		seen[b[0]] = true
	}
	if len(seen) < 2 {
		t.Errorf("killed always at the same moment: %v", seen)
	}
}
