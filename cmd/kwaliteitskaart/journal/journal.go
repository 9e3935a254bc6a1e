// Package journal keeps a record of failures in the log folder of a data folder: a log that starts anew when it is full, and
// a report of each crash, which the user may send to the people who help. Neither holds a name or anything a user wrote.
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

// The most that is kept.
const (
	Megabytes = 4  // of log
	Days      = 90 // that a full log is kept
	Reports   = 10 // of crashes, the newest
)

// parts is the number of files of the log: the one being written, and the full ones.
const parts = 4

const logName = "kwaliteitskaart.log"

// Folder returns the path of the log folder of a data folder, which holds the log and the crash reports.
func Folder(data string) string { return filepath.Join(data, "log") }

// Keep sends our log messages and those of libraries to the log of a data folder, until stop is called. Where the folder
// cannot be made, the messages are dropped.
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
	log.SetOutput(library{}) // slog took this over
	return func() { _ = to.Close() }
}

// folder makes the log folder, readable by its owner only; the logger would make one that others can read.
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

// library is the standard logger, which our libraries use.
type library struct{}

// Write logs a library's message up to the first path or quote, because what follows may name a user's file. Of a place in
// the library's own code it keeps the file name.
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
