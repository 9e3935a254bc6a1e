//go:build !windows

package main

// attachConsole does nothing: here every program has its console.
func attachConsole() {}
