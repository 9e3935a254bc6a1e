//go:build !windows

package main

import "errors"

// useSoftGL does nothing where the system can draw in software by itself.
func useSoftGL() {}

// startAgain is never asked for where secondChance sees none.
func startAgain(string) error { return errors.ErrUnsupported }
