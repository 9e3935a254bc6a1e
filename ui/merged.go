package ui

import (
	"cmp"
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// mergedScreen lists what files replaced in the open assessment, and can put it back.
type mergedScreen struct {
	shared
	w    *Window
	list []assessment.Replacement
}

// showMerged goes to the list of replacements.
func (w *Window) showMerged() {
	m := &mergedScreen{w: w}
	m.load(func() { w.show(m) })
}

func (m *mergedScreen) load(then func()) {
	w := m.w
	id := w.session.Assessment.ID
	w.try(func(ctx context.Context) error {
		list, err := w.Store.Replaced(ctx, id)
		m.list = assessment.PutBackable(list)
		return err
	}, then)
}

func (m *mergedScreen) build() view {
	w := m.w
	body := widgets.Column(12, widgets.Statement(w.say("merged.title")))
	words := "merged.text"
	if len(m.list) == 0 {
		words = "merged.none"
	}
	body.Add(widgets.NewText(w.say(words)).Colored(theme.ColorQuiet))
	latest := slices.Clone(m.list) // the last file first, and within a file in the order of the assessment
	slices.SortStableFunc(latest, func(x, y assessment.Replacement) int { return cmp.Compare(y.At, x.At) })
	body.Add(widgets.List(12, len(latest), func(i int) fyne.CanvasObject {
		r := latest[i]
		said := widgets.Column(3, widgets.NewText(w.lang.Replaced(r)).Bold(),
			widgets.Quiet(w.lang.ShortDate(assessment.DateOf(r.At.Time().Local()))))
		for _, c := range r.ComesBack() {
			said.Add(widgets.NewText(w.lang.RecordChange(c)))
		}
		return widgets.Card(18, widgets.Columns(24, []float32{1, 0}, said,
			widgets.Row(0, widgets.Secondary(w.say("merged.put_back"), "", func() { m.putBack(r) }).About(w.lang.Replaced(r)))))
	}))
	return view{body: body, left: w.backButton()}
}

// putBack puts one replacement back and reloads the assessment.
func (m *mergedScreen) putBack(r assessment.Replacement) {
	w := m.w
	id := w.session.Assessment.ID
	w.try(w.onceSaved(func(ctx context.Context) error { return w.Store.PutBack(ctx, id, r) }), func() {
		w.openThen(id, func() {
			m.load(func() {
				w.show(m)
				w.showMessage(w.say("merged.is_back", "name", w.lang.Replaced(r)))
			})
		})
	})
}

func (m *mergedScreen) keys() keyTable { return m.w.leadsBack() }
