package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// background runs do off the UI goroutine, then calls done on it.
func (w *Window) background(do func(context.Context) error, done func(error)) {
	w.spawn(func() {
		err := do(context.Background())
		fyne.Do(func() { done(err) })
	})
}

// try runs do off the UI goroutine, then calls then on it, or shows the error.
func (w *Window) try(do func(context.Context) error, then func()) {
	w.background(do, func(err error) {
		if err != nil {
			w.showError(err)
			return
		}
		then()
	})
}

// onceSaved returns a function that waits until every change is on disk and then runs do, for background and try.
func (w *Window) onceSaved(do func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error {
		if err := w.queue.Flush(); err != nil {
			return err
		}
		return do(ctx)
	}
}

// list is the items of a screen, which are read off the UI goroutine.
type list[T any] struct {
	items []T
	read  bool // false while they are being read, or if that failed
}

// load reads the list, and if its screen is still shown renders it and shows words, unless that is empty.
func (l *list[T]) load(w *Window, s screen, words string, read func(context.Context) ([]T, error)) {
	var items []T
	w.background(func(ctx context.Context) (err error) {
		items, err = read(ctx)
		return err
	}, func(err error) {
		l.items, l.read = items, err == nil
		if w.screen == s {
			w.render()
		}
		switch {
		case err != nil:
			w.showError(err)
		case words != "":
			w.showMessage(words)
		}
	})
}

// rows returns a card for each item, or a text if there are none: reading while they are being read, none if the list
// is empty.
func (l *list[T]) rows(reading, none string, row func(T) fyne.CanvasObject) *fyne.Container {
	switch {
	case !l.read:
		return widgets.Column(0, widgets.NewText(reading).Colored(theme.ColorQuiet))
	case len(l.items) == 0:
		return widgets.Column(0, widgets.NewText(none).Colored(theme.ColorQuiet))
	}
	return widgets.List(8, len(l.items), func(i int) fyne.CanvasObject { return row(l.items[i]) })
}
