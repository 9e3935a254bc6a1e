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

// Ball is one ballot in a picture of dot stacks: a circle of radius R around X, Y, as fractions of the picture's
// width. Y is measured upwards from the bottom.
type Ball struct {
	Level   int
	X, Y, R float64
}

// Stacks piles up ballots in one column per level, counts[i] at level i+1. height is the height of the picture as a
// fraction of its width. All balls have the same size, the largest at which the columns and the highest pile fit.
func Stacks(counts []int, height float64) []Ball {
	if len(counts) == 0 {
		return nil
	}
	highest := 1
	for _, n := range counts {
		highest = max(highest, n)
	}
	column := 1 / float64(len(counts))
	r := min(column, height/float64(highest)) / 2
	var balls []Ball
	for i, n := range counts {
		for k := range n {
			balls = append(balls, Ball{i + 1, (float64(i) + 0.5) * column, float64(2*k+1) * r, r})
		}
	}
	return balls
}
