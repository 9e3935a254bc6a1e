//go:build wine

package windows_test

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kwaliteitskaart/cmd/dev/windows"
)

// patience is the longest that anything may take on a busy machine; Wine's first start is the slowest.
const patience = 4 * time.Minute

// pc is a Windows computer: Wine, with a private disk and screen.
type pc struct {
	*testing.T
	drive string // the path of its drive C:
	home  string // the user's folder on it
	dir   string // the working folder of programs, outside the drive
	env   []string
}

// newPC sets up a computer with the Windows version that Go requires.
func newPC(t *testing.T) *pc {
	t.Helper()
	dir := t.TempDir()
	c := &pc{T: t, drive: filepath.Join(dir, "prefix", "drive_c"), dir: filepath.Join(dir, "here")}
	if err := os.Mkdir(c.dir, 0o755); err != nil {
		t.Fatal(err)
	}
	c.env = append(os.Environ(),
		"WINEPREFIX="+filepath.Join(dir, "prefix"), "WINEARCH=win64", "WINEDEBUG=-all", "HOME="+dir, "XDG_RUNTIME_DIR="+dir,
		// Without menus and downloads; and, as in Windows, libraries shipped with a program take precedence over the
		// system's.
		"WINEDLLOVERRIDES=winemenubuilder.exe,mscoree,mshtml=d;opengl32=n,b",
		"KWALITEITSKAART_DATA=", "LANG=C.UTF-8", "LC_ALL=C.UTF-8",
	)
	t.Cleanup(c.off)
	c.screen()
	c.wine("wineboot", "--init")
	c.wine("winecfg", "-v", "win10") // older versions of Wine default to an older Windows
	c.settle()
	homes, err := filepath.Glob(filepath.Join(c.drive, "users", "*", "AppData", "Local"))
	if err != nil || len(homes) != 1 {
		t.Fatalf("one user expected: %v, %v", homes, err)
	}
	c.home = filepath.Dir(filepath.Dir(homes[0]))

	lacking := filepath.Join(c.drive, "windows", "system32", "bcryptprimitives.dll")
	if _, err := os.Stat(lacking); errors.Is(err, os.ErrNotExist) {
		library(t, lacking, "testdata/bcryptprimitives.c", "-ladvapi32")
	}
	return c
}

// library builds a library for Windows.
func library(t *testing.T, path string, from ...string) {
	t.Helper()
	if out, err := exec.Command(windows.Compiler, append([]string{"-shared", "-o", path}, from...)...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
}

// screen gives the computer a new screen, used by everything started from now on.
func (c *pc) screen(options ...string) {
	c.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		c.Fatal(err)
	}
	defer r.Close()
	x := exec.Command("Xvfb", append([]string{"-displayfd", "3", "-screen", "0", "1366x768x24"}, options...)...)
	x.ExtraFiles = []*os.File{w}
	if err := x.Start(); err != nil {
		c.Fatal(err)
	}
	w.Close()
	c.Cleanup(func() {
		_ = x.Process.Kill() // it may have ended already
		_ = x.Wait()
	})
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		c.Fatalf("Xvfb gave no display: %v", err)
	}
	c.env = append(c.env, "DISPLAY=:"+strings.TrimSpace(line))
}

// off shuts the computer down, even if a program keeps running.
func (c *pc) off() {
	k := exec.Command("wineserver", "-k")
	k.Env = c.env
	_ = k.Run() // it fails if the computer is off already
	c.settle()
}

// on turns the computer on again. Wine 8 occasionally kills the first program after a restart without a message, so
// run another program first.
func (c *pc) on() {
	c.Helper()
	var r result
	for range 5 {
		if r = c.run("wineboot"); r.code == 0 {
			c.settle()
			return
		}
	}
	c.Fatalf("the computer does not come on again: %+v", r)
}

// settle waits until no program runs any more.
func (c *pc) settle() {
	w := exec.Command("timeout", fmt.Sprint(int(patience.Seconds())), "wineserver", "-w")
	w.Env = c.env
	if out, err := w.CombinedOutput(); err != nil {
		c.Errorf("something on the computer goes on running: %v\n%s", err, out)
	}
}

// start starts a program.
func (c *pc) start(program string, args ...string) *exec.Cmd {
	c.Helper()
	p := c.command(program, args...)
	if err := p.Start(); err != nil {
		c.Fatal(err)
	}
	return p
}

func (c *pc) command(program string, args ...string) *exec.Cmd {
	line := []string{fmt.Sprint(int(patience.Seconds())), "wine", program}
	p := exec.Command("timeout", append(line, args...)...)
	p.Dir, p.Env = c.dir, c.env
	return p
}

// result is the output and exit code of a program.
type result struct {
	stdout, stderr string
	code           int
}

func (c *pc) run(program string, args ...string) result {
	c.Helper()
	return finish(c.T, c.command(program, args...))
}

func finish(t *testing.T, p *exec.Cmd) result {
	t.Helper()
	var stdout, stderr bytes.Buffer
	p.Stdout, p.Stderr = &stdout, &stderr
	err := p.Run()
	var failed *exec.ExitError
	if err != nil && !errors.As(err, &failed) {
		t.Fatal(err)
	}
	return result{stdout.String(), stderr.String(), p.ProcessState.ExitCode()}
}

