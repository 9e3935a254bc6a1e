package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/ui/widgets"
)

// The clock of the discussion is a thin line on screen. It runs while the discussion is on screen and indicators are left to
// discuss, and shows the remaining time in whole minutes.

// runClock starts the time for the current indicator, one of open remaining ones. If open is 0 it stops the clock.
func (d *discussScreen) runClock(open int) {
	w := d.w
	if open == 0 {
		d.leave()
		return
	}
	d.clock.Run(w.now())
	d.clock.TurnTo(d.chosen, open, w.now())
	if d.stopClock == nil {
		d.stopClock = w.everySecond(d.tick)
	}
}

// leave stops the clock until the discussion continues.
func (d *discussScreen) leave() {
	d.clock.Stop(d.w.now())
	if d.stopClock != nil {
		d.stopClock()
		d.stopClock = nil
	}
}

// pause pauses the clock, or ends the pause.
func (d *discussScreen) pause() {
	d.clock.TogglePause(d.w.now())
	d.w.render()
}

// timeLeft returns the remaining time of the discussion, with links to change it.
func (d *discussScreen) timeLeft() fyne.CanvasObject {
	w := d.w
	d.all = widgets.Quiet("").OneLine()
	more := func(words string, by time.Duration) fyne.CanvasObject {
		return widgets.Link(words, func() { d.clock.Extend(by, max(1, d.open()), w.now()); w.render() })
	}
	return widgets.Row(8, d.all, more(w.say("discuss.less_time"), -5*time.Minute), more(w.say("discuss.more_time"), 5*time.Minute))
}

// pauses returns the remaining time of the indicator, and the button that pauses it.
func (d *discussScreen) pauses() fyne.CanvasObject {
	w := d.w
	if len(d.agenda()) == 0 {
		return widgets.Space(0)
	}
	words := w.say("discuss.pause")
	if d.clock.Paused() {
		words = w.say("discuss.resume")
	}
	pause := widgets.NewPressable(words, widgets.Row(6, widgets.Keycap(w.keyLabel(keySpace)), widgets.Quiet(words).OneLine()), d.pause)
	return widgets.Row(10, d.time, pause)
}

// tick shows the remaining time; there is none once everything is agreed.
func (d *discussScreen) tick() {
	w := d.w
	open := len(d.agenda()) > 0
	if !open {
		d.leave()
	}
	all, point := d.clock.Left(w.now())
	if d.all != nil {
		words := w.say("discuss.left", "minutes", wholeMinutes(all))
		if all == 0 {
			words = w.say("discuss.time_up")
		}
		d.all.Set(words)
	}
	if d.time == nil {
		return
	}
	words := ""
	switch {
	case !open, all == 0 && point == 0:
	case point < 0:
		words = w.say("discuss.over", "minutes", wholeMinutes(-point))
	default:
		words = w.say("discuss.left", "minutes", wholeMinutes(point))
	}
	used := d.clock.Used(w.now())
	if !open {
		used = 0
	}
	d.time.Set(words)
	d.line.Set(used)
	if w.beamer != nil && w.beamer.meter != nil {
		w.beamer.meter.Set(used)
	}
}

// wholeMinutes returns a duration in minutes, rounded up.
func wholeMinutes(d time.Duration) int { return int((d + time.Minute - 1) / time.Minute) }
