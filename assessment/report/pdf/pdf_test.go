package pdf_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/report/pdf"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
)

var (
	// keep is the folder to write every sample to, for inspection:
	//
	//	go test ./assessment/report/pdf -run TestFilesAreValidAndAccessible -keep DIR
	keep = flag.String("keep", "", "write every sample as a PDF to this folder")
	// update rewrites the golden texts in testdata after an intended change.
	update = flag.Bool("update", false, "write the golden texts")
)

var newWriter = sync.OnceValues(pdf.New)

func writer(t testing.TB) *pdf.Writer {
	t.Helper()
	w, err := newWriter()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// written returns a document as a file, and the path of that file.
func written(t testing.TB, kind report.Kind, in report.Input) ([]byte, string) {
	t.Helper()
	var b bytes.Buffer
	if err := writer(t).Write(context.Background(), report.Build(kind, in), &b); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), string(kind)+".pdf")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), path
}

// run returns the output of a tool on a file. If the tool is not installed the test is skipped, or fails in CI.
func run(t *testing.T, tool string, args ...string) string {
	t.Helper()
	path, err := exec.LookPath(tool)
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is not installed", tool)
		}
		t.Skipf("%s is not installed", tool)
	}
	out, err := exec.Command(path, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", tool, err, out)
	}
	return string(out)
}

func TestFilesAreValidAndAccessible(t *testing.T) {
	for _, s := range samples(t) {
		if quick := s.name == "example" || s.name == "strange"; !quick && !storetest.Thorough && *keep == "" {
			continue
		}
		for _, kind := range kinds {
			if within := kind == report.Summary || kind == report.Plan; within && *keep == "" {
				continue // the full document contains all its pages
			}
			t.Run(s.name+"/"+string(kind), func(t *testing.T) {
				t.Parallel()
				in := s.in
				file, path := written(t, kind, in)
				if *keep != "" {
					for _, lang := range words.Codes {
						in.Words = words.In(lang)
						kept, _ := written(t, kind, in)
						if err := os.WriteFile(filepath.Join(*keep, s.name+"-"+string(kind)+"."+lang+".pdf"), kept, 0o600); err != nil {
							t.Fatal(err)
						}
					}
				}
				if !declared(file) {
					t.Error("it is not accessible to all")
				}
				out := run(t, "qpdf", "--check", path)
				if strings.Contains(out, "WARNING") {
					t.Error(out)
				}
			})
		}
	}
}

func TestSameInputSameBytes(t *testing.T) {
	for _, kind := range kinds {
		one, _ := written(t, kind, example(t))
		two, _ := written(t, kind, example(t))
		if !bytes.Equal(one, two) {
			t.Errorf("%s differs when made again", kind)
		}
	}
}

func TestPropertiesAreInTheFile(t *testing.T) {
	for _, lang := range words.Codes {
		in := example(t)
		in.Words = words.In(lang)
		file, path := written(t, report.Plan, in)
		info := run(t, "pdfinfo", "-isodates", path)
		for _, want := range []string{
			"Title:           " + map[string]string{
				"nl": "Verbeterplan – Voorbeeldteam Zorg & Welzijn – 23-11-2026",
				"en": "Improvement plan – Voorbeeldteam Zorg & Welzijn – 23 Nov 2026",
			}[lang],
			"Author:          Voorbeeldteam Zorg & Welzijn\n",
			"Subject:         ",
			"CreationDate:    2026-11-23T13:00:00",
			"Pages:           5\n",
			"(A4)",
		} {
			if !strings.Contains(info, want) {
				t.Errorf("no %q in:\n%s", want, info)
			}
		}
		if !bytes.Contains(file, []byte("/Lang ("+lang+")")) {
			t.Errorf("the catalog does not say it is in %s", lang)
		}
	}
}

func TestMetadataSurvivesAnyText(t *testing.T) {
	in := example(t)
	in.Assessment.Team.Name = "Team 👩‍🏫 (zorg) \\ e\u0301e\u0301n\nregel 李"
	in.Assessment.UpdatedAt = 0
	_, path := written(t, report.Summary, in)
	info := run(t, "pdfinfo", path)
	if want := "Team 👩‍🏫 (zorg) \\ één regel 李"; !strings.Contains(info, want) {
		t.Errorf("no %q in:\n%s", want, info)
	}
}

