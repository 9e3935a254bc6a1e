//go:build wine

package windows_test

import (
	"debug/pe"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kwaliteitskaart/cmd/dev/windows"
)

// systems lists libraries that Windows loads from its own folder only, whatever is beside a program (KnownDLLs).
var systems = []string{
	"advapi32.dll", "comdlg32.dll", "gdi32.dll", "imm32.dll", "kernel32.dll", "msvcrt.dll", "ole32.dll", "oleaut32.dll",
	"shell32.dll", "shlwapi.dll", "user32.dll", "ws2_32.dll",
}

// byName lists libraries that the toolkit, the runtime and the system's own dialogs load by name. It leaves out
// libraries imported by known libraries, such as shcore and version: Windows treats these as known too, but Wine does
// not.
var byName = []string{
	"opengl32.dll", "xinput1_4.dll", "xinput1_3.dll", "xinput9_1_0.dll", "dinput8.dll", "dwmapi.dll", "winmm.dll", "uxtheme.dll",
	"cryptbase.dll", "iphlpapi.dll", "propsys.dll",
}

// amongOthers starts the program in a folder that contains libraries with the names of the system's. None of them may
// run: neither with a command nor with a window.
func (c *pc) amongOthers(p windows.Packages) {
	c.Helper()
	folder := filepath.Join(c.T.TempDir(), "unpacked")
	unpack(c.T, p.Portable, folder)
	folder = filepath.Join(folder, "Kwaliteitskaart")
	program := filepath.Join(folder, windows.Executable)

	// Imported libraries are loaded before any of the program's code runs.
	image, err := pe.Open(program)
	if err != nil {
		c.Fatal(err)
	}
	defer image.Close()
	imports, err := image.ImportedLibraries()
	if err != nil {
		c.Fatal(err)
	}
	for _, name := range imports {
		if name = strings.ToLower(name); !slices.Contains(systems, name) && !strings.HasPrefix(name, "api-ms-win-") {
			c.Errorf("imports %s, which Windows takes from the folder of the program", name)
		}
	}

	on := *c
	others := make([]string, len(byName))
	for i, name := range byName {
		library(c.T, filepath.Join(folder, name), "testdata/opengl32.c")
		others[i] = strings.TrimSuffix(name, ".dll")
	}
	on.env = append(slices.Clone(c.env), "WINEDLLOVERRIDES=winemenubuilder.exe,mscoree,mshtml=d;"+strings.Join(others, ",")+"=n,b")
	if got := on.wine(program, "version"); !strings.HasPrefix(got, "Kwaliteitskaart ") {
		c.Errorf("it says %s", got)
	}
	window := on.start(program)
	on.window("Kwaliteitskaart")
	on.drawn("among-others", home)
	on.close()
	if err := window.Wait(); err != nil {
		c.Errorf("the window ended with %v", err)
	}
	for _, name := range byName {
		if _, err := os.Stat(filepath.Join(folder, name+".asked")); err == nil {
			c.Errorf("%s beside the program was loaded", name)
		}
	}
}
