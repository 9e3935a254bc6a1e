package sqlite

import sqlite3 "github.com/mattn/go-sqlite3"

// Version returns the version of the built-in SQLite.
func Version() string {
	v, _, _ := sqlite3.Version()
	return v
}
