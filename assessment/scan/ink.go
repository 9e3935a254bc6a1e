package scan

import (
	"image"
	"math"
	"slices"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
)

// Thresholds is how much ink makes a mark, as a share of the inside of a box.
type Thresholds struct {
	Marked, Empty float64 // over and under; what is between is asked
	Share         float64 // of the boxes of a sheet that are taken to be empty: their ink is the sheet's own
	Sign          float64 // how much the ink of a column's empty boxes may differ from that
	Beside        float64 // ink beside the boxes of a row without a mark, which is asked
}

// Usual is the thresholds for all forms. Source: .github/spec/everyone.md, Papier.
var Usual = Thresholds{Marked: 0.034, Empty: 0.020, Share: 0.40, Sign: 0.016, Beside: 0.045}

// The measures of looking at a box, in millimetres.
const (
	pitch      = 0.12 // between two points that are measured
	outline    = 0.12 // of the box, as a share of its side: left out of its inside
	besideFrom = 0.45 // from the box
	besideTo   = 0.95
	roundBox   = 1.2 // of the paper around it that is measured
	slips      = 1.0 // how far a row may lie from its place
	slipStep   = 0.25
	slipGain   = 0.03 // how much darker the outlines have to be there
	paperShare = 0.80 // of the points around a box, which are darker than the paper
	leastRange = 40   // between paper and squares: less cannot be told apart
)

// inkReader measures ink on one page.
type inkReader struct {
	view
	black float64 // the brightness of the squares
}

func newInkReader(v view, s *report.Sheet) (inkReader, bool) {
	r := inkReader{view: v}
	var blacks []float64
	for _, c := range report.SquaresOf(s.Width, s.Height) {
		const in = report.SquareSide / 2 * 0.6
		blacks = append(blacks, r.mean(point{c[0] - in, c[1] - in}, 2*in, 2*in))
	}
	slices.Sort(blacks)
	r.black = blacks[2] // one may not be there
	return r, r.black+leastRange < 255
}

// mean returns the brightness of a rectangle.
func (r inkReader) mean(at point, width, height float64) float64 {
	sum, n := 0.0, 0
	for y := at.y + pitch/2; y < at.y+height; y += pitch {
		for x := at.x + pitch/2; x < at.x+width; x += pitch {
			sum += shade(r.Gray, r.at(point{x, y}))
			n++
		}
	}
	return sum / float64(max(n, 1))
}

// paper returns the brightness of the paper around a box.
func (r inkReader) paper(b report.Place, slip point) float64 {
	var all []float64
	for y := b.Y + slip.y - roundBox; y < b.Y+slip.y+b.Side+roundBox; y += 3 * pitch {
		for x := b.X + slip.x - roundBox; x < b.X+slip.x+b.Side+roundBox; x += 3 * pitch {
			all = append(all, shade(r.Gray, r.at(point{x, y})))
		}
	}
	return percentile(all, paperShare)
}

// dark returns how dark a brightness is between that of the paper and that of the squares, from 0 to 1.
func (r inkReader) dark(v, paper float64) float64 {
	return min(max((paper-v)/max(paper-r.black, leastRange), 0), 1)
}

// inside returns how dark the inside of a box is, less what is printed there.
func (r inkReader) inside(b report.Place, slip point) float64 {
	paper := r.paper(b, slip)
	in := outline * b.Side
	side := b.Side - 2*in
	sum, n := 0.0, 0
	for y := pitch / 2; y < side; y += pitch {
		for x := pitch / 2; x < side; x += pitch {
			sum += r.dark(shade(r.Gray, r.at(point{b.X + slip.x + in + x, b.Y + slip.y + in + y})), paper)
			n++
		}
	}
	return sum/float64(n) - b.Ink/(side*side)
}

// beside returns how dark the paper around a box is.
func (r inkReader) beside(b report.Place, slip point) float64 {
	paper := r.paper(b, slip)
	sum, n := 0.0, 0
	for y := -besideTo; y < b.Side+besideTo; y += pitch {
		for x := -besideTo; x < b.Side+besideTo; x += pitch {
			if x > -besideFrom && x < b.Side+besideFrom && y > -besideFrom && y < b.Side+besideFrom {
				continue
			}
			sum += r.dark(shade(r.Gray, r.at(point{b.X + slip.x + x, b.Y + slip.y + y})), paper)
			n++
		}
	}
	return sum / float64(n)
}

// slip returns how far the boxes of a row are from their places, by their outlines: paper stretches and curls.
func (r inkReader) slip(boxes []report.Place) point {
	paper := r.paper(boxes[0], point{})
	score := func(slip point) float64 {
		sum, n := 0.0, 0
		for _, b := range boxes {
			for d := b.Side * 0.15; d < b.Side*0.85; d += 2 * pitch {
				for _, p := range [4]point{{d, 0}, {d, b.Side}, {0, d}, {b.Side, d}} {
					sum += r.dark(shade(r.Gray, r.at(point{b.X + slip.x + p.x, b.Y + slip.y + p.y})), paper)
					n++
				}
			}
		}
		return sum / float64(n)
	}
	best, most := point{}, score(point{})+slipGain
	for y := -slips; y <= slips; y += slipStep {
		for x := -slips; x <= slips; x += slipStep {
			if s := score(point{x, y}); s > most {
				best, most = point{x, y}, s
			}
		}
	}
	return best
}

