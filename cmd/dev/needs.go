package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"

	"kwaliteitskaart/cmd/dev/verapdf"
)

// manager is a package manager, named after its command.
type manager string

// The package managers that are supported.
const (
	apt    manager = "apt-get"
	dnf    manager = "dnf"
	pacman manager = "pacman"
)

// managers lists them in the order in which they are tried.
var managers = []manager{apt, dnf, pacman}

// need is something that a task requires of a Linux machine: how to detect it, and the packages that provide it.
type need struct {
	name     string
	present  func(machine) bool
	packages map[manager][]string
}

// machine is the state of a computer that decisions depend on.
type machine interface {
	tool(name string) bool   // a program in PATH
	module(name string) bool // a development library that pkg-config knows
	file(glob string) bool   // a file by pattern
}

func tool(names ...string) func(machine) bool { return all(machine.tool, names) }

func module(names ...string) func(machine) bool { return all(machine.module, names) }

func file(globs ...string) func(machine) bool {
	return func(m machine) bool {
		return slices.ContainsFunc(globs, m.file)
	}
}

// files requires all of paths to exist.
func files(paths ...string) func(machine) bool { return all(machine.file, paths) }

func all(has func(machine, string) bool, names []string) func(machine) bool {
	return func(m machine) bool {
		for _, n := range names {
			if !has(m, n) {
				return false
			}
		}
		return true
	}
}

// toBuild is what building the window requires; OpenGL and SQLite are C.
var toBuild = []need{
	{"gcc", tool("gcc"), map[manager][]string{apt: {"gcc"}, dnf: {"gcc"}, pacman: {"gcc"}}},
	{
		"the C library's headers", file("/usr/include/stdlib.h"),
		map[manager][]string{apt: {"libc6-dev"}, dnf: {"glibc-devel"}, pacman: {"glibc"}},
	},
	{
		"pkg-config", tool("pkg-config"),
		map[manager][]string{apt: {"pkg-config"}, dnf: {"pkgconf-pkg-config"}, pacman: {"pkgconf"}},
	},
	{
		"OpenGL", module("gl"),
		map[manager][]string{apt: {"libgl1-mesa-dev"}, dnf: {"mesa-libGL-devel"}, pacman: {"mesa", "libglvnd"}},
	},
	{
		"X11", module("x11", "xcursor", "xrandr", "xinerama", "xi", "xxf86vm"),
		map[manager][]string{
			apt: {"xorg-dev"},
			dnf: {
				"libX11-devel", "libXcursor-devel", "libXrandr-devel", "libXinerama-devel", "libXi-devel",
				"libXxf86vm-devel",
			},
			pacman: {"libx11", "libxcursor", "libxrandr", "libxinerama", "libxi", "libxxf86vm"},
		},
	},
	{
		"Wayland", module("wayland-client", "wayland-cursor", "wayland-egl"),
		map[manager][]string{apt: {"libwayland-dev"}, dnf: {"wayland-devel"}, pacman: {"wayland"}},
	},
	{
		"xkbcommon", module("xkbcommon"),
		map[manager][]string{apt: {"libxkbcommon-dev"}, dnf: {"libxkbcommon-devel"}, pacman: {"libxkbcommon"}},
	},
}

// toTest is what the tests require in addition: a virtual display with tools to operate and capture it, readers of
// PDF and of workbooks, makers of scans, a tracer of system calls, and a print server.
var toTest = []need{
	{
		"Xvfb", tool("Xvfb"),
		map[manager][]string{apt: {"xvfb"}, dnf: {"xorg-x11-server-Xvfb"}, pacman: {"xorg-server-xvfb"}},
	},
	{"xdotool", tool("xdotool"), map[manager][]string{apt: {"xdotool"}, dnf: {"xdotool"}, pacman: {"xdotool"}}},
	{
		"ImageMagick", tool("import", "convert"),
		map[manager][]string{apt: {"imagemagick"}, dnf: {"ImageMagick"}, pacman: {"imagemagick"}},
	},
	{
		"OpenGL in software",
		file(
			"/usr/lib/dri/swrast_dri.so", "/usr/lib64/dri/swrast_dri.so", "/usr/lib/*/dri/swrast_dri.so",
			"/usr/lib/libgallium*.so", "/usr/lib64/libgallium*.so", "/usr/lib/*/libgallium*.so",
		),
		map[manager][]string{apt: {"libgl1-mesa-dri"}, dnf: {"mesa-dri-drivers"}, pacman: {"mesa"}},
	},
	{
		"pdftotext", tool("pdftotext"),
		map[manager][]string{apt: {"poppler-utils"}, dnf: {"poppler-utils"}, pacman: {"poppler"}},
	},
	{"img2pdf", tool("img2pdf"), map[manager][]string{apt: {"img2pdf"}, dnf: {"img2pdf"}, pacman: {"img2pdf"}}},
	{"tiffcp", tool("tiffcp"), map[manager][]string{apt: {"libtiff-tools"}, dnf: {"libtiff-tools"}, pacman: {"libtiff"}}},
	{"Ghostscript", tool("gs"), map[manager][]string{apt: {"ghostscript"}, dnf: {"ghostscript"}, pacman: {"ghostscript"}}},
	{"qpdf", tool("qpdf"), map[manager][]string{apt: {"qpdf"}, dnf: {"qpdf"}, pacman: {"qpdf"}}},
	{
		"LibreOffice", tool("soffice"),
		map[manager][]string{apt: {"libreoffice-calc-nogui"}, dnf: {"libreoffice-calc"}, pacman: {"libreoffice-fresh"}},
	},
	{
		"Chromium", file("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"), // any of them does
		map[manager][]string{apt: {"chromium"}, dnf: {"chromium"}, pacman: {"chromium"}},
	},
	{"strace", tool("strace"), map[manager][]string{apt: {"strace"}, dnf: {"strace"}, pacman: {"strace"}}},
	{
		"cupsd", file("/usr/sbin/cupsd", "/usr/bin/cupsd"), // often only in root's PATH
		map[manager][]string{apt: {"cups-daemon"}, dnf: {"cups"}, pacman: {"cups"}},
	},
	{
		"lp", tool("lp", "lpstat"),
		map[manager][]string{apt: {"cups-client"}, dnf: {"cups-client"}, pacman: {"cups"}},
	},
}

