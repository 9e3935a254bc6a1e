package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// printManyScreen makes several documents at once, of one or more teams, each as a file in a folder.
type printManyScreen struct {
	shared
	w      *Window
	teams  []printTeam
	chosen map[report.Kind]bool
	lang   string
	run    *printRun // nil until it is started
}

// printTeam is one team whose documents are made; load reads the content and is called off the UI goroutine.
type printTeam struct {
	name string
	load func(context.Context) (assessment.Round, error)
}

func newPrintMany(w *Window, teams []printTeam, first report.Kind, lang string) *printManyScreen {
	return &printManyScreen{w: w, teams: teams, chosen: map[report.Kind]bool{first: true}, lang: lang}
}

// onDisk returns a team by its assessment in the store.
func (w *Window) onDisk(id, name string) printTeam {
	return printTeam{name, func(ctx context.Context) (assessment.Round, error) { return assessment.LoadRound(ctx, w.Store, id) }}
}

func (m *printManyScreen) kinds() (kinds []report.Kind) {
	for _, k := range report.Kinds {
		if m.chosen[k] {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

func (m *printManyScreen) build() view {
	if m.run != nil {
		return m.run.build()
	}
	w := m.w
	var cards []fyne.CanvasObject
	for i, k := range report.Kinds {
		words := widgets.Column(4, widgets.NewText(w.say("document."+string(k))).Bold(), widgets.Quiet(w.say("document."+string(k)+"_hint")))
		row := widgets.Columns(14, []float32{0, 1, 0}, widgets.Row(0, widgets.NewTick(m.chosen[k])), words,
			widgets.Row(0, widgets.Keycap(string(rune('1'+i)))))
		cards = append(cards, widgets.NewChoice(w.say("document."+string(k)), widgets.Pad(18, 18, 18, 18, row),
			func() { m.toggle(k) }))
	}
	languages := widgets.Row(10, widgets.NewText(w.say("print.language")).OneLine())
	for _, code := range words.Codes {
		languages.Add(widgets.Secondary(w.say("language."+code), "", func() { m.lang = code; w.render() }).SetChosen(m.lang == code))
	}
	of := w.say("many.teams", "count", len(m.teams))
	if len(m.teams) == 1 {
		of = m.teams[0].name
	}
	n := len(m.teams) * len(m.kinds())
	start := widgets.Primary(w.say("many.make", "count", n), w.keyLabel(keyEnter), m.start)
	start.SetDisabled(n == 0)
	return view{
		body: widgets.Column(20, widgets.Column(2, widgets.Statement(w.say("many.title")), widgets.NewText(of).Colored(theme.ColorQuiet)),
			widgets.Grid(18, theme.Zoomed(290), 3, cards...),
			widgets.Card(18, widgets.Column(14, languages, widgets.Quiet(w.say("many.hint"))))),
		left:  w.backButton(),
		right: start,
	}
}

func (m *printManyScreen) toggle(k report.Kind) {
	m.chosen[k] = !m.chosen[k]
	m.w.win.Canvas().Unfocus()
	m.w.render()
}

// leave stops making documents, because off screen it could not be stopped.
func (m *printManyScreen) leave() {
	if m.run != nil {
		m.run.stop()
	}
}

// finish stops and waits for the current document, so that the program can end.
func (m *printManyScreen) finish() {
	if m.run != nil {
		m.run.stop()
		<-m.run.done
	}
}

// start asks for a folder and makes the documents there.
func (m *printManyScreen) start() {
	w := m.w
	if len(m.kinds()) == 0 {
		return
	}
	title := w.say("many.folder")
	w.askFolder(title, func(folder string) {
		w.show(m)
		m.run = newPrintRun(m, folder)
		w.render()
		m.run.start()
	})
}

func (m *printManyScreen) keys() keyTable {
	switch {
	case m.run != nil && !m.run.ended:
		return keyTable{{name: keyEscape, help: "help.stop", do: m.run.stop}}
	case m.run != nil:
		return append(m.w.leadsBack(), key{name: keyEnter, help: "many.open", do: m.run.open})
	}
	keys := append(m.w.leadsBack(), digits(len(report.Kinds), "help.many_choose", func(i int) { m.toggle(report.Kinds[i]) })...)
	if len(m.kinds()) > 0 {
		keys = append(keys, key{name: keyEnter, help: "help.many_make", do: m.start})
	}
	return keys
}
