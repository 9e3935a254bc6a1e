package finder

import "testing"

// Files are queued in order until there is a window, and a flood of files never blocks the system.
func TestFilesAreQueued(t *testing.T) {
	for range 2 * most {
		enqueue("a")
	}
	files := Listen()
	for range most {
		if got := <-files; got != "a" {
			t.Fatalf("got %q", got)
		}
	}
	enqueue("b")
	if got := <-files; got != "b" {
		t.Errorf("got %q, want the next one", got)
	}
}
