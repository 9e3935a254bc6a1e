//go:build builds

package main

import (
	"bytes"
	"context"
	"debug/elf"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"kwaliteitskaart/cmd/dev/debian"
	"kwaliteitskaart/cmd/dev/release"
	"kwaliteitskaart/cmd/dev/windows"
)

// Two builds of one commit, in two folders, give packages that are equal byte for byte. The second build has a cache of its
// own, so that everything is compiled again. With -short it shares the cache, and only the package for Debian is made: enough
// to notice a time, a path or a random number, but not a compiler whose output differs.
func TestEqualBuilds(t *testing.T) {
	first, second := checkout(t, "first"), checkout(t, "elsewhere/second")
	systems := map[string]func(context.Context, release.Product, string) error{
		"linux": func(ctx context.Context, p release.Product, out string) error {
			_, err := debian.Make(ctx, p, out)
			return err
		},
		"windows": func(ctx context.Context, p release.Product, out string) error {
			_, err := windows.Make(ctx, windows.Options{Product: p, Out: out, Logf: t.Logf})
			return err
		},
	}
	for system, build := range systems {
		t.Run(system, func(t *testing.T) {
			if testing.Short() && system != "linux" {
				t.Skip("in short, only the package for Debian")
			}
			a := packages(t, first, build)
			if !testing.Short() {
				t.Setenv("GOCACHE", t.TempDir())
			}
			b := packages(t, second, build)
			if len(a) == 0 || len(a) != len(b) {
				t.Fatalf("the first build made %d packages, the second %d", len(a), len(b))
			}
			for name, content := range a {
				if !bytes.Equal(content, b[name]) {
					t.Errorf("%s differs: %d and %d bytes, the same up to byte %d", name, len(content), len(b[name]), shared(content, b[name]))
				}
			}
		})
	}
}

// The program for Linux can be loaded at any address.
func TestPositionIndependent(t *testing.T) {
	p, err := release.Read(t.Context(), checkout(t, "pie"))
	if err != nil {
		t.Fatal(err)
	}
	program := filepath.Join(t.TempDir(), "program")
	command(t, p.Root, "go", p.BuildArgs(t.Context(), program)...)
	f, err := elf.Open(program)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	flags, err := f.DynValue(elf.DT_FLAGS_1)
	if err != nil || f.Type != elf.ET_DYN || len(flags) != 1 || elf.DynFlag1(flags[0])&elf.DF_1_PIE == 0 {
		t.Errorf("the program is of type %s with flags %x, %v, not position independent", f.Type, flags, err)
	}
}

// checkout clones the project at its present commit and returns the folder.
func checkout(t *testing.T, name string) string {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	if !release.HasGit(t.Context(), root) {
		t.Skip("without git there is no commit to build twice")
	}
	to := filepath.Join(t.TempDir(), name)
	command(t, root, "git", "clone", "--quiet", root, to)
	return to
}

// packages makes the packages for a system from a checkout and returns their contents by name.
func packages(t *testing.T, root string, build func(context.Context, release.Product, string) error) map[string][]byte {
	t.Helper()
	p, err := release.Read(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	out := t.TempDir()
	if err := build(t.Context(), p, out); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(out)
	if err != nil {
		t.Fatal(err)
	}
	made := map[string][]byte{}
	for _, f := range files {
		if made[f.Name()], err = os.ReadFile(filepath.Join(out, f.Name())); err != nil {
			t.Fatal(err)
		}
	}
	return made
}

// shared returns how many bytes a and b have in common at their beginning.
func shared(a, b []byte) int {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return i
		}
	}
	return min(len(a), len(b))
}

func command(t *testing.T, dir, name string, args ...string) {
	t.Helper()
	c := exec.CommandContext(t.Context(), name, args...)
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%s: %v\n%s", c, err, out)
	}
}
