package chart

// Dot is one level on an indicator's dot line, centred on X, with flags for what is drawn there.
type Dot struct {
	Level                         int
	X                             float64
	Score, Norm, Previous, Target bool
}

// Line returns an indicator's dot line with levels 1 to n. A score, norm, previous score or target outside that
// range, such as 0 for none, is not marked.
func Line(n, score, norm, previous, target int) []Dot {
	dots := make([]Dot, n)
	for i := range dots {
		level := i + 1
		dots[i] = Dot{
			Level: level, X: (float64(i) + 0.5) / float64(n),
			Score: level == score, Norm: level == norm, Previous: level == previous, Target: level == target,
		}
	}
	return dots
}
