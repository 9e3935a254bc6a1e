package ui

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// checkScreen checks whether this computer has what the program needs, with a line for each check, which is green or
// says what to do.
type checkScreen struct {
	shared
	w *Window
	list[Finding]
}

func (s *settingsScreen) check() {
	c := &checkScreen{w: s.w}
	s.w.show(c)
	c.runChecks()
}

// runChecks runs all checks; only one run is active at a time.
func (c *checkScreen) runChecks() {
	w := c.w
	c.read = false
	w.render()
	size := w.win.Canvas().Size()
	window := fmt.Sprintf("%.0f × %.0f", size.Width, size.Height)
	c.load(w, c, "", func(ctx context.Context) ([]Finding, error) { return w.Check(ctx, w.lang, window), nil })
}

func (c *checkScreen) build() view {
	w := c.w
	v := view{left: w.backButton()}
	if !c.read {
		v.body = widgets.Column(16, widgets.Statement(w.say("check.title")),
			widgets.NewText(w.say("check.looking")).Colored(theme.ColorQuiet))
		return v
	}
	bad := 0
	lines := widgets.Column(18)
	for _, f := range c.items {
		var mark fyne.CanvasObject = widgets.NewCheck(theme.ColorPaper, theme.ColorAccent, theme.ColorAccent)
		if !f.Good {
			mark = widgets.NewBadge("!", theme.ColorMark, theme.ColorOnMark, theme.ColorMark)
			bad++
		}
		lines.Add(widgets.Columns(14, []float32{0, 1}, widgets.Column(0, mark),
			widgets.Column(2, widgets.NewText(f.What).Bold(), widgets.NewText(f.Says))))
	}
	says := w.say("check.all_good")
	if bad > 0 {
		says = w.say("check.some_bad", "count", bad)
	}
	v.body = widgets.Column(16, widgets.Statement(w.say("check.title")), widgets.NewText(says), widgets.Card(24, lines))
	v.right = widgets.Secondary(w.say("check.again"), "", c.runChecks)
	return v
}

func (c *checkScreen) keys() keyTable { return c.w.leadsBack() }
