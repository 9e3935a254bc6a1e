package container

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"golang.org/x/image/tiff"

	"kwaliteitskaart/assessment"
)

// none is a page without a picture.
const none = -1

// sample returns a page with a mark in one corner, which shows whether it is turned, inverted or cut off.
func sample(corner int) *image.Gray {
	g := image.NewGray(image.Rect(0, 0, 640, 900))
	for i := range g.Pix {
		g.Pix[i] = 0xFF
	}
	for y := range 120 {
		for x := range 120 {
			g.SetGray(40+x+corner%2*400, 40+y+corner/2*600, color.Gray{})
		}
	}
	return g
}

// like reports whether a picture shows the sample of a corner.
func like(g *image.Gray, corner int) bool {
	if g == nil {
		return false
	}
	want := sample(corner)
	if g.Rect.Size() != want.Rect.Size() {
		return false
	}
	off := 0
	for y := range want.Rect.Dy() {
		for x := range want.Rect.Dx() {
			if d := int(g.GrayAt(x, y).Y) - int(want.GrayAt(x, y).Y); d > 100 || d < -100 {
				off++
			}
		}
	}
	return off < 800
}

func encoded(t testing.TB, g image.Image, with func(*bytes.Buffer, image.Image) error) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := with(&b, g); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asJPEG(b *bytes.Buffer, m image.Image) error { return jpeg.Encode(b, m, nil) }
func asPNG(b *bytes.Buffer, m image.Image) error  { return png.Encode(b, m) }
func asTIFF(b *bytes.Buffer, m image.Image) error {
	return tiff.Encode(b, m, &tiff.Options{Compression: tiff.Deflate})
}

// made returns the path of a new file in the folder of a test.
func made(t testing.TB, name string, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// shows checks that a file has the samples of the given corners as its pages.
func shows(t *testing.T, path string, corners ...int) {
	t.Helper()
	p, err := Open(path)
	if err != nil {
		t.Fatalf("open %s: %v", filepath.Base(path), err)
	}
	if p.Pages() != len(corners) {
		t.Fatalf("%s has %d pages, want %d", filepath.Base(path), p.Pages(), len(corners))
	}
	for i, corner := range corners {
		g, err := p.Page(i)
		if err != nil || corner != none && !like(g, corner) || corner == none && g != nil {
			t.Errorf("page %d of %s is not what was put there: %v", i+1, filepath.Base(path), err)
		}
	}
}

func TestPicturesAreOpened(t *testing.T) {
	for name, with := range map[string]func(*bytes.Buffer, image.Image) error{"a.jpg": asJPEG, "a.png": asPNG, "a.tif": asTIFF} {
		shows(t, made(t, name, encoded(t, sample(1), with)), 1)
	}
}

// pdf returns a PDF with a page for each list of pictures; a picture is the entries of its dictionary and its data.
func pdf(pages ...[]picture) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.5\n")
	var starts []int
	object := func(number int, body string) {
		for len(starts) <= number {
			starts = append(starts, 0)
		}
		starts[number] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", number, body)
	}
	kids, next := "", 3
	for _, pictures := range pages {
		page := next
		next++
		var names bytes.Buffer
		for i, p := range pictures {
			object(next, fmt.Sprintf("<</Type /XObject /Subtype /Image /Length %d %s>>\nstream\n%s\nendstream", len(p.data), p.entries, p.data))
			fmt.Fprintf(&names, "/Im%d %d 0 R ", i, next)
			next++
		}
		object(page, fmt.Sprintf("<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <</XObject <<%s>>>>>>", names.String()))
		kids += fmt.Sprintf("%d 0 R ", page)
	}
	object(2, fmt.Sprintf("<</Type /Pages /Count %d /Kids [%s]>>", len(pages), kids))
	object(1, "<</Type /Catalog /Pages 2 0 R>>")
	from := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(starts))
	for _, at := range starts[1:] {
		fmt.Fprintf(&b, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(starts), from)
	return b.Bytes()
}

type picture struct {
	entries string
	data    []byte
}

const size = "/Width 640 /Height 900 "