// wine runs a program that must succeed.
func (c *pc) wine(program string, args ...string) string {
	c.Helper()
	r := c.run(program, args...)
	if r.code != 0 {
		c.Fatalf("%s %v: exit code %d\n%s%s", program, args, r.code, r.stdout, r.stderr)
	}
	return r.stdout
}

// msi installs or removes a package silently, and returns the exit code and the log.
func (c *pc) msi(args ...string) (int, string) {
	c.Helper()
	log := filepath.Join(c.T.TempDir(), "msi.log")
	r := c.run("msiexec", append(args, "/qn", "/l*v", windowsPath(log))...)
	c.settle()
	b, err := os.ReadFile(log)
	if err != nil {
		return r.code, err.Error()
	}
	return r.code, string(b)
}

func (c *pc) install(path string, properties ...string) {
	c.Helper()
	if code, log := c.msi(append([]string{"/i", windowsPath(path)}, properties...)...); code != 0 {
		c.Fatalf("install %s: exit code %d\n%s", path, code, log)
	}
}

func (c *pc) uninstall(path string) {
	c.Helper()
	if code, log := c.msi("/x", windowsPath(path)); code != 0 {
		c.Fatalf("uninstall %s: exit code %d\n%s", path, code, log)
	}
}

// refused checks that a package refuses to install: silently with an exit code, and otherwise with a message, of
// which it saves a picture.
func (c *pc) refused(path, picture string) {
	c.Helper()
	const failed = 1603 & 0xff // ERROR_INSTALL_FAILURE, as far as Linux passes it on
	if code, log := c.msi("/i", windowsPath(path)); code != failed {
		c.Errorf("install %s: exit code %d, want %d\n%s", path, code, failed, log)
	}
	c.start("msiexec", "/i", windowsPath(path), "/qb")
	c.window("Install Failed")
	c.drawn(picture, 4)
	c.off()
	c.on()
}

// registry returns a registry value, or "" if it does not exist. The default value has the name "".
func (c *pc) registry(key, name string) string {
	c.Helper()
	args := []string{"query", key, "/v", name}
	if name == "" {
		args = []string{"query", key, "/ve"}
	}
	got := c.run("reg", args...)
	for tries := 0; tries < 3 && wineSays.MatchString(got.stderr); tries++ { // Wine's own fault, now and then
		got = c.run("reg", args...)
	}
	for line := range strings.Lines(got.stdout) {
		if _, value, found := strings.Cut(line, "REG_SZ"); found {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// window waits for a window whose title contains title, and returns its id.
func (c *pc) window(title string) string {
	c.Helper()
	out := c.xdotool("search", "--sync", "--onlyvisible", "--name", title)
	return strings.Fields(out)[0]
}

func (c *pc) xdotool(args ...string) string {
	c.Helper()
	began := time.Now()
	for {
		x := exec.Command("timeout", append([]string{fmt.Sprint(int(patience.Seconds())), "xdotool"}, args...)...)
		x.Env = c.env
		out, err := x.CombinedOutput()
		if err == nil {
			return string(out)
		}
		if args[0] == "search" && strings.Contains(string(out), "BadWindow") && time.Since(began) < patience {
			continue // another window closed while it was searched
		}
		c.picture("failed")
		c.Fatalf("xdotool %v: %v\n%s", args, err, out)
	}
}

// close closes the program's window like a user, and waits until the program has ended.
func (c *pc) close() {
	c.Helper()
	c.wine("taskkill", "/im", windows.Executable)
	c.settle()
}

// picture saves a picture of the screen, and returns the number of colours in it.
func (c *pc) picture(name string) int {
	c.Helper()
	dir := os.Getenv("KWALITEITSKAART_PICTURES")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", ".out", "windows")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		c.Fatal(err)
	}
	path := filepath.Join(dir, name+".png")
	i := exec.Command("import", "-window", "root", path)
	i.Env = c.env
	if out, err := i.CombinedOutput(); err != nil {
		c.Fatalf("take a picture: %v\n%s", err, out)
	}
	out, err := exec.Command("identify", "-format", "%k", path).Output()
	if err != nil {
		c.Fatal(err)
	}
	colours := 0
	if _, err := fmt.Sscan(string(out), &colours); err != nil {
		c.Fatal(err)
	}
	return colours
}

// drawn waits until the screen has, for a while, at least as many colours as a drawn window has, and saves a picture.
func (c *pc) drawn(name string, colours int) {
	c.Helper()
	const often = 3
	again := time.NewTicker(400 * time.Millisecond)
	defer again.Stop()
	had, same := 0, 0
	for end := time.Now().Add(patience); same < often; <-again.C {
		if time.Now().After(end) {
			c.Fatalf("%s: nothing is drawn", name)
		}
		switch has := c.picture(name); {
		case has < colours || has != had:
			had, same = has, 0
		default:
			same++
		}
	}
}

// there returns those of paths below folder that exist.
func there(folder string, paths ...string) []string {
	return slices.DeleteFunc(slices.Clone(paths), func(p string) bool {
		_, err := os.Stat(filepath.Join(folder, filepath.FromSlash(p)))
		return err != nil
	})
}

// windowsPath returns the computer's path of a file outside its drive.
func windowsPath(path string) string { return "Z:" + strings.ReplaceAll(path, "/", `\`) }
