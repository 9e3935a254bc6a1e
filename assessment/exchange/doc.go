// Package exchange reads and writes files for exchange: card files, and hand-over files, invitations and ballots
// (.kwaliteitskaart). Foreign files are refused or accepted as a whole, with all faults at once; written files are
// verified on disk before they replace others.
package exchange
