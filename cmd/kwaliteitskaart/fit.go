package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// titleBar is how high the systems make the bar over a window, at 100 %.
const titleBar = 32

// fit makes a window that was just shown fit the screen, with its title bar and beside the system's own bars, and puts it in
// the middle of what they leave. How large a pixel of ours is there is only known from then on.
func fit(w fyne.Window) {
	if !hasGraphics(w) {
		return
	}
	monitor := glfw.GetPrimaryMonitor()
	if monitor == nil {
		return
	}
	x, y, width, height := monitor.GetWorkarea()
	scale := w.Canvas().Scale()
	room := fyne.NewSize(float32(width)/scale, float32(height)/scale-titleBar)
	size := w.Canvas().Size().Min(room)
	if size != w.Canvas().Size() {
		w.Resize(size)
	}
	if d, ok := w.(desktop.Window); ok && !onWayland(w) { // which places windows itself
		left := room.Subtract(w.Canvas().Size())
		d.RequestPosition(x+int(max(0, left.Width)/2*scale), y+int((titleBar+max(0, left.Height)/2)*scale))
	}
}

// project fills a second screen with a window that was just shown, and reports whether there is one. Of two screens of one make
// the toolkit cannot tell which is which; there the window is put on the other without filling it.
func project(w fyne.Window) bool {
	d, desk := fyne.CurrentApp().Driver().(desktop.Driver)
	window, ok := w.(desktop.Window)
	if !desk || !ok || !d.HasSecondaryDisplay() || !hasGraphics(w) {
		return false
	}
	screens := glfw.GetMonitors() // the primary first
	for _, other := range screens[1:] {
		if other.GetName() != screens[0].GetName() {
			window.RequestFullScreenSecondary()
			return true
		}
	}
	if onWayland(w) {
		return false
	}
	x, y, _, _ := screens[1].GetWorkarea()
	window.RequestPosition(x, y+int(titleBar*w.Canvas().Scale()))
	return true
}

func onWayland(w fyne.Window) (is bool) {
	if native, ok := w.(driver.NativeWindow); ok {
		native.RunNative(func(context any) { _, is = context.(driver.WaylandWindowContext) })
	}
	return is
}
