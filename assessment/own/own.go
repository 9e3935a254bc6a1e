// Package own knows which files are the program's own, so that nothing a person saves takes their place.
package own

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// What lies in a data folder. Lock tells that a folder is one: it stays there for good, and a database alone may be a copy.
const (
	Database = "kwaliteitskaart.db"
	Lock     = "kwaliteitskaart.lock"
)

// Files are the files in a data folder besides the database and its companions, which begin with its name; Folders are those
// of which all that is in them is the program's own.
var (
	Files   = []string{Lock, "kwaliteitskaart.lock.json", "kwaliteitskaart.clock", "settings.json"}
	Folders = []string{"backups", "replaced", ".restoring", "cards", "unfinished", "log"}
)

// File reports whether a path is that of one of the program's own files, there already or not, in whatever data folder, by
// whatever way the path leads there.
func File(path string) bool {
	path, err := filepath.Abs(path)
	if err != nil {
		return false // then it cannot be written either
	}
	dir, name := filepath.Split(path)
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		dir = real
	}
	dir = filepath.Clean(dir)
	if dataFolder(dir) && file(name) {
		return true
	}
	for within := dir; within != filepath.Dir(within); within = filepath.Dir(within) {
		if among(Folders, filepath.Base(within)) && dataFolder(filepath.Dir(within)) {
			return true
		}
	}
	return false
}

func file(name string) bool {
	name = strings.TrimRight(name, ". ") // Windows drops what a name ends with
	return among(Files, name) || strings.HasPrefix(strings.ToLower(name), Database)
}

// among reports whether a name is in a list, whatever the case of its letters.
func among(list []string, name string) bool {
	return slices.ContainsFunc(list, func(x string) bool { return strings.EqualFold(x, name) })
}

// dataFolder reports whether a folder is a data folder.
func dataFolder(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, Lock))
	return err == nil
}
