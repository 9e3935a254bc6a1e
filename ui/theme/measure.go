package theme

import (
	"math"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assets"
)

// Width returns the width of words on one line, in pixels, at a text size. Asking the toolkit instead would dominate
// the cost of layout.
func Width(words string, size float32, s fyne.TextStyle) float32 {
	return currentRuler().width(words, s) * toolkitSize(size)
}

// Height returns the height of a line of text, in pixels, at a text size. It is the same for all faces, so that no
// face needs to be read before there is text in it.
func Height(size float32) float32 { return currentRuler().height() * toolkitSize(size) }

// toolkitSize returns the size at which the toolkit spaces text: size rounded up to a whole number.
func toolkitSize(size float32) float32 { return float32(math.Ceil(float64(size))) }

// faceRuler measures for every Theme: they differ in size and colour, not in faces. Like all of the window it is used on one
// goroutine.
var faceRuler = newRuler()

func currentRuler() *ruler {
	if _, ok := fyne.CurrentApp().Settings().Theme().(*Theme); ok {
		return faceRuler
	}
	return newRuler()
}

// ruler measures text, in units of the font size. The advance of a letter depends on the letter before it and hardly
// on others, so the advances of pairs add up to the width of a text. Those of tabled letters ship with the program:
// asking the toolkit for a few hundred of them would delay the first frame.
type ruler struct {
	pairs [len(faces)]map[[2]rune]float32 // of other letters; the first of a pair is 0 at the start of a text
	high  float32                         // 0 until it is known
	words map[word]float32                // words in which letters cannot be measured in pairs
}

// word is a word in a face.
type word struct {
	letters string
	face    int
}

const (
	precise   = 256    // the size to measure at, so that rounding to 1/64 of a pixel does not matter
	longWord  = 40     // bytes; a file from elsewhere may contain a word of several pages
	manyWords = 10_000 // about a megabyte
)

func newRuler() *ruler {
	r := &ruler{words: make(map[word]float32)}
	for i := range r.pairs {
		r.pairs[i] = make(map[[2]rune]float32)
	}
	return r
}

// tabled lists the letters of assets.Advances: those of the program's languages and their neighbours.
const tabled = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~" +
	"·×ßàáâäçèéêëíîïñóôöùúûü" + usual

// places maps a letter to its position in a row of the table, from 1.
var places = func() map[rune]int {
	m := make(map[rune]int)
	for _, letter := range tabled {
		m[letter] = len(m) + 1
	}
	return m
}()

// place returns the position of a letter in a row of the table: 0 for the start of a text, -1 if it is not in the
// table.
func place(letter rune) int {
	switch {
	case letter == 0:
		return 0
	case letter >= ' ' && letter <= '~': // faster than the map
		return int(letter-' ') + 1
	}
	if p, ok := places[letter]; ok {
		return p
	}
	return -1
}

// table returns the advance of a tabled letter after another, by their positions. The table holds multiples of the
// toolkit's unit, 1/(64*precise) of the size, in two bytes each, little-endian, by face, letter before and letter.
func table(face, before, letter int) float32 {
	i := 2 * ((face*(len(places)+1)+before)*len(places) + letter - 1)
	return float32(uint16(assets.Advances[i])|uint16(assets.Advances[i+1])<<8) / (64 * precise)
}

// measure asks the toolkit for the size of words.
func measure(words string, s fyne.TextStyle) (width, height float32) {
	drawn, _ := fyne.CurrentApp().Driver().RenderedTextSize(words, precise, s, Face(words, s))
	return drawn.Width / precise, drawn.Height / precise
}

func (r *ruler) height() float32 {
	if r.high == 0 {
		_, r.high = measure(" ", fyne.TextStyle{})
	}
	return r.high
}

func (r *ruler) width(words string, s fyne.TextStyle) (w float32) {
	var before rune
	add := func(letter rune) {
		w += r.advance(before, letter, s)
		before = letter
	}
	first := true
	for part := range strings.SplitSeq(words, " ") {
		if !first {
			add(' ')
		}
		first = false
		if strings.ContainsFunc(part, unusual) {
			w += r.whole(part, s)
			before = 0
			continue
		}
		for _, letter := range part {
			add(letter)
		}
	}
	return w
}

// advance returns the advance of letter after before.
func (r *ruler) advance(before, letter rune, s fyne.TextStyle) float32 {
	if b, l := place(before), place(letter); b >= 0 && l >= 0 {
		return table(faceOf(s), b, l)
	}
	return r.ask(before, letter, s)
}

// ask asks the toolkit for the advance of letter after before.
func (r *ruler) ask(before, letter rune, s fyne.TextStyle) float32 {
	pairs, pair := r.pairs[faceOf(s)], [2]rune{before, letter}
	w, ok := pairs[pair]
	if !ok {
		if before == 0 {
			w, _ = measure(string(letter), s)
		} else {
			w, _ = measure(string(pair[:]), s)
			w -= r.ask(0, before, s)
		}
		pairs[pair] = w
	}
	return w
}

// whole returns the width of a word that must be measured as a whole.
func (r *ruler) whole(letters string, s fyne.TextStyle) float32 {
	key := word{letters, faceOf(s)}
	w, ok := r.words[key]
	if !ok {
		w, _ = measure(letters, s)
		if len(r.words) >= manyWords {
			clear(r.words)
		}
		if len(letters) <= longWord {
			r.words[key] = w
		}
	}
	return w
}
