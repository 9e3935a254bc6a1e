// Package sqlite keeps assessments in one SQLite file, kwaliteitskaart.db, in a data folder. It is the only package
// that knows SQL.
//
// One store at a time may write to a folder; it holds a lock file there. Readers need no lock and see what was
// committed last. A migration either happens whole or not at all, and leaves a copy of what was there before.
//
// Ballots are anonymous also for who reads the bytes of the files. After each change of ballots the whole database is
// rewritten in the order of its keys, so that it is the same whoever came first, but for SQLite's counts of changes in
// bytes 24-27, 40-43 and 92-95. After each change of ballots or a draft the log is emptied, so that no earlier state is
// left. Three things are beyond it: that another program is reading just then (the next change empties the log, or Close,
// or after a crash Open), the time at which the system says that the file was last changed, and what a disk or the
// system's own backups keep of files as they were.
package sqlite