func deflated(t testing.TB, b []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	if _, err := w.Write(b); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// bits returns a sample with one bit per point, 1 for white.
func bits(g *image.Gray) []byte {
	b := make([]byte, g.Rect.Dx()/8*g.Rect.Dy())
	for i, v := range g.Pix {
		b[i/8] |= v >> 7 << (7 - i%8)
	}
	return b
}

func repeated(b []byte, times int) (all []byte) {
	for _, v := range b {
		all = append(all, bytes.Repeat([]byte{v}, times)...)
	}
	return all
}

func inverted(b []byte) []byte {
	all := make([]byte, len(b))
	for i, v := range b {
		all[i] = ^v
	}
	return all
}

// Each way in which a PDF can hold a picture is read, or refused as compact.
func TestPDFs(t *testing.T) {
	g := sample(2)
	scanned := picture{size + "/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /DCTDecode", encoded(t, g, asJPEG)}
	flate := func(entries string, b []byte) picture {
		return picture{size + entries + " /Filter /FlateDecode", deflated(t, b)}
	}
	for name, p := range map[string]picture{
		"jpeg":        scanned,
		"jpeg packed": {size + "/Filter [/FlateDecode /DCTDecode]", deflated(t, encoded(t, g, asJPEG))},
		"grey":        flate("/ColorSpace /DeviceGray /BitsPerComponent 8", g.Pix),
		"raw":         {size + "/ColorSpace /DeviceGray /BitsPerComponent 8", g.Pix},
		"inverted":    flate("/ColorSpace /DeviceGray /BitsPerComponent 8 /Decode [1 0]", inverted(g.Pix)),
		"colour":      flate("/ColorSpace /DeviceRGB /BitsPerComponent 8", repeated(g.Pix, 3)),
		"inks":        flate("/ColorSpace /DeviceCMYK /BitsPerComponent 8", inverted(repeated(g.Pix, 4))),
		"one bit":     flate("/ColorSpace /DeviceGray /BitsPerComponent 1", bits(g)),
		"mask":        flate("/ImageMask true /BitsPerComponent 1", bits(g)),
		"palette":     flate("/ColorSpace [/Indexed /DeviceRGB 1 <FFFFFF000000>] /BitsPerComponent 1", inverted(bits(g))),
		"16 bits":     flate("/ColorSpace /DeviceGray /BitsPerComponent 16", repeated(g.Pix, 2)),
	} {
		t.Run(name, func(t *testing.T) { shows(t, made(t, "scan.pdf", pdf([]picture{p}, nil, []picture{p})), 2, none, 2) })
	}
	refused := map[string]struct {
		pictures []picture
		want     assessment.Code
	}{
		"layers":    {[]picture{scanned, scanned}, assessment.CodeScanCompact},
		"mask":      {[]picture{{size + "/ColorSpace /DeviceGray /BitsPerComponent 8 /SMask 1 0 R /Filter /DCTDecode", scanned.data}}, assessment.CodeScanCompact},
		"JBIG2":     {[]picture{{size + "/Filter /JBIG2Decode", []byte("x")}}, assessment.CodeScanCompact},
		"JPX":       {[]picture{{size + "/Filter /JPXDecode", []byte("x")}}, assessment.CodeScanCompact},
		"too large": {[]picture{{"/Width 100000 /Height 100000 /Filter /FlateDecode", deflated(t, g.Pix)}}, assessment.CodeScanLarge},
		"no size":   {[]picture{{"/Filter /DCTDecode", scanned.data}}, assessment.CodeScanLarge},
		"cut off":   {[]picture{flate("/ColorSpace /DeviceGray /BitsPerComponent 8", g.Pix[:len(g.Pix)/4])}, assessment.CodeScanDamaged},
	}
	for name, c := range refused {
		t.Run(name+" is refused", func(t *testing.T) {
			p, err := Open(made(t, "scan.pdf", pdf(c.pictures)))
			if err == nil {
				_, err = p.Page(0)
			}
			if got := assessment.CodeOf(err); got != c.want {
				t.Errorf("%s: %v, want %s", got, err, c.want)
			}
		})
	}
}

// A bomb unpacks to no more than its picture can have.
func TestBombs(t *testing.T) {
	bomb := picture{size + "/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter [/FlateDecode /FlateDecode]", deflated(t, deflated(t, make([]byte, 64<<20)))}
	p, err := Open(made(t, "scan.pdf", pdf([]picture{bomb})))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Page(0); !assessment.Refused(err) {
		t.Errorf("a bomb is opened: %v", err)
	}
}

func TestOtherFilesAreRefused(t *testing.T) {
	page := encoded(t, sample(0), asTIFF)
	loop := bytes.Clone(page)
	copy(loop[len(loop)-4:], loop[4:8])
	for name, c := range map[string]struct {
		b    []byte
		want assessment.Code
	}{
		"text":    {[]byte("Beste collega, hier is de scan."), assessment.CodeScanKind},
		"empty":   {nil, assessment.CodeScanKind},
		"cut.jpg": {encoded(t, sample(0), asJPEG)[:200], assessment.CodeScanDamaged},
		"cut.png": {encoded(t, sample(0), asPNG)[:20], assessment.CodeScanDamaged},
		"cut.tif": {page[:9], assessment.CodeScanDamaged},
		"cut.pdf": {[]byte("%PDF-1.7\n1 0 obj\n<</Type /Catalog"), assessment.CodeScanDamaged},
	} {
		_, err := Open(made(t, name, c.b))
		if got := assessment.CodeOf(err); got != c.want {
			t.Errorf("%s: %s, want %s: %v", name, got, c.want, err)
		}
	}
	if _, err := Open(filepath.Join(t.TempDir(), "none.pdf")); assessment.CodeOf(err) != assessment.CodeFileMissing {
		t.Errorf("a file that is not there: %v", err)
	}
	if _, err := Open(t.TempDir()); assessment.CodeOf(err) != assessment.CodeScanKind {
		t.Errorf("a folder: %v", err)
	}
}

// Pages made by other programs are opened: programs that write PDF, and TIFF of many pages.
func TestFilesOfOtherPrograms(t *testing.T) {
	dir := t.TempDir()
	for i := range 2 {
		for name, with := range map[string]func(*bytes.Buffer, image.Image) error{"jpg": asJPEG, "png": asPNG, "tif": asTIFF} {
			if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.%s", i, name)), encoded(t, sample(i), with), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, c := range []struct {
		file string
		args []string
	}{
		{"jpeg.pdf", []string{"img2pdf", "0.jpg", "1.jpg", "-o", "jpeg.pdf"}},
		{"png.pdf", []string{"img2pdf", "0.png", "1.png", "-o", "png.pdf"}},
		{"many.tif", []string{"tiffcp", "0.tif", "1.tif", "many.tif"}},
		{"big.tif", []string{"tiffcp", "-B", "-c", "lzw", "0.tif", "1.tif", "big.tif"}},
		{"bits0.tif", []string{"convert", "0.png", "-threshold", "50%", "-compress", "Group4", "bits0.tif"}},
		{"bits1.tif", []string{"convert", "1.png", "-threshold", "50%", "-compress", "Group4", "bits1.tif"}},
		{"black0.tif", []string{"convert", "0.png", "-threshold", "50%", "-define", "quantum:polarity=min-is-black", "-compress", "Group4", "black0.tif"}},
		{"fax.tif", []string{"tiffcp", "bits0.tif", "bits1.tif", "fax.tif"}},
		{"fax.pdf", []string{"img2pdf", "fax.tif", "-o", "fax.pdf"}},
		{"gs.pdf", []string{"gs", "-q", "-sDEVICE=pdfwrite", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-o", "gs.pdf", "fax.pdf"}},
		{"gsjpeg.pdf", []string{"gs", "-q", "-sDEVICE=pdfwrite", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-o", "gsjpeg.pdf", "jpeg.pdf"}},
		{"packed.pdf", []string{"qpdf", "--object-streams=generate", "--linearize", "jpeg.pdf", "packed.pdf"}},
	} {
		if _, err := exec.LookPath(c.args[0]); err != nil {
			t.Skipf("%s is not here", c.args[0])
		}
		cmd := exec.Command(c.args[0], c.args[1:]...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", c.args, err, out)
		}
		switch c.file {
		case "bits0.tif", "black0.tif":
			shows(t, filepath.Join(dir, c.file), 0)
		case "bits1.tif":
			shows(t, filepath.Join(dir, c.file), 1)
		default:
			shows(t, filepath.Join(dir, c.file), 0, 1)
		}
	}
}

// Opening any file and its pages gives a picture or a refusal.
func FuzzOpen(f *testing.F) {
	g := sample(0)
	f.Add(encoded(f, g, asJPEG))
	f.Add(encoded(f, g, asPNG))
	f.Add(encoded(f, g, asTIFF))
	f.Add(pdf([]picture{{size + "/ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /FlateDecode", deflated(f, bits(g))}}))
	f.Add(pdf([]picture{{size + "/ColorSpace [/Indexed /DeviceRGB 1 <FFFFFF000000>] /BitsPerComponent 1 /Filter /FlateDecode", deflated(f, bits(g))}}))
	f.Add(pdf([]picture{{size + "/BitsPerComponent 1 /DecodeParms <</K -1 /Columns 640>> /Filter /CCITTFaxDecode", []byte("\x00\x10\x01\x00\x10\x01")}}))
	f.Fuzz(func(t *testing.T, b []byte) {
		p, err := open(b)
		if err != nil {
			return
		}
		for i := range min(p.Pages(), 3) {
			g, err := p.Page(i)
			if err != nil && !assessment.Refused(err) {
				t.Fatalf("page %d: %v", i+1, err)
			}
			if g != nil && g.Rect.Dx()*g.Rect.Dy() > MaxPixels {
				t.Fatalf("a picture of %v", g.Rect)
			}
		}
	})
}
