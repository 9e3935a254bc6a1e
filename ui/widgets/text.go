package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"kwaliteitskaart/ui/theme"
)

// Text is words that wrap at any width. A word that is wider than a line is broken, never clipped.
type Text struct {
	widget.BaseWidget
	words  string
	size   fyne.ThemeSizeName
	color  fyne.ThemeColorName
	style  fyne.TextStyle
	align  fyne.TextAlign
	px     float32 // a size of its own, for the beamer; 0 for the theme's
	single bool    // never wraps; shortened with … when there is no room

	lines   []string
	wrapped float32 // the width lines are wrapped at
	at      float32 // and the text size
}

// NewText is body text.
func NewText(words string) *Text {
	t := &Text{words: words, size: theme.SizeText, color: theme.ColorInk, wrapped: -1}
	t.ExtendBaseWidget(t)
	return t
}

// Statement is what the room has to read.
func Statement(words string) *Text { return NewText(words).Sized(theme.SizeStatement).Bold() }

// Heading is a heading.
func Heading(words string) *Text { return NewText(words).Sized(theme.SizeHeading).Bold() }

// Quiet is text that steps back.
func Quiet(words string) *Text {
	return NewText(words).Sized(theme.SizeQuiet).Colored(theme.ColorQuiet)
}

// Sized sets the size.
func (t *Text) Sized(s fyne.ThemeSizeName) *Text { t.size = s; return t }

// Px gives it a size of its own in pixels, whatever the zoom: for the beamer.
func (t *Text) Px(size float32) *Text { t.px = size; return t }

// Points is the size of the letters, in pixels.
func (t *Text) Points() float32 {
	if t.px > 0 {
		return t.px
	}
	return theme.Size(t.size)
}

// Colored sets the colour.
func (t *Text) Colored(c fyne.ThemeColorName) *Text { t.color = c; return t }

// Bold makes it bold.
func (t *Text) Bold() *Text { t.style.Bold = true; return t }

// Italic makes it italic, for quoted text.
func (t *Text) Italic() *Text { t.style.Italic = true; return t }

// Aligned sets where lines stand in the width.
func (t *Text) Aligned(a fyne.TextAlign) *Text { t.align = a; return t }

// OneLine keeps it on one line; where there is no room it ends in "…".
func (t *Text) OneLine() *Text { t.single = true; return t }

// Set changes the words.
func (t *Text) Set(words string) {
	if t.words != words {
		t.words, t.wrapped = words, -1
		t.Refresh()
	}
}

// Words is what it says.
func (t *Text) Words() string { return t.words }

// HeightAt is the height at a width.
func (t *Text) HeightAt(width float32) float32 {
	return float32(len(t.wrap(width))) * t.lineHeight()
}

// MinSize is one line of the longest word for text that wraps, the whole line otherwise.
func (t *Text) MinSize() fyne.Size {
	t.ExtendBaseWidget(t)
	if t.single {
		return fyne.NewSize(t.measure(t.words), t.lineHeight())
	}
	var w float32
	for paragraph := range strings.SplitSeq(t.words, "\n") {
		w = max(w, t.measure(paragraph))
	}
	return fyne.NewSize(w, t.HeightAt(max(w, t.Size().Width)))
}

func (t *Text) lineHeight() float32 {
	// Large text wants less room between its lines than small text does.
	if t.size == theme.SizeStatement {
		return float32(int(t.Points()*1.24 + 0.5))
	}
	return float32(int(t.Points()*1.4 + 0.5))
}

func (t *Text) measure(s string) float32 {
	return fyne.MeasureText(s, t.Points(), t.style).Width
}

func (t *Text) wrap(width float32) []string {
	size := t.Points()
	if width == t.wrapped && size == t.at {
		return t.lines
	}
	t.wrapped, t.at, t.lines = width, size, nil
	if t.single {
		t.lines = []string{Shorten(t.words, width, t.measure)}
		return t.lines
	}
	for _, paragraph := range strings.Split(t.words, "\n") {
		t.lines = append(t.lines, wrapLine(paragraph, width+0.5, t.measure)...)
	}
	return t.lines
}

// wrapLine breaks a paragraph into lines that are as long as fits. Measuring is what it costs, and words come back: so
// it adds up words, and measures a line as it is only where letters that lean over a space could make the difference.
func wrapLine(paragraph string, width float32, measure func(string) float32) []string {
	words := strings.Fields(paragraph)
	if len(words) == 0 {
		return []string{""}
	}
	const lean = 1 // pixel a space, at most
	space := measure(" ")
	fits := func(line string, sum, spaces float32) bool {
		switch {
		case sum+lean*spaces <= width:
			return true
		case sum-lean*spaces > width:
			return false
		}
		return measure(line) <= width
	}
	var lines []string
	var line string
	var sum, spaces float32
	for _, word := range words {
		w := measure(word)
		if line != "" {
			if longer := line + " " + word; fits(longer, sum+space+w, spaces+1) {
				line, sum, spaces = longer, sum+space+w, spaces+1
				continue
			}
			lines = append(lines, line)
		}
		for w > width {
			n := fit([]rune(word), width, measure)
			if n >= len([]rune(word)) {
				break
			}
			lines = append(lines, string([]rune(word)[:n]))
			word = string([]rune(word)[n:])
			w = measure(word)
		}
		line, sum, spaces = word, w, 0
	}
	return append(lines, line)
}

// fit is how many runes fit in the width, at least one so that there is progress.
func fit(word []rune, width float32, measure func(string) float32) int {
	low, high := 1, len(word)
	for low < high {
		mid := (low + high + 1) / 2
		if measure(string(word[:mid])) <= width {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return low
}

// Shorten ends words with "…" where they are wider than a width.
func Shorten(words string, width float32, measure func(string) float32) string {
	words = strings.ReplaceAll(words, "\n", " ")
	if measure(words) <= width+0.5 {
		return words
	}
	r := []rune(words)
	n := fit(r, width-measure("…"), measure)
	return strings.TrimRight(string(r[:n]), " ") + "…"
}

// CreateRenderer is for Fyne.
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
	lines := r.t.wrap(size.Width)
	for len(r.lines) < len(lines) {
		r.lines = append(r.lines, &canvas.Text{})
	}
	r.lines = r.lines[:len(lines)]
	h := r.t.lineHeight()
	for i, s := range lines {
		c := r.lines[i].(*canvas.Text)
		c.Text, c.TextSize, c.TextStyle, c.Alignment = s, r.t.Points(), r.t.style, r.t.align
		c.Color = theme.Color(r.t.color)
		natural := c.MinSize().Height
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
