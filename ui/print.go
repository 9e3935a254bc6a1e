package ui

import (
	"context"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/ui/text"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// printScreen is what to take along: the documents, and the data as a file.
type printScreen struct {
	w    *Window
	kind report.Kind
	lang string
	busy bool
}

func (p *printScreen) build() view {
	w, a := p.w, p.w.session.a
	if p.kind == "" {
		p.kind, p.lang = report.Summary, w.lang.Code()
	}
	var cards []fyne.CanvasObject
	for _, k := range report.Kinds {
		words := widgets.Column(4, widgets.NewText(w.say("document."+string(k))).Bold(), widgets.Quiet(w.say("document."+string(k)+"_hint")))
		thumb := widgets.Thumbnail(k == report.Card)
		cards = append(cards, widgets.NewChoice(w.say("document."+string(k)),
			widgets.Pad(18, 18, 18, 18, widgets.Columns(16, []float32{0, 1}, thumb, words)), func() { p.choose(k) }).SetChosen(p.kind == k))
	}
	var languages []fyne.CanvasObject
	for _, code := range text.Codes {
		languages = append(languages, widgets.Secondary(w.say("language."+code), "", func() { p.lang = code; w.render() }).SetChosen(p.lang == code))
	}
	draft := widgets.Quiet("")
	if a.Plan.Status == assessment.PlanDraft {
		draft = widgets.Quiet(w.say("print.draft"))
	}
	panel := widgets.Card(18, widgets.Column(14,
		widgets.Ends(16, widgets.Row(10, append([]fyne.CanvasObject{widgets.NewText(w.say("print.language")).OneLine()}, languages...)...), draft.OneLine()),
		widgets.Line(),
		widgets.Ends(16, widgets.NewText(w.say("print.hand_over")).Colored(theme.ColorQuiet),
			widgets.Secondary(w.say("print.hand_over_button"), "", w.saveHandOver))))
	print := widgets.Primary(w.say("print.print"), shortcutKey("P"), p.print)
	print.SetDisabled(p.busy)
	return view{
		body:  widgets.Column(20, widgets.Statement(w.say("print.title")), widgets.Grid(18, theme.Zoomed(290), 3, cards...), panel),
		left:  widgets.Secondary(w.say("print.save"), shortcutKey("S"), p.save),
		right: print,
	}
}

func (p *printScreen) choose(k report.Kind) {
	p.kind = k
	p.w.win.Canvas().Unfocus()
	p.w.render()
}

func (p *printScreen) key(e *fyne.KeyEvent) bool {
	at := slices.Index(report.Kinds, p.kind)
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		p.print()
	case fyne.KeyRight, fyne.KeyDown:
		p.choose(report.Kinds[min(at+1, len(report.Kinds)-1)])
	case fyne.KeyLeft, fyne.KeyUp:
		p.choose(report.Kinds[max(at-1, 0)])
	default:
		return false
	}
	return true
}

func (p *printScreen) rune(rune) bool { return false }

// print saves the document where the user chooses and opens it in the system's viewer, which prints it.
func (p *printScreen) print() { p.make(true) }

// save only saves it.
func (p *printScreen) save() { p.make(false) }

func (p *printScreen) make(view bool) {
	w := p.w
	if p.busy {
		return
	}
	s, kind := w.session, p.kind
	words := text.In(p.lang)
	name := w.FileName(s.a, words.Say("document."+string(kind)), ".pdf")
	w.askSave(w.say("print.save_title"), filepath.Join(w.Documents, name), "pdf", func(path string) {
		p.busy = true
		w.render()
		w.setStatus(w.say("print.busy"))
		in := report.Input{Previous: s.previous, Round: s.round, Today: w.Today(), Words: words, ProgramVersion: w.About.Version}
		w.background(func(ctx context.Context) (err error) {
			if err := w.queue.flush(); err != nil {
				return err
			}
			// From disk: what is printed is what is kept.
			if in.Assessment, err = w.Store.Load(ctx, s.a.ID); err != nil {
				return err
			}
			if err := w.Print(ctx, path, kind, in); err != nil {
				return err
			}
			if view {
				return w.View(path)
			}
			return nil
		}, func(err error) {
			p.busy = false
			if w.screen == p {
				w.render()
			}
			if err != nil {
				w.tell(err)
				return
			}
			w.setStatus("")
			w.mention(w.say("print.saved", "file", path))
		})
	})
}

// printUsual prints the usual document from any screen of an assessment.
func (w *Window) printUsual() {
	if w.session == nil {
		return
	}
	if p, ok := w.screen.(*printScreen); ok {
		p.print()
		return
	}
	w.goTo(stepPrint)
}