func TestFontsAreEmbeddedSubsets(t *testing.T) {
	_, path := written(t, report.Plan, example(t))
	lines := strings.Split(strings.TrimSpace(run(t, "pdffonts", path)), "\n")[2:]
	if len(lines) != 3 {
		t.Errorf("%d fonts, want regular, bold and italic", len(lines))
	}
	for _, line := range lines {
		// columns: type … emb sub uni object
		if !regexp.MustCompile(`^[A-Z]{6}\+Lato-\S+\s+CID TrueType\s+Identity-H\s+yes yes yes`).MatchString(line) {
			t.Errorf("not embedded with its characters: %s", line)
		}
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > 200_000 {
		t.Errorf("%d bytes: the fonts are not subsets", info.Size())
	}
}

// TestTextComesOutAsItWentIn checks that text copied from a file, or read aloud, equals the text laid out: no words
// joined or broken, ligatures and accents right.
func TestTextComesOutAsItWentIn(t *testing.T) {
	in := example(t)
	in.Assessment.Plan.Strong = "Effectief office-werk: ﬁets, efficiënt flink, één € 1.500 – «ja» … ﬂuit"
	for _, kind := range kinds {
		_, path := written(t, kind, in)
		letters := strings.NewReplacer("ﬁ", "fi", "ﬂ", "fl")
		out := letters.Replace(strings.Join(strings.Fields(run(t, "pdftotext", "-raw", path, "-")), " "))
		for _, p := range report.Layout(report.Build(kind, in), writer(t)) {
			for _, it := range p.Items {
				s, ok := it.Shape.(report.Text)
				if !ok {
					continue
				}
				want := letters.Replace(strings.TrimSpace(s.Text))
				if !strings.Contains(out, want) {
					t.Errorf("%s: %q does not come out", kind, want)
				}
			}
		}
	}
}

// TestOutline checks that the outline contains every heading below its parent, fully expanded and with the right
// target.
func TestOutline(t *testing.T) {
	type entry struct {
		Title    string
		Open     bool
		Destpage int `json:"destpageposfrom1"`
		Dest     []any
		Kids     []entry
	}
	var read struct{ Outlines []entry }
	_, path := written(t, report.Plan, example(t))
	if err := json.Unmarshal([]byte(run(t, "qpdf", "--json", "--json-key=outlines", path)), &read); err != nil {
		t.Fatal(err)
	}
	var got []string
	var walk func(list []entry, under string)
	walk = func(list []entry, under string) {
		for _, e := range list {
			got = append(got, fmt.Sprint(e.Destpage, under, " ", e.Title))
			if len(e.Kids) > 0 && !e.Open {
				t.Errorf("%s is not open", e.Title)
			}
			if top, ok := e.Dest[3].(float64); !ok || top <= 0 || top > 842 {
				t.Errorf("%s is at %v", e.Title, e.Dest)
			}
			walk(e.Kids, under+">")
		}
	}
	walk(read.Outlines, "")
	want := []string{
		"1 Verbeterplan", "1> Wat gaat goed", "1> Zorgen", "1> Keuze", "1> Onze drie prioriteiten", "1> Wat we van de leiding vragen",
		"1> Waar we trots op zijn", "1> Evaluatie", "2> Actieoverzicht", "2> Wat we van de leiding vragen",
		"3> Wat er van het vorige plan is geworden", "4> Prioriteiten", "4>> B1 Meetbare doelen", "4>> B4 Plan van aanpak en rollen",
		"4>> I4 Begeleidingsvaardigheid",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWriteStopsWhenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := writer(t).Write(ctx, report.Build(report.Plan, example(t)), io.Discard); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no room") }

func TestWriteFails(t *testing.T) {
	err := writer(t).Write(context.Background(), report.Build(report.Card, example(t)), full{})
	if err == nil || !strings.Contains(err.Error(), "write document: no room") {
		t.Errorf("got %v", err)
	}
}

// TestGolden compares the content of the example team's documents, in reading order and with roles, with the golden
// texts: as laid out, and as read back from the file.
func TestGolden(t *testing.T) {
	for _, lang := range words.Codes {
		for _, kind := range kinds {
			name := string(kind) + "." + lang
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				in := example(t)
				in.Words = words.In(lang)
				golden(t, name+".txt", readAloud(report.Layout(report.Build(kind, in), writer(t))))
				if quick := lang == "nl" && (kind == report.Plan || kind == report.Card); !quick && !storetest.Thorough {
					return // poppler takes seconds for some documents
				}
				_, path := written(t, kind, in)
				golden(t, name+".structure.txt", run(t, "pdfinfo", "-struct-text", path))
			})
		}
	}
}

// golden compares got with a file in testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s is not its golden text (renew it with -update when that is meant):\n%s", name, diff)
	}
}

// readAloud returns what a screen reader would read: all elements in order, with their roles and words.
func readAloud(pages []report.Page) string {
	said := make(map[*report.Element]string)
	for _, p := range pages {
		for _, it := range p.Items {
			if s, ok := it.Shape.(report.Text); ok && it.Element != nil {
				said[it.Element] += s.Text
			}
		}
	}
	var b strings.Builder
	silent := []report.Role{report.RoleDocument, report.RoleListBody}
	var walk func(e *report.Element, depth int)
	walk = func(e *report.Element, depth int) {
		if !slices.Contains(silent, e.Role) {
			b.WriteString(strings.TrimRight(strings.Repeat("  ", depth)+string(e.Role)+" "+spoken(e, said[e]), " ") + "\n")
			depth++
		}
		for _, c := range e.Children {
			walk(c, depth)
		}
	}
	walk(pages[0].Tree, 0)
	return b.String()
}

func spoken(e *report.Element, said string) string {
	if e.Alt != "" {
		return "[" + e.Alt + "]"
	}
	return strings.TrimSpace(said)
}

// Documents written concurrently share nothing that is written to, not even the bytes of a font, in which gofpdf
// computes checksums in place. The race detector finds this; without it the checksums would sometimes be wrong.
func TestConcurrentDocumentsShareNothing(t *testing.T) {
	in := example(t)
	w := writer(t)
	var wait sync.WaitGroup
	made := make([]bytes.Buffer, 2)
	for i := range made {
		wait.Go(func() {
			if err := w.Write(t.Context(), report.Build(report.Card, in), &made[i]); err != nil {
				t.Error(err)
			}
		})
	}
	wait.Wait()
	if !bytes.Equal(made[0].Bytes(), made[1].Bytes()) {
		t.Error("made at once, they differ")
	}
}
