// Package finder receives the files that the user opens in the Finder of macOS: by a double click, with "Open with",
// or by dropping them on the program's icon. On macOS these arrive as events instead of arguments, also while the
// program is running, and the window toolkit does not pass them on.
package finder

// most is the maximum number of files that wait for the window.
const most = 64

// opened contains the waiting files. The system reports them on the thread that starts the window, before the window
// exists.
var opened = make(chan string, most)

// enqueue queues a file for the window. Files beyond most are dropped; the user sees which ones arrived.
func enqueue(path string) {
	select {
	case opened <- path:
	default:
	}
}

// Listen starts receiving files and returns the channel that delivers their paths. Call it once, before the first
// window is created. On other systems the channel stays empty.
func Listen() <-chan string {
	listen()
	return opened
}
