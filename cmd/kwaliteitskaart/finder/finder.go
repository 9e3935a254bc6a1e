// Package finder hears which files the user opens in the Finder of macOS: by a double click, in "Open with", or dropped
// on the program's icon. There they come as events, not as arguments, and also while the program runs already. The
// window toolkit does not pass them on.
package finder

// most is how many files may wait for the window.
const most = 64

// opened is the files that wait. The system tells of them on the thread that starts the window, before there is one.
var opened = make(chan string, most)

// hear keeps a file for the window. When too many wait the rest are dropped: the user sees which ones came.
func hear(path string) {
	select {
	case opened <- path:
	default:
	}
}

// Listen begins to listen, and gives the files as they come. It is called once, before the first window is made; on
// other systems no file ever comes.
func Listen() <-chan string {
	listen()
	return opened
}
