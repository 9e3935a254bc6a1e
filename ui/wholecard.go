package ui

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// This file has the end of the discussion: the whole card in dots, strongest first.

// The number of indicators named below the dots.
const (
	namedStrong = 4
	namedWeak   = 2
)

// finished returns the view once everything is agreed. A dot leads back to its indicator.
func (d *discussScreen) finished() fyne.CanvasObject {
	title, words := d.w.endWords()
	card := d.card()
	return widgets.Over(widgets.Column(8, widgets.Statement(title), widgets.NewText(words).Colored(theme.ColorQuiet), widgets.Space(16)), card.filling(card.named()))
}

// card returns the whole card for the window. A dot leads back to its indicator.
func (d *discussScreen) card() cardInDots {
	return cardInDots{
		w: d.w, side: theme.Zoomed(48), small: theme.Size(theme.SizeQuiet), large: theme.Size(theme.SizeHeading), cell: theme.Zoomed(200), press: d.openFromCard,
	}
}

// untaken returns the card while unanimous scores are not agreed on yet, with those as outlines.
func (d *discussScreen) untaken() fyne.CanvasObject {
	w, card := d.w, d.card()
	card.side, card.cell, card.large = theme.Zoomed(40), theme.Zoomed(140), theme.Size(theme.SizeText)
	if _, total := w.session.Assessment.Answered(); total <= 16 { // there is room for larger dots
		card.side = theme.Zoomed(64)
	}
	return widgets.Column(8, widgets.Statement(w.say("discuss.differences_done")),
		widgets.NewText(w.say("discuss.unanimous_left")).Colored(theme.ColorQuiet), widgets.Space(16), card.areas())
}

// endWords returns the title of the end of the discussion and the line below it: what was agreed, or how many indicators have
// no agreed score.
func (w *Window) endWords() (title, words string) {
	a := w.session.Assessment
	answered, total := a.Answered()
	if blank := total - answered; blank > 0 {
		return w.say("discuss.blank", "count", blank), w.say("discuss.blank_hint")
	}
	if w.onlyRead() {
		return w.say("discuss.finished"), w.agreed()
	}
	return w.say("discuss.finished"), w.agreed() + ". " + w.say("discuss.finished_hint")
}

// agreed returns how many indicators have an answer, how many of those are not levels, and on how many the team differs, in
// words.
func (w *Window) agreed() string {
	a := w.session.Assessment
	answered, total := a.Answered()
	var levels, unknown, not int
	for _, area := range a.Result().Areas {
		levels, unknown, not = levels+area.Scored, unknown+area.Unknown, not+area.NotApplicable
	}
	var parts []string
	for _, x := range []struct {
		key string
		n   int
	}{{"adopt.levels", levels}, {"adopt.unknown", unknown}, {"adopt.not_applicable", not}} {
		if x.n > 0 {
			parts = append(parts, w.say(x.key, "count", x.n))
		}
	}
	differed := ""
	if n := len(a.Differed()); n > 0 {
		differed = w.say("adopt.differed", "count", n)
	}
	if unknown+not == 0 { // all answers are levels
		return strings.Join(nonEmpty(w.say("beamer.count", "count", answered, "total", total), differed), ", ")
	}
	if differed != "" {
		parts[0] += " (" + differed + ")" // those on which it differs have a level
	}
	return w.say("adopt.answered", "count", answered, "total", total, "parts", strings.Join(parts, ", "))
}

// firstBlank returns the first indicator, in card order, without an agreed score; "" if there is none.
func (d *discussScreen) firstBlank() string {
	for _, r := range d.w.session.Assessment.Result().Indicators {
		if r.Answer == assessment.Blank {
			return r.ID
		}
	}
	return ""
}

// fillBlank goes to the first indicator without an agreed score.
func (d *discussScreen) fillBlank() { d.choose(d.firstBlank()) }

// cardOnBeamer returns the same for the room, with another title while unanimous scores are not agreed on yet.
func (d *discussScreen) cardOnBeamer(p *beamerPage) fyne.CanvasObject {
	title, _ := d.w.endWords()
	below := cardInDots.named
	if len(d.w.unanimous()) > 0 {
		title, below = d.w.say("discuss.differences_done"), func(cardInDots) fyne.CanvasObject { return widgets.Space(0) } // too early to name any
	}
	dots := cardInDots{w: d.w, side: p.px(76), small: p.px(beamerQuiet), large: p.px(beamerText), cell: p.px(380)}
	return widgets.Over(widgets.Column(0, p.title(title), widgets.Space(p.px(36))), dots.filling(below(dots)))
}

