package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// leftover is an unfinished ballot, found on a screen that fills in ballots. It may be anybody's: nothing of it is shown
// until somebody says that it is theirs, and none of its keys also begins or continues a ballot.
type leftover struct {
	ballot  *assessment.Ballot // nil for none
	known   bool               // the search is done
	looking bool
	handing *ballotScreen // hands it in
}

func (l *leftover) exists() bool { return l.ballot != nil }

// findDraft searches once for the unfinished ballot of the open assessment, and then calls found.
func (l *leftover) findDraft(w *Window, found func()) {
	if l.known || l.looking {
		return
	}
	l.looking = true
	id := w.session.Assessment.ID
	var left *assessment.Ballot
	w.background(w.onceSaved(func(ctx context.Context) (err error) {
		left, err = w.Store.Draft(ctx, id)
		return err
	}), func(err error) {
		l.looking = false
		if err != nil {
			w.showError(err)
			return
		}
		l.set(left)
		found()
	})
}

// set records the result of the search; an empty ballot counts as none.
func (l *leftover) set(b *assessment.Ballot) {
	l.known = true
	if b != nil && b.Begun() {
		l.ballot = b
	}
}

// keys returns the keys of the possible decisions. A ballot without an answer cannot be handed in.
func (l *leftover) keys(handIn, throw, goOn, keep func()) keyTable {
	if l.handing != nil && l.handing.handed {
		return nil // it is being saved
	}
	keys := keyTable{
		{name: "V", help: "left.go_on", do: goOn},
		{name: "L", help: "ballot.hand_in", do: handIn},
		{name: "W", help: "ballot.throw", do: throw},
		{name: keyEscape, help: "left.keep", do: keep},
	}
	return keys.handingIn(*l.ballot)
}

// handingIn returns keys without the one that hands a ballot in if that answers nothing: it would count as a person
// who took part.
func (t keyTable) handingIn(b assessment.Ballot) keyTable {
	if len(b.Answers) > 0 {
		return t
	}
	return slices.DeleteFunc(t, func(k key) bool { return k.help == "ballot.hand_in" })
}

// whyNot adds to a text about a ballot why it cannot be handed in, if it answers nothing.
func (w *Window) whyNot(words string, b assessment.Ballot) string {
	if len(b.Answers) > 0 {
		return words
	}
	return words + " " + w.say("ballot.none")
}

// unfinished returns a message about that ballot, with how many of the indicators it answers and the possible decisions.
func (l *leftover) unfinished(w *Window, in []*assessment.Indicator, keys keyTable) fyne.CanvasObject {
	words := w.say("left.text")
	if len(l.ballot.Answers) == 0 {
		words = w.say("left.none")
	}
	empty := len(unanswered(*l.ballot, in))
	return widgets.Column(10, widgets.NewText(w.say("left.title")).Bold().Aligned(fyne.TextAlignCenter),
		widgets.NewText(words).Colored(theme.ColorQuiet).Aligned(fyne.TextAlignCenter),
		widgets.NewText(w.say("left.given", "given", len(in)-empty, "total", len(in), "empty", empty)).Aligned(fyne.TextAlignCenter),
		widgets.Space(6), widgets.Centered(w.ways(keys)))
}

// question returns a question on a screen that shows more, with its answers. When it opens it is scrolled into view.
func (w *Window) question(words string, answers fyne.CanvasObject) fyne.CanvasObject {
	w.asks = widgets.Card(20, widgets.Column(12, widgets.NewText(words), answers))
	return w.asks
}

// ways returns a button for each key that answers a question. The primary one is that of Enter, or of Escape if there is no
// Enter.
func (w *Window) ways(keys keyTable) *fyne.Container {
	row := widgets.Row(12)
	for _, k := range keys {
		button := widgets.Secondary
		if k.name == keyEnter || k.name == keyEscape && keys.named(keyEnter) == nil {
			button = widgets.Primary
		}
		row.Add(button(w.say(k.help), w.keyLabel(k.name), k.do))
	}
	return row
}
