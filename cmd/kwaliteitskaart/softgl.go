package main

import "path/filepath"

// softGLTried is set in the environment of the program when it was started again to draw in software.
const softGLTried = "KWALITEITSKAART_SOFTGL"

// softGLLibrary returns where an administrator may put a library that draws OpenGL without a graphics card, for remote
// desktops, virtual machines and computers whose own is too old: in a folder beside the program. It is never taken from
// the environment, which anyone may set.
func softGLLibrary(program string) string {
	return filepath.Join(filepath.Dir(program), "softgl", "opengl32.dll")
}

// secondChance decides what to do where no window came: it reports whether to start again with the library at a path,
// which makes sense once, and where it exists. Otherwise there is nothing left but to say so.
func secondChance(system, library string, env func(string) string, exists func(path string) bool) bool {
	return system == "windows" && env(softGLTried) == "" && exists(library)
}
