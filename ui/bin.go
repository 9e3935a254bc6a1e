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

// binScreen is what was taken away and can still be put back.
type binScreen struct {
	shared
	w      *Window
	list   []assessment.Binned
	loaded bool
}

func (w *Window) showBin() {
	b := &binScreen{w: w}
	w.visit(b)
	b.load("")
}

// load looks in the bin once all changes are on disk, and then says something.
func (b *binScreen) load(words string) {
	w := b.w
	var list []assessment.Binned
	w.background(func(ctx context.Context) (err error) {
		if err = w.queue.Flush(); err == nil {
			list, err = w.Store.Binned(ctx)
		}
		return err
	}, func(err error) {
		b.list, b.loaded = list, err == nil
		if w.screen == b {
			w.render()
		}
		switch {
		case err != nil:
			w.tell(err)
		case words != "":
			w.mention(words)
		}
	})
}

func (b *binScreen) build() view {
	w := b.w
	binned := b.list
	list := widgets.List(8, len(binned), func(i int) fyne.CanvasObject {
		x := binned[i]
		words := widgets.Column(2, widgets.NewText(w.named(x)).Bold(),
			widgets.Quiet(w.say("bin.since", "date", w.lang.Moment(x.At), "gone", w.lang.Date(x.ErasedOn()))))
		return widgets.Card(14, widgets.Ends(16, words, widgets.Row(8,
			widgets.Link(w.say("forget.link"), func() { w.showForget(x.Team) }),
			widgets.Secondary(w.say("bin.back"), "", func() { b.putBack(x) }))))
	})
	if b.loaded && len(b.list) == 0 {
		list = widgets.Column(0, widgets.NewText(w.say("bin.empty")).Colored(theme.ColorQuiet))
	}
	return view{
		body: widgets.Column(16, widgets.Statement(w.say("bin.title")),
			widgets.NewText(w.say("bin.text", "days", assessment.BinDays)).Colored(theme.ColorQuiet), list),
		left: w.backButton(),
	}
}

func (b *binScreen) putBack(x assessment.Binned) {
	b.w.queue.Add("", func(ctx context.Context) error { return b.w.Store.Unbin(ctx, x.ID) })
	b.load(b.w.say("bin.is_back", "what", b.w.named(x)))
}

// named returns an assessment by its team and date.
func (w *Window) named(x assessment.Binned) string {
	return w.teamName(x.Team) + ", " + w.lang.Date(x.Date)
}

// forgetScreen asks whether a team shall be erased for good: the one thing that nobody can take back.
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
	cancel := widgets.Secondary(w.say("button.cancel"), "Esc", w.back)
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
	w.background(func(ctx context.Context) (err error) {
		if err = w.queue.Flush(); err == nil {
			erased, err = w.Store.Forget(ctx, f.team.ID)
		}
		return err
	}, func(err error) {
		if err != nil {
			w.tell(err)
			return
		}
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
		w.mention(words)
	})
}

func (b *binScreen) keys() keyTable { return b.w.leadsBack() }

func (f *forgetScreen) keys() keyTable { return cancels(f.w.back) }
