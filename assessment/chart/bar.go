// Package chart computes the geometry that screen and paper share: distribution bars, dot lines, dot stacks and the
// colours of levels. Coordinates are fractions of the picture; the caller chooses its size.
package chart

import "strconv"

// Segment is a part of a distribution bar, from X0 to X1. Level 0 stands for no level and is drawn as an empty track, with a
// question mark where the answer is unknown.
type Segment struct {
	Level, Count int
	Unknown      bool
	X0, X1       float64
}

// Words returns what stands in the segment; "" for nothing.
func (s Segment) Words() string {
	switch {
	case s.Unknown:
		return strconv.Itoa(s.Count) + " ?"
	case s.Level > 0:
		return strconv.Itoa(s.Count)
	}
	return ""
}

// Bar returns the distribution of an area's scores: counts[i] scores at level i+1 out of total, lowest level first.
// Indicators without a score come last, as segments of level 0: those of which the answer is unknown, then the others. Levels
// without scores have no segment; if total is 0, the bar is one empty track.
func Bar(counts []int, unknown, total int) []Segment {
	scored := 0
	for _, n := range counts {
		scored += n
	}
	total = max(total, scored+unknown)
	if total == 0 {
		return []Segment{{X1: 1}}
	}
	var bar []Segment
	before := 0
	add := func(s Segment) {
		if s.Count > 0 {
			s.X0, s.X1 = float64(before)/float64(total), float64(before+s.Count)/float64(total)
			bar = append(bar, s)
			before += s.Count
		}
	}
	for i, n := range counts {
		add(Segment{Level: i + 1, Count: n})
	}
	add(Segment{Count: unknown, Unknown: true})
	add(Segment{Count: total - scored - unknown})
	return bar
}
