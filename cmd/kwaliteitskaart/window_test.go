//go:build slow

package main

import (
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
)

// From an empty folder to a printed plan, by keys only, with a power failure in between.
func TestWindow(t *testing.T) {
	d := sit(t)
	window := d.open()
	d.until("the example is offered and taken", func() bool {
		if len(d.list()) == 0 {
			d.keys("Escape", "Tab", "Tab", "Return")
		}
		return len(d.list()) == 2
	})
	// The example opens; then print. Without a system dialog the window asks for the path.
	made := d.print()
	words := d.must(exec.Command("pdftotext", "-layout", made, "-").CombinedOutput())
	for _, want := range []string{"Voorbeeldteam Zorg & Welzijn", "B1 Meetbare doelen", "Opleidingsmanager"} {
		if !strings.Contains(words, want) {
			t.Errorf("the PDF lacks %q:\n%s", want, words)
		}
	}
	d.must(exec.Command("qpdf", "--check", made).CombinedOutput())
	d.until("the viewer is asked to show it", func() bool {
		b, err := os.ReadFile(d.viewed)
		return err == nil && strings.Contains(string(b), "documents")
	})

	d.keys("ctrl+n")
	d.until("a new assessment is there", func() bool { return len(d.list()) == 3 })
	d.shows("Nieuw team")
	d.write("Zuidteam")
	d.until("it has its name", func() bool { return d.named("Zuidteam") != "" })
	id := d.named("Zuidteam")
	d.together()
	d.keys("ctrl+2", "4")
	d.until("V1 is scored 4", func() bool { return d.answer(id, "V1") == 4.0 })
	if err := window.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = window.Wait()
	if got := d.answer(id, "V1"); got != 4.0 {
		t.Fatalf("after the kill V1 is %v", got)
	}

	window = d.open()
	if got := d.answer(id, "V1"); got != 4.0 {
		t.Fatalf("after starting again V1 is %v", got)
	}
	// A second window on the same data names the holder of the data, and ends without it.
	second := d.start()
	d.until("the second says who has the data", func() bool { return strings.Contains(second.output(), "is al open") })
	ended := make(chan struct{})
	go func() { _ = second.Wait(); close(ended) }()
	d.xdotool("mousemove", "683", "384") // onto the second, in the middle of the screen
	d.until("the second is closed", func() bool {
		select {
		case <-ended:
			return true
		default:
			d.keys("Return")
			return false
		}
	})
	if code := second.ProcessState.ExitCode(); code != 1 {
		t.Errorf("the second ended with %d", code)
	}

	d.quit(window)
	if said := window.output(); said != "" {
		t.Errorf("said %s", said)
	}
}

// Three people share the laptop; then the reveal, the discussion, the plan and the print, by keys only. The plan
// contains what the team agreed and nothing of anybody's ballot.
func TestWorkshop(t *testing.T) {
	d := sit(t)
	d.openNew("Team Techniek")
	id := d.named("Team Techniek")
	d.keys("ctrl+2", "d")
	for person := range 3 {
		d.shows("Geef de laptop door")
		keys := []string{"Return", "r"}
		d.keys(keys...)
		d.write(fmt.Sprintf("geheim%d", person))
		keys = []string{"Escape", fmt.Sprint(person + 1), "Return"}
		for range 32 {
			keys = append(keys, "2", "Return")
		}
		d.keys(append(keys, "Return")...)
		d.until("the ballot is in", func() bool { return d.list()[0].Ballots == person+1 })
	}
	d.shows("Geef de laptop door")
	d.shot("workshop-passed")
	d.keys("Escape", "o", "space", "space") // the reveal in three steps
	d.shot("workshop-talk")
	d.keys("Return", "v") // V1 at the proposed 2, then what needs no discussion
	d.until("all is agreed", func() bool { return d.list()[0].Scored == 33 })
	if got := d.answer(id, "V1"); got != 2.0 {
		t.Errorf("V1 is %v", got)
	}
	d.keys("ctrl+5", "Return")
	d.shot("workshop-plan")
	words := d.must(exec.Command("pdftotext", "-layout", d.print(), "-").CombinedOutput())
	for _, want := range []string{"Team Techniek", "V1 Waarom LOB", "Houd een teamsessie"} {
		if !strings.Contains(words, want) {
			t.Errorf("the plan lacks %q:\n%s", want, words)
		}
	}
	if !regexp.MustCompile(`V1 Waarom LOB\s+2\s?→\s?3`).MatchString(words) {
		t.Errorf("the plan lacks the agreed score of V1:\n%s", words)
	}
	if strings.Contains(words, "geheim") {
		t.Errorf("the plan holds a remark from a ballot:\n%s", words)
	}
}

// Without OpenGL no window appears: the program reports that and ends.
func TestNoGraphics(t *testing.T) {
	for name, c := range map[string]struct {
		xvfb []string
		lack string
		want string
	}{
		"no OpenGL":  {[]string{"-extension", "GLX"}, "", "biedt geen OpenGL"},
		"no display": {nil, "DISPLAY=", "geen scherm"},
	} {
		t.Run(name, func(t *testing.T) {
			d := sit(t, c.xvfb...)
			if c.lack != "" {
				d.env = append(d.env, c.lack)
			}
			r := d.start()
			err := r.Wait()
			if r.ProcessState.ExitCode() != 1 || !strings.Contains(r.output(), c.want) {
				t.Errorf("%v, said %q", err, r.output())
			}
		})
	}
}
