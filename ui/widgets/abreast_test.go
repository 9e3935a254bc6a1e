package widgets

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kwaliteitskaart/ui/theme"
)

// The shorter of two columns stays in view wherever the longer is scrolled; if there is no space for two, they are
// stacked.
func TestAbreastKeepsTheShorterColumnInView(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(1, theme.Light))
	for name, heights := range map[string][2]float32{"right": {2000, 300}, "left": {300, 2000}, "right, higher than what is seen": {2000, 900}} {
		t.Run(name, func(t *testing.T) {
			columns := Abreast(10, 500, []float32{1, 1}, Space(heights[0]), Space(heights[1]))
			scroll := NewScroll(Pad(24, 0, 24, 0, columns))
			w := test.NewTempWindow(t, scroll)
			w.SetPadded(false)
			w.Resize(fyne.NewSize(800, 600))
			short := columns.Objects[0]
			if heights[1] < heights[0] {
				short = columns.Objects[1]
			}
			own := min(heights[0], heights[1])
			for offset := float32(0); offset <= 2048-600; offset += 50 {
				scroll.SetOffset(fyne.NewPos(0, offset))
				top := 24 + short.Position().Y - scroll.Offset().Y
				if top+own > 600 && top > 24 || top < 24 && top+own < 600-24 || short.Position().Y < 0 || short.Position().Y+own > 2000 {
					t.Errorf("scrolled %v: it stands from %v to %v of what is seen", scroll.Offset().Y, top, top+own)
				}
			}
			w.Resize(fyne.NewSize(400, 600))
			if below := columns.Objects[1].Position(); below.X != 0 || below.Y != heights[0]+10 {
				t.Errorf("where there is no room for two the second stands at %v", below)
			}
		})
	}
}

// The paging keys reach both ends, and never skip content.
func TestPagingKeys(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(1, theme.Light))
	scroll := NewScroll(Space(3000))
	w := test.NewTempWindow(t, scroll)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(400, 600))
	seen := float32(600)
	for range 10 {
		scroll.Turn(fyne.KeyPageDown)
		if scroll.Offset().Y > seen {
			t.Fatalf("skipped from %v to %v", seen, scroll.Offset().Y)
		}
		seen = scroll.Offset().Y + 600
	}
	if seen != 3000 {
		t.Errorf("the last that is seen is %v", seen)
	}
	for _, step := range []struct {
		key  fyne.KeyName
		want float32
	}{{fyne.KeyHome, 0}, {fyne.KeyEnd, 2400}, {fyne.KeyPageUp, 1860}, {fyne.KeyHome, 0}, {fyne.KeyPageUp, 0}} {
		if scroll.Turn(step.key); scroll.Offset().Y != step.want {
			t.Errorf("%s: at %v, want %v", step.key, scroll.Offset().Y, step.want)
		}
	}
}
