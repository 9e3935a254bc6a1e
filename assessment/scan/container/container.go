// Package container extracts the pictures from scanned files: JPEG, PNG, TIFF, and PDF with one picture on each page. It is
// the only package that reads PDF. Its input is foreign, so everything has a limit: bytes, pages and pixels.
// Source: .github/spec/everyone.md, Papier.
package container

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/jpeg"
	"image/png"
	"io"
	"os"

	"golang.org/x/image/tiff"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/filekind"
)

// The limits: of the whole file, of its pages, and of one page, which is an A4 in 600 dots per inch and more.
const (
	MaxBytes  = 256 << 20
	MaxPages  = 1000
	MaxPixels = 40 << 20
	minSide   = 300 // of a page in pixels: less is no page that can be read
)

// Pictures is the pages of one file. It is not safe for concurrent use.
type Pictures struct {
	path  string
	pages []func() (image.Image, error)
}

// errCompact means a page whose pictures are mixed or packed so that they cannot be read; errEmpty a page without a picture.
var (
	errCompact = errors.New("a compact page")
	errLarge   = errors.New("over the limits")
)

// Open reads the file at path. It refuses a file that is no scan (CodeScanKind), one over the limits (CodeScanLarge), a
// damaged one (CodeScanDamaged), and a compact PDF, with layers or packed as JBIG2 or JPX (CodeScanCompact); each error names
// the file.
func Open(path string) (*Pictures, error) {
	b, err := read(path)
	if err != nil {
		return nil, err
	}
	p, err := open(b)
	if err != nil {
		return nil, refusal(path, err)
	}
	p.path = path
	return p, nil
}

// read returns the content of a file, up to the limit.
func read(path string) ([]byte, error) {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return nil, assessment.Fail(assessment.CodeFileMissing, err, "file", path)
	case err != nil:
		return nil, assessment.Fail(assessment.CodeFileRead, err, "file", path)
	case !info.Mode().IsRegular():
		return nil, assessment.Fail(assessment.CodeScanKind, nil, "file", path, "kind", string(filekind.In(path)))
	case info.Size() > MaxBytes:
		return nil, assessment.Fail(assessment.CodeScanLarge, nil, "file", path)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, assessment.Fail(assessment.CodeFileRead, err, "file", path)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, MaxBytes+1))
	switch {
	case err != nil:
		return nil, assessment.Fail(assessment.CodeFileRead, err, "file", path)
	case len(b) > MaxBytes: // it grew
		return nil, assessment.Fail(assessment.CodeScanLarge, nil, "file", path)
	}
	return b, nil
}

// errKind means a file that is no scan.
type errKind struct{ kind filekind.Kind }

func (e errKind) Error() string { return "a file of the kind " + string(e.kind) }

// refusal returns the refusal of a file because of why.
func refusal(path string, why error) error {
	code := assessment.CodeScanDamaged
	if kind := (errKind{}); errors.As(why, &kind) {
		return assessment.Fail(assessment.CodeScanKind, why, "file", path, "kind", string(kind.kind))
	}
	switch {
	case errors.Is(why, errCompact):
		code = assessment.CodeScanCompact
	case errors.Is(why, errLarge):
		code = assessment.CodeScanLarge
	}
	return assessment.Fail(code, why, "file", path)
}

func open(b []byte) (p *Pictures, err error) {
	defer recovered(&err)
	switch kind := filekind.Of(b[:min(len(b), 4096)]); {
	case bytes.HasPrefix(b, []byte("\xff\xd8\xff")):
		return one(b, jpeg.DecodeConfig, jpeg.Decode)
	case bytes.HasPrefix(b, []byte("\x89PNG")):
		return one(b, png.DecodeConfig, png.Decode)
	case bytes.HasPrefix(b, []byte("II*\x00")), bytes.HasPrefix(b, []byte("MM\x00*")):
		return openTIFF(b)
	case kind == filekind.PDF:
		return openPDF(b)
	default:
		return nil, errKind{kind}
	}
}

