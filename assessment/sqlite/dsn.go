package sqlite

import (
	"net/url"
	"path/filepath"
	"strings"

	_ "github.com/mattn/go-sqlite3" // the driver
)

// The ways to open a database. Pragmas are part of the DSN so that the driver sets them on every connection.
const (
	// accessLocal is for writing: a change is on disk when it returns, and deleted data is overwritten.
	accessLocal = "mode=rwc&_journal_mode=WAL&_synchronous=FULL&" + writer
	// accessRemote is for writing on a network drive, where the shared memory that WAL needs does not work. With
	// DELETE an exclusive writer would leave its journal, with the previous content of pages, in place.
	accessRemote = "mode=rwc&_journal_mode=TRUNCATE&_synchronous=EXTRA&_locking_mode=EXCLUSIVE&" + writer
	// accessRead changes nothing.
	accessRead = "mode=ro&" + patience
	// accessRemoteRead waits less: on a network drive a window locks readers out as long as it is open.
	accessRemoteRead = "mode=ro&_busy_timeout=500"
	// accessWrite is for reading, and changes only what SQLite has to finish after a crash.
	accessWrite = "mode=rw&" + patience
	// accessImmutable is for reading a database that nobody can be writing to, from a folder that is not writable.
	accessImmutable = "mode=ro&immutable=1"
	// accessMemory is for a database that is gone once it is closed.
	accessMemory = "mode=memory"

	writer   = "_foreign_keys=on&_txlock=immediate&_secure_delete=on&_stmt_cache_size=64&_cache_size=-16384&" + patience
	patience = "_busy_timeout=5000"
)

// cached is the size of the writer's cache in bytes: large enough for the whole database of most users, so that it
// can still be saved after another program overwrites the file.
const cached = 16384 << 10

// LocalDSN returns the DSN for writing to a file on a local disk, for measuring a bare database with the settings of
// the store.
func LocalDSN(path string) string { return dsn(path, accessLocal) }

// dsn returns the URI of a database file. The path is escaped, because SQLite ends it at "?" or "#" and decodes "%".
func dsn(path, access string) string {
	p := filepath.ToSlash(path)
	if !strings.HasPrefix(p, "/") {
		p = "/" + p // C:/…
	}
	return "file://" + (&url.URL{Path: p}).EscapedPath() + "?" + access
}
