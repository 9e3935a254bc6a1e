package bench

import "testing"

func TestEveryRowIsMeasured(t *testing.T) {
	for _, m := range measures {
		if ways[m] == nil {
			t.Errorf("nothing measures %q", m.what)
		}
	}
	if len(ways) != len(measures) {
		t.Errorf("%d ways for %d rows", len(ways), len(measures))
	}
}
