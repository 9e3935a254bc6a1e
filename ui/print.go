package ui

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// printScreen offers the documents, and the data as a file.
type printScreen struct {
	shared
	w    *Window
	kind report.Kind
	lang string
	busy bool
	// copies is the number of forms in the file; 0 is one.
	copies int
	// adopted means that the document is made as it was last adopted.
	adopted bool

	printers []string
	printer  string // the chosen one; "" opens the document instead
	looked   bool   // for printers
	found    bool   // the search has ended
	pages    *pagePictures
}

// onBeamer returns what the team will do, if that is chosen.
func (p *printScreen) onBeamer(page *beamerPage) fyne.CanvasObject {
	return p.w.promise(page)
}

func (p *printScreen) build() view {
	w, a := p.w, p.w.session.Assessment
	if p.kind == "" {
		p.kind, p.lang = report.Summary, w.lang.Code()
	}
	if !p.looked {
		p.looked = true
		p.findPrinters()
	}
	var cards []fyne.CanvasObject
	p.draw()
	for _, k := range p.kinds() {
		hint := w.say("document." + string(k) + "_hint")
		if k.Available(a) != nil {
			hint = w.say("document.talk_later", "least", assessment.MinBallots)
		}
		words := widgets.Column(4, widgets.NewText(k.Title(a.Card, w.lang)).Bold(), widgets.Quiet(hint))
		thumb := widgets.Thumbnail(p.pages.of(k))
		cards = append(cards, widgets.NewChoice(k.Title(a.Card, w.lang),
			widgets.Pad(14, 14, 14, 14, widgets.Columns(14, []float32{0, 1}, thumb, words)), func() { p.choose(k) }).SetChosen(p.kind == k))
	}
	var languages []fyne.CanvasObject
	for _, code := range words.Codes {
		languages = append(languages, widgets.Secondary(w.say("language."+code), "", func() { p.lang = code; w.render() }).SetChosen(p.lang == code))
	}
	draft := widgets.Quiet("")
	if a.Plan.Status == assessment.PlanDraft && p.kind.OfPlan() && !p.asAdopted() {
		draft = widgets.Quiet(w.say("print.draft"))
	}
	choices := []fyne.CanvasObject{widgets.Row(10, append([]fyne.CanvasObject{widgets.NewText(w.say("print.language")).OneLine()}, languages...)...)}
	if len(a.Plan.Editions) > 0 && p.kind.OfPlan() {
		choices = append(choices, p.editionRow())
	}
	panel := widgets.Column(14, widgets.Ends(16, widgets.Split(28, theme.Zoomed(940), []float32{2, 3}[:len(choices)], choices...), draft.OneLine()))
	switch {
	case len(p.printers) > 0:
		panel.Add(p.printerRow())
	case p.found:
		panel.Add(widgets.Quiet(w.say("print.opens")))
	}
	panel.Add(widgets.Line())
	panel.Add(widgets.Ends(16, widgets.NewText(w.say("print.hand_over")).Colored(theme.ColorQuiet), widgets.Row(10,
		widgets.Secondary("Excel …", "", func() { w.saveSheet(".xlsx") }),
		widgets.Secondary("csv …", "", func() { w.saveSheet(".csv") }),
		widgets.Secondary(w.say("calendar.button"), "", func() { w.saveDates(false) }),
		widgets.Secondary(w.say("calendar.per_owner"), "", func() { w.saveDates(true) }),
		widgets.Secondary(w.say("print.hand_over_button"), w.keyLabel(ctrl+"S"), w.saveHandOver))))
	print := widgets.Primary(w.say("print.print"), w.keyLabel(ctrl+"P"), p.print)
	print.SetDisabled(p.busy)
	return view{
		body: widgets.Column(20, widgets.Statement(w.say("print.title")), widgets.Grid(14, theme.Zoomed(225), 4, cards...), widgets.Card(18, panel)),
		left: widgets.Row(10, widgets.Secondary(w.say("print.save"), w.keyLabel("B"), p.save),
			widgets.Secondary(w.say("print.many"), w.keyLabel("M"), p.many)),
		right: print,
	}
}

// findPrinters asks the system for its printers, which may take a while; until then they are not shown.
func (p *printScreen) findPrinters() {
	w := p.w
	if w.Printers == nil {
		p.found = true
		return
	}
	var names []string
	var def string
	w.background(func(ctx context.Context) error {
		names, def = w.Printers(ctx)
		return nil
	}, func(error) {
		p.printers, p.printer, p.found = names, def, true
		if w.screen == p {
			w.render()
		}
	})
}

