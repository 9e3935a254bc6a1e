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
	// toldName lists the reports that have been told of, by name.
	toldName = "told.txt"
)

// heading is what every report begins with. Nothing that stands in it tells who uses the computer.
func heading(version string, now time.Time) string {
	return fmt.Sprintf("Kwaliteitskaart %s\n%s/%s, %s\n%s\n", version, runtime.GOOS, runtime.GOARCH, runtime.Version(),
		now.Format(time.RFC3339))
}

// reportPath is the path of a new report.
func reportPath(dir string, now time.Time) string {
	return filepath.Join(dir, now.Format(reportName)+"-"+assessment.NewID()[:8]+".txt")
}

// Record writes a report of what nobody thought of, an error or what a panic left, and returns its path. Of texts only
// the kind is told; the stack holds the names of functions and numbers.
func Record(data, version string, now time.Time, what any, stack []byte) (string, error) {
	dir, err := folder(data)
	if err != nil {
		return "", err
	}
	path := reportPath(dir, now)
	if err := exchange.WriteFile(path, fmt.Appendf([]byte(heading(version, now)), "\n%s\n\n%s", kind(what), stack)); err != nil {
		return "", fmt.Errorf("write a crash report: %w", err)
	}
	return path, nil
}

// kind is what may be told of a value.
func kind(what any) string {
	if err, ok := what.(error); ok {
		return assessment.Cause(err)
	}
	return fmt.Sprintf("%T", what)
}

// Guard does something and reports a panic in it; ended then hears of it, and should end the program, whose state nobody
// knows any more.
func Guard(data, version string, do, ended func()) {
	whole := false
	defer func() {
		if whole {
			return
		}
		// Where no report can be written there is nobody left to tell.
		_, _ = Record(data, version, time.Now(), recover(), debug.Stack())
		ended()
	}()
	do()
	whole = true
}

// Watch has the runtime write a report when it ends the program itself, as no code of ours can: on a fault in a driver, a
// lock that nobody will ever give up, or a panic in a library's own goroutine. One program at a time may watch a data
// folder. Stop when the program ends well.
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
			_ = os.Remove(path) // an empty report is removed at the next start as well
		}
	}, nil
}

// Untold is the path of the newest report that no start has told of yet, or "". It counts as told from now on. Reports
// of programs that were killed hold nothing and go, as do the oldest of many. Call it before Watch.
func Untold(data string) (string, error) {
	dir := Folder(data)
	b, err := os.ReadFile(filepath.Join(dir, toldName))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("read which crashes were told: %w", err)
	}
	told := strings.Fields(string(b))
	found, err := whole(dir)
	if err != nil || len(found) == 0 {
		return "", err
	}
	for _, path := range found[min(Reports, len(found)):] {
		if err := os.Remove(path); err != nil {
			return "", fmt.Errorf("remove an old crash report: %w", err)
		}
	}
	found = found[:min(Reports, len(found))]
	var untold, names []string
	for _, path := range found {
		names = append(names, filepath.Base(path))
		if !slices.Contains(told, filepath.Base(path)) {
			untold = append(untold, path)
		}
	}
	if len(untold) == 0 {
		return "", nil
	}
	return untold[0], exchange.WriteFile(filepath.Join(dir, toldName), []byte(strings.Join(names, "\n")+"\n"))
}

// whole is the reports in a folder that hold one, newest first. The others are removed.
func whole(dir string) ([]string, error) {
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
	slices.SortFunc(found, func(x, y string) int { return cmp.Compare(y, x) }) // named after their time
	return found, nil
}
