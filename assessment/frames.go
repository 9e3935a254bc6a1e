package assessment

import (
	"cmp"
	"slices"
)

// Frame is a theme or public source of the card, with the indicators in scope that name it, in card order. Scored is the
// number with a level, AtNorm the number with a level at or above the card's norm.
type Frame struct {
	Key            string
	Indicators     []IndicatorResult
	AtNorm, Scored int
}

// Frames returns the card's themes and its sources that an indicator in scope names: themes in card order, sources with those
// that most indicators name first.
func (r *Result) Frames(c *Card) (themes, sources []Frame) {
	for _, t := range c.Themes {
		themes = r.frame(themes, t.Key, c, func(i *Indicator) []string { return i.Themes })
	}
	for _, s := range c.Sources {
		sources = r.frame(sources, s.Key, c, func(i *Indicator) []string { return i.Sources })
	}
	slices.SortStableFunc(sources, func(a, b Frame) int { return cmp.Compare(len(b.Indicators), len(a.Indicators)) })
	return themes, sources
}

// frame appends the frame with a key to list, unless no indicator names it.
func (r *Result) frame(list []Frame, key string, c *Card, named func(*Indicator) []string) []Frame {
	f := Frame{Key: key}
	for _, x := range r.Indicators {
		ind, _ := c.Indicator(x.ID)
		if ind == nil || !slices.Contains(named(ind), key) {
			continue
		}
		f.Indicators = append(f.Indicators, x)
		if x.Answer.IsLevel() {
			f.Scored++
			if int(x.Answer) >= x.Norm {
				f.AtNorm++
			}
		}
	}
	if len(f.Indicators) == 0 {
		return list
	}
	return append(list, f)
}
