package report

import "kwaliteitskaart/assessment"

// Tick is what marking a box of a form means: an answer to an indicator, or a group.
type Tick struct {
	Indicator string
	Answer    assessment.Answer
	Group     assessment.Group
}

// boxes is a row of answers to tick on paper, each a box that contains the key to press when the form is keyed in.
// The boxes after the levels stand slightly apart. With Labels the row shows only those, each above its box, as the
// head of a column.
type boxes struct {
	Keys      []string
	Labels    []string
	Levels    int
	Points    float64 // size of the type beside them
	Indicator string  // the one to answer
}

const (
	boxSide  = 1.75 // side of a box, as a multiple of the type size
	boxGap   = 0.5  // between two boxes, likewise
	boxApart = 0.9  // extra space before the boxes after the levels, likewise

	labelLines = 2
)

// x returns the left edge of box i. For i = len(Keys) it returns the right edge of the row plus one gap.
func (b boxes) x(i int) float64 {
	x := float64(i) * (boxSide + boxGap)
	if i >= b.Levels {
		x += boxApart
	}
	return x * b.Points * point
}

func (b boxes) width() float64 { return b.x(len(b.Keys)) - boxGap*b.Points*point }

// answer returns the answer of box i.
func (b boxes) answer(i int) assessment.Answer {
	switch i - b.Levels {
	case 0:
		return assessment.Unknown
	case 1:
		return assessment.NotApplicable
	}
	return assessment.Answer(i + 1)
}

func (b boxes) lay(l *layouter, _ float64) []piece {
	em := b.Points * point
	side := boxSide * em
	p := piece{height: side}
	key := Style{Regular, max(smallest, b.Points*0.9), side, quiet}
	label := Style{Bold, smallest, smallest * point * 1.15, quiet}
	l.within(Element{Role: RoleP}, func() {
		for i, k := range b.Keys {
			x := b.x(i)
			if b.Labels == nil {
				p.items = append(p.items, tickBox(x, 0, side, &Tick{Indicator: b.Indicator, Answer: b.answer(i)}), l.centred(k, key, x+side/2, side/2))
				continue
			}
			lines := l.fold([]Span{{b.Labels[i] + " ", label}}, side+boxGap*em*0.8, labelLines)
			y := float64(labelLines-len(lines)) * label.Leading
			for j, ln := range lines {
				p.items = append(p.items, lineItems(l.at, ln, x+side/2-ln.width/2, y+float64(j)*label.Leading)...)
			}
			p.height = labelLines * label.Leading
		}
	})
	return []piece{p}
}

// tickBox returns an empty box with its top left corner at x, y. Its outline is dark enough to survive photocopying.
func tickBox(x, y, side float64, ticks *Tick) Item {
	return Item{nil, Box{X: x, Y: y, Width: side, Height: side, Corners: [4]float64{0.7, 0.7, 0.7, 0.7}, Stroke: quiet, Ticks: ticks}}
}

// key explains one of the boxes.
type key struct {
	Key  string
	Says Paragraph
}

const keySide, keyIndent, keyGap = 4.0, 6.2, 0.5

func (b key) lay(l *layouter, width float64) []piece {
	var p piece
	l.within(Element{Role: RoleP}, func() {
		p = stack(l.paragraph(b.Says, width-keyIndent))
		leading := b.Says.Spans[0].Style.Leading
		says := p.at(keyIndent, 0)
		p.items = []Item{
			tickBox(0, (leading-keySide)/2, keySide, nil),
			l.centred(b.Key, Style{Regular, 8, keySide, quiet}, keySide/2, leading/2),
		}
		p.items = append(p.items, says...)
		p.height, p.before = max(p.height, leading), keyGap
	})
	return []piece{p}
}

// tick is a single box, in line with text beside it.
type tick struct{}

func (tick) lay(*layouter, float64) []piece {
	return []piece{{height: bodyStyle.Leading, items: []Item{tickBox(0, (bodyStyle.Leading-keySide)/2, keySide, nil)}}}
}

// ticks is a question with a box before each of its answers, on as few lines as there is room for.
type ticks struct {
	Question string
	Answers  []string
	Groups   []assessment.Group // the group that each answer stands for, or nil
	Before   float64
}

func (b ticks) lay(l *layouter, width float64) []piece {
	const near, between = 1.6, 7.0
	p := piece{height: bodyStyle.Leading, before: b.Before * l.air}
	l.within(Element{Role: RoleP}, func() {
		x, y := 0.0, 0.0
		put := func(s string, style Style) {
			ln := l.line(s+" ", style, width-x)
			p.items = append(p.items, lineItems(l.at, ln, x, y)...)
			x += ln.width + between
		}
		put(b.Question, strongStyle)
		for i, a := range b.Answers {
			if x > 0 && x+keySide+near+l.line(a, bodyStyle, width).width > width {
				x, y = 0, y+bodyStyle.Leading+near
			}
			var tick *Tick
			if b.Groups != nil {
				tick = &Tick{Group: b.Groups[i]}
			}
			p.items = append(p.items, tickBox(x, y+(bodyStyle.Leading-keySide)/2, keySide, tick))
			x += keySide + near
			put(a, bodyStyle)
		}
		p.height = y + bodyStyle.Leading
	})
	return []piece{p}
}
