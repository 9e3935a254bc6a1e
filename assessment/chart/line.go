package chart

// Dot is one level's place on an indicator's dot line, X being its centre, and what lies there.
type Dot struct {
	Level                         int
	X                             float64
	Score, Norm, Previous, Target bool
}

// Line returns an indicator's dot line with levels 1..n. A score, norm, previous score or target outside them, such as 0
// for none, lies nowhere.
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

// Ball is one ballot in a picture of dot stacks: a circle around X, Y of radius R, all in widths of the picture.
// Y counts from the ground up.
type Ball struct {
	Level   int
	X, Y, R float64
}

// Stacks piles ballots up in a column per level, counts[i] at level i+1, in a picture that is height times as high as
// it is wide. The balls have one size: as large as the columns and the highest pile let them be.
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
