package release_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"kwaliteitskaart/cmd/dev/release"
)

// The shipped picture matches the drawing, and the drawing can be rendered at any size, within its margin.
func TestDraw(t *testing.T) {
	p, err := release.Read(t.Context(), filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.Open(p.Icon)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	shipped, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	side := shipped.Bounds().Dx()
	drawn := draw(t, p, side, 0)
	for y := 0; y < side; y += 7 {
		for x := 0; x < side; x += 7 {
			if a, b := shipped.At(x, y), drawn.At(x, y); far(a, b) {
				t.Fatalf("at %d,%d the picture has %v and the drawing %v", x, y, a, b)
			}
		}
	}
	small := draw(t, p, 64, 0.125)
	for at, want := range map[image.Point]uint32{{2, 2}: 0, {6, 32}: 0, {60, 32}: 0, {32, 12}: 0xffff} {
		if _, _, _, a := small.At(at.X, at.Y).RGBA(); a != want {
			t.Errorf("with a margin the opacity at %v is %x, want %x", at, a, want)
		}
	}
}

func draw(t *testing.T, p release.Product, size int, margin float64) image.Image {
	t.Helper()
	b, err := p.Draw(size, margin)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if got := picture.Bounds().Size(); got != image.Pt(size, size) {
		t.Fatalf("drawn in %v, want %d", got, size)
	}
	return picture
}

// far reports whether two colours differ more than antialiasing may cause.
func far(a, b color.Color) bool {
	const most = 0x3000
	r1, g1, b1, a1 := a.RGBA()
	r2, g2, b2, a2 := b.RGBA()
	for _, d := range [][2]uint32{{r1, r2}, {g1, g2}, {b1, b2}, {a1, a2}} {
		if max(d[0], d[1])-min(d[0], d[1]) > most {
			return true
		}
	}
	return false
}
