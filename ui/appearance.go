package ui

import (
	"context"
	"math"

	"kwaliteitskaart/ui/theme"
)

// Zoom and appearance of the window, which settings and shortcuts change.

func (w *Window) zoom(z float32) {
	z = float32(math.Round(float64(z)/theme.ZoomStep) * theme.ZoomStep) // whole steps, otherwise 100 % would not be reached again
	w.Settings.Zoom = min(max(z, theme.MinZoom), theme.MaxZoom)
	w.applySettings()
}

// applySettings saves the settings and applies them to the screen.
func (w *Window) applySettings() {
	w.theme.Change(w.Settings.Zoom, w.Settings.Appearance)
	w.keepSettings()
	before := widgetsIn(w.frame.content)
	w.rebuild()
	within := false
	for o := range widgetsIn(w.frame.content) {
		if before[o] { // it was kept, and has not been refreshed
			o.Refresh()
			within = within || w.view.scroll.Holds(o)
		}
	}
	if within { // its height may have changed
		w.view.scroll.Measure()
	}
	for _, o := range w.win.Canvas().Overlays().List() {
		o.Refresh()
	}
}

func (w *Window) keepSettings() {
	settings := w.Settings
	w.try(func(context.Context) error { return w.SaveSettings(settings) }, func() {})
}
