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

// MaxFile is the maximum size of a file: 16 MiB.
const MaxFile = 16 << 20

// Save writes an assessment to a hand-over file; see Write, WithPassword and WriteFile.
func Save(path string, a *assessment.Assessment, options ...Option) error {
	b, err := Write(a, options...)
	if err != nil {
		return about(path, err)
	}
	return WriteFile(path, b)
}

// about adds the name of the file to a refusal.
func about(path string, err error) error {
	if e := (*assessment.Error)(nil); errors.As(err, &e) {
		if e.Args == nil {
			e.Args = make(map[string]string)
		}
		e.Args["file"] = filepath.Base(path)
	}
	return err
}

// KindOf returns the extension of path in lower case. It refuses an extension that is not one of kinds with
// CodeUnknownFileType, and the name of a folder with CodeNotFile.
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

// notFile refuses a folder or a device where a file is expected.
func notFile(path string, kind filekind.Kind) error {
	return assessment.Fail(assessment.CodeNotFile, errors.New("not a regular file"), "file", filepath.Base(path), "kind", string(kind))
}

// ReadFile reads a file of at most MaxFile bytes. It fails with CodeFileMissing, CodeNotFile, CodeFileRead or
// CodeTooLarge.
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
	case len(b) > MaxFile: // it grew in the meantime
		return nil, assessment.Fail(assessment.CodeTooLarge, nil, "file", name)
	}
	return b, nil
}

// WriteFile writes data to a path chosen by the user, with the same verification as WriteOwn; an existing file keeps
// its permissions. It fails with CodeOwnFile if path is one of the program's own files.
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

// ownersOnly is the mode of a file that only its owner can read.
const ownersOnly fs.FileMode = 0o600

// WriteOwn writes data to one of the program's own files, readable by its owner only. It writes and syncs a temporary
// file beside the target, reads it back, compares it, and then renames it. Until then an existing file is unchanged;
// on failure nothing is left behind. It fails with CodeNotFile, CodeDiskFull, CodeReadOnly, CodeFolderGone,
// CodeFileWrite or CodeFileVerify.
func WriteOwn(path string, data []byte) error {
	return replaceWith(path, data, ownersOnly, write)
}

// replaceWith is WriteOwn with a mode and a function that writes a new file.
func replaceWith(path string, data []byte, mode fs.FileMode, write func(path string, data []byte) error) (err error) {
	if there, err := os.Lstat(path); err == nil && there.Mode()&(fs.ModeDir|fs.ModeDevice|fs.ModeNamedPipe|fs.ModeSocket) != 0 {
		return notFile(path, filekind.In(path)) // nobody intends to replace these with a file
	}
	temp := filepath.Join(filepath.Dir(path), ".kwaliteitskaart-"+assessment.NewID()+".tmp")
	defer func() {
		if err != nil {
			_ = os.Remove(temp) // it may not exist; the original failure matters
		}
	}()
	if err := write(temp, data); err != nil {
		return writeFailure(path, err)
	}
	if err := readBack(temp, data); err != nil {
		return assessment.Fail(assessment.CodeFileVerify, err, "file", filepath.Base(path))
	}
	_ = os.Chmod(temp, mode) // if the file system supports permissions
	if err := atomic.ReplaceFile(temp, path); err != nil {
		return writeFailure(path, err)
	}
	syncFolder(filepath.Dir(path))
	return nil
}

// write creates a file that only its owner can read, and syncs it. Users who save a document decide who else may read
// it.
func write(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, ownersOnly)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// readBack reads a file and fails if it differs from want.
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

// syncFolder makes a rename survive a power cut. If a folder cannot be synced, as on Windows and some network drives,
// the rename is as durable as it can be, and the file is complete either way.
func syncFolder(dir string) {
	if runtime.GOOS == "windows" {
		return
	}
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		_ = d.Close()
	}
}

// writeFailure converts the reason why a file could not be written to an error with a message for the user.
func writeFailure(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) { // the file is new, so the folder is missing
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

// Checksum returns the checksum in the hand-over file that Write would produce for an assessment. It identifies the
// content that a printed document was made from.
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
