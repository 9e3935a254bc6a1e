//go:build install

package debian

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// patience is how long a window may take on a busy machine.
const patience = 90 * time.Second

// The package installs with its dependencies and nothing else; the program then starts from the menu and by opening a
// file; and removing it leaves nothing but the user's data. The test restores the machine, and never asks for a
// password: it needs root, or sudo on a build server.
func TestInstall(t *testing.T) {
	if os.Geteuid() != 0 && os.Getenv("CI") != "true" {
		t.Skip("installing a package needs root")
	}
	switch {
	case installed(Name) && os.Getenv("CI") == "true":
		root(t, "purge", "-y", Name) // left by an interrupted run
	case installed(Name):
		t.Skipf("%s is installed on this machine already, and stays as it is", Name)
	}
	p := product(t)
	deb, err := Make(t.Context(), p, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	info := must(t, "dpkg-deb", "--info", deb)
	t.Log(info)
	if !strings.Contains(info, "Version: "+p.Version) {
		t.Errorf("the package does not say version %s", p.Version)
	}
	added := adds(must(t, "apt-get", "install", "--simulate", "--no-install-recommends", deb))
	if !slices.Contains(added, Name) {
		t.Fatalf("installing adds %v", added)
	}
	t.Logf("installing adds %v", added)
	t.Cleanup(func() { // also after a failure, when it may still be installed
		added = slices.DeleteFunc(added, func(name string) bool { return !installed(name) })
		if len(added) > 0 {
			root(t, append([]string{"purge", "-y"}, added...)...)
		}
	})
	root(t, "install", "-y", "--no-install-recommends", deb)

	home := t.TempDir()
	for name, value := range map[string]string{
		"HOME": home, "XDG_DATA_HOME": "", "XDG_CONFIG_HOME": "", "XDG_RUNTIME_DIR": home, "LANG": "nl_NL.UTF-8",
		"KWALITEITSKAART_DATA": "", "DISPLAY": screen(t), "WAYLAND_DISPLAY": "", "BROWSER": "",
		"XDG_CURRENT_DESKTOP": "GNOME", // without a desktop environment file associations are ignored
	} {
		t.Setenv(name, value)
	}
	if out := must(t, Name, "version"); !strings.HasPrefix(out, "Kwaliteitskaart "+p.Version+"\n") {
		t.Errorf("version says %s", out)
	}
	desktop := p.ID + ".desktop"
	must(t, "desktop-file-validate", "/usr/share/applications/"+desktop)
	menu(t, desktop)

	// A colleague's file, made elsewhere.
	file, elsewhere := filepath.Join(home, "team.kwaliteitskaart"), filepath.Join(home, "elsewhere")
	must(t, Name, "demo", "--data", elsewhere)
	var list []struct{ ID string }
	if err := json.Unmarshal([]byte(must(t, Name, "list", "--json", "--data", elsewhere)), &list); err != nil || len(list) == 0 {
		t.Fatalf("the list holds %v, %v", list, err)
	}
	must(t, Name, "export", list[0].ID, "--out", file, "--data", elsewhere)
	if got := strings.TrimSpace(must(t, "xdg-mime", "query", "filetype", file)); got != "application/x-kwaliteitskaart" {
		t.Errorf("the file is of type %q", got)
	}
	if got := strings.TrimSpace(must(t, "xdg-mime", "query", "default", "application/x-kwaliteitskaart")); got != desktop {
		t.Errorf("the file is opened by %q", got)
	}
	window(t, exec.Command("xdg-open", file), "Voorbeeldteam")

	root(t, "remove", "-y", Name)
	for _, path := range []string{"/usr/bin/" + Name, "/usr/share/applications/" + desktop} {
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s is still there", path)
		}
	}
	if _, err := os.Stat(filepath.Join(home, ".local/share/Kwaliteitskaart/kwaliteitskaart.db")); err != nil {
		t.Errorf("the user's data is gone: %v", err)
	}
}

// menu starts the program with the command of its menu entry.
func menu(t *testing.T, desktop string) {
	t.Helper()
	b, err := os.ReadFile("/usr/share/applications/" + desktop)
	if err != nil {
		t.Fatal(err)
	}
	_, line, found := strings.Cut(string(b), "\nExec=")
	line, _, _ = strings.Cut(line, "\n")
	if !found {
		t.Fatal("the desktop entry starts nothing")
	}
	window(t, exec.Command(strings.Fields(line)[0]), "Kwaliteitskaart")
}

// window starts a command, waits until a window with the given title is shown, saves a picture if the environment
// asks for one, and ends the command.
func window(t *testing.T, c *exec.Cmd, title string) {
	t.Helper()
	var said strings.Builder
	c.Stdout, c.Stderr = &said, &said
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = c.Process.Kill() // it may have ended already
		_ = c.Wait()
	}()
	out, err := exec.Command("timeout", fmt.Sprint(int(patience.Seconds())),
		"xdotool", "search", "--sync", "--onlyvisible", "--name", title, "getwindowpid").CombinedOutput()
	if err != nil {
		t.Fatalf("no window with %q: %v\n%s\n%s", title, err, out, &said)
	}
	if dir := os.Getenv("KWALITEITSKAART_PICTURES"); dir != "" {
		must(t, "import", "-window", "root", filepath.Join(dir, "deb-"+title+".png"))
	}
	// xdg-open may have exited and left the program running.
	for pid := range strings.FieldsSeq(string(out)) {
		must(t, "kill", pid)
	}
}

// screen returns a private display.
func screen(t *testing.T) string {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	x := exec.Command("Xvfb", "-displayfd", "3", "-screen", "0", "1366x768x24")
	x.ExtraFiles = []*os.File{w}
	if err := x.Start(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	t.Cleanup(func() {
		_ = x.Process.Kill() // it may have ended already
		_ = x.Wait()
	})
	line, err := bufio.NewReader(r).ReadString('\n')
	if err != nil {
		t.Fatalf("Xvfb gave no display: %v", err)
	}
	return ":" + strings.TrimSpace(line)
}

// root runs apt-get as root.
func root(t *testing.T, args ...string) {
	t.Helper()
	command := append([]string{"env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=600"}, args...)
	if os.Geteuid() != 0 {
		command = append([]string{"sudo", "-n"}, command...)
	}
	must(t, command[0], command[1:]...)
}

// installed reports whether dpkg knows a package, completely installed or not.
func installed(name string) bool { return exec.Command("dpkg-query", "-W", name).Run() == nil }

// adds returns the packages that apt-get would add according to its output.
func adds(said string) (names []string) {
	for line := range strings.Lines(said) {
		if f := strings.Fields(line); len(f) > 2 && f[0] == "Inst" && !strings.HasPrefix(f[2], "[") { // otherwise it is an upgrade
			names = append(names, f[1])
		}
	}
	return names
}

func must(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}
