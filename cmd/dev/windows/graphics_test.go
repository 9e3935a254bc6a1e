//go:build wine

package windows_test

import (
	"os"
	"path/filepath"
	"strings"

	"kwaliteitskaart/cmd/dev/windows"
)

// withoutGraphics tests the program on a screen without OpenGL, as remote desktops have, and on one with an old
// version.
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

	// With the library in softgl the program restarts itself with it. The library is loaded by name, by the system
	// for the pixel format of a window and by the toolkit for a context and its version; because the test library is
	// too old, the message is shown then, and only once.
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

	// Without the library the message is shown at once.
	if err := os.RemoveAll(filepath.Dir(library)); err != nil {
		c.Fatal(err)
	}
	window := c.start(program)
	c.message("message")
	if err := window.Wait(); err == nil || window.ProcessState.ExitCode() != 1 {
		c.Errorf("without graphics the program ends with %v", err)
	}

	// Commands need no graphics.
	if got := c.wine(program, "list", "--json"); !strings.HasPrefix(got, "[") {
		c.Errorf("list says %s", got)
	}
}

// message waits for the message box about missing graphics, saves a picture of it, and presses its button.
func (c *pc) message(name string) {
	c.Helper()
	box := c.window("Kwaliteitskaart")
	c.drawn(name, 4)
	c.xdotool("mousemove", "--window", box, "40", "10") // without a window manager keys go to the window under the pointer
	c.xdotool("key", "--window", box, "Return")
	c.settle()
}
