package main

import (
	"context"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
)

// installation is the work to do on a machine before a task can start. If the tool cannot do it, advice tells the
// user what to do. Otherwise the refresh commands run first, which may fail, and then install.
type installation struct {
	packages []string
	refresh  [][]string
	install  []string
	advice   string
}

// plan returns how to install what a Linux machine lacks, as root or with sudo.
func plan(m machine, lacks []need, root bool) installation {
	if len(lacks) == 0 {
		return installation{}
	}
	with := slices.IndexFunc(managers, func(x manager) bool { return m.tool(string(x)) })
	if with < 0 {
		names := make([]string, len(lacks))
		for i, n := range lacks {
			names[i] = n.name
		}
		return installation{advice: "This system has no apt-get, dnf or pacman; install by hand: " +
			strings.Join(names, ", ") + "."}
	}
	var in installation
	for _, n := range lacks {
		for _, p := range n.packages[managers[with]] {
			if !slices.Contains(in.packages, p) {
				in.packages = append(in.packages, p)
			}
		}
	}
	switch managers[with] {
	case apt:
		// sudo drops the environment, so env sets it again behind sudo. Wait for the lock, because the system may be
		// updating itself.
		quiet := []string{"env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=600"}
		in.refresh = [][]string{append(slices.Clone(quiet), "update")}
		in.install = append(slices.Clone(quiet), "install", "-y", "--no-install-recommends")
	case dnf:
		in.install = []string{"dnf", "install", "-y"}
	case pacman:
		in.install = []string{"pacman", "-S", "--needed", "--noconfirm"}
	}
	in.install = append(in.install, in.packages...)
	if root {
		return in
	}
	if !m.tool("sudo") {
		return installation{advice: "Installing needs root and there is no sudo; run as root: " +
			strings.Join(in.install, " ")}
	}
	for i := range in.refresh {
		in.refresh[i] = append([]string{"sudo"}, in.refresh[i]...)
	}
	in.install = append([]string{"sudo"}, in.install...)
	return in
}

// elsewhere returns advice for systems on which the tool installs nothing; "" if nothing is missing.
func elsewhere(system string, m machine) string {
	switch {
	case system == "darwin" && !m.tool("clang"):
		return "The compiler is missing: install the Xcode command line tools with “xcode-select --install”, " +
			"then try again."
	case system == "windows" && !m.tool("gcc"):
		return "The compiler is missing: install MSYS2 (https://www.msys2.org), run “pacman -S " +
			"mingw-w64-ucrt-x86_64-gcc” in it, add C:\\msys64\\ucrt64\\bin to PATH, then try again."
	}
	return ""
}

// prepare installs whatever the machine lacks for a task.
func (p project) prepare(ctx context.Context, needs []need) error {
	m := thisMachine{}
	if runtime.GOOS != "linux" {
		if advice := elsewhere(runtime.GOOS, m); advice != "" {
			return fmt.Errorf("prepare this machine: %s", advice)
		}
		return nil
	}
	in := plan(m, missing(m, needs), os.Geteuid() == 0)
	if in.advice != "" {
		return fmt.Errorf("prepare this machine: %s", in.advice)
	}
	if len(in.packages) == 0 {
		return nil
	}
	p.logf("installing %s", strings.Join(in.packages, " "))
	for _, c := range in.refresh {
		if err := p.command(ctx, c[0], c[1:]...).Run(); err != nil {
			p.logf("%s: %v; installing from what is known", strings.Join(c, " "), err)
		}
	}
	if err := p.command(ctx, in.install[0], in.install[1:]...).Run(); err != nil {
		return fmt.Errorf("install %s: %w", strings.Join(in.packages, " "), err)
	}
	if still := missing(m, needs); len(still) > 0 {
		return fmt.Errorf("prepare this machine: %s is still missing after installing", still[0].name)
	}
	return nil
}
