package main

import (
	"fmt"
	"os"

	"golang.org/x/sys/windows"
)

// sayWithoutWindow says a sentence where no window of ours can be shown: in the system's own message box, because a
// program with a window has no console.
func sayWithoutWindow(sentence string) {
	fmt.Fprintln(os.Stderr, sentence)
	words, err := windows.UTF16PtrFromString(sentence)
	if err != nil {
		return
	}
	title, err := windows.UTF16PtrFromString("Kwaliteitskaart")
	if err != nil {
		return
	}
	_, _ = windows.MessageBox(0, words, title, windows.MB_OK|windows.MB_ICONERROR) // there is nowhere else to say it
}
