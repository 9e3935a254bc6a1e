package ui

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// binScreen lists what was deleted and can still be restored.
type binScreen struct {
	shared
	w *Window
	list[assessment.Binned]
}

func (w *Window) showBin() {
	b := &binScreen{w: w}
	w.visit(b)
	b.readBin("")
}

// readBin reads the bin once all changes are on disk, and then shows words.
func (b *binScreen) readBin(words string) {
	b.load(b.w, b, words, func(ctx context.Context) ([]assessment.Binned, error) {
		if err := b.w.queue.Flush(); err != nil {
			return nil, err
		}
		return b.w.Store.Binned(ctx)
	})
}

func (b *binScreen) build() view {
	w := b.w
	rows := b.rows("", w.say("bin.empty"), func(x assessment.Binned) fyne.CanvasObject {
		words := widgets.Column(2, widgets.NewText(w.named(x)).Bold(),
			widgets.Quiet(w.say("bin.since", "date", w.lang.Moment(x.At), "gone", w.lang.Date(x.ErasedOn()))))
		return widgets.Card(14, widgets.Ends(16, words, widgets.Row(8,
			widgets.Link(w.say("forget.link"), func() { w.showForget(x.Team) }),
			widgets.Secondary(w.say("bin.back"), "", func() { b.putBack(x) }))))
	})
	return view{
		body: widgets.Column(16, widgets.Statement(w.say("bin.title")),
			widgets.NewText(w.say("bin.text", "days", assessment.BinDays)).Colored(theme.ColorQuiet), rows),
		left: w.backButton(),
	}
}

func (b *binScreen) putBack(x assessment.Binned) {
	b.w.queue.Add("", func(ctx context.Context) error { return b.w.Store.Unbin(ctx, x.ID) })
	b.readBin(b.w.say("bin.is_back", "what", b.w.named(x)))
}

// forgetScreen asks whether to erase a team permanently.
type forgetScreen struct {
	question
	w    *Window
	team assessment.Team
}

func (w *Window) showForget(team assessment.Team) {
	w.visit(&forgetScreen{w: w, team: team})
}

func (f *forgetScreen) build() view {
	w := f.w
	cancel := widgets.Secondary(w.say("button.cancel"), w.keyLabel(keyEscape), w.back)
	return view{
		body: widgets.Column(16, widgets.Statement(w.say("forget.title", "team", w.teamName(f.team))),
			widgets.NewText(w.say("forget.what")), widgets.NewText(w.say("forget.not")).Colored(theme.ColorQuiet),
			widgets.Row(0, widgets.Secondary(w.say("forget.button"), "", f.forget))),
		left:  cancel,
		focus: cancel,
	}
}

func (f *forgetScreen) forget() {
	w := f.w
	var erased assessment.Erased
	w.try(w.onceSaved(func(ctx context.Context) (err error) {
		erased, err = w.Store.Forget(ctx, f.team.ID)
		return err
	}), func() {
		w.Home()
		words := w.say("forget.done", "team", w.teamName(f.team), "count", len(erased.Assessments)) +
			" " + w.say("forget.copies", "count", erased.Copies)
		if len(erased.Unreadable) > 0 {
			var names []string
			for _, path := range erased.Unreadable {
				names = append(names, filepath.Base(path))
			}
			words += " " + w.say("forget.unreadable", "files", strings.Join(names, ", "))
		}
		w.showMessage(words)
	})
}

func (b *binScreen) keys() keyTable { return b.w.leadsBack() }

func (f *forgetScreen) keys() keyTable { return cancels(f.w.back) }
