package sqlite

import (
	"net/url"
	"path/filepath"
	"strings"

	_ "github.com/mattn/go-sqlite3" // the driver
)

// Ways to open a database. Pragmas stand here because the driver then sets them on every connection.
const (
	// accessLocal is the writer: a change is on disk when it returns, and what is deleted is overwritten.
	accessLocal = "mode=rwc&_journal_mode=WAL&_synchronous=FULL&" + writer
	// accessRemote is the writer on a network drive, where the shared memory that WAL needs does not work. With DELETE an
	// exclusive writer would leave its journal, and what pages held before, in place.
	accessRemote = "mode=rwc&_journal_mode=TRUNCATE&_synchronous=EXTRA&_locking_mode=EXCLUSIVE&" + writer
	// accessRead changes nothing.
	accessRead = "mode=ro&" + patience
	// accessRemoteRead waits less: on a network drive a window keeps readers out for as long as it is open.
	accessRemoteRead = "mode=ro&_busy_timeout=500"
	// accessWrite looks, and changes nothing but what SQLite itself has to finish after a crash.
	accessWrite = "mode=rw&" + patience
	// accessImmutable reads a database that nobody can be writing to, from a folder that cannot be written.
	accessImmutable = "mode=ro&immutable=1"
	// accessMemory makes a database that is gone when it is closed.
	accessMemory = "mode=memory"

	writer   = "_foreign_keys=on&_txlock=immediate&_secure_delete=on&_stmt_cache_size=64&_cache_size=-16384&" + patience
	patience = "_busy_timeout=5000"
)

// cached is how much of a database the writer keeps in memory, in bytes: all of what most people have, so that it can still
// be written when another program wrote over its file.
const cached = 16384 << 10

// LocalDSN returns how a file on a disk of this computer is opened for writing, for who wants to measure a bare database with
// the settings of the store.
func LocalDSN(path string) string { return dsn(path, accessLocal) }

// dsn returns the URI of a database file. The path is escaped, because SQLite ends it at a "?" or "#" and decodes "%".
func dsn(path, access string) string {
	p := filepath.ToSlash(path)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p // C:/…
	}
	return "file://" + (&url.URL{Path: p}).EscapedPath() + "?" + access
}
