package main

import "C" // compiles opengl_windows.c and libraries_windows.c

import (
	"fmt"
	"log/slog"
	"os"
	"os/exec"

	"golang.org/x/sys/windows"
)

// useSoftGL brings in the library that draws in software where the program was started again for it. From then on it is
// what Windows gives to everyone who asks for OpenGL by name, so this must come before the toolkit does.
func useSoftGL() {
	if os.Getenv(softGLTried) == "" {
		return
	}
	program, err := os.Executable()
	if err == nil {
		// What it needs itself may stand beside it.
		const places = windows.LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | windows.LOAD_LIBRARY_SEARCH_SYSTEM32
		_, err = windows.LoadLibraryEx(softGLLibrary(program), 0, places)
	}
	if err != nil {
		slog.Error("load the OpenGL library", "cause", err) // no window will come, and that is said then
	}
}

// startAgain starts the program again, as it was started, to draw in software. It does not wait for it.
func startAgain(program string) error {
	again := exec.Command(program, os.Args[1:]...)
	again.Env = append(os.Environ(), softGLTried+"=1")
	again.Stdin, again.Stdout, again.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := again.Start(); err != nil {
		return fmt.Errorf("start again: %w", err)
	}
	return again.Process.Release()
}
