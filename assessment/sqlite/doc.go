// Package sqlite keeps assessments in one SQLite file, kwaliteitskaart.db, in a data folder. It is the only package
// that knows SQL.
//
// One store at a time may write to a folder; it holds a lock file there. Readers need no lock and see what was
// committed last. A migration either happens whole or not at all, and leaves a copy of what was there before.
package sqlite
