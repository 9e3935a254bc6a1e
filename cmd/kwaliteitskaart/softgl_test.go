package main

import (
	"path/filepath"
	"testing"
)

func TestSecondChance(t *testing.T) {
	library := softGLLibrary(filepath.Join("programs", "kwaliteitskaart.exe"))
	if want := filepath.Join("programs", "softgl", "opengl32.dll"); library != want {
		t.Fatalf("looks for %s, want %s", library, want)
	}
	for name, c := range map[string]struct {
		system, tried string
		there         bool
		want          bool
	}{
		"Windows with the library":   {"windows", "", true, true},
		"Windows without":            {"windows", "", false, false},
		"Windows, tried already":     {"windows", "1", true, false},
		"Linux draws in software":    {"linux", "", true, false},
		"macOS brings OpenGL itself": {"darwin", "", true, false},
	} {
		t.Run(name, func(t *testing.T) {
			env := func(name string) string {
				if name == softGLTried {
					return c.tried
				}
				return ""
			}
			exists := func(path string) bool { return c.there && path == library }
			if got := secondChance(c.system, library, env, exists); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}
