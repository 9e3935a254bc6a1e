package scan_test

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/report/pdf"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
)

// printed is the forms of the example's second round as printed: the pages in 200 dots per inch, and the places of their
// boxes.
type printed struct {
	a      *assessment.Assessment
	sheets []report.Sheet
	pages  []*image.Gray
}

const dpi = 200

// printForms prints the forms with the program's own PDF and poppler.
func printForms(t testing.TB, scope assessment.Scope) *printed {
	t.Helper()
	rounds := storetest.Example(t)
	a := rounds[1]
	a.Scope = scope
	in := report.Input{Round: assessment.Round{Assessment: a, Number: 2}, Today: "2026-11-30", Words: words.In("nl")}
	w, err := pdf.New()
	if err != nil {
		t.Fatal(err)
	}
	var file bytes.Buffer
	if err := w.Write(t.Context(), report.Build(report.Form, in), &file); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "form.pdf"), file.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	tool(t, dir, "pdftoppm", "-r", "200", "-gray", "-png", "form.pdf", "page")
	f := &printed{a: a, sheets: report.Sheets(in, w)}
	names, err := filepath.Glob(filepath.Join(dir, "page-*.png"))
	if err != nil || len(names) != len(f.sheets) {
		t.Fatalf("%d pages, %v", len(names), err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		m, err := png.Decode(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		grey := image.NewGray(m.Bounds())
		for y := range m.Bounds().Dy() {
			for x := range m.Bounds().Dx() {
				grey.Set(x, y, m.At(x, y))
			}
		}
		f.pages = append(f.pages, grey)
	}
	return f
}

func tool(t testing.TB, dir, name string, args ...string) {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
}

// pen draws on a copy of a page, in millimetres.
type pen struct {
	*image.Gray
	*rand.Rand
}

func (p *printed) pen(page int, dice *rand.Rand) pen {
	g := p.pages[page]
	return pen{&image.Gray{Pix: bytes.Clone(g.Pix), Stride: g.Stride, Rect: g.Rect}, dice}
}

const dots = dpi / 25.4 // in a millimetre

// line draws a stroke of a width and a darkness, by hand: not quite straight.
func (p pen) line(x0, y0, x1, y1, width, dark float64) {
	mx, my := (x0+x1)/2+p.NormFloat64()*0.2, (y0+y1)/2+p.NormFloat64()*0.2
	p.straight(x0, y0, mx, my, width, dark)
	p.straight(mx, my, x1, y1, width, dark)
}

func (p pen) straight(x0, y0, x1, y1, width, dark float64) {
	x0, y0, x1, y1, half := x0*dots, y0*dots, x1*dots, y1*dots, width*dots/2
	dx, dy := x1-x0, y1-y0
	long := dx*dx + dy*dy + 1e-9
	for y := int(min(y0, y1) - half - 1); float64(y) <= max(y0, y1)+half+1; y++ {
		for x := int(min(x0, x1) - half - 1); float64(x) <= max(x0, x1)+half+1; x++ {
			if !(image.Point{x, y}).In(p.Rect) {
				continue
			}
			px, py := float64(x)+0.5-x0, float64(y)+0.5-y0
			t := min(max((px*dx+py*dy)/long, 0), 1)
			cover := min(max(half+0.5-math.Hypot(px-t*dx, py-t*dy), 0), 1)
			if v := 255 * (1 - dark*cover); v < float64(p.GrayAt(x, y).Y) {
				p.SetGray(x, y, color.Gray{Y: byte(v)})
			}
		}
	}
}

// way is one of the ways in which people mark a box.
type way struct {
	name string
	// draw marks a box; other is another box of the row.
	draw func(p pen, b, other report.Place)
}

var ways = []way{
	{"cross", func(p pen, b, _ report.Place) { p.cross(b, 0.5, 0.85, 0) }},
	{"tick", func(p pen, b, _ report.Place) {
		s := b.Side
		p.line(b.X+s*0.2, b.Y+s*0.5, b.X+s*0.42, b.Y+s*0.8, 0.5, 0.85)
		p.line(b.X+s*0.42, b.Y+s*0.8, b.X+s*0.95, b.Y-s*0.1, 0.5, 0.85)
	}},
	{"fill", func(p pen, b, _ report.Place) {
		for y := 0.12; y < 0.9; y += 0.09 {
			p.line(b.X+b.Side*0.12, b.Y+b.Side*y, b.X+b.Side*0.88, b.Y+b.Side*(y+0.05), 0.6, 0.8)
		}
	}},
	{"circle", func(p pen, b, _ report.Place) {
		const steps = 18
		for i := range steps {
			at := func(i int) (x, y float64) {
				angle := 2 * math.Pi * float64(i) / steps
				return b.X + b.Side*(0.5+0.40*math.Cos(angle)), b.Y + b.Side*(0.5+0.40*math.Sin(angle))
			}
			x0, y0 := at(i)
			x1, y1 := at(i + 1)
			p.straight(x0, y0, x1, y1, 0.5, 0.85)
		}
	}},
	{"faint pencil", func(p pen, b, _ report.Place) { p.cross(b, 0.45, 0.5, 0) }},
	{"thick", func(p pen, b, _ report.Place) { p.cross(b, 1.3, 0.95, 0) }},
	{"off centre", func(p pen, b, _ report.Place) { p.cross(b, 0.5, 0.85, 0.22) }},
	{"corrected", func(p pen, b, other report.Place) {
		p.cross(b, 0.5, 0.85, 0)
		p.cross(other, 0.5, 0.85, 0)
		for range 4 {
			p.line(other.X+0.5, other.Y+other.Side*p.Float64(), other.X+other.Side-0.5, other.Y+other.Side*p.Float64(), 0.6, 0.85)
		}
	}},
	{"stray line", func(p pen, b, _ report.Place) {
		p.cross(b, 0.5, 0.85, 0)
		p.line(20+p.Float64()*60, b.Y-1, 60+p.Float64()*80, b.Y+b.Side, 0.4, 0.7)
	}},
}

func (p pen) cross(b report.Place, width, dark, off float64) {
	s := b.Side
	x, y := b.X+s*off*(2*p.Float64()-1), b.Y+s*off*(2*p.Float64()-1)
	in := 0.12 + 0.1*p.Float64()
	p.line(x+s*in, y+s*in, x+s*(1-in), y+s*(1-in), width, dark)
	p.line(x+s*(1-in), y+s*in, x+s*in, y+s*(1-in), width, dark)
}

// filled is a form that was filled in: its pages, and the intended content of each row.
type filled struct {
	pages []*image.Gray
	want  map[string]assessment.Answer
	ways  map[string]string // the way each row was marked
	group assessment.Group
}

// fill fills a form in, each row in a way of its own, or all in one way if there is one. Some rows are left open.
func (p *printed) fill(dice *rand.Rand, with []way) *filled {
	f := &filled{want: map[string]assessment.Answer{}, ways: map[string]string{}}
	for i, s := range p.sheets {
		pen := p.pen(i, dice)
		for _, row := range s.Rows {
			if dice.IntN(25) == 0 {
				continue
			}
			at := dice.IntN(len(row.Boxes))
			how := with[dice.IntN(len(with))]
			how.draw(pen, row.Boxes[at], row.Boxes[(at+1)%len(row.Boxes)])
			f.want[row.Indicator], f.ways[row.Indicator] = row.Boxes[at].Answer, how.name
		}
		if len(s.Groups) > 0 {
			g := s.Groups[dice.IntN(len(s.Groups))]
			f.group = g.Group
			pen.cross(g, 0.5, 0.85, 0)
		}
		f.pages = append(f.pages, pen.Gray)
	}
	return f
}

// copier is a copier with its faults.
type copier struct {
	turn, scale, skew float64 // degrees, a factor, degrees
	around            int     // quarter turns
	light             float64 // how much darker one side is
	noise             float64
	bilevel           bool
	quality           int // of the JPEG; 0 for none
}

// anyCopier returns a copier with random faults.
func anyCopier(dice *rand.Rand) copier {
	c := copier{
		turn: 1.2 * dice.NormFloat64(), scale: 0.9 + 0.15*dice.Float64(), skew: 0.3 * dice.NormFloat64(),
		light: 0.25 * dice.Float64(), noise: 4 * dice.Float64(),
	}
	const most = 2.5 // a page that is turned further loses its squares, sooner if it is enlarged
	room := most - 20*max(0, c.scale-1)
	c.turn = min(max(c.turn, -room), room)
	if dice.IntN(4) == 0 {
		c.around = 2
	}
	switch dice.IntN(3) {
	case 0:
		c.bilevel = true
	case 1:
		c.quality = 15
	default:
		c.quality = 75
	}
	return c
}

// scanned returns a page as scanned by the copier.
func (c copier) scanned(t testing.TB, page *image.Gray, dice *rand.Rand) *image.Gray {
	t.Helper()
	width, height := page.Rect.Dx(), page.Rect.Dy()
	out := image.NewGray(page.Rect)
	sin, cos := math.Sincos(c.turn * math.Pi / 180)
	lean := math.Tan(c.skew * math.Pi / 180)
	for y := range height {
		for x := range width {
			dx, dy := (float64(x)-float64(width)/2)/c.scale, (float64(y)-float64(height)/2)/c.scale
			dx += lean * dy
			u, v := cos*dx+sin*dy+float64(width)/2, -sin*dx+cos*dy+float64(height)/2
			s := 255.0
			if iu, iv := int(u-0.5), int(v-0.5); iu >= 0 && iv >= 0 && iu+1 < width && iv+1 < height {
				fu, fv := u-0.5-float64(iu), v-0.5-float64(iv)
				at := iv*page.Stride + iu
				s = (float64(page.Pix[at])*(1-fu)+float64(page.Pix[at+1])*fu)*(1-fv) +
					(float64(page.Pix[at+page.Stride])*(1-fu)+float64(page.Pix[at+page.Stride+1])*fu)*fv
			}
			s = s*0.96*(1-c.light*float64(x)/float64(width)) + c.noise*dice.NormFloat64()
			if c.bilevel { // relative to the brightness of the paper there, as copiers do
				if s < 0.96*(1-c.light*float64(x)/float64(width))*165 {
					s = 0
				} else {
					s = 255
				}
			}
			out.Pix[y*out.Stride+x] = byte(min(max(s, 0), 255))
		}
	}
	if c.quality > 0 && !c.bilevel {
		out = throughJPEG(t, out, c.quality)
	}
	return turned(out, c.around)
}

// turned returns a page after a number of quarter turns.
func turned(g *image.Gray, quarters int) *image.Gray {
	for range quarters {
		width, height := g.Rect.Dx(), g.Rect.Dy()
		out := image.NewGray(image.Rect(0, 0, height, width))
		for y := range height {
			for x := range width {
				out.Pix[x*out.Stride+height-1-y] = g.Pix[y*g.Stride+x]
			}
		}
		g = out
	}
	return g
}

// throughJPEG returns a picture after JPEG compression at a quality.
func throughJPEG(t testing.TB, g *image.Gray, quality int) *image.Gray {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, g, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	m, err := jpeg.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	return m.(*image.Gray)
}
