package scan

import (
	"image"
	"math"
	"slices"

	"kwaliteitskaart/assessment/report"
)

// The sizes at which squares are looked for: of the whole picture in pixels, and of a square against that.
const (
	lookedAt     = 1300
	leastSide    = 0.009 // of the longest side; a square is 0.017 of an A4
	mostSide     = 0.034
	leastFill    = 0.62 // of the box around it, which a square that is turned leaves partly empty
	cornersEach  = 7    // how many are tried for each corner
	quadsTried   = 4    // how many sets of four are tried
	sidesDiffer  = 0.07 // how much opposite sides may
	shapeDiffers = 0.09 // how much the shape may, of the page's
)

// blob is a dark spot: its centre and the area and sides of the box around it, in pixels.
type blob struct {
	point
	area, width, height int
}

// quad is the centres of four squares, clockwise from the top left of the picture, and how far they are from the page's
// shape. Lost is the number of the missing one, from 1, or 0.
type quad struct {
	corners [4]point
	strain  float64
	lost    int
}

// quads returns the likely places of the four squares in a picture, likeliest first.
func quads(g *image.Gray) []quad {
	small, by := shrunk(g, lookedAt)
	long := float64(max(small.Rect.Dx(), small.Rect.Dy()))
	var blobs []blob
	for _, b := range spots(small) {
		side := math.Sqrt(float64(b.area))
		box := float64(b.width * b.height)
		if side >= leastSide*long && side <= mostSide*long && float64(b.area) >= leastFill*box &&
			b.width*3 <= b.height*4 && b.height*3 <= b.width*4 {
			blobs = append(blobs, b)
		}
	}
	width, height := float64(small.Rect.Dx()), float64(small.Rect.Dy())
	var nearest [4][]blob
	for i, corner := range [4]point{{0, 0}, {width, 0}, {width, height}, {0, height}} {
		sorted := slices.Clone(blobs)
		slices.SortFunc(sorted, func(a, b blob) int {
			return compare(a.minus(corner).length(), b.minus(corner).length())
		})
		nearest[i] = sorted[:min(len(sorted), cornersEach)]
	}
	var found []quad
	for _, a := range nearest[0] {
		for _, b := range nearest[1] {
			for _, c := range nearest[2] {
				for _, d := range nearest[3] {
					if strain, ok := strainOf([4]blob{a, b, c, d}); ok {
						found = append(found, quad{[4]point{a.point, b.point, c.point, d.point}, strain, 0})
					}
				}
			}
		}
	}
	if len(found) == 0 {
		found = withoutOne(nearest)
	}
	slices.SortFunc(found, func(a, b quad) int { return compare(a.strain, b.strain) })
	found = found[:min(len(found), quadsTried)]
	for i := range found {
		q := &found[i]
		side := q.side() * float64(by)
		for k, p := range q.corners {
			q.corners[k] = centred(g, point{p.x * float64(by), p.y * float64(by)}, side)
		}
		if k := q.lost - 1; k >= 0 {
			a, b, c := q.corners[(k+1)%4], q.corners[(k+2)%4], q.corners[(k+3)%4]
			q.corners[k] = point{a.x + c.x - b.x, a.y + c.y - b.y}
		}
	}
	return found
}