func (p *printScreen) printerRow() fyne.CanvasObject {
	w := p.w
	row := widgets.Row(10, widgets.NewText(w.say("print.printer")).OneLine())
	add := func(words, printer string) {
		row.Add(widgets.Secondary(words, "", func() { p.printer = printer; w.render() }).SetChosen(p.printer == printer))
	}
	for _, name := range p.printers {
		add(name, name)
	}
	add(w.say("print.only_open"), "")
	return row
}

func (p *printScreen) choose(k report.Kind) {
	p.kind = k
	p.w.win.Canvas().Unfocus()
	p.w.render()
}

// many makes several documents of this assessment at once.
func (p *printScreen) many() {
	w := p.w
	a := w.session.Assessment
	w.show(newPrintMany(w, []printTeam{w.onDisk(a.ID, w.teamName(a.Team))}, p.kind, p.lang))
}

// print saves the document where the user chooses, and sends it to the chosen printer. Without a printer it opens the
// document in the system's viewer, which can print it.
func (p *printScreen) print() {
	w, printer := p.w, p.printer
	if printer == "" {
		p.make(func(_ context.Context, path string) error { return w.View(path) }, w.mentionFile)
		return
	}
	p.make(func(ctx context.Context, path string) error {
		return w.SendToPrinter(ctx, printer, path, strings.TrimSuffix(filepath.Base(path), ".pdf"))
	}, func(path string) { w.offerFile(w.say("print.sent", "printer", printer, "file", path), path) })
}

// save only saves the document, and offers to open it.
func (p *printScreen) save() { p.make(nil, p.w.mentionFile) }

// make saves the document where the user chooses, calls then unless it is nil, and finally done, which reports it.
func (p *printScreen) make(then func(ctx context.Context, path string) error, done func(path string)) {
	w := p.w
	if p.busy {
		return
	}
	if err := p.kind.Available(w.session.Assessment); err != nil {
		w.showError(err)
		return
	}
	s, kind, adopted := w.session, p.kind, p.asAdopted()
	lang := words.In(p.lang)
	name := w.fileName(s.Assessment, w.say("document."+string(kind)), ".pdf")
	w.askSave(w.say("print.save_title"), filepath.Join(w.Documents, name), "pdf", func(path string) {
		p.busy = true
		w.render()
		w.setStatus("print.busy")
		today := w.Today()
		w.background(w.onceSaved(func(ctx context.Context) error {
			round, err := assessment.LoadRound(ctx, w.Store, s.Assessment.ID) // print what is stored
			if err != nil {
				return err
			}
			if adopted {
				if round, err = round.AsAdopted(); err != nil {
					return err
				}
				today = round.Assessment.Plan.AdoptedOn // the day it showed then
			}
			if err := w.Print(ctx, path, kind, report.Input{Round: round, Today: today, Words: lang, Copies: p.copies}); err != nil {
				return err
			}
			if then == nil {
				return nil
			}
			return then(ctx, path)
		}), func(err error) {
			p.busy = false
			if w.screen == p {
				w.render()
			}
			if err != nil {
				w.showError(err)
				return
			}
			w.setStatus("")
			done(path)
		})
	})
}

// printUsual prints the usual document from any screen of an assessment.
func (w *Window) printUsual() {
	if p, ok := w.screen.(printer); ok {
		p.print()
		return
	}
	w.goTo(session.StepPrint)
}

// kinds returns the documents to choose from: a team that scores together has no ballots to discuss.
func (p *printScreen) kinds() []report.Kind {
	a := p.w.session.Assessment
	return slices.DeleteFunc(slices.Clone(report.Kinds), func(k report.Kind) bool { return a.Mode == assessment.ModeTogether && k.Available(a) != nil })
}

func (p *printScreen) keys() keyTable {
	kinds := p.kinds()
	at := slices.Index(kinds, p.kind)
	keys := keyTable{{name: keyEnter, help: "print.print", do: p.print}}
	for _, name := range []keyName{keyLeft, keyUp} {
		keys = append(keys, key{name: name, help: "help.print_move", do: func() { p.choose(kinds[max(at-1, 0)]) }})
	}
	for _, name := range []keyName{keyRight, keyDown} {
		keys = append(keys, key{name: name, help: "help.print_move", do: func() { p.choose(kinds[min(at+1, len(kinds)-1)]) }})
	}
	return append(keys, key{name: "B", help: "print.save", do: p.save}, key{name: "M", help: "print.many", do: p.many})
}
