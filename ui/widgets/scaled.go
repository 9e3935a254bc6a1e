package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"kwaliteitskaart/ui/theme"
)

// Scaled is a page that scales with its window.
type Scaled struct {
	widget.BaseWidget
	build func(scale float32) fyne.CanvasObject
}

// NewScaled returns a page built at a scale; 1 is a screen of 1920 by 1080.
func NewScaled(build func(scale float32) fyne.CanvasObject) *Scaled {
	s := &Scaled{build: build}
	s.ExtendBaseWidget(s)
	return s
}

// MinSize allows a small window.
func (s *Scaled) MinSize() fyne.Size { return fyne.NewSize(320, 180) }

// CreateRenderer implements fyne.Widget.
func (s *Scaled) CreateRenderer() fyne.WidgetRenderer {
	return &scaledRenderer{s: s, ground: NewPanel(theme.ColorPaper, 0)}
}

type scaledRenderer struct {
	s      *Scaled
	ground *Panel
	page   fyne.CanvasObject
	size   fyne.Size
}

func (r *scaledRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	if size != r.size || r.page == nil {
		r.size = size
		r.page = r.s.build(max(0.3, min(size.Width/1920, size.Height/1080)))
	}
	r.page.Resize(size)
}

func (r *scaledRenderer) MinSize() fyne.Size { return r.s.MinSize() }
func (r *scaledRenderer) Destroy()           {}
func (r *scaledRenderer) Refresh()           { r.page = nil; r.Layout(r.s.Size()) }

func (r *scaledRenderer) Objects() []fyne.CanvasObject {
	if r.page == nil {
		return []fyne.CanvasObject{r.ground}
	}
	return []fyne.CanvasObject{r.ground, r.page}
}

// Tall gives an object a fixed height.
func Tall(height float32, o fyne.CanvasObject) *fyne.Container {
	return box(&flowLayout{
		minWidth: widest,
		arrange: func(_ *pass, o []fyne.CanvasObject, width float32, put place) float32 {
			if put != nil {
				put(o[0], 0, 0, width, height)
			}
			return height
		},
	}, []fyne.CanvasObject{o})
}
