package journal

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

const (
	reports    = "crash-*.txt"
	reportName = "crash-20060102-150405"
	// shownName is the file that lists, by name, the reports that have been shown.
	shownName = "told.txt"
)

// heading returns the first lines of every report. They do not identify the user of the computer.
func heading(version string, now time.Time) string {
	return fmt.Sprintf("Kwaliteitskaart %s\n%s/%s, %s\n%s\n", version, runtime.GOOS, runtime.GOARCH, runtime.Version(),
		now.Format(time.RFC3339))
}

// reportPath returns the path of a new report.
func reportPath(dir string, now time.Time) string {
	return filepath.Join(dir, now.Format(reportName)+"-"+assessment.NewID()[:8]+".txt")
}

// Record writes a report of an unexpected error or of the value of a panic, and returns its path. Of an error it
// records only the kind, never the text; the stack contains function names and numbers.
func Record(data, version string, now time.Time, what any, stack []byte) (string, error) {
	dir, err := folder(data)
	if err != nil {
		return "", err
	}
	path := reportPath(dir, now)
	if err := exchange.WriteOwn(path, fmt.Appendf([]byte(heading(version, now)), "\n%s\n\n%s", kind(what), stack)); err != nil {
		return "", fmt.Errorf("write a crash report: %w", err)
	}
	return path, nil
}

// kind returns the impersonal part of a value: the cause of an error, or the type of anything else.
func kind(what any) string {
	if err, ok := what.(error); ok {
		return assessment.Cause(err)
	}
	return fmt.Sprintf("%T", what)
}

// Guard runs do. If it panics, Guard writes a crash report and calls ended, which must exit: the state of the program
// is unknown.
func Guard(data, version string, do, ended func()) {
	whole := false
	defer func() {
		if whole {
			return
		}
		// If no report can be written, nothing more can be done.
		_, _ = Record(data, version, time.Now(), recover(), debug.Stack())
		ended()
	}()
	do()
	whole = true
}

// Watch makes the runtime write a report when it ends the program itself and no deferred function runs: on a fault in
// a driver, a deadlock, or a panic in a library's own goroutine. Only one program at a time may watch a data folder.
// Call stop when the program ends normally.
func Watch(data, version string, now time.Time) (stop func(), err error) {
	dir, err := folder(data)
	if err != nil {
		return nil, err
	}
	path := reportPath(dir, now)
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, fmt.Errorf("make a crash report: %w", err)
	}
	_, err = f.WriteString(heading(version, now))
	if err = errors.Join(err, debug.SetCrashOutput(f, debug.CrashOptions{}), f.Close()); err != nil {
		return nil, errors.Join(fmt.Errorf("watch for crashes: %w", err), os.Remove(path))
	}
	return func() {
		if debug.SetCrashOutput(nil, debug.CrashOptions{}) == nil {
			_ = os.Remove(path) // the next start also removes empty reports
		}
	}, nil
}

// Unshown returns the path of the newest report that no earlier start has shown, or "", and marks it as shown. It
// removes empty reports, which killed programs leave behind, and the oldest reports beyond Reports. Call it before
// Watch.
func Unshown(data string) (string, error) {
	dir := Folder(data)
	b, err := os.ReadFile(filepath.Join(dir, shownName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("read which crash reports were shown: %w", err)
	}
	shown := strings.Fields(string(b))
	found, err := nonEmpty(dir)
	if err != nil || len(found) == 0 {
		return "", err
	}
	for _, path := range found[min(Reports, len(found)):] {
		if err := os.Remove(path); err != nil {
			return "", fmt.Errorf("remove an old crash report: %w", err)
		}
	}
	found = found[:min(Reports, len(found))]
	var unshown, names []string
	for _, path := range found {
		names = append(names, filepath.Base(path))
		if !slices.Contains(shown, filepath.Base(path)) {
			unshown = append(unshown, path)
		}
	}
	if len(unshown) == 0 {
		return "", nil
	}
	return unshown[0], exchange.WriteOwn(filepath.Join(dir, shownName), []byte(strings.Join(names, "\n")+"\n"))
}

// nonEmpty returns the reports in dir that are not empty, newest first, and removes the empty ones.
func nonEmpty(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("look for crash reports: %w", err)
	}
	var found []string
	for _, e := range entries {
		if ours, err := filepath.Match(reports, e.Name()); err != nil || !ours || !e.Type().IsRegular() {
			continue
		}
		path := filepath.Join(dir, e.Name())
		b, err := os.ReadFile(path)
		if err != nil {
			return nil, fmt.Errorf("read a crash report: %w", err)
		}
		if strings.Count(string(b), "\n") > 3 {
			found = append(found, path)
		} else if err := os.Remove(path); err != nil {
			return nil, fmt.Errorf("remove an empty crash report: %w", err)
		}
	}
	slices.SortFunc(found, func(x, y string) int { return cmp.Compare(y, x) }) // their names contain the time
	return found, nil
}
