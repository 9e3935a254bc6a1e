package finder

import "testing"

// Files wait in their order until there is a window, and too many of them never hold up the system.
func TestHear(t *testing.T) {
	for range 2 * most {
		hear("a")
	}
	files := Listen()
	for range most {
		if got := <-files; got != "a" {
			t.Fatalf("got %q", got)
		}
	}
	hear("b")
	if got := <-files; got != "b" {
		t.Errorf("got %q, want the next one", got)
	}
}