// toPackWindows is what making packages for Windows requires: a cross compiler, two tools for installers, and a tool
// to sign.
var toPackWindows = []need{
	{
		"mingw-w64", tool("x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres"),
		map[manager][]string{apt: {"gcc-mingw-w64-x86-64"}, dnf: {"mingw64-gcc"}, pacman: {"mingw-w64-gcc"}},
	},
	{"wixl", tool("wixl"), map[manager][]string{apt: {"wixl"}, dnf: {"msitools"}, pacman: {"msitools"}}},
	{"msibuild", tool("msibuild"), map[manager][]string{apt: {"msitools"}, dnf: {"msitools"}, pacman: {"msitools"}}},
	{
		"osslsigncode", tool("osslsigncode"),
		map[manager][]string{apt: {"osslsigncode"}, dnf: {"osslsigncode"}, pacman: {"osslsigncode"}},
	},
}

// toVerifyWindows is what testing those packages requires in addition to building and testing.
var toVerifyWindows = []need{
	{"Wine", tool("wine"), map[manager][]string{apt: {"wine", "wine64"}, dnf: {"wine"}, pacman: {"wine"}}},
}

// toVerifyPDF is what checking documents against PDF/UA and PDF/A requires in addition to building: a Java that runs
// source files, and the library with which veraPDF reads its profiles.
var toVerifyPDF = []need{
	{"Java", tool("java", "javac"), map[manager][]string{apt: {"default-jdk-headless"}}},
	{"JAXB", files(verapdf.JAXB...), map[manager][]string{apt: {"libjaxb-java"}}},
}

// toVerifyLinux is what installing the package requires in addition; only Debian and its derivatives can.
var toVerifyLinux = []need{
	{"dpkg", tool("dpkg", "apt-get"), map[manager][]string{apt: {"dpkg"}, dnf: {"dpkg"}, pacman: {"dpkg"}}},
	{
		"gio", tool("gio"),
		map[manager][]string{apt: {"libglib2.0-bin"}, dnf: {"glib2"}, pacman: {"glib2"}},
	},
	{
		"update-mime-database", tool("update-mime-database"),
		map[manager][]string{apt: {"shared-mime-info"}, dnf: {"shared-mime-info"}, pacman: {"shared-mime-info"}},
	},
	{
		"desktop-file-validate", tool("desktop-file-validate"),
		map[manager][]string{
			apt: {"desktop-file-utils"}, dnf: {"desktop-file-utils"}, pacman: {"desktop-file-utils"},
		},
	},
}

// missing returns the needs that the machine does not meet.
func missing(m machine, needs []need) []need {
	var list []need
	for _, n := range needs {
		if !n.present(m) {
			list = append(list, n)
		}
	}
	return list
}

// thisMachine is the machine the tool runs on.
type thisMachine struct{}

func (thisMachine) tool(name string) bool {
	_, err := exec.LookPath(name)
	return err == nil
}

func (thisMachine) module(name string) bool {
	return exec.Command("pkg-config", "--exists", name).Run() == nil
}

func (thisMachine) file(glob string) bool {
	found, err := filepath.Glob(glob)
	if err != nil || len(found) == 0 {
		return false
	}
	_, err = os.Stat(found[0])
	return err == nil
}
