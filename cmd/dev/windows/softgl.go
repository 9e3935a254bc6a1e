package windows

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"strings"
)

// SoftGL is a library that renders OpenGL in software, such as Mesa's, for computers without a suitable graphics
// card. The program looks for it in this folder beside itself.
type SoftGL struct{ files []item }

const softGLFolder = "softgl"

// ReadSoftGL reads the library from a zip that contains opengl32.dll, the libraries it needs and their licence. It
// refuses a zip whose SHA-256 checksum differs from sum, so that nobody can slip a library into a release.
func ReadSoftGL(archive, sum string) (*SoftGL, error) {
	b, err := os.ReadFile(archive)
	if err != nil {
		return nil, fmt.Errorf("read the OpenGL library: %w", err)
	}
	got := sha256.Sum256(b)
	if !strings.EqualFold(hex.EncodeToString(got[:]), sum) {
		return nil, fmt.Errorf("%s has the SHA-256 sum %x, not %q", archive, got, sum)
	}
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, fmt.Errorf("read the OpenGL library: %w", err)
	}
	s, library, licence := &SoftGL{}, false, false
	for _, f := range z.File {
		name := path.Base(f.Name)
		lower := strings.ToLower(name)
		isLicence := strings.HasPrefix(lower, "license") || strings.HasPrefix(lower, "licence") ||
			strings.HasPrefix(lower, "copying")
		if f.FileInfo().IsDir() || !isLicence && path.Ext(lower) != ".dll" {
			continue
		}
		library, licence = library || lower == "opengl32.dll", licence || isLicence
		data, err := unzip(f)
		if err != nil {
			return nil, err
		}
		s.files = append(s.files, item{softGLFolder + "/" + name, data})
	}
	switch {
	case !library:
		return nil, errors.New("read the OpenGL library: the zip holds no opengl32.dll")
	case !licence:
		return nil, errors.New("read the OpenGL library: the zip holds no licence, and it may not be given away without")
	}
	return s, nil
}

func unzip(f *zip.File) (data []byte, err error) {
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("unpack %s: %w", f.Name, err)
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	if data, err = io.ReadAll(r); err != nil {
		return nil, fmt.Errorf("unpack %s: %w", f.Name, err)
	}
	return data, nil
}

// items returns the files of the library; none if s is nil.
func (s *SoftGL) items() []item {
	if s == nil {
		return nil
	}
	return s.files
}
