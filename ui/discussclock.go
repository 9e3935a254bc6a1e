package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// The clock of the discussion on screen. It runs while the discussion is on screen and something is left to discuss.

// runClock starts the time for the current indicator, one of open remaining ones. With none it stops the clock:
// nothing is left to divide the time over.
func (d *discussScreen) runClock(open int) {
	w := d.w
	if open == 0 {
		d.leave()
		return
	}
	w.clock.Run(w.now())
	w.clock.TurnTo(d.chosen, open, w.now())
	if d.stopClock == nil {
		d.stopClock = w.everySecond(d.tick)
	}
}

// leave stops the clock until the discussion continues.
func (d *discussScreen) leave() {
	d.w.clock.Stop(d.w.now())
	if d.stopClock != nil {
		d.stopClock()
		d.stopClock = nil
	}
}

// pause pauses the clock, or ends the pause.
func (d *discussScreen) pause() {
	d.w.clock.Pause(d.w.now())
	d.w.render()
}

// timeLeft returns the remaining time of the discussion, with links to change it.
func (d *discussScreen) timeLeft() fyne.CanvasObject {
	w := d.w
	d.all = widgets.NewText("").Colored(theme.ColorQuiet).OneLine()
	more := func(words string, by time.Duration) fyne.CanvasObject {
		return widgets.Link(words, func() { w.clock.Extend(by, max(1, len(d.agenda())), w.now()); w.render() })
	}
	words := w.say("discuss.pause")
	if w.clock.Paused() {
		words = w.say("discuss.resume")
	}
	return widgets.Row(12, d.all, more(w.say("discuss.less_time"), -5*time.Minute), more(w.say("discuss.more_time"), 5*time.Minute),
		widgets.Link(words, d.pause))
}

// tick updates the remaining time; there is none once everything is agreed.
func (d *discussScreen) tick() {
	w := d.w
	open := len(d.agenda()) > 0
	if !open {
		d.leave()
	}
	all, point := w.clock.Left(w.now())
	if d.all != nil {
		d.all.Set(w.say("discuss.left", "minutes", int(all.Minutes()+0.5)))
	}
	if d.time != nil {
		words, color := minutes(point), theme.ColorInk
		switch {
		case !open:
			words = ""
		case w.clock.Paused():
			color = theme.ColorQuiet
		case point < 0:
			words, color = w.say("discuss.over", "time", minutes(point)), theme.ColorOnMark
		}
		d.time.Colored(color).Set(words)
	}
	if w.beamer != nil && w.beamer.time != nil && d.time != nil {
		w.beamer.time.Set(d.time.Words())
	}
}