// recovered converts a panic in a decoder to an error: a foreign file never stops the program.
func recovered(err *error) {
	if r := recover(); r != nil {
		*err = fmt.Errorf("decode a scan: %v", r)
	}
}

// Pages returns the number of pages.
func (p *Pictures) Pages() int { return len(p.pages) }

// Page returns the picture of page i, from 0, in shades of grey. It returns nil for a page without a picture. For what it
// refuses see Open.
func (p *Pictures) Page(i int) (grey *image.Gray, err error) {
	defer func() {
		if err != nil {
			err = refusal(p.path, fmt.Errorf("page %d: %w", i+1, err))
		}
	}()
	defer recovered(&err)
	m, err := p.pages[i]()
	if err != nil || m == nil {
		return nil, err
	}
	return greyOf(m), nil
}

// one returns the pages of a file with one picture.
func one(b []byte, config func(io.Reader) (image.Config, error), decode func(io.Reader) (image.Image, error)) (*Pictures, error) {
	page := func() (image.Image, error) { return decodeWithin(bytes.NewReader(b), config, decode) }
	c, err := config(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	if err := within(c.Width, c.Height); err != nil {
		return nil, err
	}
	return &Pictures{pages: []func() (image.Image, error){page}}, nil
}

// decodeWithin decodes a picture if its size is within the limits.
func decodeWithin(r io.ReadSeeker, config func(io.Reader) (image.Config, error), decode func(io.Reader) (image.Image, error)) (image.Image, error) {
	c, err := config(r)
	if err != nil {
		return nil, err
	}
	if err := within(c.Width, c.Height); err != nil {
		return nil, err
	}
	if _, err := r.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	return decode(r)
}

// within refuses a size over the limits.
func within(width, height int) error {
	if width < 1 || height < 1 || width > MaxPixels || height > MaxPixels/width {
		return errLarge
	}
	return nil
}

// greyOf returns a picture in shades of grey: for one from a camera or copier, the brightness it already has.
func greyOf(m image.Image) *image.Gray {
	size := m.Bounds()
	switch m := m.(type) {
	case *image.Gray:
		return m
	case *image.YCbCr:
		return &image.Gray{Pix: m.Y, Stride: m.YStride, Rect: image.Rect(0, 0, size.Dx(), size.Dy())}
	}
	grey := image.NewGray(image.Rect(0, 0, size.Dx(), size.Dy()))
	for i := range grey.Pix { // transparent points are paper
		grey.Pix[i] = 0xFF
	}
	draw.Draw(grey, grey.Rect, m, size.Min, draw.Over)
	return grey
}

// openTIFF returns the pages of a TIFF. The decoder reads only the first, so each page gets a header that points to it.
func openTIFF(b []byte) (*Pictures, error) {
	starts, err := directories(b)
	if err != nil {
		return nil, err
	}
	p := &Pictures{}
	for _, at := range starts {
		p.pages = append(p.pages, func() (image.Image, error) {
			file := io.NewSectionReader(&begun{b, at}, 0, int64(len(b)))
			m, err := decodeWithin(file, tiff.DecodeConfig, tiff.Decode)
			if grey, is := m.(*image.Gray); is && err == nil && reversedFax(b, at) {
				for i := range grey.Pix {
					grey.Pix[i] = ^grey.Pix[i]
				}
			}
			return m, err
		})
	}
	return p, nil
}

// begun is a TIFF whose first directory is another of its directories.
type begun struct {
	file  []byte
	start [4]byte // where the directory is, as in the file
}

// ReadAt implements io.ReaderAt.
func (f *begun) ReadAt(to []byte, at int64) (int, error) {
	n, err := bytes.NewReader(f.file).ReadAt(to, at)
	for i, c := range f.start {
		if k := int64(4+i) - at; k >= 0 && k < int64(n) {
			to[k] = c
		}
	}
	return n, err
}
