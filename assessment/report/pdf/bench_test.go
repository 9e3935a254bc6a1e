package pdf_test

import (
	"bytes"
	"testing"

	"kwaliteitskaart/assessment/report"
)

// BenchmarkLayout lays the example's documents out in pages.
func BenchmarkLayout(b *testing.B) {
	in, w := example(b), writer(b)
	for _, kind := range []report.Kind{report.Plan, report.Full} {
		b.Run(string(kind), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if pages := report.Layout(report.Build(kind, in), w); len(pages) == 0 {
					b.Fatal("no pages")
				}
			}
		})
	}
}

// BenchmarkPDF writes the example's documents, from the assessment to the last byte.
func BenchmarkPDF(b *testing.B) {
	in, w := example(b), writer(b)
	for _, kind := range []report.Kind{report.Plan, report.Full} {
		b.Run(string(kind), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				var out bytes.Buffer
				if err := w.Write(b.Context(), report.Build(kind, in), &out); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
