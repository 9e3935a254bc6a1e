package pdf_test

import (
	"strings"
	"testing"

	"kwaliteitskaart/assessment/report"
)

// The first page made for a picture is that of the document, except for its number of pages.
func TestFirstIsThePage(t *testing.T) {
	in := example(t)
	for _, kind := range kinds {
		doc := report.Build(kind, in)
		want, got := report.Layout(doc, writer(t))[0], report.First(doc, writer(t))
		if len(got.Items) != len(want.Items) {
			t.Fatalf("%s: %d shapes, want %d", kind, len(got.Items), len(want.Items))
		}
		for i := range want.Items {
			x, y := got.Items[i].Shape, want.Items[i].Shape
			if of, ok := y.(report.Text); ok && strings.HasPrefix(of.Text, "pagina 1 van ") {
				continue
			}
			if _, ok := y.(report.Code); ok {
				continue // it has the number of pages
			}
			if b, ok := x.(report.Box); ok && b.Ticks != nil {
				x, y = unmarked(x), unmarked(y)
			}
			if x != y {
				t.Errorf("%s: %+v, want %+v", kind, x, y)
				break
			}
		}
	}
}

// unmarked returns a box without Ticks, which is another pointer on each page.
func unmarked(s report.Shape) report.Shape {
	b := s.(report.Box)
	b.Ticks = nil
	return b
}

// A page that is too full still gives a picture of one page.
func TestFirstOfTooFullAPage(t *testing.T) {
	in := example(t)
	in.Assessment = filled(in.Assessment.Card, 8, dutch)
	in.Assessment.Sort()
	for _, kind := range kinds {
		if kind == report.Form {
			continue // the marks for a scan are in the margins
		}
		holdsApart(t, 1, report.First(report.Build(kind, in), writer(t)))
	}
}
