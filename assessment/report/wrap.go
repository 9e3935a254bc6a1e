package report

import (
	"iter"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Span is a stretch of text in one style. Spans of a paragraph follow each other directly: any space between two of
// them is part of their text.
type Span struct {
	Text  string
	Style Style
}

// line is one line of a paragraph: its runs and their total width, without the space at the end.
type line struct {
	runs  []run
	width float64
}

// run is a stretch of a line in one style, starting at x.
type run struct {
	text     string
	style    Style
	x, width float64
}

// atom is a part of a text that a line cannot be broken within, with the space that follows it.
type atom struct {
	text, space string
	style       Style
	width       float64 // of the text
	spaceWidth  float64
	newline     bool // a line break follows
}

const ellipsis = "…"

// typesetter breaks text into lines. Fitting a page breaks the same texts many times, so it caches what does not
// depend on the size: where a text can be broken, and the width of the parts at one point.
type typesetter struct {
	Metrics
	more  string // text after the ellipsis of a shortened text
	known map[source][]atom
}

type source struct {
	text string
	face Face
}

func newTypesetter(m Metrics) *typesetter {
	return &typesetter{Metrics: m, known: make(map[source][]atom)}
}

// atoms returns the parts of s that lines may be broken between, measured at one point and without a style.
func (t *typesetter) atoms(s string, f Face) []atom {
	from := source{s, f}
	parts, ok := t.known[from]
	if !ok {
		parts = t.cut(Clean(s, f, t), f)
		t.known[from] = parts
	}
	return parts
}

// styled returns all atoms of spans in order, each with its style and measured at its size.
func (t *typesetter) styled(spans []Span) iter.Seq[atom] {
	return func(yield func(atom) bool) {
		for _, s := range spans {
			for _, a := range t.atoms(s.Text, s.Style.Face) {
				a.style = s.Style
				a.width *= s.Style.Size
				a.spaceWidth *= s.Style.Size
				if !yield(a) {
					return
				}
			}
		}
	}
}

// cut splits a clean text at the places where lines may break: at spaces, and after a hyphen or slash within a word.
// Widths are at one point. A leading space is an atom of its own, which belongs to the span before.
func (t *typesetter) cut(s string, f Face) []atom {
	var list []atom
	var word []rune
	space := t.Width(" ", f, 1)
	end := func(spaced, newline bool) {
		n := len(list)
		if len(word) > 0 || n == 0 && spaced {
			list = append(list, atom{text: string(word), width: t.Width(string(word), f, 1)})
			word, n = word[:0], n+1
		}
		if n > 0 && spaced {
			list[n-1].space, list[n-1].spaceWidth = " ", space
			list[n-1].newline = list[n-1].newline || newline
		}
	}
	text := []rune(s)
	for i, r := range text {
		switch {
		case r == '\n' || r == ' ':
			end(true, r == '\n')
		default:
			word = append(word, r)
			if strings.ContainsRune("-–/", r) && len(word) > 2 && i+2 < len(text) && unicode.IsLetter(text[i+1]) {
				end(false, false)
			}
		}
	}
	end(false, false)
	return list
}

// wrap breaks spans into lines no wider than width: at spaces if possible, or else within a word that is wider than a
// line. If there are more than limit lines (0 for no limit), the last one is shortened.
func (t *typesetter) wrap(spans []Span, width float64, limit int) (lines []line, shortened bool) {
	return t.set(spans, width, limit, t.more)
}

// fold is wrap for texts where the ellipsis alone shows that they were shortened.
func (t *typesetter) fold(spans []Span, width float64, limit int) []line {
	lines, _ := t.set(spans, width, limit, "")
	return lines
}

// line returns s on one line, shortened if it is wider than width.
func (t *typesetter) line(s string, style Style, width float64) line {
	lines, _ := t.set([]Span{{s, style}}, width, 1, "")
	if len(lines) == 0 {
		return line{}
	}
	return lines[0]
}

func (t *typesetter) set(spans []Span, width float64, limit int, more string) (made []line, shortened bool) {
	var lines [][]atom
	var cur []atom
	used := 0.0 // width used by cur, spaces included
	end := func() {
		lines = append(lines, cur)
		cur, used = nil, 0
	}
	for a := range t.styled(spans) {
		if len(cur) > 0 && used+a.width > width+tiny {
			end()
		}
		if a.text == "" && len(cur) == 0 { // no line starts with a space
			continue
		}
		for a.width > width+tiny && (limit == 0 || len(lines) <= limit) {
			head, tail := t.snap(a, width)
			if tail.text == "" {
				break
			}
			cur = append(cur, head)
			end()
			a = tail
		}
		cur = append(cur, a)
		if used += a.width + a.spaceWidth; a.newline {
			end()
		}
		if limit > 0 && len(lines) > limit {
			break
		}
	}
	if len(cur) > 0 {
		end()
	}
	shortened = limit > 0 && len(lines) > limit
	var last []atom
	if shortened {
		last = slices.Clone(lines[limit-1])
		if !last[len(last)-1].newline {
			last = append(last, lines[limit][0]) // part of it may still fit
		}
		lines = lines[:limit]
	}
	for _, atoms := range lines {
		made = append(made, joinAtoms(atoms))
	}
	if shortened {
		made[limit-1] = t.shorten(last, width, more)
	}
	return made, shortened
}

// snap splits an atom that is wider than a line: head contains as many characters as fit, at least one, and tail the
// rest.
func (t *typesetter) snap(a atom, width float64) (head, tail atom) {
	measure := func(s string) float64 { return t.Width(s, a.style.Face, a.style.Size) }
	n := len(a.text)
	for i := range a.text {
		_, size := utf8.DecodeRuneInString(a.text[i:])
		if i > 0 && measure(a.text[:i+size]) > width {
			n = i
			break
		}
	}
	if n == len(a.text) {
		return a, atom{}
	}
	head = atom{text: a.text[:n], style: a.style, width: measure(a.text[:n])}
	tail = a
	tail.text = a.text[n:]
	// Only measure the rest once it is short: measuring it for every line would make a page-long word quadratic.
	if tail.width -= head.width; tail.width <= 2*width {
		tail.width = measure(tail.text)
	}
	return head, tail
}

// joinAtoms makes a line of atoms, merging adjacent atoms of one style into a run.
func joinAtoms(list []atom) line {
	var l line
	for i, a := range list {
		if n := len(l.runs); n == 0 || l.runs[n-1].style != a.style {
			l.runs = append(l.runs, run{style: a.style, x: l.width})
		}
		r := &l.runs[len(l.runs)-1]
		// Lines are broken by now, so the non-breaking space becomes an ordinary one.
		r.text += strings.ReplaceAll(a.text, "\u00a0", " ") + a.space
		wide := a.width
		if i < len(list)-1 {
			wide += a.spaceWidth
		}
		r.width += wide
		l.width += wide
	}
	return l
}

// shorten ends a line with an ellipsis and more, after as many whole words as fit, or within a word if whole words
// would leave half of the line empty. If even the suffix does not fit, the ellipsis stands alone.
func (t *typesetter) shorten(list []atom, width float64, more string) line {
	style := list[len(list)-1].style
	const fewest = 4 // minimum characters of a word that is cut
	suffix := ellipsis + more
	if t.Width("mm"+suffix, style.Face, style.Size) > width {
		suffix = ellipsis
	}
	for len(list) > 0 {
		last := &list[len(list)-1]
		last.text = strings.TrimRight(last.text, ".,;:!?-–/\u00a0 ")
		end := atom{text: last.text + suffix, style: last.style}
		end.width = t.Width(end.text, end.style.Face, end.style.Size)
		if l := joinAtoms(append(list[:len(list)-1:len(list)-1], end)); l.width <= width+tiny && last.text != "" {
			return l
		}
		r := []rune(last.text)
		before, half := joinAtoms(list[:len(list)-1]).width, (width-t.Width(suffix, style.Face, style.Size))/2
		if len(list) > 1 && (before > half || last.width <= half || len(r) <= fewest) {
			list = list[:len(list)-1]
		} else if len(r) > 1 {
			last.text = string(r[:len(r)-1])
		} else {
			break
		}
	}
	return joinAtoms([]atom{{text: suffix, style: style, width: t.Width(suffix, style.Face, style.Size)}})
}
