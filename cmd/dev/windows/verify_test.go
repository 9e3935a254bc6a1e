//go:build wine

package windows_test

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/cmd/dev/release"
	"kwaliteitskaart/cmd/dev/windows"
)

// older is lower than every released version.
const older = "0.0.1"

// The folders below C: and the user's folder, with their names in Windows.
const (
	machineFolder = "Program Files/Kwaliteitskaart"
	userFolder    = "AppData/Local/Programs/Kwaliteitskaart"
	userMenu      = "AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Kwaliteitskaart.lnk"
	userData      = "AppData/Local/Kwaliteitskaart"

	// The minimum numbers of colours on the screen once the start screen and a team's result are drawn.
	home, shown = 60, 2000

	opens = `Software\Classes\Kwaliteitskaart.Bestand\shell\open\command`
)

// TestPackages does with the packages what teachers and administrators do, step by step on one computer.
func TestPackages(t *testing.T) {
	was, is := products(t)
	old, now := pack(t, was), pack(t, is)
	twin := linuxTwin(t, was)
	c := newPC(t)
	step := func(name string, do func(c *pc)) {
		t.Run(name, func(t *testing.T) {
			on := *c
			on.T = t
			do(&on)
		})
		if t.Failed() {
			t.FailNow() // the next steps depend on it
		}
	}

	program := filepath.Join(c.home, filepath.FromSlash(userFolder), windows.Executable)
	step("install for one user", func(c *pc) {
		c.install(old.PerUser)
		c.installedForUser(was, program)
	})
	step("every command", func(c *pc) { c.sameCommands(program, twin) })
	step("set Dutch for all", func(c *pc) {
		folder := filepath.Join(c.drive, "ProgramData", "Kwaliteitskaart")
		if err := os.MkdirAll(folder, 0o755); err != nil {
			c.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "presets.json"), []byte(`{"language": "nl"}`), 0o644); err != nil {
			c.Fatal(err)
		}
		if got := c.wine(program, "help"); !strings.HasPrefix(got, "Gebruik:") {
			c.Errorf("the program speaks another language: %s", got)
		}
	})
	step("start from the menu", func(c *pc) {
		menu := c.start("start", "/wait", "/unix", filepath.Join(c.home, filepath.FromSlash(userMenu)))
		c.window("Kwaliteitskaart")
		c.drawn("window", home)
		c.close()
		if err := menu.Wait(); err != nil {
			c.Errorf("the window ended with %v", err)
		}
	})
	step("open a file", func(c *pc) {
		// Wine 8 does not look up file associations below HKCU, as Windows does, so run the registered command.
		opener := strings.Split(c.registry(`HKCU\`+opens, ""), `"`)[1]
		c.opensFile("file", opener)
	})

	var before string
	step("upgrade", func(c *pc) {
		before = c.wine(program, "list", "--json")
		if !strings.Contains(before, `"team"`) {
			c.Fatalf("there is no data to keep: %s", before)
		}
		c.install(now.PerUser)
		c.installedForUser(is, program)
		if key := uninstallKey(was, true); c.registry(key, "DisplayName") != "" {
			c.Errorf("the older version is still listed under %s", key)
		}
		if after := c.wine(program, "list", "--json"); after != before {
			c.Errorf("the data was %s, and is %s", before, after)
		}
	})
	step("no way back to an older version", func(c *pc) {
		c.refused(old.PerUser, "nieuwer")
		c.installedForUser(is, program)
	})
	shared := filepath.Join(c.drive, filepath.FromSlash(machineFolder), windows.Executable)
	step("install for all users beside it", func(c *pc) {
		c.install(old.PerMachine)
		c.installedForAll(was, shared)
		c.installedForUser(is, program) // the user's installation stays, and takes precedence because Windows looks at HKCU first
		if after := c.wine(shared, "list", "--json"); after != before {
			c.Errorf("the data of this user was %s, and is %s", before, after)
		}
	})
	step("uninstall keeps the data", func(c *pc) {
		c.uninstall(now.PerUser)
		if left := there(c.home, userFolder, userMenu); len(left) > 0 {
			c.Errorf("left behind: %v", left)
		}
		if got := c.registry(`HKCU\`+opens, ""); got != "" {
			c.Errorf("files still open with %s", got)
		}
		if got := there(c.home, userData+"/kwaliteitskaart.db"); len(got) != 1 {
			c.Error("the data is gone")
		}
		c.installedForAll(was, shared)
		if after := c.wine(shared, "list", "--json"); after != before {
			c.Errorf("the data of this user was %s, and is %s", before, after)
		}
	})
	step("double-click a file", func(c *pc) { c.opensFile("double-click", "start", "/unix") })
	step("for one user yields to all users", func(c *pc) {
		c.refused(now.PerUser, "alle-gebruikers")
		if left := there(c.home, userFolder); len(left) > 0 {
			c.Error("it was installed all the same")
		}
	})
	step("upgrade and uninstall for all users", func(c *pc) {
		c.install(now.PerMachine)
		c.installedForAll(is, shared)
		c.uninstall(now.PerMachine)
		if left := there(c.drive, machineFolder); len(left) > 0 {
			c.Errorf("left behind: %v", left)
		}
		if got := there(c.home, userData+"/kwaliteitskaart.db"); len(got) != 1 {
			c.Error("the data is gone")
		}
	})
	step("install elsewhere", func(c *pc) {
		if code, log := c.msi("/i", windowsPath(now.PerMachine), `INSTALLDIR=C:\Apps\Kaart`); code == 0 {
			c.Errorf("it goes where everyone may change it\n%s", log)
		}
		if left := there(c.drive, "Apps"); len(left) > 0 {
			c.Errorf("left behind: %v", left)
		}
		c.install(now.PerMachine, `INSTALLDIR=C:\Program Files\Onderwijs\Kaart`)
		elsewhere := filepath.Join(c.drive, "Program Files", "Onderwijs", "Kaart", windows.Executable)
		if got := c.wine(elsewhere, "version"); !strings.HasPrefix(got, "Kwaliteitskaart "+is.Version) {
			c.Errorf("it says %s", got)
		}
		c.uninstall(now.PerMachine)
	})
	step("portable", func(c *pc) { c.portable(now.Portable) })
	step("beside libraries of others", func(c *pc) { c.amongOthers(now) })
	step("without graphics", func(c *pc) { c.withoutGraphics(now) })
}

// products returns this version and an older one.
func products(t *testing.T) (was, is release.Product) {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	if is, err = release.Read(t.Context(), root); err != nil {
		t.Fatal(err)
	}
	was = is
	was.Version = older
	return was, is
}

// pack makes the packages of a version, with a stand-in for the software OpenGL library.
func pack(t *testing.T, p release.Product) windows.Packages {
	t.Helper()
	dir := t.TempDir()
	dll := filepath.Join(dir, "opengl32.dll")
	library(t, dll, "testdata/opengl32.c", "testdata/opengl32.def")
	b, err := os.ReadFile(dll)
	if err != nil {
		t.Fatal(err)
	}
	archive, sum := zipped(t, map[string][]byte{"x64/opengl32.dll": b, "LICENSE": []byte("Made for a test.")})
	gl, err := windows.ReadSoftGL(archive, sum)
	if err != nil {
		t.Fatal(err)
	}
	made, err := windows.Make(t.Context(), windows.Options{Product: p, Out: filepath.Join(dir, "out"), SoftGL: gl, Logf: t.Logf})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// zipped returns the path and the SHA-256 checksum of a zip of the given files.
func zipped(t *testing.T, files map[string][]byte) (path, sum string) {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, data := range files {
		w, err := z.Create(name)
		if err == nil {
			_, err = w.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "library.zip")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	s := sha256.Sum256(b.Bytes())
	return path, hex.EncodeToString(s[:])
}

// linuxTwin builds the same version for Linux, with the flags that other tests use, so that most of it is cached.
func linuxTwin(t *testing.T, p release.Product) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "kwaliteitskaart")
	build := exec.Command("go", "build", "-o", program, p.Stamp(t.Context()), "-ldflags", p.VersionFlag(), "./cmd/kwaliteitskaart")
	build.Dir = p.Root
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return program
}

// uninstallKey returns where Wine lists an installed program, for one user or for all; Windows lists one for one user
// below HKCU.
func uninstallKey(p release.Product, forOneUser bool) string {
	const list = `HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall`
	return list + `\{` + windows.ProductCode(p, forOneUser) + "}"
}

// installedForUser checks an installation for one user.
func (c *pc) installedForUser(p release.Product, program string) {
	c.Helper()
	want := []string{userFolder + "/" + windows.Executable, userFolder + "/Lees mij.txt", userMenu}
	if got := there(c.home, want...); !slices.Equal(got, want) {
		c.Errorf("of %v there is only %v", want, got)
	}
	c.installed("HKCU", p, program)
}

// installedForAll checks an installation for all users, except its menu entry: Wine 8 puts it in the user's menu, in
// the same file as that of an installation for one user.
func (c *pc) installedForAll(p release.Product, program string) {
	c.Helper()
	want := []string{machineFolder + "/" + windows.Executable, machineFolder + "/Lees mij.txt"}
	if got := there(c.drive, want...); !slices.Equal(got, want) {
		c.Errorf("of %v there is only %v", want, got)
	}
	c.installed("HKLM", p, program)
}

func (c *pc) installed(root string, p release.Product, program string) {
	c.Helper()
	if got := c.wine(program, "version"); !strings.HasPrefix(got, "Kwaliteitskaart "+p.Version+"\n") {
		c.Errorf("the program says %s, want version %s", got, p.Version)
	}
	rest, err := filepath.Rel(c.drive, program)
	if err != nil {
		c.Fatal(err)
	}
	path := `C:\` + strings.ReplaceAll(rest, "/", `\`)
	if got, want := c.registry(root+`\`+opens, ""), `"`+path+`" "%1"`; !strings.EqualFold(got, want) {
		c.Errorf("files open with %s, want %s", got, want)
	}
	if got := c.registry(root+`\Software\Classes\.kwaliteitskaart`, ""); got != "Kwaliteitskaart.Bestand" {
		c.Errorf("files are %q", got)
	}
	key := uninstallKey(p, root == "HKCU")
	if got := c.registry(key, "DisplayVersion"); got != p.Version {
		c.Errorf("Windows lists version %q under %s", got, key)
	}
	if got := c.registry(key, "Comments"); !strings.Contains(got, `%LocalAppData%\Kwaliteitskaart`) {
		c.Errorf("the list of programs does not say where the data stays: %q", got)
	}
}

// opensFile runs start with a team's file that is not stored yet, and expects the program to show that team.
func (c *pc) opensFile(picture, start string, args ...string) {
	c.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", "..", "assets", "example", "2026-11-23.kwaliteitskaart"))
	if err != nil {
		c.Fatal(err)
	}
	path := filepath.Join(c.T.TempDir(), "Team van René & co.kwaliteitskaart")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		c.Fatal(err)
	}
	if start != "start" {
		path = windowsPath(path)
	}
	c.env = append(c.env, `KWALITEITSKAART_DATA=C:\data of `+picture)
	c.start(start, append(args, path)...)
	c.window("Voorbeeldteam")
	c.drawn(picture, shown)
	c.close()
}

// portable unpacks the zip and tests its contents, with and without the marker.
func (c *pc) portable(path string) {
	c.Helper()
	stick := filepath.Join(c.T.TempDir(), "stick")
	unpack(c.T, path, stick)
	folder := filepath.Join(stick, "Kwaliteitskaart")
	program := filepath.Join(folder, windows.Executable)
	c.wine(program, "demo")
	if got := there(folder, "gegevens/kwaliteitskaart.db"); len(got) != 1 {
		c.Error("the data is not beside the program")
	}
	if err := os.RemoveAll(filepath.Join(c.home, filepath.FromSlash(userData))); err != nil {
		c.Fatal(err)
	}
	if err := os.Remove(filepath.Join(folder, "portable.txt")); err != nil {
		c.Fatal(err)
	}
	c.wine(program, "demo")
	if got := there(c.home, userData+"/kwaliteitskaart.db"); len(got) != 1 {
		c.Error("without the marker the data is not in the user's folder")
	}
}

func unpack(t *testing.T, path, to string) {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Join(to, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