// cardInDots shows the agreed score of every indicator, in pixels of its window.
type cardInDots struct {
	w            *Window
	side         float32         // of a dot
	small, large float32         // text sizes
	cell         float32         // minimum width of an area
	press        func(id string) // called with the indicator of a pressed dot; nil for none
}

// These are how much larger the dots may become if there is room, and the number of sizes tried.
const (
	mostGrowth = 1.2
	growths    = 25
)

// filling returns the areas, and below, in the largest dots that fit in the available height.
func (c cardInDots) filling(below fyne.CanvasObject) fyne.CanvasObject {
	return widgets.AboveAny(below, growths, func(i int) fyne.CanvasObject {
		large := c
		large.side *= 1 + mostGrowth*float32(growths-1-i)/(growths-1)
		return widgets.Column(c.side/2, large.areas(), widgets.Space(0))
	})
}

// areas returns each area with its indicators as dots.
func (c cardInDots) areas() fyne.CanvasObject {
	w, a := c.w, c.w.session.Assessment
	proposed := make(map[string]assessment.Answer)
	for _, s := range w.unanimous() {
		proposed[s.Indicator] = s.Answer
	}
	var cells []fyne.CanvasObject
	for i := range a.Card.Areas {
		in := a.Card.Areas[i].InScope(a.Scope)
		if len(in) == 0 {
			continue
		}
		slices.SortStableFunc(in, func(x, y *assessment.Indicator) int {
			return cmp.Compare(a.Score(y.ID).Answer, a.Score(x.ID).Answer)
		})
		dots := widgets.Row(c.side / 6)
		for _, ind := range in {
			dots.Add(c.dot(ind, proposed[ind.ID]))
		}
		cells = append(cells, widgets.Column(c.side/5, widgets.NewText(a.Card.In(a.Card.Areas[i].Title, w.lang.Code())).Px(c.large).Bold(), dots))
	}
	return widgets.Grid(min(c.side/2, c.cell/8), c.cell, len(cells), cells...)
}

// dot returns the agreed score of an indicator, or else the outline of the unanimous proposal.
func (c cardInDots) dot(ind *assessment.Indicator, proposed assessment.Answer) fyne.CanvasObject {
	a := c.w.session.Assessment
	score := a.Score(ind.ID)
	answer := score.Answer
	name := widgets.NewText(ind.ID).Px(max(c.small, c.side*0.26)).Colored(theme.ColorQuiet)
	if score.Disagreed {
		name.Bold().Colored(theme.ColorAccent)
	}
	swatch := c.w.answerDot(answer, c.side/theme.Zoomed(1))
	if answer == assessment.Blank && proposed != assessment.Blank {
		swatch = widgets.NewSwatch(answerSign(proposed), theme.Color(theme.ColorPaper), theme.Color(theme.ColorQuiet), c.side/theme.Zoomed(1), true).Hollow()
	}
	dot := widgets.Column(2, swatch, name.Aligned(fyne.TextAlignCenter).OneLine())
	label := ind.ID + " " + a.Card.In(ind.Title, c.w.lang.Code()) + ", " + c.w.answerWords(answer)
	if score.Disagreed {
		label += ", " + c.w.say("field.disagreed")
	}
	if c.press == nil {
		return dot
	}
	return widgets.NewPressable(label, dot, func() { c.press(ind.ID) })
}

// named returns the strongest indicators, those with the most to gain, and those on which the team agreed to differ.
func (c cardInDots) named() fyne.CanvasObject {
	w, a := c.w, c.w.session.Assessment
	result := a.Result()
	group := func(key string, ids []string, columns int, bold bool) fyne.CanvasObject {
		var names []fyne.CanvasObject
		for _, id := range ids {
			ind, _ := a.Card.Indicator(id)
			words := widgets.NewText(a.Card.In(ind.Title, w.lang.Code())).Px(c.large)
			if bold {
				words.Bold()
			}
			names = append(names, words)
		}
		return widgets.Column(c.small/3, widgets.NewText(w.say(key)).Px(c.small).Colored(theme.ColorQuiet), widgets.Grid(c.small/2, c.cell, columns, names...))
	}
	named := widgets.Split(c.side/2, 3*c.cell, []float32{2, 1}, group("discuss.good_at", result.Strongest(namedStrong), 2, true),
		group("discuss.to_win", result.Weakest(namedWeak), 1, false))
	differed := a.Differed()
	if len(differed) == 0 {
		return named
	}
	for i, id := range differed {
		ind, _ := a.Card.Indicator(id)
		differed[i] = id + " " + a.Card.In(ind.Title, w.lang.Code())
	}
	return widgets.Column(c.small/2, named, widgets.NewText(w.say("field.disagreed")+": "+strings.Join(differed, ", ")).Px(c.small).Bold().Colored(theme.ColorAccent))
}
