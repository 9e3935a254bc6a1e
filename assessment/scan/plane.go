package scan

import (
	"image"
	"math"
)

// point is a place on a page in millimetres, or in a picture in pixels.
type point struct{ x, y float64 }

func (p point) minus(q point) point { return point{p.x - q.x, p.y - q.y} }
func (p point) length() float64     { return math.Hypot(p.x, p.y) }

// plane is the perspective in which a picture shows a page: it leads from millimetres to pixels.
type plane [8]float64

// planeOf returns the perspective that puts the four points of a page where the picture has them, and false if there is none.
func planeOf(page, picture [4]point) (h plane, ok bool) {
	var m [8][9]float64
	for i := range page {
		x, y, u, v := page[i].x, page[i].y, picture[i].x, picture[i].y
		m[2*i] = [9]float64{x, y, 1, 0, 0, 0, -u * x, -u * y, u}
		m[2*i+1] = [9]float64{0, 0, 0, x, y, 1, -v * x, -v * y, v}
	}
	for c := range m { // Gauss and Jordan, with the largest pivot
		best := c
		for r := c + 1; r < len(m); r++ {
			if math.Abs(m[r][c]) > math.Abs(m[best][c]) {
				best = r
			}
		}
		if math.Abs(m[best][c]) < 1e-12 {
			return h, false
		}
		m[c], m[best] = m[best], m[c]
		for r := range m {
			if r == c {
				continue
			}
			by := m[r][c] / m[c][c]
			for k := c; k < len(m[r]); k++ {
				m[r][k] -= by * m[c][k]
			}
		}
	}
	for i := range h {
		h[i] = m[i][8] / m[i][i]
	}
	return h, true
}

// at returns where the picture shows a point of the page.
func (h plane) at(p point) point {
	w := h[6]*p.x + h[7]*p.y + 1
	return point{(h[0]*p.x + h[1]*p.y + h[2]) / w, (h[3]*p.x + h[4]*p.y + h[5]) / w}
}

// shade returns the brightness of a picture at a point, from 0 to 255, in between its pixels. Outside it is white.
func shade(g *image.Gray, p point) float64 {
	x, y := p.x-0.5, p.y-0.5
	fx, fy := math.Floor(x), math.Floor(y)
	ix, iy := int(fx), int(fy)
	if ix < 0 || iy < 0 || ix+1 >= g.Rect.Dx() || iy+1 >= g.Rect.Dy() {
		return 255
	}
	x, y = x-fx, y-fy
	above, below := g.Pix[iy*g.Stride+ix:], g.Pix[(iy+1)*g.Stride+ix:]
	return (float64(above[0])*(1-x)+float64(above[1])*x)*(1-y) + (float64(below[0])*(1-x)+float64(below[1])*x)*y
}

// shrunk returns a picture that is a whole number of times smaller, so that its longest side is at most most, and how many
// times.
func shrunk(g *image.Gray, most int) (*image.Gray, int) {
	width, height := g.Rect.Dx(), g.Rect.Dy()
	by := (max(width, height) + most - 1) / most
	if by <= 1 {
		return g, 1
	}
	small := image.NewGray(image.Rect(0, 0, width/by, height/by))
	sums := make([]int, width/by)
	for y := range height / by {
		clear(sums)
		for k := range by {
			row := g.Pix[(y*by+k)*g.Stride:][:width]
			for x := range sums {
				for _, v := range row[x*by:][:by] {
					sums[x] += int(v)
				}
			}
		}
		for x, sum := range sums {
			small.Pix[y*small.Stride+x] = byte(sum / (by * by))
		}
	}
	return small, by
}
