package command

import (
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
)

// closing is a store whose Close returns err.
type closing struct{ err error }

func (c closing) Close() error { return c.err }

// A command does not fail if only the tidying up at the end runs out of disk space; that is reported.
func TestClosingOnAFullDisk(t *testing.T) {
	for code, failed := range map[assessment.Code]bool{"": false, assessment.CodeDiskFull: false, assessment.CodeDataGone: true} {
		var said strings.Builder
		c := &call{line: &Line{Stderr: &said}, lang: words.In("en")}
		var err error
		if code != "" {
			err = assessment.Fail(code, nil)
		}
		if got := c.closed(closing{err}); (got != nil) != failed {
			t.Errorf("%q: %v", code, got)
		}
		if want := code == assessment.CodeDiskFull; strings.Contains(said.String(), "everything is saved") != want {
			t.Errorf("%q: said %q", code, said.String())
		}
	}
}
