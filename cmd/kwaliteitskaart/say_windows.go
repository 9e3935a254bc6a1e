package main

import (
	"fmt"
	"os"

	"golang.org/x/sys/windows"
)

// showError shows a message without a window of the program: in a system message box, because a program with a window
// has no console.
func showError(sentence string) {
	fmt.Fprintln(os.Stderr, sentence)
	words, err := windows.UTF16PtrFromString(sentence)
	if err != nil {
		return
	}
	title, err := windows.UTF16PtrFromString("Kwaliteitskaart")
	if err != nil {
		return
	}
	_, _ = windows.MessageBox(0, words, title, windows.MB_OK|windows.MB_ICONERROR) // there is no other place to show it
}
