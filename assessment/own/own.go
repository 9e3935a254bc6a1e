// Package own identifies the program's own files, so that nothing a user saves overwrites them.
package own

import (
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// The names of files in a data folder: the database and the lock, which is not removed by the program.
const (
	Database = "kwaliteitskaart.db"
	Lock     = "kwaliteitskaart.lock"
)

// Files are the other files in a data folder, apart from the database's companions, whose names start with Database. Folders
// are the folders whose whole content belongs to the program. Signs are the files that only a data folder has; any may be
// missing from a copied or cleaned-up folder. A database alone may be a copy.
var (
	Files   = []string{Lock, "kwaliteitskaart.lock.json", "kwaliteitskaart.clock", "settings.json", presets}
	Folders = []string{"backups", "replaced", ".restoring", "cards", "unfinished", "log"}
	Signs   = []string{Lock, "kwaliteitskaart.lock.json", "kwaliteitskaart.clock", Database + ".sum", Database + ".mark"}
)

// presets is the name of an administrator's settings, in a folder for the whole computer with the name of the program.
const (
	presets = "presets.json"
	shared  = "kwaliteitskaart"
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
	if among([]string{presets}, strings.TrimRight(name, ". ")) && among([]string{shared}, filepath.Base(dir)) || program(path) {
		return true
	}
	if inUse(filepath.Join(dir, name)) {
		return true
	}
	if dataFolder(dir) && (Name(name) || among(Folders, strings.TrimRight(name, ". "))) {
		return true
	}
	for within := dir; within != filepath.Dir(within); within = filepath.Dir(within) {
		if among(Folders, filepath.Base(within)) && dataFolder(filepath.Dir(within)) {
			return true
		}
	}
	return false
}

// inUse reports whether an existing file is a database of the program that was opened in some data folder, even if nothing
// else is left of that: it has a write-ahead log, which a copy saved elsewhere lacks.
// Source: https://www.sqlite.org/fileformat.html, The Database Header.
func inUse(path string) bool {
	header := databaseHeader(path)
	return header != nil && header[18] == 2
}

// IsDatabase reports whether an existing file is a database of the program, in use or a copy.
func IsDatabase(path string) bool { return databaseHeader(path) != nil }

// databaseHeader returns the first bytes of a database of the program, or nil if the file is anything else.
func databaseHeader(path string) []byte {
	if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
		return nil // reading a pipe would wait
	}
	f, err := os.Open(path)
	if err != nil {
		return nil
	}
	defer f.Close()
	header := make([]byte, 72)
	if _, err := io.ReadFull(f, header); err != nil {
		return nil
	}
	if string(header[:16]) != "SQLite format 3\x00" || string(header[68:]) != application {
		return nil
	}
	return header
}

// application is the application id in the program's databases.
const application = "KwKa"

// Name reports whether a file with this name in a data folder is one of the program's own.
func Name(name string) bool {
	name = strings.TrimRight(name, ". ") // Windows drops trailing dots and spaces
	return among(Files, name) || strings.HasPrefix(strings.ToLower(name), Database)
}

// among reports whether name is in list, ignoring case.
func among(list []string, name string) bool {
	return slices.ContainsFunc(list, func(x string) bool { return strings.EqualFold(x, name) })
}

// program reports whether path is the running program.
func program(path string) bool {
	self, err := os.Executable()
	if err != nil {
		return false
	}
	x, err := os.Stat(self)
	if err != nil {
		return false
	}
	y, err := os.Stat(path)
	return err == nil && os.SameFile(x, y)
}

// dataFolder reports whether a folder is a data folder: it has one of the signs, or a database beside its backups.
func dataFolder(dir string) bool {
	in := func(name string) bool {
		_, err := os.Lstat(filepath.Join(dir, name))
		return err == nil
	}
	return slices.ContainsFunc(Signs, in) || in(Database) && in("backups")
}
