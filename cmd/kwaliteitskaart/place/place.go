// Package place determines where things are on a computer and what files are called: the data folder, the presets of
// an administrator, and file names that are valid on every system.
package place

import (
	"os"
	"path/filepath"

	"github.com/adrg/xdg"
)

// DataFolder returns the default data folder: the system's place for data of one user that stays on the machine. On
// Windows that is LocalAppData, never Roaming: a database that is copied to and from a server while it is open gets
// damaged.
func DataFolder() string { return filepath.Join(xdg.DataHome, "Kwaliteitskaart") }

// PortableMarker is the name of the file beside the program that makes it keep its data there too.
const PortableMarker = "portable.txt"

// PortableFolder returns the data folder of a portable program, beside the program at the given path; "" if the
// marker is not there.
func PortableFolder(program string) string {
	beside := filepath.Dir(program)
	if _, err := os.Stat(filepath.Join(beside, PortableMarker)); program == "" || err != nil {
		return ""
	}
	return filepath.Join(beside, "gegevens")
}

// PresetsFile returns the path of the settings that an administrator presets for all users of a computer; "" if the
// system does not define a place for them.
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
