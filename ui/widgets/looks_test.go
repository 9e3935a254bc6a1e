package widgets

import (
	"bytes"
	"image"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"kwaliteitskaart/assessment/chart"
	"kwaliteitskaart/ui/theme"
)

// Under the pointer, with the focus and chosen are three looks, other than at rest and than one another, of every kind of
// thing that can be pressed or typed in, light and dark. What is chosen is filled.
func TestThreeLooks(t *testing.T) {
	step := chart.Ramp(4)[2]
	type looks struct {
		o      fyne.CanvasObject
		choose func() // nil where it is never chosen, or is filled by what it contains
	}
	pressable := func(p fyne.CanvasObject) looks { return looks{o: p} }
	for name, make := range map[string]func() looks{
		"main button":  func() looks { return pressable(Primary("Verder", "Enter", nil)) },
		"other button": func() looks { b := Secondary("Bord", "B", nil); return looks{b, func() { b.SetChosen(true) }} },
		"link":         func() looks { return pressable(Link("Nog 6 tonen", nil)) },
		"list button":  func() looks { return pressable(newDropDown("Eigenaar, lijst", nil)) },
		"card": func() looks {
			c := NewChoice("Samen", Pad(20, 20, 20, 20, NewText("Samen")), nil)
			return looks{c, func() { c.SetChosen(true) }}
		},
		"level": func() looks {
			c := Level(3, "Werkend", "Zo is het", step.Fill, nil)
			return looks{c, func() { c.SetChosen(true) }}
		},
		"level in the talk": func() looks {
			_, c := LevelChoice(LevelFace{Level: 3, Name: "Werkend", Meaning: "Zo is het", Step: step, Number: 30, Words: 15, Dots: 20, Gap: 8}, nil)
			return looks{c, func() { c.SetChosen(true) }}
		},
		"card on the board": func() looks {
			return pressable(NewLanes().Card(0, "Wijzig", func() fyne.CanvasObject { return Pad(20, 20, 20, 20, NewText("Doelen kiezen")) }, nil, nil))
		},
		"row": func() looks {
			return pressable(NewPressable("B1", Pad(10, 10, 10, 10, NewText("B1 Meetbare doelen")), nil))
		},
		"cell":  func() looks { return pressable(NewCell("V1", "3", false, false, nil)) },
		"field": func() looks { return pressable(NewEntry("Doel", "Drie doelen", nil)) },
		"notes": func() looks { return pressable(NewNotes("Doel", "Drie doelen", 3, nil)) },
	} {
		t.Run(name, func(t *testing.T) {
			for _, look := range []theme.Appearance{theme.Light, theme.Dark} {
				test.NewTempApp(t).Settings().SetTheme(theme.New(1, look))
				shot := func(change func(looks)) *image.NRGBA {
					l := make()
					w := test.NewTempWindow(t, Pad(20, 20, 20, 20, l.o))
					w.Resize(fyne.NewSize(300, 240))
					change(l)
					return w.Canvas().Capture().(*image.NRGBA)
				}
				seen := map[string]*image.NRGBA{
					"at rest":        shot(func(looks) {}),
					"with the focus": shot(func(l looks) { l.o.(fyne.Focusable).FocusGained() }),
				}
				if _, ok := make().o.(desktop.Hoverable); ok { // over a field the pointer itself shows that text can be typed
					seen["under the pointer"] = shot(func(l looks) { l.o.(desktop.Hoverable).MouseIn(&desktop.MouseEvent{}) })
				}
				if l := make(); l.choose != nil {
					seen["chosen"] = shot(func(l looks) { l.choose() })
					rest, chosen := seen["at rest"], seen["chosen"]
					if at := image.Pt(270, 34); rest.At(at.X, at.Y) == chosen.At(at.X, at.Y) {
						t.Errorf("%s: chosen it is not filled", look)
					}
				}
				for a, x := range seen {
					for b, y := range seen {
						if a != b && bytes.Equal(x.Pix, y.Pix) {
							t.Errorf("%s: %s it looks as it does %s", look, a, b)
						}
					}
				}
			}
		})
	}
}
