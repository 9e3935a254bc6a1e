//go:build wine

package windows_test

import (
	"os"
	"path/filepath"
	"strings"

	"kwaliteitskaart/cmd/dev/windows"
)

// withoutGraphics tries the program on a screen that offers no OpenGL, as remote desktops do, and with one that is old.
func (c *pc) withoutGraphics(p windows.Packages) {
	c.Helper()
	c.off()
	c.screen("-extension", "GLX")
	folder := filepath.Join(c.T.TempDir(), "unpacked")
	unpack(c.T, p.Portable, folder)
	folder = filepath.Join(folder, "Kwaliteitskaart")
	program := filepath.Join(folder, windows.Executable)
	library := filepath.Join(folder, "softgl", "opengl32.dll")
	asked := library + ".asked"

	// With the library in softgl the program ends, and starts again with it. It is asked for by name, by the system for
	// the pixels of a window and by the toolkit for a context and its version; as that is too old, the message comes then,
	// and once.
	if err := c.start(program).Wait(); err != nil {
		c.Errorf("the program that starts again ends with %v", err)
	}
	c.message("softgl")
	got, err := os.ReadFile(asked)
	if err != nil {
		c.Fatalf("the library was not loaded: %v", err)
	}
	for _, want := range []string{"wglChoosePixelFormat", "wglCreateContext", "glGetString"} {
		if !strings.Contains(string(got), want+"\n") {
			c.Errorf("nobody asked the library for %s:\n%s", want, got)
		}
	}
	if n := strings.Count(string(got), "loaded\n"); n != 1 {
		c.Errorf("the library was loaded %d times", n)
	}

	// Without it the message comes at once.
	if err := os.RemoveAll(filepath.Dir(library)); err != nil {
		c.Fatal(err)
	}
	window := c.start(program)
	c.message("message")
	if err := window.Wait(); err == nil || window.ProcessState.ExitCode() != 1 {
		c.Errorf("without graphics the program ends with %v", err)
	}

	// The commands need none.
	if got := c.wine(program, "list", "--json"); !strings.HasPrefix(got, "[") {
		c.Errorf("list says %s", got)
	}
}

// message waits for the message box that says there are no graphics, keeps a picture of it, and presses its button.
func (c *pc) message(name string) {
	c.Helper()
	box := c.window("Kwaliteitskaart")
	c.drawn(name, 4)
	c.xdotool("mousemove", "--window", box, "40", "10") // without a window manager keys go to what is under the pointer
	c.xdotool("key", "--window", box, "Return")
	c.settle()
}
