// Package own identifies the program's own files, so that nothing a user saves overwrites them.
package own

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// The names of files in a data folder. Lock identifies a folder as a data folder: it is never removed, whereas a
// database alone may be a copy.
const (
	Database = "kwaliteitskaart.db"
	Lock     = "kwaliteitskaart.lock"
)

// Files are the other files in a data folder, apart from the database's companions, whose names start with Database.
// Folders are the folders of which the whole content belongs to the program.
var (
	Files   = []string{Lock, "kwaliteitskaart.lock.json", "kwaliteitskaart.clock", "settings.json"}
	Folders = []string{"backups", "replaced", ".restoring", "cards", "unfinished", "log"}
)

// File reports whether path is one of the program's own files, existing or not, in any data folder and however the
// path leads there.
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
	if dataFolder(dir) && (file(name) || among(Folders, strings.TrimRight(name, ". "))) {
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
	name = strings.TrimRight(name, ". ") // Windows drops trailing dots and spaces
	return among(Files, name) || strings.HasPrefix(strings.ToLower(name), Database)
}

// among reports whether name is in list, ignoring case.
func among(list []string, name string) bool {
	return slices.ContainsFunc(list, func(x string) bool { return strings.EqualFold(x, name) })
}

// dataFolder reports whether a folder is a data folder.
func dataFolder(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, Lock))
	return err == nil
}
