package ui

import (
	"context"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// fillInScreen saves the page on which people score on their own device, and imports what they send back: typed codes, and
// ballot files.
type fillInScreen struct{ ballotFilesScreen }

func newFillInScreen(w *Window) *fillInScreen {
	f := &fillInScreen{ballotFilesScreen{w: w}}
	f.shows = f
	return f
}

func (f *fillInScreen) build() view {
	w := f.w
	give := widgets.Card(24, widgets.Column(12, widgets.Heading(w.say("fill_in.give")), widgets.NewText(w.say("fill_in.give_hint")).Colored(theme.ColorQuiet),
		widgets.Row(0, widgets.Secondary(w.say("fill_in.save"), "", f.save))))
	ways := []fyne.CanvasObject{widgets.Secondary(w.say("fill_in.files"), "", f.choose)}
	if f.hasCodes() {
		ways = slices.Insert(ways, 0, fyne.CanvasObject(widgets.Secondary(w.say("fill_in.code"), w.keyLabel("C"), f.code)))
	}
	take := widgets.Card(24, widgets.Column(12, widgets.Heading(w.say("fill_in.take")), widgets.NewText(w.say("fill_in.take_hint")).Colored(theme.ColorQuiet),
		widgets.Row(10, ways...)))
	return view{
		body: widgets.Column(16, widgets.Statement(w.say("gather.sheet")), w.counter(), widgets.Space(4),
			widgets.Grid(20, theme.Zoomed(300), 2, give, take), f.outcome()),
		left: w.backButton(),
	}
}

// save saves the page, in the language of the window.
func (f *fillInScreen) save() {
	w := f.w
	a := w.session.Assessment
	path := filepath.Join(w.Documents, w.fileName(a, w.say("fill_in.file"), exchange.Page))
	w.askSave(w.say("fill_in.save"), path, w.say("fill_in.kind"), func(path string) {
		lang := w.lang
		w.background(func(context.Context) error { return exchange.Invite(a).SavePage(path, lang) }, func(err error) {
			if err != nil {
				w.showError(err)
				return
			}
			w.mentionFile(path)
		})
	})
}

// hasCodes reports whether the page produces codes: with more indicators than fit in a code it only produces a file.
func (f *fillInScreen) hasCodes() bool {
	a := f.w.session.Assessment
	return assessment.NewBallotCode(a.Card, a.Scope, a.ID).Fits()
}

func (f *fillInScreen) code() { f.w.show(&codeScreen{w: f.w, then: f}) }

func (f *fillInScreen) keys() keyTable {
	keys := f.w.leadsBack()
	if f.hasCodes() {
		keys = append(keyTable{{name: "C", help: "fill_in.code", do: f.code}}, keys...)
	}
	return keys
}
