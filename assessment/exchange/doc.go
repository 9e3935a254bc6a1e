// Package exchange reads what comes from elsewhere and writes what goes there: card files, and hand-over files,
// invitations and ballots (.kwaliteitskaart). Foreign bytes are refused whole or accepted whole, with every fault
// named at once; files are proven on disk before they take the place of another.
package exchange
