package widgets

import "fyne.io/fyne/v2"

// Either shows wide if its width is at least least, and narrow otherwise.
func Either(least float32, wide, narrow fyne.CanvasObject) *fyne.Container {
	return box(&flowLayout{
		minWidth: func(p *pass, _ []fyne.CanvasObject) float32 { return p.ownWidth(narrow) },
		arrange: func(p *pass, _ []fyne.CanvasObject, width float32, put place) float32 {
			shown, other := wide, narrow
			if width < least {
				shown, other = narrow, wide
			}
			h := p.heightAt(shown, width)
			if put != nil {
				other.Hide()
				shown.Show()
				put(shown, 0, 0, width, h)
			}
			return h
		},
	}, []fyne.CanvasObject{wide, narrow})
}
