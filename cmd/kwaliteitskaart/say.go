//go:build !windows

package main

import (
	"fmt"
	"os"
)

// sayWithoutWindow says a sentence where no window can be shown.
func sayWithoutWindow(sentence string) { fmt.Fprintln(os.Stderr, sentence) }
