// Package paper makes documents of assessments and sends them to a file, the viewer or a printer, for both the window
// and the command line. It needs no graphics.
package paper

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"log/slog"
	"net/url"
	"path/filepath"
	"strings"
	"sync"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/report/pdf"
	"kwaliteitskaart/assessment/report/picture"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/cmd/kwaliteitskaart/spool"
)

// Extension is the file extension of documents.
const Extension = ".pdf"

// Press makes documents. It loads the fonts when the first document is made.
type Press struct {
	version string // of the program
	pdf     func() (*pdf.Writer, error)
}

// New returns a Press for the given version of the program.
func New(version string) *Press { return &Press{version, sync.OnceValues(pdf.New)} }

// Write makes a document and writes it to the file at path. It sets the checksum and the program version of in. It refuses a
// document that is not Available.
func (p *Press) Write(ctx context.Context, path string, kind report.Kind, in report.Input) (err error) {
	if err := kind.Available(in.Assessment); err != nil {
		return err
	}
	in.ProgramVersion = p.version
	if in.Checksum, err = exchange.Checksum(in.Assessment); err != nil {
		return fmt.Errorf("sum up the assessment: %w", err)
	}
	b, err := p.draw(ctx, report.Build(kind, in))
	if err != nil {
		return fmt.Errorf("draw the %s: %w", kind, err)
	}
	return exchange.WriteFile(path, b)
}

// Picture returns the first page of a document as an image with that many pixels along its longest side.
func (p *Press) Picture(ctx context.Context, doc report.Document, longest int) (image.Image, error) {
	w, err := p.pdf()
	if err != nil {
		return nil, fmt.Errorf("prepare printing: %w", err)
	}
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("draw the %s: %w", doc.Kind, err)
	}
	page := report.First(doc, w)
	scale := float64(longest) / max(page.Width, page.Height)
	return picture.Draw(page, int(page.Width*scale+0.5), int(page.Height*scale+0.5))
}

// OverviewKind returns the extension of a file for an overview: Extension or exchange.Sheet. Any other name is
// refused with CodeUnknownFileType.
func OverviewKind(path string) (string, error) {
	return exchange.KindOf(path, Extension, exchange.Sheet)
}

// WriteOverview writes an overview to a file of the kind that its extension indicates; see OverviewKind.
func (p *Press) WriteOverview(ctx context.Context, path string, o *assessment.Overview, lang *words.Language) error {
	kind, err := OverviewKind(path)
	if err != nil {
		return err
	}
	var b []byte
	if kind == exchange.Sheet {
		b, err = exchange.OverviewSheet(o, lang)
	} else {
		b, err = p.draw(ctx, report.BuildOverview(o, lang, p.version))
	}
	if err != nil {
		return fmt.Errorf("make the overview: %w", err)
	}
	return exchange.WriteFile(path, b)
}

func (p *Press) draw(ctx context.Context, doc report.Document) ([]byte, error) {
	w, err := p.pdf()
	if err != nil {
		return nil, fmt.Errorf("prepare printing: %w", err)
	}
	var b bytes.Buffer
	if err := w.Write(ctx, doc, &b); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// Printers returns the names of the system's printers and the default one. If the system does not answer it returns
// none: documents then open in the viewer, which has its own list.
func Printers(ctx context.Context) (names []string, usual string) {
	names, usual, err := spool.Printers(ctx)
	if err != nil {
		slog.Warn("printers", "cause", assessment.Cause(err))
	}
	return names, usual
}

// View opens a file in the system's viewer by passing a file URL to open. It fails with CodeOpenViewer.
func View(path string, open func(*url.URL) error) error {
	abs, err := filepath.Abs(path)
	if err == nil {
		err = open(&url.URL{Scheme: "file", Path: rooted(filepath.ToSlash(abs))})
	}
	if err != nil {
		return assessment.Fail(assessment.CodeOpenViewer, err, "file", path)
	}
	return nil
}

// rooted returns a path as the path of a URL, with a leading slash even before a Windows drive.
func rooted(path string) string {
	if strings.HasPrefix(path, "/") {
		return path
	}
	return "/" + path
}
