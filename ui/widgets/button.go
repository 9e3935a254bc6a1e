package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/ui/theme"
)

// Button is a control that shows what it does and which key does the same.
type Button struct {
	Pressable
	ground *Panel
	text   *Text
	key    *Text
	keycap *Panel
	kind   buttonKind
	drops  bool // it opens the list or the calendar of a field
	spare  bool // the key has its place and is not shown
}

type buttonKind int

const (
	primary buttonKind = iota
	secondary
	small // like secondary, on a line of small text
	link
)

// overhang is the width by which the shade of a link extends beyond its text.
const overhang = 5

// Primary returns the main button of a screen.
func Primary(words, key string, press func()) *Button { return newButton(primary, words, key, press) }

// Secondary returns any other button.
func Secondary(words, key string, press func()) *Button {
	return newButton(secondary, words, key, press)
}

// Small returns a button like Secondary, for a line of small text.
func Small(words, key string, press func()) *Button { return newButton(small, words, key, press) }

// Link returns a button that looks like text, for navigation.
func Link(words string, press func()) *Button { return newButton(link, words, "", press) }

// newDropDown returns a button with a downward arrow. It draws the arrow, because the toolkit rereads its icons every
// time.
func newDropDown(label string, press func()) *Button {
	b := &Button{kind: secondary, text: NewText(""), ground: NewPanel("", 8), drops: true}
	arrow := newPicture("", func() fyne.Size { return fyne.NewSquareSize(theme.Zoomed(18)) }, func(size fyne.Size) []fyne.CanvasObject {
		p := pen{side: size.Width, ink: theme.Color(theme.ColorInk)}
		p.line(0.24, 0.4, 0.5, 0.64, 0.76, 0.4)
		return p.drawn
	})
	b.init(b, label, Layers(b.ground, Pad(10, 10, 10, 10, arrow)), press)
	b.look = b.draw
	return b
}

func newButton(kind buttonKind, words, key string, press func()) *Button {
	b := &Button{kind: kind, text: NewText(words), ground: NewPanel("", 8)}
	parts := []fyne.CanvasObject{b.text}
	if kind != link {
		b.text.OneLine()
	}
	switch kind {
	case primary:
		b.text.Bold()
	case small:
		b.text.Sized(theme.SizeQuiet)
	}
	label := words
	if key != "" {
		b.key = NewText(key).Sized(theme.SizeQuiet).OneLine()
		b.keycap = NewPanel("", 4)
		parts = append(parts, Layers(b.keycap, Pad(0, 6, 0, 6, b.key)))
		label += ", " + key
	}
	var content fyne.CanvasObject = Row(10, parts...)
	switch kind {
	case link:
		content = Pad(2, 0, 2, 0, b.text) // the text is aligned with the text above it
	case small:
		content = Layers(b.ground, Pad(4, 10, 4, 10, Row(6, parts...)))
	default:
		content = Layers(b.ground, Pad(10, 16, 10, 16, content))
	}
	b.init(b, label, content, press)
	if kind == link {
		b.role, b.out, b.beyond = fyne.AccessibleRoleLink, overhang, overhang
	}
	b.look, b.unshaded = b.draw, kind == primary
	return b
}

// About adds to b's label for screen readers what b acts on, if several buttons on a screen have the same words.
func (b *Button) About(what string) *Button {
	b.label += ", " + what
	return b
}

// HideKey hides the key, which does something else now, and keeps its place. It comes before About.
func (b *Button) HideKey() *Button {
	b.spare, b.label = true, b.text.Words()
	b.key.Inked(color.Transparent)
	return b
}

// Key returns the key shown on b, which has the same action; "" for none.
func (b *Button) Key() string {
	if b.key == nil || b.spare {
		return ""
	}
	return b.key.Words()
}

// SetChosen marks the button as chosen or not.
func (b *Button) SetChosen(chosen bool) *Button {
	if b.chosen != chosen {
		b.chosen = chosen
		b.Refresh()
	}
	return b
}

// SetWords changes the text of the button.
func (b *Button) SetWords(words string) { b.label = words; b.text.Set(words) }

func (b *Button) draw(s state) {
	ink, quiet := theme.ColorInk, theme.ColorQuiet
	b.ground.fill, b.ground.stroke, b.ground.strokeWidth = theme.ColorPaper, theme.ColorEdge, 1
	switch {
	case b.kind == link:
		ink = theme.ColorAccent
	case b.kind == primary && !s.disabled:
		ink, quiet = theme.ColorOnAccent, theme.ColorOnAccent
		b.ground.fill, b.ground.stroke = theme.ColorFill, ""
		if s.hovered {
			b.ground.fill = theme.ColorFillOver
		}
	case b.chosen:
		b.ground.fill = theme.ColorPale
	}
	if b.chosen {
		b.ground.stroke, b.ground.strokeWidth = theme.ColorAccent, 2.5
	}
	if s.disabled {
		ink = theme.ColorQuiet
		if b.kind != link && !b.chosen {
			b.ground.fill, b.ground.stroke = "", theme.ColorLine
		}
	}
	b.text.Colored(ink)
	if b.key != nil && !b.spare {
		b.key.Colored(quiet)
		b.keycap.stroke, b.keycap.strokeWidth = theme.ColorEdge, 1
	}
}
