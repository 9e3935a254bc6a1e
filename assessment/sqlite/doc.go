// Package sqlite keeps assessments in one SQLite file, kwaliteitskaart.db, in a data folder. It is the only package
// with SQL.
//
// Only one store at a time may write to a folder; it holds a lock file there. Readers need no lock and see the last
// committed state. A migration is atomic, and leaves a copy of the previous state.
//
// Ballots are anonymous even to someone who reads the bytes of the files. After each change of ballots the whole
// database is rewritten in the order of its keys, so that it is the same in whatever order people came, except for
// SQLite's change counters in bytes 24-27, 40-43 and 92-95. After each change of ballots or a draft the log is
// emptied, so that no earlier state remains. Three things are beyond its control: another program that is reading at
// that moment (then the next change empties the log, or Close, or after a crash Open), the modification time that the
// system records for the file, and earlier states of files kept by a disk or by the system's own backups.
package sqlite
