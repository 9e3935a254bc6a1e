package sqlite

import sqlite3 "github.com/mattn/go-sqlite3"

// Version returns the version of SQLite that is built in.
func Version() string {
	v, _, _ := sqlite3.Version()
	return v
}
