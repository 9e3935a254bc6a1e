// Package chart is the geometry of the pictures that screen and paper share: bars of levels, dot lines, dot stacks
// and the colours of levels. Everything lies in the unit square; whoever draws decides how large that is.
package chart

// Segment is a part of a distribution bar, from X0 to X1. Level 0 is what has no level: an empty track.
type Segment struct {
	Level, Count int
	X0, X1       float64
}

// Bar returns the distribution of an area's scores: counts[i] at level i+1, of total, lowest level first. What is not
// scored is one last segment of level 0. Levels nobody gave have no segment; a bar of nothing is one empty track.
func Bar(counts []int, total int) []Segment {
	scored := 0
	for _, n := range counts {
		scored += n
	}
	total = max(total, scored)
	if total == 0 {
		return []Segment{{X1: 1}}
	}
	var bar []Segment
	before := 0
	add := func(level, count int) {
		if count > 0 {
			bar = append(bar, Segment{level, count, float64(before) / float64(total), float64(before+count) / float64(total)})
			before += count
		}
	}
	for i, n := range counts {
		add(i+1, n)
	}
	add(0, total-scored)
	return bar
}
