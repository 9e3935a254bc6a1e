package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"kwaliteitskaart/assessment/chart"
	"kwaliteitskaart/ui/theme"
)

// Scene is a picture of a part of the meeting, for new users.
type Scene int

// The scenes: choosing a level, comparing the answers, signing a plan.
const (
	SceneScore Scene = iota
	SceneTalk
	SceneAgree
)

// SceneWidth is the width of a scene at 100 %.
const SceneWidth = 180

// Height of a scene, and the size of the field it is drawn in, for a width of SceneWidth.
const sceneHeight = 100

// Picture returns a scene of a width in pixels.
func Picture(scene Scene, width float32) fyne.CanvasObject {
	s := sketch{unit: width / SceneWidth}
	size := func() fyne.Size { return fyne.NewSize(width, s.px(sceneHeight)) }
	return Centered(newPicture("", size, func(fyne.Size) []fyne.CanvasObject {
		s.drawn = nil
		switch scene {
		case SceneScore:
			s.cards()
		case SceneTalk:
			s.dots()
		case SceneAgree:
			s.page()
		}
		return s.drawn
	}))
}

// sketch draws in a field of SceneWidth by sceneHeight.
type sketch struct {
	unit  float32 // pixels in a unit of the field
	drawn []fyne.CanvasObject
}

func (s *sketch) px(x float32) float32 { return x * s.unit }

func (s *sketch) box(x, y, w, h, corner float32, fill, edge color.Color, wide float32) {
	r := canvas.NewRectangle(fill)
	r.StrokeColor, r.StrokeWidth, r.CornerRadius = edge, s.px(wide), s.px(corner)
	r.Move(fyne.NewPos(s.px(x), s.px(y)))
	r.Resize(fyne.NewSize(s.px(w), s.px(h)))
	s.drawn = append(s.drawn, r)
}

func (s *sketch) line(ink color.Color, wide float32, xy ...float32) {
	for i := 0; i+3 < len(xy); i += 2 {
		l := canvas.NewLine(ink)
		l.StrokeWidth = s.px(wide)
		l.Position1 = fyne.NewPos(s.px(xy[i]), s.px(xy[i+1]))
		l.Position2 = fyne.NewPos(s.px(xy[i+2]), s.px(xy[i+3]))
		s.drawn = append(s.drawn, l)
	}
}

// cards draws four levels, of which one is chosen.
func (s *sketch) cards() {
	for i, step := range chart.Ramp(4) {
		x := float32(2 + 46*i)
		edge, wide := theme.Color(theme.ColorEdge), float32(1)
		if i == 1 {
			edge, wide = theme.Color(theme.ColorAccent), 3
		}
		s.box(x, 8, 40, 82, 5, theme.Color(theme.ColorPaper), edge, wide)
		s.box(x+7, 17, 26, 8, 4, step.Fill, theme.Color(theme.ColorEdge), 0.5)
		s.box(x+7, 38, 26, 3, 1.5, theme.Color(theme.ColorLine), nil, 0)
		s.box(x+7, 48, 20, 3, 1.5, theme.Color(theme.ColorLine), nil, 0)
	}
}

// dots draws the answers of seven people.
func (s *sketch) dots() {
	s.line(theme.Color(theme.ColorEdge), 1.5, 2, 90, 178, 90)
	for i, step := range chart.Ramp(4) {
		for k := range []int{1, 3, 2, 1}[i] {
			s.drawn = append(s.drawn, circle(s.px(float32(24+44*i)), s.px(float32(79-22*k)), s.px(9), step.Fill, edge(), 1))
		}
	}
}

// page draws a plan with a signature.
func (s *sketch) page() {
	s.box(45, 2, 90, 96, 5, theme.Color(theme.ColorPaper), theme.Color(theme.ColorEdge), 1)
	for i := range 3 {
		y := float32(24 + 18*i)
		s.line(theme.Color(theme.ColorAccent), 2.4, 57, y, 61, y+4, 69, y-5)
		s.box(78, y-2, []float32{42, 34, 40}[i], 3.5, 1.5, theme.Color(theme.ColorLine), nil, 0)
	}
	s.line(theme.Color(theme.ColorInk), 1.8, 59, 88, 63, 82, 67, 79, 69, 81, 68, 86, 72, 81, 75, 79, 77, 82, 76, 86, 80, 82, 84, 81, 92, 84)
}
