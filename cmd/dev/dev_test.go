package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// has is a machine with exactly these tools, modules and files.
type has []string

func (h has) tool(name string) bool   { return slices.Contains(h, name) }
func (h has) module(name string) bool { return slices.Contains(h, name) }
func (h has) file(glob string) bool {
	return slices.ContainsFunc(h, func(f string) bool {
		ok, _ := filepath.Match(glob, f)
		return ok
	})
}

var complete = has{
	"gcc", "/usr/include/stdlib.h", "pkg-config", "gl", "x11", "xcursor", "xrandr", "xinerama", "xi", "xxf86vm",
	"wayland-client", "wayland-cursor", "wayland-egl", "xkbcommon", "Xvfb", "xdotool", "import", "convert",
	"/usr/lib/x86_64-linux-gnu/dri/swrast_dri.so", "pdftotext", "img2pdf", "tiffcp", "gs", "qpdf", "soffice", "strace",
	"/usr/bin/chromium", "/usr/sbin/cupsd", "lp", "lpstat",
}

func without(what ...string) has {
	return slices.DeleteFunc(slices.Clone(complete), func(s string) bool { return slices.Contains(what, s) })
}

func TestPlan(t *testing.T) {
	everything := slices.Concat(toBuild, toTest)
	for name, c := range map[string]struct {
		machine has
		needs   []need
		root    bool
		refresh string
		install string
		advice  string
	}{
		"nothing missing": {machine: append(has{"apt-get"}, complete...), needs: everything},
		"bare Debian, root": {
			machine: has{"apt-get"}, needs: everything, root: true,
			refresh: "env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 update",
			install: "env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends gcc libc6-dev " +
				"pkg-config libgl1-mesa-dev xorg-dev libwayland-dev libxkbcommon-dev xvfb xdotool imagemagick " +
				"libgl1-mesa-dri poppler-utils img2pdf libtiff-tools ghostscript qpdf libreoffice-calc-nogui chromium strace cups-daemon cups-client",
		},
		"bare Debian, building only": {
			machine: has{"apt-get", "sudo"}, needs: toBuild,
			refresh: "sudo env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 update",
			install: "sudo env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends gcc " +
				"libc6-dev pkg-config libgl1-mesa-dev xorg-dev libwayland-dev libxkbcommon-dev",
		},
		"one library of X11 missing": {
			machine: append(has{"apt-get"}, without("xi")...), needs: everything, root: true,
			refresh: "env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 update",
			install: "env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -y --no-install-recommends xorg-dev",
		},
		"Fedora lacks the test tools": {
			machine: append(has{"dnf", "sudo"}, without("Xvfb", "convert", "pdftotext")...), needs: everything,
			install: "sudo dnf install -y xorg-x11-server-Xvfb ImageMagick poppler-utils",
		},
		"a package that meets two needs is named once": {
			machine: append(has{"pacman"}, without("gl", "/usr/lib/x86_64-linux-gnu/dri/swrast_dri.so")...),
			needs:   everything, root: true,
			install: "pacman -S --needed --noconfirm mesa libglvnd",
		},
		"newer Mesa has one file for all drivers": {
			machine: append(has{"pacman", "/usr/lib/libgallium-25.1.so"},
				without("/usr/lib/x86_64-linux-gnu/dri/swrast_dri.so")...),
			needs: everything, root: true,
		},
		"Fedora lacks the print server": {
			machine: append(has{"dnf"}, without("/usr/sbin/cupsd", "lp")...), needs: everything, root: true,
			install: "dnf install -y cups cups-client",
		},
		"Arch has the print server in one package": {
			machine: append(has{"pacman"}, without("/usr/sbin/cupsd", "lp", "lpstat")...), needs: everything, root: true,
			install: "pacman -S --needed --noconfirm cups",
		},
		"no sudo": {
			machine: append(has{"dnf"}, without("qpdf")...), needs: everything,
			advice: "Installing needs root and there is no sudo; run as root: dnf install -y qpdf",
		},
		"unknown system": {
			machine: without("gcc", "qpdf"), needs: everything, root: true,
			advice: "This system has no apt-get, dnf or pacman; install by hand: gcc, qpdf.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			in := plan(c.machine, missing(c.machine, c.needs), c.root)
			refresh := ""
			for _, r := range in.refresh {
				refresh += strings.Join(r, " ")
			}
			if refresh != c.refresh || strings.Join(in.install, " ") != c.install || in.advice != c.advice {
				t.Errorf("got  refresh %q\n     install %q\n     advice %q\nwant refresh %q\n     install %q\n     advice %q",
					refresh, strings.Join(in.install, " "), in.advice, c.refresh, c.install, c.advice)
			}
		})
	}
}

func TestEveryNeedHasPackages(t *testing.T) {
	for _, n := range slices.Concat(toBuild, toTest, toPackWindows, toVerifyWindows) {
		for _, m := range managers {
			if len(n.packages[m]) == 0 {
				t.Errorf("%s: no packages for %s", n.name, m)
			}
		}
	}
}

func TestAdviceOnOtherSystems(t *testing.T) {
	for _, c := range []struct {
		system string
		has    has
		advice string
	}{
		{"darwin", has{"clang"}, ""},
		{"darwin", nil, "xcode-select --install"},
		{"windows", has{"gcc"}, ""},
		{"windows", has{"clang"}, "MSYS2"},
	} {
		got := elsewhere(c.system, c.has)
		if c.advice == "" && got != "" || !strings.Contains(got, c.advice) {
			t.Errorf("%s with %v: %q, want it to hold %q", c.system, c.has, got, c.advice)
		}
		if strings.Count(got, ". ") > 0 {
			t.Errorf("%s: more than one sentence: %q", c.system, got)
		}
	}
}

func TestHasDisplay(t *testing.T) {
	for _, c := range []struct {
		system, variable string
		want             bool
	}{
		{"linux", "", false},
		{"linux", "DISPLAY", true},
		{"linux", "WAYLAND_DISPLAY", true},
		{"darwin", "", true},
		{"windows", "", true},
	} {
		got := hasDisplay(c.system, func(name string) string {
			if name == c.variable {
				return ":0"
			}
			return ""
		})
		if got != c.want {
			t.Errorf("%s with %q: %v, want %v", c.system, c.variable, got, c.want)
		}
	}
}

func TestNewestID(t *testing.T) {
	for _, c := range []struct{ list, want string }{
		{`[{"id":"b","date":"2026-11-23"},{"id":"a","date":"2025-11-24"}]`, "b"},
		{`[{"id":"a","date":"2025-11-24"},{"id":"b","date":"2026-11-23"}]`, "b"},
		{`[]`, ""},
		{`no list`, ""},
	} {
		got, err := newestID(c.list)
		if got != c.want || (err == nil) != (c.want != "") {
			t.Errorf("%s: %q, %v; want %q", c.list, got, err, c.want)
		}
	}
}
