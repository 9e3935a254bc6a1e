package chart

import (
	"image/color"
	"math"
)

// Step is the colour of one level and the ink that is legible on it.
type Step struct{ Fill, Ink color.RGBA }

// MinContrast is the minimum contrast ratio between a step and its ink: WCAG 2.1, level AA for text.
const MinContrast = 4.5

var (
	// anchors are the colours of the ramp, from light to dark, so that the order survives grey print and every kind
	// of colour blindness.
	anchors = []color.RGBA{rgb(0xF4DDB5), rgb(0xE2B25E), rgb(0x2F8078), rgb(0x0F4740)}
	inks    = []color.RGBA{rgb(0x1F2933), rgb(0xFFFFFF)}
)

func rgb(hex uint32) color.RGBA {
	return color.RGBA{uint8(hex >> 16), uint8(hex >> 8), uint8(hex), 0xFF}
}

// Ramp returns the colours of levels 1 to n, lightest first: equidistant steps along the ramp, including both ends. A
// step on which neither ink has enough contrast, as happens between ochre and green, moves on to the first colour on
// which one has.
func Ramp(n int) []Step {
	steps := make([]Step, n)
	for i := range steps {
		at := 0.0
		if n > 1 {
			at = float64(i) / float64(n-1)
		}
		steps[i] = step(at)
		for Contrast(steps[i].Fill, steps[i].Ink) < MinContrast {
			at += 1.0 / 256
			steps[i] = step(at)
		}
	}
	return steps
}

func step(at float64) Step {
	whole, part := math.Modf(min(at, 1) * float64(len(anchors)-1))
	from := anchors[int(whole)]
	to := anchors[min(int(whole)+1, len(anchors)-1)]
	mix := func(a, b uint8) uint8 { return uint8(math.Round(float64(a) + part*(float64(b)-float64(a)))) }
	s := Step{Fill: color.RGBA{mix(from.R, to.R), mix(from.G, to.G), mix(from.B, to.B), 0xFF}}
	for _, ink := range inks {
		if s.Ink.A == 0 || Contrast(s.Fill, ink) > Contrast(s.Fill, s.Ink) {
			s.Ink = ink
		}
	}
	return s
}

// Contrast returns the contrast ratio of two colours, from 1 to 21, as defined by WCAG 2.1.
func Contrast(a, b color.RGBA) float64 {
	x, y := Luminance(a), Luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Luminance returns the relative luminance of a colour, from 0 for black to 1 for white, as defined by WCAG 2.1. It
// is also the lightness of the colour in grey print.
func Luminance(c color.RGBA) float64 {
	linear := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}
