package scan_test

import (
	"fmt"
	"image"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/scan"
)

// paper returns an empty page.
func paper() *image.Gray {
	g := image.NewGray(image.Rect(0, 0, 1654, 2339))
	for i := range g.Pix {
		g.Pix[i] = 0xF4
	}
	return g
}

// letter returns a page with lines of something like text.
func letter() *image.Gray {
	p := pen{paper(), rand.New(rand.NewPCG(1, 1))}
	for y := 30.0; y < 250; y += 6 {
		for x := 20.0; x < 180; x += 5 {
			p.straight(x, y, x+3, y, 1, 0.9)
		}
	}
	return p.Gray
}

// The pages of a person follow each other, however they lie; what breaks that order is asked, and what is no form is listed.
func TestPagesMakeUpForms(t *testing.T) {
	p := printForms(t, assessment.ScopeFull)
	dice := rand.New(rand.NewPCG(4, 4))
	cross := ways[:1]
	a, b := p.fill(dice, cross), p.fill(dice, cross)
	one, two := a.pages[0], a.pages[1]
	stained := pen{&image.Gray{Pix: slices.Clone(one.Pix), Stride: one.Stride, Rect: one.Rect}, dice}
	stained.straight(179, 279, 187, 279, 12, 1) // over the QR code
	folded := pen{&image.Gray{Pix: slices.Clone(two.Pix), Stride: two.Stride, Rect: two.Rect}, dice}
	for y := range 160 {
		for x := range 160 - y {
			folded.Pix[y*folded.Stride+x] = 0xF4
		}
	}
	for _, c := range []struct {
		name  string
		pile  pile
		kinds string // of the pages, by first letter
		forms string // the pages of each form, those it lacks, and whether it counts
	}{
		{"in order", pile{one, two, b.pages[0], b.pages[1]}, "ffff", "[1 2] [] true; [3 4] [] true"},
		{"upside down", pile{turned(one, 2), turned(two, 2)}, "ff", "[1 2] [] true"},
		{"on their side", pile{turned(one, 1), turned(two, 3)}, "ff", "[1 2] [] true"},
		{"with blank backs", pile{one, paper(), two, nil}, "fbfb", "[1 3] [] true"},
		{"a page missing", pile{one, b.pages[0], b.pages[1]}, "fff", "[1] [2] false; [2 3] [] true"},
		{"a first page missing", pile{two, b.pages[0], b.pages[1]}, "fff", "[1] [1] false; [2 3] [] true"},
		{"the other way round", pile{two, one}, "ff", "[1] [1] false; [2] [2] false"},
		{"all first pages first", pile{one, b.pages[0], two, b.pages[1]}, "ffff", "[1] [2] false; [2] [2] false; [3] [1] false; [4] [1] false"},
		{"other paper between", pile{one, letter(), two}, "fof", "[1] [2] false; [3] [1] false"},
		{"other paper around", pile{letter(), one, two, letter()}, "offo", "[2 3] [] true"},
		{"a corner folded", pile{one, folded.Gray}, "ff", "[1 2] [] true"},
		{"a code that is stained", pile{stained.Gray, two}, "uf", "[2] [1] false"},
		{"not filled in", pile{p.pages[0], p.pages[1], one, two}, "ffff", "[1 2] [] false; [3 4] [] true"},
	} {
		t.Run(c.name, func(t *testing.T) {
			read, err := scan.NewReader(p.a, p.sheets).Read(t.Context(), c.pile)
			if err != nil {
				t.Fatal(err)
			}
			kinds := ""
			for _, page := range read.Pages {
				kinds += string(page.Kind)[:1]
			}
			var forms []string
			for _, f := range read.Forms {
				forms = append(forms, fmt.Sprint(f.Pages, f.Missing, f.Kept))
			}
			if diff := cmp.Diff(c.kinds, kinds); diff != "" {
				t.Error(diff)
			}
			if diff := cmp.Diff(c.forms, strings.Join(forms, "; ")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// A pile that may have gone through the copier backwards is asked as a whole, unless forms of it were taken in before; read
// either way a person's form is the same.
func TestPileTheOtherWayRound(t *testing.T) {
	p := printForms(t, assessment.ScopeFull)
	dice := rand.New(rand.NewPCG(5, 5))
	a, b := p.fill(dice, ways[:1]), p.fill(dice, ways[:1])
	read := func(pages ...*image.Gray) *scan.Reading {
		t.Helper()
		read, err := scan.NewReader(p.a, p.sheets).Read(t.Context(), pile(pages))
		if err != nil {
			t.Fatal(err)
		}
		return read
	}
	a1, a2, b1, b2 := a.pages[0], a.pages[1], b.pages[0], b.pages[1]
	ids := func(r *scan.Reading) (ids []string) {
		for _, b := range r.Ballots(nil, nil) {
			ids = append(ids, b.ID)
		}
		slices.Sort(ids)
		return ids
	}
	ordered := read(a1, a2, b1, b2)
	if ordered.Turned != nil || len(ids(ordered)) != 2 {
		t.Fatalf("in order: %+v", ordered.Turned)
	}
	backwards := read(b2, b1, a2, a1)
	if backwards.Turned == nil || len(backwards.Notes()) != 1 {
		t.Fatalf("backwards: %v", backwards.Notes())
	}
	if diff := cmp.Diff(ids(ordered), ids(backwards.Turned)); diff != "" {
		t.Error(diff)
	}
	for name, pages := range map[string][]*image.Gray{"the last page missing": {a1, a2, b1}, "the first page missing": {a2, b1, b2}, "one person": {a2, a1}} {
		if r := read(pages...); r.Turned == nil {
			t.Errorf("%s: not asked", name)
		}
	}
	if r := read(a1); r.Turned != nil {
		t.Error("a single page is asked")
	}
	p.a.Ballots = append(p.a.Ballots, ordered.Ballots(nil, nil)...)
	if r := read(b2, b1, a2, a1); r.Turned != nil || !r.Again() {
		t.Errorf("taken in before it is asked again: %v", r.Notes())
	}
}

// A form of another assessment, and one printed with another layout, are told apart and not read.
func TestFormsOfOthersAreNotRead(t *testing.T) {
	p := printForms(t, assessment.ScopeCore)
	other := *p.a
	other.ID = assessment.NewID()
	read, err := scan.NewReader(&other, p.sheets).Read(t.Context(), pile(p.pages))
	if err != nil || read.Pages[0].Kind != scan.Elsewhere || len(read.Forms) > 0 {
		t.Errorf("a form of another assessment is %v, %v", read.Pages, err)
	}
	moved := slices.Clone(p.sheets)
	moved[0].Stamp.Layout = "ABCD"
	read, err = scan.NewReader(p.a, moved).Read(t.Context(), pile(p.pages))
	if err != nil || read.Pages[0].Kind != scan.Outdated || len(read.Forms) > 0 {
		t.Errorf("a form with another layout is %v, %v", read.Pages, err)
	}
}

// What is doubtful is asked with its picture and never filled in; what is answered makes the ballots; the same scan read
// again makes the same.
func TestDoubtsAreAskedAndAnswered(t *testing.T) {
	p := printForms(t, assessment.ScopeCore)
	dice := rand.New(rand.NewPCG(6, 6))
	pen := p.pen(0, dice)
	rows := p.sheets[0].Rows
	want := map[string]assessment.Answer{}
	for i, row := range rows {
		b := row.Boxes[1]
		switch i {
		case 0: // two marks
			pen.cross(b, 0.5, 0.85, 0)
			pen.cross(row.Boxes[2], 0.5, 0.85, 0)
		case 1: // a ring around a box, with nothing inside
			ring(pen, b)
		case 2: // nothing
		default:
			pen.cross(b, 0.5, 0.85, 0)
			want[row.Indicator] = 2
		}
	}
	read, err := scan.NewReader(p.a, p.sheets).Read(t.Context(), pile{pen.Gray})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, read.Forms[0].Answers); diff != "" {
		t.Error(diff)
	}
	answered := map[scan.Question]assessment.Answer{}
	asked := map[string]bool{}
	for _, q := range read.Questions() {
		if asked[q.Indicator] = true; q.Picture == nil || q.Picture.Rect.Dx() < 400 || q.Picture.Rect.Dx() > 10*q.Picture.Rect.Dy() || q.Page != 1 {
			t.Errorf("%q is asked without its picture", q.Indicator)
		}
		answered[q] = 3
	}
	if diff := cmp.Diff(map[string]bool{"": true, rows[0].Indicator: true, rows[1].Indicator: true}, asked); diff != "" {
		t.Error(diff)
	}
	if got := read.Ballots(answered, nil); len(got) != 0 {
		t.Errorf("a form counts before its group is known: %v", got)
	}
	want[rows[0].Indicator], want[rows[1].Indicator] = 3, 3
	for q := range answered {
		if q.Indicator == "" {
			delete(answered, q)
		}
	}
	got := read.Ballots(answered, map[int]assessment.Group{0: assessment.GroupStudents})
	again := read.Ballots(answered, map[int]assessment.Group{0: assessment.GroupStudents})
	if len(got) != 1 || len(again) != 1 || got[0].ID == "" || got[0].ID != again[0].ID {
		t.Fatalf("read twice it is not the same ballot: %v, %v", got, again)
	}
	got[0].ID = ""
	if diff := cmp.Diff([]assessment.Ballot{{Group: assessment.GroupStudents, Answers: want, Remarks: map[string]string{}}}, got); diff != "" {
		t.Error(diff)
	}
}

// ring draws a ring around a box.
func ring(p pen, b report.Place) {
	in, out := -0.7, b.Side+0.7
	for _, l := range [4][4]float64{{in, in, out, in}, {out, in, out, out}, {out, out, in, out}, {in, out, in, in}} {
		p.straight(b.X+l[0], b.Y+l[1], b.X+l[2], b.Y+l[3], 0.5, 0.85)
	}
}

// Pages that follow each other and are left out for one reason are named once.
func TestPagesLeftOutAreNamedOnce(t *testing.T) {
	p := printForms(t, assessment.ScopeCore)
	read, err := scan.NewReader(p.a, p.sheets).Read(t.Context(), pile{letter(), letter(), letter(), paper(), letter()})
	if err != nil {
		t.Fatal(err)
	}
	want := []scan.Note{{Key: "scan.page.other", Args: []any{"page", 1, "to", 3}}, {Key: "scan.page.other", Args: []any{"page", 5}}}
	if diff := cmp.Diff(want, read.LeftOut()); diff != "" {
		t.Error(diff)
	}
}

// A picture without a form, of any size, is something else and no fault.
func TestAnythingIsLookedAt(t *testing.T) {
	p := printForms(t, assessment.ScopeCore)
	odd := pile{image.NewGray(image.Rect(0, 0, 1, 1)), image.NewGray(image.Rect(0, 0, 4000, 2)), image.NewGray(image.Rect(0, 0, 900, 900))}
	read, err := scan.NewReader(p.a, p.sheets).Read(t.Context(), odd)
	if err != nil || len(read.Forms) > 0 {
		t.Errorf("%v, %v", read, err)
	}
}
