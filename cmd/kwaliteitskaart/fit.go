package main

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// titleBar is the usual height of a title bar, in pixels at 100 %.
const titleBar = 32

// fit makes a window that was just shown fit the work area of the screen, including its title bar, and centres it.
// The scale of a window is unknown until it is shown.
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
	if d, ok := w.(desktop.Window); ok && !onWayland(w) { // Wayland places windows itself
		left := room.Subtract(w.Canvas().Size())
		d.RequestPosition(x+int(max(0, left.Width)/2*scale), y+int((titleBar+max(0, left.Height)/2)*scale))
	}
}

// project makes a window that was just shown fill a second screen, and reports whether there is one. The toolkit
// cannot distinguish two screens of the same make; in that case the window moves to the other screen without filling
// it.
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