func compare(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// side returns the width of a square in a picture with these four centres.
func (q quad) side() float64 {
	c := q.corners
	squares := report.SquaresOf(report.SheetWidth, report.SheetHeight)
	around := 2 * (squares[1][0] - squares[0][0] + squares[2][1] - squares[1][1])
	long := c[1].minus(c[0]).length() + c[2].minus(c[1]).length() + c[3].minus(c[2]).length() + c[0].minus(c[3]).length()
	return report.SquareSide * long / around
}

// withoutOne returns the places of four squares of which one is missing, as on a page with a corner folded or cut off; its
// place follows from the other three.
func withoutOne(nearest [4][]blob) (found []quad) {
	for i := range nearest {
		for _, a := range nearest[(i+1)%4] {
			for _, b := range nearest[(i+2)%4] {
				for _, c := range nearest[(i+3)%4] {
					lost := a
					lost.point = point{a.x + c.x - b.x, a.y + c.y - b.y}
					var all [4]blob
					all[i], all[(i+1)%4], all[(i+2)%4], all[(i+3)%4] = lost, a, b, c
					if strain, ok := strainOf(all); ok {
						found = append(found, quad{[4]point{all[0].point, all[1].point, all[2].point, all[3].point}, strain, i + 1})
					}
				}
			}
		}
	}
	return found
}

// strainOf returns how far four spots are from the four squares of a page, upright or on its side, and whether they can be
// them.
func strainOf(b [4]blob) (float64, bool) {
	top, right := b[1].minus(b[0].point).length(), b[2].minus(b[1].point).length()
	bottom, left := b[2].minus(b[3].point).length(), b[3].minus(b[0].point).length()
	if min(top, right, bottom, left) < 1 {
		return 0, false
	}
	wide, high := (top+bottom)/2, (left+right)/2
	squares := report.SquaresOf(report.SheetWidth, report.SheetHeight)
	shape := (squares[2][1] - squares[1][1]) / (squares[1][0] - squares[0][0])
	across, down := b[2].minus(b[0].point).length(), b[3].minus(b[1].point).length()
	strain := math.Abs(top-bottom)/wide + math.Abs(left-right)/high + math.Abs(across-down)/(wide+high)
	off := math.Abs(max(wide, high)/min(wide, high)/shape - 1)
	if strain > 3*sidesDiffer || off > shapeDiffers {
		return 0, false
	}
	expected := quad{corners: [4]point{b[0].point, b[1].point, b[2].point, b[3].point}}.side()
	for _, x := range b {
		size := math.Sqrt(float64(x.area)) / expected
		if size < 0.7 || size > 1.35 {
			return 0, false
		}
		strain += 0.3 * math.Abs(size-1)
	}
	return strain + off, true
}

// spots returns the dark spots of a picture: connected points that are darker than their surroundings.
func spots(g *image.Gray) []blob {
	width, height := g.Rect.Dx(), g.Rect.Dy()
	dark := darker(g)
	var found []blob
	var todo []int
	for start := range dark {
		if !dark[start] {
			continue
		}
		dark[start] = false
		todo = append(todo[:0], start)
		b := blob{}
		sumX, sumY := 0, 0
		x0, y0, x1, y1 := width, height, 0, 0
		for len(todo) > 0 {
			at := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			x, y := at%width, at/width
			b.area++
			sumX, sumY = sumX+x, sumY+y
			x0, y0, x1, y1 = min(x0, x), min(y0, y), max(x1, x), max(y1, y)
			for _, next := range [4]struct {
				at    int
				there bool
			}{{at - 1, x > 0}, {at + 1, x < width-1}, {at - width, y > 0}, {at + width, y < height-1}} {
				if next.there && dark[next.at] {
					dark[next.at] = false
					todo = append(todo, next.at)
				}
			}
		}
		b.width, b.height = x1-x0+1, y1-y0+1
		b.point = point{float64(sumX)/float64(b.area) + 0.5, float64(sumY)/float64(b.area) + 0.5}
		found = append(found, b)
	}
	return found
}

// darker returns which points of a picture are much darker than the mean of their surroundings, so that uneven light does not
// matter.
func darker(g *image.Gray) []bool {
	const times, share = 14, 0.72
	width, height := g.Rect.Dx(), g.Rect.Dy()
	sums := make([]int, (width+1)*(height+1)) // of all that is above and to the left
	for y := range height {
		row := 0
		for x := range width {
			row += int(g.Pix[y*g.Stride+x])
			sums[(y+1)*(width+1)+x+1] = sums[y*(width+1)+x+1] + row
		}
	}
	reach := max(width, height) / times / 2
	dark := make([]bool, width*height)
	for y := range height {
		y0, y1 := max(0, y-reach), min(height, y+reach+1)
		for x := range width {
			x0, x1 := max(0, x-reach), min(width, x+reach+1)
			sum := sums[y1*(width+1)+x1] - sums[y0*(width+1)+x1] - sums[y1*(width+1)+x0] + sums[y0*(width+1)+x0]
			mean := float64(sum) / float64((x1-x0)*(y1-y0))
			dark[y*width+x] = float64(g.Pix[y*g.Stride+x]) < mean*share
		}
	}
	return dark
}

// centred returns the centre of the square near p in the full picture, weighing each point by its darkness.
func centred(g *image.Gray, p point, side float64) point {
	reach := side * 0.66
	x0, x1 := max(0, int(p.x-reach)), min(g.Rect.Dx()-1, int(p.x+reach))
	y0, y1 := max(0, int(p.y-reach)), min(g.Rect.Dy()-1, int(p.y+reach))
	darkest, lightest := byte(255), byte(0)
	for y := y0; y <= y1; y++ {
		for x := x0; x <= x1; x++ {
			v := g.Pix[y*g.Stride+x]
			darkest, lightest = min(darkest, v), max(lightest, v)
		}
	}
	middle := (int(darkest) + int(lightest)) / 2
	sum, sumX, sumY := 0.0, 0.0, 0.0
	for y := y0; y <= y1; y++ {
		for x := x0; x <= x1; x++ {
			if v := int(g.Pix[y*g.Stride+x]); v < middle {
				w := float64(middle - v)
				sum, sumX, sumY = sum+w, sumX+w*(float64(x)+0.5), sumY+w*(float64(y)+0.5)
			}
		}
	}
	if sum == 0 {
		return p
	}
	return point{sumX / sum, sumY / sum}
}
