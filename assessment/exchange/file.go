package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/natefinch/atomic"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/filekind"
	"kwaliteitskaart/assessment/own"
)

// MaxFile is the most bytes a file may have: 16 MiB.
const MaxFile = 16 << 20

// Save writes an assessment to a hand-over file; see Write, WithPassword and WriteFile.
func Save(path string, a *assessment.Assessment, options ...Option) error {
	b, err := Write(a, options...)
	if err != nil {
		return about(path, err)
	}
	return WriteFile(path, b)
}

// about fills in which file a refusal is about.
func about(path string, err error) error {
	if e := (*assessment.Error)(nil); errors.As(err, &e) {
		if e.Args == nil {
			e.Args = make(map[string]string)
		}
		e.Args["file"] = filepath.Base(path)
	}
	return err
}

// KindOf returns how the name of a file to write ends, in lower case: one of some extensions, or it is refused with
// CodeUnknownFileType, or CodeNotFile where it is the name of a folder.
func KindOf(path string, kinds ...string) (string, error) {
	if strings.HasSuffix(path, "/") || strings.HasSuffix(path, string(filepath.Separator)) || filekind.In(path) == filekind.Folder {
		return "", notFile(path, filekind.Folder)
	}
	kind := strings.ToLower(filepath.Ext(path))
	if !slices.Contains(kinds, kind) {
		return "", assessment.Fail(assessment.CodeUnknownFileType, nil, "file", filepath.Base(path), "want", strings.Join(kinds, ", "))
	}
	return kind, nil
}

// notFile refuses a folder or a device where a file is meant.
func notFile(path string, kind filekind.Kind) error {
	return assessment.Fail(assessment.CodeNotFile, errors.New("not a regular file"), "file", filepath.Base(path), "kind", string(kind))
}

// ReadFile reads a file of at most MaxFile bytes: CodeFileMissing, CodeNotFile, CodeFileRead or CodeTooLarge.
func ReadFile(path string) ([]byte, error) {
	name := filepath.Base(path)
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, assessment.Fail(assessment.CodeFileMissing, err, "file", name)
	case err != nil:
		return nil, assessment.Fail(assessment.CodeFileRead, err, "file", name)
	case !info.Mode().IsRegular(): // a folder cannot be read, and a pipe may never end
		return nil, notFile(path, filekind.In(path))
	case info.Size() > MaxFile:
		return nil, assessment.Fail(assessment.CodeTooLarge, nil, "file", name)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, assessment.Fail(assessment.CodeFileRead, err, "file", name)
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	switch {
	case err != nil:
		return nil, assessment.Fail(assessment.CodeFileRead, err, "file", name)
	case len(b) > MaxFile: // it grew meanwhile
		return nil, assessment.Fail(assessment.CodeTooLarge, nil, "file", name)
	}
	return b, nil
}

// WriteFile puts data at a path that a person chose, proven as WriteOwn does; who may read the file that was there may read
// the new one. CodeOwnFile where that is one of the program's own files.
func WriteFile(path string, data []byte) error {
	if own.File(path) {
		return assessment.Fail(assessment.CodeOwnFile, nil, "file", filepath.Base(path))
	}
	mode := ownersOnly
	if old, err := os.Stat(path); err == nil && old.Mode().IsRegular() {
		mode = old.Mode().Perm()
	}
	return replaceWith(path, data, mode, write)
}

// ownersOnly is the mode of a file that only its owner may read.
const ownersOnly fs.FileMode = 0o600

// WriteOwn puts data at a path of the program's own, for its owner alone, proven: it is written beside the target, synced, read back and compared, and only
// then takes the target's place. Until then an existing file stays as it was; on any failure nothing is left
// behind. CodeNotFile, CodeDiskFull, CodeReadOnly, CodeFolderGone, CodeFileWrite or CodeFileVerify.
func WriteOwn(path string, data []byte) error {
	return replaceWith(path, data, ownersOnly, write)
}

// replaceWith is WriteOwn with some mode, by some way of writing a new file.
func replaceWith(path string, data []byte, mode fs.FileMode, write func(path string, data []byte) error) (err error) {
	if there, err := os.Lstat(path); err == nil && there.Mode()&(fs.ModeDir|fs.ModeDevice|fs.ModeNamedPipe|fs.ModeSocket) != 0 {
		return notFile(path, filekind.In(path)) // nobody means it to be replaced by one
	}
	temp := filepath.Join(filepath.Dir(path), ".kwaliteitskaart-"+assessment.NewID()+".tmp")
	defer func() {
		if err != nil {
			_ = os.Remove(temp) // it may never have been made; the failure itself is what counts
		}
	}()
	if err := write(temp, data); err != nil {
		return writeFailure(path, err)
	}
	if err := readBack(temp, data); err != nil {
		return assessment.Fail(assessment.CodeFileVerify, err, "file", filepath.Base(path))
	}
	_ = os.Chmod(temp, mode) // where the place knows permissions
	if err := atomic.ReplaceFile(temp, path); err != nil {
		return writeFailure(path, err)
	}
	syncFolder(filepath.Dir(path))
	return nil
}

// write makes a new file that only its owner may read and that is on disk when it returns. Whoever saved a document
// decides who else may.
func write(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, ownersOnly)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// readBack reads a file again and refuses what is not what was written.
func readBack(path string, want []byte) error {
	got, err := os.ReadFile(path)
	switch {
	case err != nil:
		return fmt.Errorf("read back: %w", err)
	case !bytes.Equal(got, want):
		return errors.New("read back: it differs")
	}
	return nil
}

// syncFolder makes a rename last through a power cut. Where a folder cannot be synced, as on Windows and some
// network drives, the rename is as durable as it gets and the file itself is complete either way.
func syncFolder(dir string) {
	if runtime.GOOS == "windows" {
		return
	}
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}

// writeFailure says why a file could not be written, in terms of the person whose file it is.
func writeFailure(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) { // what is written is new, so it is the folder
		return assessment.Fail(assessment.CodeFolderGone, err, "file", filepath.Base(path), "folder", filepath.Dir(path))
	}
	code := assessment.CodeFileWrite
	op := (*fs.PathError)(nil)
	switch {
	case full(err):
		code = assessment.CodeDiskFull
	case protected(err), errors.As(err, &op) && op.Op == "open" && errors.Is(err, fs.ErrPermission):
		code = assessment.CodeReadOnly
	}
	return assessment.Fail(code, fmt.Errorf("write file: %w", err), "file", filepath.Base(path), "path", filepath.Dir(path))
}

// Checksum returns the checksum that the hand-over file of an assessment carries: it tells which content a paper was made
// of. It is what Write would write.
func Checksum(a *assessment.Assessment) (string, error) {
	b, err := Write(a)
	if err != nil {
		return "", err
	}
	var e envelope
	if err := json.Unmarshal(b, &e); err != nil {
		return "", fmt.Errorf("read the checksum: %w", err)
	}
	return e.SHA256, nil
}
