package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
)

func init() { children["everything"] = childEverything }

// childEverything does everything that writes files, in the subfolders "data" and "out", and reports each when it is
// done.
func childEverything(ctx context.Context, dir string) error {
	data, out := filepath.Join(dir, "data"), filepath.Join(dir, "out")
	clock := noon()
	o := Options{Now: clock.now}
	a, b := storetest.Sample(storetest.Card(4)), storetest.Sample(storetest.Card(4))
	var s *Store
	var backup *assessment.Backup
	for _, step := range []struct {
		done string
		do   func() error
	}{
		{"opened", func() (err error) { s, err = Open(ctx, data, o); return err }},
		{"added", func() error { return errors.Join(s.Add(ctx, a), s.Add(ctx, b)) }},
		{"exported", func() error { return exchange.Save(filepath.Join(out, "a"+exchange.Extension), a) }},
		{"exported again", func() error { return exchange.Save(filepath.Join(out, "a"+exchange.Extension), a) }},
		{"backed up", func() (err error) { backup, err = s.BackUp(ctx); return err }},
		{"copied", func() error { return s.Copy(ctx, filepath.Join(out, "copy.db")) }},
		{"half a ballot thrown away", func() error {
			return errors.Join(s.SaveDraft(ctx, a.ID, remarking("", "half")), s.DropDraft(ctx, a.ID))
		}},
		{"restored", func() error { _, err := s.Restore(ctx, backup.Path); return err }},
		{"forgotten", func() error { _, err := s.Forget(ctx, b.Team.ID); return err }},
		{"closed", func() error { return s.Close() }},
		{"opened again", func() (err error) { s, err = Open(ctx, data, o); return err }},
		{"closed again", func() error { return s.Close() }},
		{"restored while closed", func() error { _, err := Restore(ctx, data, backup.Path, o); return err }},
		{"emptied", func() error { _, err := StartEmpty(ctx, data, o); return err }},
	} {
		if err := step.do(); err != nil {
			return fmt.Errorf("%s: %w", step.done, err)
		}
		fmt.Println(step.done)
	}
	return nil
}

// Everything reported as done survives a power cut. A file is synced before it is renamed; the folders that a file is
// moved to and from are synced before anything else is moved there; a checksum is removed from disk before the
// database changes; created folders are synced. No file is created elsewhere or is readable by others, and backups
// are only read.
func TestFilesAreOnDiskInOrder(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	must(t, err)
	for _, name := range []string{"data", "out"} {
		must(t, os.Mkdir(filepath.Join(dir, name), 0o700))
	}
	log := filepath.Join(t.TempDir(), "log")
	cmd := child(t, "everything", dir)
	strace, err := exec.LookPath("strace")
	if err == nil {
		err = exec.Command(strace, "-o", os.DevNull, "true").Run()
	}
	if err != nil && os.Getenv("CI") != "true" {
		t.Skipf("strace cannot be used here, so that the order of writing is not held: %v", err)
	}
	must(t, err)
	cmd.Args = append([]string{
		strace, "-f", "-y", "-s", "200", "-o", log, "-e", "trace=openat,write,pwrite64,copy_file_range,sendfile,fsync,fdatasync,rename," +
			"renameat,renameat2,unlink,unlinkat,mkdir,mkdirat", cmd.Path,
	}, cmd.Args[1:]...)
	cmd.Path = strace
	if out, err := cmd.Output(); err != nil {
		t.Fatalf("the child said %s, %v", out, err)
	}
	d := disk{T: t, dir: dir, dirty: map[string]bool{}, owed: map[string]string{}, gone: map[string]bool{}, seen: map[string]int{}}
	for line := range strings.Lines(content(t, log)) {
		d.process(line)
	}
	must(t, filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		if info, err := e.Info(); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", path, info, err)
		}
		return nil
	}))
	for what, least := range map[string]int{"rename": 12, "sync": 40, "mkdir": 3, "unlink": 1, "say": 14} {
		if d.seen[what] < least {
			t.Errorf("%s was seen %d times, want %d at least: the trace is not understood", what, d.seen[what], least)
		}
	}
}