// percentile returns the value that a share of all is under. It sorts all.
func percentile(all []float64, share float64) float64 {
	if len(all) == 0 {
		return 0
	}
	slices.Sort(all)
	return all[min(int(math.Round(share*float64(len(all)-1))), len(all)-1)]
}

// Row is one indicator as read: its answer, or that a person must look. Then Picture is the row.
type Row struct {
	Indicator string
	Answer    assessment.Answer
	Asked     bool
	Picture   *image.Gray
	Inks      []float64 // of the boxes
}

// rows reads all rows of a page, and returns the ink of its empty boxes too.
func (r inkReader) rows(s *report.Sheet, t Thresholds) (rows []Row, sheet float64) {
	var all []float64
	rows = make([]Row, len(s.Rows))
	moved := make([]point, len(s.Rows))
	for i, of := range s.Rows {
		moved[i] = r.slip(of.Boxes)
		rows[i].Indicator = of.Indicator
		for _, b := range of.Boxes {
			rows[i].Inks = append(rows[i].Inks, r.inside(b, moved[i]))
		}
		all = append(all, rows[i].Inks...)
	}
	sheet = percentile(all, t.Share)
	own := t.own(rows, sheet)
	for i, of := range s.Rows {
		row := &rows[i]
		for k := range row.Inks {
			row.Inks[k] -= own[k]
		}
		at, sure := t.only(row.Inks)
		if at >= 0 && sure {
			row.Answer = of.Boxes[at].Answer
		}
		if at < 0 && sure {
			for _, b := range of.Boxes {
				sure = sure && r.beside(b, moved[i]) < t.Beside
			}
		}
		if row.Asked = !sure; row.Asked {
			row.Picture = r.strip(of.Boxes, s)
		}
	}
	return rows, sheet
}

// own returns the ink of the empty boxes of each column on this sheet. It differs from that of the whole sheet by at most
// Sign, because copiers blur one sign more than another; so a column in which most people marked a box does not count as
// empty.
func (t Thresholds) own(rows []Row, sheet float64) []float64 {
	const least = 5 // rows
	var own []float64
	for k := 0; ; k++ {
		var column []float64
		for _, row := range rows {
			if k < len(row.Inks) {
				column = append(column, row.Inks[k])
			}
		}
		switch {
		case len(column) == 0:
			return own
		case len(column) < least:
			own = append(own, sheet)
		default:
			own = append(own, sheet+min(max(percentile(column, t.Share)-sheet, -t.Sign), t.Sign))
		}
	}
}

// only returns the one marked box, or -1 for none, and whether that is certain.
func (t Thresholds) only(inks []float64) (at int, sure bool) {
	at = -1
	for i, ink := range inks {
		switch {
		case ink > t.Marked && at >= 0:
			return -1, false
		case ink > t.Marked:
			at = i
		case ink >= t.Empty:
			return -1, false
		}
	}
	return at, true
}

// group reads the group marked on a page, of which sheet is the ink of the empty boxes. If none is marked that is not certain
// either.
func (r inkReader) group(s *report.Sheet, t Thresholds, sheet float64) (group assessment.Group, picture *image.Gray) {
	slip := r.slip(s.Groups)
	var inks []float64
	for _, b := range s.Groups {
		inks = append(inks, r.inside(b, slip))
	}
	own := min(sheet, slices.Min(inks)) // at most what the emptiest has: these boxes have no sign, which blurs
	for i := range inks {
		inks[i] -= own
	}
	if at, sure := t.only(inks); at >= 0 && sure {
		return s.Groups[at].Group, nil
	}
	return "", r.strip(s.Groups, s)
}

// strip returns the picture of a row with its boxes, what is written beside them, and the names of groups. It is no wider: on
// the screen it is as large as what is asked about it.
func (r inkReader) strip(boxes []report.Place, s *report.Sheet) *image.Gray {
	const dots, before, after, above, edge = 8.0, 4.5, 22.0, 3.0, 3.0 // a millimetre, in millimetres
	left, right, top, bottom := s.Width, 0.0, s.Height, 0.0
	for _, b := range boxes {
		left, right = min(left, b.X-before), max(right, b.X+b.Side+after)
		top, bottom = min(top, b.Y-above), max(bottom, b.Y+b.Side+above)
	}
	left, right = max(left, edge), min(right, s.Width-edge)
	width, height := int((right-left)*dots), int((bottom-top)*dots)
	cut := image.NewGray(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			p := point{left + (float64(x)+0.5)/dots, top + (float64(y)+0.5)/dots}
			cut.Pix[y*cut.Stride+x] = byte(shade(r.Gray, r.at(p)))
		}
	}
	return cut
}
