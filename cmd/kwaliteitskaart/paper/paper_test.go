package paper

import (
	"errors"
	"net/url"
	"path/filepath"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
)

// A document always contains the checksum of the hand-over file and the version of the program, whatever the input
// says.
func TestWriteSetsChecksumAndVersion(t *testing.T) {
	rounds := storetest.Example(t)
	in := report.Input{Round: assessment.RoundAmong(rounds[1], rounds), Today: "2027-01-20", Words: words.In("nl")}
	var made [][]byte
	for _, asked := range []string{"", "another"} {
		in.Checksum, in.ProgramVersion = asked, asked
		path := filepath.Join(t.TempDir(), "plan"+Extension)
		if err := New("1.2.3").Write(t.Context(), path, report.Plan, in); err != nil {
			t.Fatal(err)
		}
		b, err := exchange.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		made = append(made, b)
	}
	if string(made[0]) != string(made[1]) {
		t.Error("what was asked with shows on paper")
	}
}

func TestOverviewKind(t *testing.T) {
	for path, want := range map[string]string{"a.PDF": Extension, "a.xlsx": exchange.Sheet, "a.csv": "", "a": ""} {
		got, err := OverviewKind(path)
		if got != want || (want == "") != (assessment.CodeOf(err) == assessment.CodeUnknownFileType) {
			t.Errorf("%s: %q, %v", path, got, err)
		}
	}
}

func TestView(t *testing.T) {
	path := filepath.Join(t.TempDir(), "plan met spaties.pdf")
	var opened string
	if err := View(path, func(u *url.URL) error { opened = u.Path; return nil }); err != nil || filepath.FromSlash(opened) != rooted(path) {
		t.Errorf("%q was opened, %v", opened, err)
	}
	if got := rooted("C:/Team/plan.pdf"); got != "/C:/Team/plan.pdf" {
		t.Errorf("a drive of Windows: %q", got)
	}
	err := View(path, func(*url.URL) error { return errors.New("no viewer") })
	if assessment.CodeOf(err) != assessment.CodeOpenViewer {
		t.Errorf("got %v", err)
	}
}
