package exchange_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
)

// caseFile returns a file that once caused a fault.
func caseFile(name string) string { return filepath.Join("testdata", "cases", name+exchange.Extension) }

func opened(t *testing.T, name string) *exchange.Opened {
	t.Helper()
	f, err := exchange.Folder("").Open(caseFile(name), "")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// A ballot that arrived after the reveal and waits is in no file and no result, before or after merging.
func TestLateBallotIsInNoFile(t *testing.T) {
	a, late := opened(t, "four").Assessment, opened(t, "late").Ballots
	if err := late.For(a); err != nil {
		t.Fatal(err)
	}
	before := written(t, a)
	with := *a
	with.Ballots = append([]assessment.Ballot{late.List[0]}, a.Ballots...)
	with.Ballots[0].Waiting = true
	with.Sort()
	after := written(t, &with)
	if string(before) != string(after) {
		t.Error("the file tells of the ballot that waits")
	}
	sums := make(map[string]bool)
	for _, x := range []*assessment.Assessment{a, &with} {
		sum, err := exchange.Checksum(x)
		if err != nil {
			t.Fatal(err)
		}
		sums[sum] = true
		m, err := x.Merge(a)
		if err != nil || m.Assessment.Result().Ballots != 4 {
			t.Errorf("merged with its own file it counts %d ballots, %v", m.Assessment.Result().Ballots, err)
		}
	}
	if len(sums) != 1 {
		t.Error("the checksum on paper tells of the ballot that waits")
	}
}

// A file with a deletion that has the id of a ballot removes no ballot.
func TestFileRemovesNoBallot(t *testing.T) {
	a := opened(t, "four").Assessment
	m, err := a.Merge(opened(t, "delballot").Assessment)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(m.Assessment.Ballots); n != len(a.Ballots) || !m.Changed() {
		t.Errorf("%d ballots of %d are left, changed %v", n, len(a.Ballots), m.Changed())
	}
	again, err := exchange.Read(written(t, m.Assessment), storetest.BuiltIn(t))
	if err != nil || len(again.Ballots) != len(a.Ballots) {
		t.Errorf("written and read again: %d ballots, %v", len(again.Ballots), err)
	}
}

// A file with stamps at the end of the range is refused: no later change could win over them.
func TestStampsAtTheEndOfTheRangeAreRefused(t *testing.T) {
	_, err := exchange.Folder("").Open(caseFile("future"), "")
	if assessment.CodeOf(err) != assessment.CodeContent {
		t.Errorf("got %v", err)
	}
}

// A large assessment is written without white space if that would make it too large for a file, also with a password.
func TestLargeAssessments(t *testing.T) {
	if !storetest.Thorough {
		t.Skip("only in the slow tests: the stores' own hold what is stored to the same limit")
	}
	a := small(t)
	long := strings.Repeat("x", assessment.MaxText)
	for i := range 900 {
		b := assessment.Ballot{ID: fmt.Sprint("many", i), Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{}}
		for _, ind := range a.Card.InScope(assessment.ScopeFull) {
			b.Answers[ind.ID] = 1
		}
		if i < 46 {
			b.Remarks = map[string]string{}
			for _, ind := range a.Card.InScope(assessment.ScopeFull) {
				b.Remarks[ind.ID] = long
			}
		}
		a.Ballots = append(a.Ballots, b)
	}
	if faults := a.CheckRoom(); len(faults) > 0 {
		t.Fatal(faults)
	}
	sealed := written(t, a, exchange.WithPassword("vier losse woorden hier"))
	if len(sealed) > exchange.MaxFile {
		t.Errorf("%d bytes", len(sealed))
	}
	a.Ballots = append(a.Ballots, a.Ballots[:9]...)
	for i := range 9 {
		a.Ballots[900+i].ID = fmt.Sprint("more", i)
	}
	for len(a.CheckRoom()) == 0 {
		a.Ballots = append(a.Ballots, a.Ballots[0])
	}
	if _, err := exchange.Write(a); assessment.CodeOf(err) != assessment.CodeInvalid && assessment.CodeOf(err) != assessment.CodeTooLarge {
		t.Errorf("over the limit: %v", err)
	}
}

// Special characters of a word processor in a text of an older version, or of another program, are read and written
// as plain text.
func TestTextsOfAWordProcessor(t *testing.T) {
	a := small(t)
	a.Scores[0].Note, a.Ballots[0].Remarks["B1"] = "een\vtwee\u2028\uF0B7 drie\r\n", "een\rtwee"
	again, err := exchange.Read(written(t, a), storetest.BuiltIn(t))
	if err != nil {
		t.Fatal(err)
	}
	if got := again.Score(a.Scores[0].Indicator).Note; got != "een\ntwee\n• drie\n" {
		t.Errorf("the note is %q", got)
	}
	if got := again.Ballots[1].Remarks["B1"]; got != "een\ntwee" {
		t.Errorf("the remark is %q", got)
	}
	if a.Scores[0].Note != "een\vtwee\u2028\uF0B7 drie\r\n" {
		t.Error("writing changed the assessment")
	}
	from := sealed("kwaliteitskaart", strings.Replace(contentOf(t, written(t, a)), `een\ntwee`, `een\u000btwee`, 1))
	if again, err = exchange.Read(from, storetest.BuiltIn(t)); err != nil || strings.Contains(string(written(t, again)), `\u000b`) {
		t.Errorf("read with a soft return: %v", err)
	}
}
