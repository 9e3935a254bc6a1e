// Package place knows where things are on a computer and what files are called: the data folder, the presets of an
// administrator, and names that every system takes.
package place

import (
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
)

// DataFolder returns where the data is when nobody says so: the place the system has for data of one user that stays on the
// machine. On Windows that is LocalAppData, never Roaming: a database that is copied to and from a server while it is
// open gets lost.
func DataFolder() string { return filepath.Join(xdg.DataHome, "Kwaliteitskaart") }

// PortableMarker is the file that makes the program keep its data beside itself when it lies beside the program.
const PortableMarker = "portable.txt"

// PortableFolder returns where the data is of a program, named by its path, that is carried around: beside it, where the
// marker is; empty where it is not.
func PortableFolder(program string) string {
	beside := filepath.Dir(program)
	if _, err := os.Stat(filepath.Join(beside, PortableMarker)); program == "" || err != nil {
		return ""
	}
	return filepath.Join(beside, "gegevens")
}

// PresetsFile returns the path of what an administrator sets for everyone on a computer; empty where the system does not say.
func PresetsFile(system string, env func(string) string) string {
	const name = "presets.json"
	switch system {
	case "windows":
		if shared := env("ProgramData"); shared != "" {
			return filepath.Join(shared, "Kwaliteitskaart", name)
		}
		return ""
	case "darwin":
		return filepath.Join("/Library/Application Support/Kwaliteitskaart", name)
	}
	return filepath.Join("/etc/kwaliteitskaart", name)
}
