package chart

import "math"

// Point is the centre of a dot; Y is measured upwards from the bottom.
type Point struct{ X, Y float64 }

// Diameter returns the diameter, at most largest, at which a pile of most dots fits in width by height.
func Diameter(most int, width, height, largest float64) float64 {
	best := 0.0
	for lines := 1; lines <= max(1, most); lines++ {
		beside := (max(1, most) + lines - 1) / lines
		best = max(best, min(width/float64(beside), height/float64(lines)))
	}
	return min(best, largest)
}

// Pile returns n dots of a diameter in as few lines as the width allows, from the bottom, each line centred.
func Pile(n int, width, diameter float64) []Point {
	const rounding = 1e-9
	beside := max(1, int(math.Floor(width/diameter+rounding)))
	var pile []Point
	for line := 0; n > 0; line++ {
		here := min(n, beside)
		for i := range here {
			pile = append(pile, Point{width/2 + (float64(i)-float64(here-1)/2)*diameter, (float64(line) + 0.5) * diameter})
		}
		n -= here
	}
	return pile
}
