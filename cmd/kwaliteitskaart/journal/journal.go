// Package journal keeps what went wrong in the log folder of a data folder: a log that starts anew when it is full, and
// a report of each crash that its user may send to who helps. Neither holds anything that anybody wrote, nor a name.
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

// How much is kept at most.
const (
	Megabytes = 4  // of log
	Days      = 90 // that a full log is kept
	Reports   = 10 // of crashes, the newest
)

// parts is how many files the log is in: the one that is written, and the full ones.
const parts = 4

const logName = "kwaliteitskaart.log"

// Folder is where the log and the reports of a data folder stand.
func Folder(data string) string { return filepath.Join(data, "log") }

// Keep sends what we and our libraries have to say to the log of a data folder until stop is called. Without a place to
// write, nothing is kept.
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

// folder makes the log folder, for its owner only: the log makes one that others may look into.
func folder(data string) (string, error) {
	dir := Folder(data)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", fmt.Errorf("make the log folder: %w", err)
	}
	return dir, nil
}

// discard takes what there is no place for.
type discard struct{}

// Write forgets.
func (discard) Write(b []byte) (int, error) { return len(b), nil }

// library is the standard logger, which our libraries use.
type library struct{}

// Write logs what a library says as far as it cannot name anybody's file: up to the first path or quote. Of the place in
// its own code the file's name is left.
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
