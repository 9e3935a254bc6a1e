// Package chart computes the geometry that screen and paper share: distribution bars, dot lines, dot stacks and the
// colours of levels. Coordinates are fractions of the picture; the caller chooses its size.
package chart

// Segment is a part of a distribution bar, from X0 to X1. Level 0 stands for no level and is drawn as an empty track.
type Segment struct {
	Level, Count int
	X0, X1       float64
}

// Bar returns the distribution of an area's scores: counts[i] scores at level i+1 out of total, lowest level first.
// Indicators without a score form one last segment of level 0. Levels without scores have no segment; if total is 0,
// the bar is one empty track.
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
