package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// leftover is a ballot that was begun and not handed in, as it is found where ballots are filled in. Whose it is nobody
// knows: nothing of it is shown before somebody says that it is theirs, and none of its keys is one to begin or go on with.
type leftover struct {
	ballot  *assessment.Ballot // nil for none
	known   bool               // it was looked for
	looking bool
	handing *ballotScreen // hands it in
}

func (l *leftover) there() bool { return l.ballot != nil }

// look looks once for the ballot that the open assessment keeps, and then calls found.
func (l *leftover) look(w *Window, found func()) {
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
			w.tell(err)
			return
		}
		l.take(left)
		found()
	})
}

// take makes it the ballot that was found, unless nothing stands in that.
func (l *leftover) take(b *assessment.Ballot) {
	l.known = true
	if b != nil && begun(*b) {
		l.ballot = b
	}
}

// begun reports whether anything stands in a ballot.
func begun(b assessment.Ballot) bool { return len(b.Answers)+len(b.Remarks) > 0 }

// keys returns what can become of it.
func (l *leftover) keys(handIn, throw, goOn, keep func()) keyTable {
	if l.handing != nil && l.handing.handed {
		return nil // on its way to disk
	}
	return keyTable{
		{name: "V", help: "left.go_on", do: goOn},
		{name: "L", help: "ballot.hand_in", do: handIn},
		{name: "W", help: "ballot.throw", do: throw},
		{name: keyEscape, help: "left.keep", do: keep},
	}
}

// unfinished says that a ballot was left, and offers what can become of it.
func (w *Window) unfinished(keys keyTable) fyne.CanvasObject {
	return widgets.Column(10, widgets.NewText(w.say("left.title")).Bold().Aligned(fyne.TextAlignCenter),
		widgets.NewText(w.say("left.text")).Colored(theme.ColorQuiet).Aligned(fyne.TextAlignCenter), widgets.Space(6), widgets.Centered(w.ways(keys)))
}

// ways returns a button for each key that answers a question. The bright one is Enter's, or that of Escape where Enter
// answers nothing.
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
