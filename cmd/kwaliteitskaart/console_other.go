//go:build !windows

package main

// attachConsole does nothing: on this system every program has its console.
func attachConsole() {}
