package pdf_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/words"
)

// Every indicator and group has its boxes on the form, in order, on the page and clear of the marks; the QR code identifies
// the form.
func TestFormCanBeScanned(t *testing.T) {
	in := example(t)
	sheets := report.Sheets(in, writer(t))
	pages := report.Layout(report.Build(report.Form, in), writer(t))
	if len(sheets) != 2 || len(pages) != 2 {
		t.Fatalf("%d sheets of %d pages, want 2", len(sheets), len(pages))
	}
	var rows []string
	var groups []assessment.Group
	for i, s := range sheets {
		if s.Stamp.Page != i+1 || s.Stamp.Pages != 2 || !s.Stamp.IsFor(in.Assessment) || s.Stamp.Lang != "nl" {
			t.Errorf("sheet %d is stamped %+v", i+1, s.Stamp)
		}
		for _, g := range s.Groups {
			groups = append(groups, g.Group)
		}
		for _, r := range s.Rows {
			rows = append(rows, r.Indicator)
			var answers []assessment.Answer
			for _, b := range r.Boxes {
				answers = append(answers, b.Answer)
				if b.Ink < 0.1 || b.Ink > 0.2*b.Side*b.Side {
					t.Errorf("the sign in the box for %v of %s takes %.2f mm² of ink", b.Answer, r.Indicator, b.Ink)
				}
				if b.X < 16 || b.X+b.Side > s.Width-15.99 || b.Y < 14 || b.Y+b.Side > report.CodeY {
					t.Errorf("the box for %v of %s is not clear of the marks", b.Answer, r.Indicator)
				}
			}
			if diff := cmp.Diff([]assessment.Answer{1, 2, 3, 4, assessment.Unknown, assessment.NotApplicable}, answers); diff != "" {
				t.Errorf("%s: %s", r.Indicator, diff)
			}
		}
		if !slices.ContainsFunc(pages[i].Items, func(it report.Item) bool { _, ok := it.Shape.(report.Code); return ok }) {
			t.Errorf("page %d has no QR code", i+1)
		}
	}
	var want []string
	for _, ind := range in.Assessment.Card.InScope(assessment.ScopeFull) {
		want = append(want, ind.ID)
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(assessment.Groups, groups); diff != "" {
		t.Error(diff)
	}
	english := in
	english.Words = words.In("en")
	if other := report.Sheets(english, writer(t))[0].Stamp; other.Layout == sheets[0].Stamp.Layout {
		t.Error("forms in two languages, with boxes in other places, have the same layout")
	}
}

// A stamp is read back unchanged, and changing a character never gives another stamp.
func TestStampIsReadBack(t *testing.T) {
	for _, scope := range []assessment.Scope{assessment.ScopeFull, assessment.ScopeCore} {
		in := example(t)
		in.Assessment.Scope = scope
		for _, s := range report.Sheets(in, writer(t)) {
			text := s.Stamp.String()
			got, ok := report.ReadStamp(text)
			if !ok {
				t.Fatalf("%q is not read", text)
			}
			if diff := cmp.Diff(s.Stamp, got); diff != "" {
				t.Error(diff)
			}
			for i := range text {
				for _, r := range "A7.9" {
					if wrong := text[:i] + string(r) + text[i+1:]; wrong != text {
						if _, ok := report.ReadStamp(wrong); ok {
							t.Errorf("%q is read", wrong)
						}
					}
				}
			}
		}
	}
	for _, text := range []string{"", ".", "KK1", "https://example.org/?code=ABC"} {
		if s, ok := report.ReadStamp(text); ok {
			t.Errorf("%q is read as %+v", text, s)
		}
	}
}

// A file with a form for each person has as many forms, each with its own page numbers.
func TestFormForEachPerson(t *testing.T) {
	in := example(t)
	one := report.Layout(report.Build(report.Form, in), writer(t))
	in.Copies = 3
	all := report.Layout(report.Build(report.Form, in), writer(t))
	if len(all) != 3*len(one) {
		t.Fatalf("%d pages, want %d", len(all), 3*len(one))
	}
	for i, p := range all {
		if diff := cmp.Diff(textOf(one[i%len(one)]), textOf(p)); diff != "" {
			t.Errorf("page %d: %s", i+1, diff)
		}
		if p.Tree != all[0].Tree {
			t.Errorf("page %d has a structure of its own", i+1)
		}
	}
	var b bytes.Buffer
	if err := writer(t).Write(t.Context(), report.Build(report.Form, in), &b); err != nil {
		t.Fatal(err)
	}
}
