package widgets

import (
	"image/color"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"kwaliteitskaart/ui/theme"
)

// Text is text that wraps at any width. A word that is wider than a line is broken, never clipped.
type Text struct {
	widget.BaseWidget
	words  string
	size   fyne.ThemeSizeName
	color  fyne.ThemeColorName
	ink    color.Color // instead of color, on the colour of a level; nil for none
	style  fyne.TextStyle
	align  fyne.TextAlign
	px     float32 // a fixed size, for the beamer; 0 for the theme's
	single bool    // never wraps; shortened with … if there is not enough space

	set typesetting
}

// Plain returns words without control characters and bidirectional controls, with which a name from elsewhere could
// pass for another. Line breaks are kept.
func Plain(words string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\r', unicode.Is(unicode.Bidi_Control, r):
			return -1
		case unicode.IsControl(r):
			return ' '
		}
		return r
	}, words)
}

// NewText returns body text.
func NewText(words string) *Text {
	t := &Text{words: Plain(words), size: theme.SizeText, color: theme.ColorInk}
	t.ExtendBaseWidget(t)
	return t
}

// Statement returns text for the whole room.
func Statement(words string) *Text { return NewText(words).Sized(theme.SizeStatement).Bold() }

// Heading returns a heading.
func Heading(words string) *Text { return NewText(words).Sized(theme.SizeHeading).Bold() }

// Quiet returns secondary text.
func Quiet(words string) *Text {
	return NewText(words).Sized(theme.SizeQuiet).Colored(theme.ColorQuiet)
}

// Sized sets the size.
func (t *Text) Sized(s fyne.ThemeSizeName) *Text { t.size = s; return t }

// Px sets a fixed size in pixels, independent of the zoom, for the beamer.
func (t *Text) Px(size float32) *Text { t.px = theme.Points(size); return t }

// Points returns the size of the letters, in pixels.
func (t *Text) Points() float32 {
	if t.px > 0 {
		return t.px
	}
	return theme.Size(t.size)
}

// Colored sets the colour.
func (t *Text) Colored(c fyne.ThemeColorName) *Text { t.color = c; return t }

// Inked sets a colour outside the theme; nil for none.
func (t *Text) Inked(c color.Color) *Text { t.ink = c; return t }

// Bold makes the text bold.
func (t *Text) Bold() *Text { t.style.Bold = true; return t }

// Italic makes the text italic, for quotations.
func (t *Text) Italic() *Text { t.style.Italic = true; return t }

// Aligned sets the horizontal alignment.
func (t *Text) Aligned(a fyne.TextAlign) *Text { t.align = a; return t }

// OneLine keeps the text on one line, shortened with "…" if necessary.
func (t *Text) OneLine() *Text { t.single = true; return t }

// Set changes the text.
func (t *Text) Set(words string) {
	words = Plain(words)
	if t.words != words {
		t.words = words
		t.Refresh()
	}
}

// Words returns the text.
func (t *Text) Words() string { return t.words }

func (t *Text) heightAt(_ *pass, width float32) float32 {
	if t.single {
		return t.lineHeight()
	}
	return float32(t.typeset().rows(width)) * t.lineHeight()
}

// ownWidth returns the width of the longest line without wrapping.
func (t *Text) ownWidth(*pass) float32 { return t.typeset().natural }

// MinSize returns the size of the text without wrapping.
func (t *Text) MinSize() fyne.Size {
	t.ExtendBaseWidget(t)
	w := t.typeset().natural
	return fyne.NewSize(w, t.heightAt(nil, max(w, t.Size().Width)))
}

func (t *Text) lineHeight() float32 {
	// Large text needs relatively less line spacing than small text.
	if t.size == theme.SizeStatement {
		return float32(int(t.Points()*1.24 + 0.5))
	}
	return float32(int(t.Points()*1.4 + 0.5))
}

func (t *Text) typeset() *typesetting {
	return t.set.of(typed{t.words, t.Points(), t.style, t.single, false})
}

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	r := &textRenderer{t: t}
	r.Refresh()
	return r
}

type textRenderer struct {
	t     *Text
	lines []fyne.CanvasObject
}

func (r *textRenderer) Layout(size fyne.Size) {
	if size.Width == 0 {
		return // not placed yet
	}
	set := r.t.typeset()
	lines := set.wrap(size.Width)
	for len(r.lines) < len(lines) {
		r.lines = append(r.lines, &canvas.Text{})
	}
	r.lines = r.lines[:len(lines)]
	h := r.t.lineHeight()
	natural := theme.Height(r.t.Points())
	for i, s := range lines {
		c := r.lines[i].(*canvas.Text)
		c.Text, c.TextSize, c.TextStyle, c.Alignment = s, r.t.Points(), r.t.style, r.t.align
		c.Color, c.FontSource = theme.Color(r.t.color), set.face
		if r.t.ink != nil {
			c.Color = r.t.ink
		}
		c.Move(fyne.NewPos(0, float32(i)*h+(h-natural)/2))
		c.Resize(fyne.NewSize(size.Width, natural))
	}
}

func (r *textRenderer) MinSize() fyne.Size           { return r.t.MinSize() }
func (r *textRenderer) Objects() []fyne.CanvasObject { return r.lines }
func (r *textRenderer) Destroy()                     {}

func (r *textRenderer) Refresh() {
	r.Layout(r.t.Size())
	for _, l := range r.lines {
		l.Refresh()
	}
}
