//go:build !windows

package main

import "errors"

// useSoftGL does nothing: the system can draw in software by itself.
func useSoftGL() {}

// startAgain is never called here, because secondChance is always false.
func startAgain(string) error { return errors.ErrUnsupported }
