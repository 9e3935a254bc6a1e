package main

import "path/filepath"

// softGLTried is set in the environment of a program that was restarted to draw in software.
const softGLTried = "KWALITEITSKAART_SOFTGL"

// softGLLibrary returns the path where an administrator may install a library that implements OpenGL without a
// graphics card, for remote desktops, virtual machines and computers whose own is too old: a folder beside the
// program. It is never taken from the environment, which anyone can set.
func softGLLibrary(program string) string {
	return filepath.Join(filepath.Dir(program), "softgl", "opengl32.dll")
}

// secondChance reports, if no window appeared, whether to restart with the library at a path: once, and only if it
// exists.
func secondChance(system, library string, env func(string) string, exists func(path string) bool) bool {
	return system == "windows" && env(softGLTried) == "" && exists(library)
}
