package main

import "C" // compiles opengl_windows.c and libraries_windows.c

import (
	"fmt"
	"log/slog"
	"os"
	"os/exec"

	"golang.org/x/sys/windows"
)

// useSoftGL loads the library that draws in software if the program was restarted for it. From then on Windows
// returns it whenever OpenGL is loaded by name, so this must happen before the toolkit loads it.
func useSoftGL() {
	if os.Getenv(softGLTried) == "" {
		return
	}
	program, err := os.Executable()
	if err == nil {
		// Its dependencies may be beside it.
		const places = windows.LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | windows.LOAD_LIBRARY_SEARCH_SYSTEM32
		_, err = windows.LoadLibraryEx(softGLLibrary(program), 0, places)
	}
	if err != nil {
		slog.Error("load the OpenGL library", "cause", err) // no window appears, which is reported later
	}
}

// startAgain restarts the program with the same arguments, to draw in software. It does not wait for it.
func startAgain(program string) error {
	again := exec.Command(program, os.Args[1:]...)
	again.Env = append(os.Environ(), softGLTried+"=1")
	again.Stdin, again.Stdout, again.Stderr = os.Stdin, os.Stdout, os.Stderr
	if err := again.Start(); err != nil {
		return fmt.Errorf("start again: %w", err)
	}
	return again.Process.Release()
}
