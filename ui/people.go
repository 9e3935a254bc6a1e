package ui

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// This file has the number of people who take part: its field and keys, on the screens that compute minutes from it.

// usualPeople is the number of people for whom minutes are shown while the number is unknown.
const usualPeople = 8

// people returns the number of people for whom minutes are shown, and whether the team gave it.
func (w *Window) people() (n int, known bool) {
	if w.session != nil && w.session.Assessment.Expected > 0 {
		return w.session.Assessment.Expected, true
	}
	return usualPeople, false
}

// expect sets the number of people; 0 means unknown.
func (w *Window) expect(n int) {
	w.session.ExpectBallots(min(max(n, 0), assessment.MaxBallots))
	w.render()
}

// morePeople adds by to the number of people, starting from usualPeople.
func (w *Window) morePeople(by int) {
	n, known := w.people()
	if known {
		n += by
	}
	w.expect(n)
}

// expected returns the field for the number of people. The arrow keys change it too.
func (w *Window) expected() fyne.CanvasObject {
	n, words := w.session.Assessment.Expected, w.say("gather.expected")
	shown := ""
	if n > 0 {
		shown = strconv.Itoa(n)
	}
	switch {
	case w.onlyRead() && n == 0:
		return widgets.Space(0)
	case w.onlyRead():
		return widgets.Row(8, widgets.Quiet(words).OneLine(), widgets.NewText(shown).Bold().OneLine())
	}
	e := widgets.NewEntry(words, shown, nil)
	e.SetPlaceHolder(strconv.Itoa(usualPeople)) // for whom the minutes are
	e.OnChanged = func(typed string) {
		digits := strings.Map(func(r rune) rune {
			if r < '0' || r > '9' {
				return -1
			}
			return r
		}, typed)
		if digits != typed {
			e.SetText(digits)
			return
		}
		n, err := strconv.Atoi(digits)
		if err != nil && digits != "" {
			n = assessment.MaxBallots // too many to read
		}
		w.expect(n)
	}
	e.OnStep = w.morePeople
	e.OnSubmitted = func(string) {
		w.win.Canvas().Unfocus()
		w.screen.keys().press(keyEnter)
	}
	w.stand("", "expected", e)
	return widgets.Row(8, widgets.Quiet(words).OneLine(), widgets.Secondary("−", "", func() { w.morePeople(-1) }),
		widgets.Fixed(theme.Zoomed(56), e), widgets.Secondary("+", "", func() { w.morePeople(1) }))
}

// peopleKeys returns the keys that change the number: a digit begins a new number in its field.
func (w *Window) peopleKeys() keyTable {
	if w.onlyRead() {
		return nil
	}
	keys := keyTable{
		{name: "+", help: "help.people", do: func() { w.morePeople(1) }},
		{name: "-", help: "help.people", do: func() { w.morePeople(-1) }},
	}
	return append(digits(9, "help.people", func(i int) { w.expect(i + 1); w.focusField("", "expected") }), keys...)
}