// disk is what a power cut would leave of a folder, as far as system calls show.
type disk struct {
	*testing.T
	dir   string
	dirty map[string]bool   // files that were written and not synced
	owed  map[string]string // folders that are not synced, and why that matters
	gone  map[string]bool   // those of them that a file was moved from
	seen  map[string]int
	done  string // the last thing reported as done
}

var (
	systemCall = regexp.MustCompile(`^\d+ +(\w+)\((.*)`)
	openFile   = regexp.MustCompile(`\b(\d+)<([^>]*)>`)
	inQuotes   = regexp.MustCompile(`"((?:[^"\\]|\\.)*)"`)
)

// process processes one line of a trace.
func (d *disk) process(line string) {
	call := systemCall.FindStringSubmatch(line)
	if call == nil || strings.Contains(line, ") = -1 ") || strings.Contains(line, "resumed>") {
		return
	}
	var names []string
	for _, q := range inQuotes.FindAllStringSubmatch(call[2], -1) {
		names = append(names, q[1])
	}
	open := openFile.FindStringSubmatch(call[2])
	switch call[1] {
	case "write", "pwrite64":
		if open != nil && open[1] == "1" {
			d.reported(names[0])
		} else if open != nil {
			d.wrote(open[2])
		}
	case "copy_file_range":
		d.wrote(openFile.FindAllStringSubmatch(call[2], 2)[1][2])
	case "sendfile":
		d.wrote(open[2])
	case "fsync", "fdatasync":
		d.seen["sync"]++
		delete(d.dirty, open[2])
		delete(d.owed, open[2])
		delete(d.gone, open[2])
	case "rename", "renameat", "renameat2":
		d.renamed(names[0], names[1])
	case "unlink", "unlinkat":
		delete(d.dirty, names[0])
		if d.within(names[0]) && strings.HasSuffix(names[0], sumSuffix) {
			d.owes(filepath.Dir(names[0]), "unlink", "removing "+names[0])
		}
	case "mkdir", "mkdirat":
		if d.within(names[0]) {
			d.owes(filepath.Dir(names[0]), "mkdir", "making "+names[0])
		}
	case "openat":
		d.opened(names[0], line)
	}
}

func (d *disk) within(path string) bool { return strings.HasPrefix(path, d.dir) }

func (d *disk) owes(folder, what, why string) {
	d.seen[what]++
	d.owed[folder] = why
}

func (d *disk) wrote(path string) {
	name := filepath.Base(path)
	if !d.within(path) || strings.HasPrefix(name, lockName) || strings.HasPrefix(name, holderName) || strings.HasSuffix(name, "-shm") {
		return // useless after a power cut
	}
	d.dirty[path] = true
	if why := d.owed[filepath.Dir(path)]; why != "" {
		d.Errorf("after %q %s is written, and %s is not on disk", d.done, path, why)
	}
}

func (d *disk) renamed(from, to string) {
	if !d.within(to) {
		return
	}
	if d.dirty[from] {
		d.Errorf("after %q %s gets the name %s, and is not on disk", d.done, from, to)
	}
	if d.gone[filepath.Dir(to)] {
		d.Errorf("after %q %s comes where something went from, and that is not on disk", d.done, to)
	}
	delete(d.dirty, from)
	d.owes(filepath.Dir(to), "rename", "the new name "+to)
	if filepath.Dir(from) != filepath.Dir(to) {
		d.owed[filepath.Dir(from)], d.gone[filepath.Dir(from)] = "that "+from+" is gone", true
	}
}

func (d *disk) opened(path, line string) {
	switch {
	case strings.Contains(line, "O_CREAT") && !d.within(path):
		d.Errorf("after %q a file is made elsewhere: %s", d.done, line)
	case strings.Contains(path, "/"+backupFolder+"/") && strings.HasSuffix(path, backupSuffix) && !strings.Contains(line, "O_RDONLY"):
		d.Errorf("after %q a backup is opened for writing: %s", d.done, line)
	}
}

// reported checks that nothing is left to sync of what the program reports as done.
func (d *disk) reported(what string) {
	d.seen["say"]++
	for _, path := range slices.Sorted(maps.Keys(d.dirty)) {
		d.Errorf("it said %q, and %s is not on disk", what, path)
	}
	for _, folder := range slices.Sorted(maps.Keys(d.owed)) {
		d.Errorf("it said %q, and %s is not on disk in %s", what, d.owed[folder], folder)
	}
	d.done = what
}
