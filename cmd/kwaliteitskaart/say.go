//go:build !windows

package main

import (
	"fmt"
	"os"
)

// showError shows a message without a window of the program.
func showError(sentence string) { fmt.Fprintln(os.Stderr, sentence) }
