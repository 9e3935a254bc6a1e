// Package finder receives the files that the user opens in the Finder of macOS: by a double click, in "Open with", or dropped
// on the program's icon. There they come as events, not as arguments, also while the program is running. The window
// toolkit does not pass them on.
package finder

// most is the largest number of files that wait for the window.
const most = 64

// opened holds the files that wait. The system reports them on the thread that starts the window, before there is a window.
var opened = make(chan string, most)

// hear keeps a file for the window. Files beyond most are dropped; the user sees which ones arrived.
func hear(path string) {
	select {
	case opened <- path:
	default:
	}
}

// Listen begins to receive files and returns the channel on which their paths come. Call it once, before the first window is
// made. On other systems no file ever comes.
func Listen() <-chan string {
	listen()
	return opened
}
