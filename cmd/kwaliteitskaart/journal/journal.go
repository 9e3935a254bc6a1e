// Package journal records failures in the log folder of a data folder: a rotating log, and a report of each crash,
// which the user may send to support. Neither contains names or anything the user wrote.
package journal

import (
	"bytes"
	"fmt"
	"log"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"gopkg.in/natefinch/lumberjack.v2"
)

// The limits on what is kept.
const (
	Megabytes = 4  // of log files
	Days      = 90 // that a full log file is kept
	Reports   = 10 // crash reports
)

// parts is the number of log files: the current one and the full ones.
const parts = 4

const logName = "kwaliteitskaart.log"

// Folder returns the path of the log folder of a data folder, which contains the log and the crash reports.
func Folder(data string) string { return filepath.Join(data, "log") }

// Keep redirects the program's log messages and those of libraries to the log of a data folder, until stop is called.
// If the folder cannot be created, messages are dropped.
func Keep(data string) (stop func()) {
	if _, err := folder(data); err != nil {
		log.SetOutput(discard{})
		return func() {}
	}
	to := &lumberjack.Logger{
		Filename: filepath.Join(Folder(data), logName), MaxSize: Megabytes / parts, MaxBackups: parts - 1, MaxAge: Days,
	}
	slog.SetDefault(slog.New(slog.NewTextHandler(to, nil)))
	log.SetFlags(0)
	log.SetOutput(library{}) // slog.SetDefault redirected it
	return func() { _ = to.Close() }
}

// folder creates the log folder, readable by its owner only; the logger would create one that others can read.
func folder(data string) (string, error) {
	dir := Folder(data)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("make the log folder: %w", err)
	}
	return dir, nil
}

// discard drops log messages.
type discard struct{}

// Write drops b.
func (discard) Write(b []byte) (int, error) { return len(b), nil }

// library receives the output of the standard logger, which our libraries use.
type library struct{}

// Write logs a library's message up to the first path or quote, because the remainder may name a user's file. Of a
// position in the library's own code it keeps the file name.
func (library) Write(b []byte) (int, error) {
	said := string(bytes.TrimSpace(b))
	if at, ok := strings.CutPrefix(said, "At: "); ok {
		said = "at " + at[strings.LastIndexAny(at, `/\`)+1:]
	} else if i := strings.IndexAny(said, "/\\\"'`"); i >= 0 {
		said = said[:i] + "…"
	}
	slog.Info("library", "says", said)
	return len(b), nil
}
