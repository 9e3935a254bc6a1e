package filekind_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"hash/crc32"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"kwaliteitskaart/assessment/filekind"
)

func zipped(t *testing.T, names ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		if _, err := z.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func wide(s string, bigFirst bool) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(s)) {
		if bigFirst {
			b.Write([]byte{byte(u >> 8), byte(u)})
		} else {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
	}
	return b.String()
}

func TestKindByContent(t *testing.T) {
	book := zipped(t, "[Content_Types].xml", "xl/workbook.xml")
	for content, want := range map[string]filekind.Kind{
		"":                                  filekind.Empty,
		"\ufeff \r\n":                       filekind.Empty,
		"\ufeff\ufeff":                      filekind.Empty,
		"[InternetShortcut]\r\nURL=x":       filekind.Link,
		"L\x00\x00\x00\x01\x14\x02\x00":     filekind.Link,
		`{\rtf1\ansi x}`:                    filekind.Word,
		"zo maar tekst; met café":           filekind.Text,
		"BMW is een automerk":               filekind.Text,
		"\xFF\xFEo\x00k\x00":                filekind.UTF16,
		"\xFE\xFF\x00o\x00k":                filekind.UTF16,
		wide(`{"format": 1}`, false):        filekind.UTF16,
		wide(`{"format": 1}`, true):         filekind.UTF16,
		"\n<!DOCTYPE html><title>Inloggen":  filekind.HTML,
		"\ufeff<html lang=nl>":              filekind.HTML,
		"%PDF-1.7\n":                        filekind.PDF,
		"\x89PNG\r\n\x1a\n":                 filekind.Picture,
		"\xFF\xD8\xFF\xE0":                  filekind.Picture,
		"GIF89a":                            filekind.Picture,
		"BM\x9a\xff\x00\x00":                filekind.Picture,
		`{"a": 1}`:                          filekind.JSON,
		`[1, 2]`:                            filekind.JSON,
		`{"a": [1, `:                        filekind.Cut,
		`{"format": "kwaliteitskaart", "v`:  filekind.Ours,
		`{"schema": 1, "areas": []}`:        filekind.Card,
		`{"schema": 1, "areas": [{"id": "`:  filekind.Card,
		zipped(t, "foto.jpg"):               filekind.Zip,
		book:                                filekind.Workbook,
		book[:len(book)-30]:                 filekind.Broken,
		zipped(t, "word/document.xml"):      filekind.Word,
		zipped(t, "ppt/presentation.xml"):   filekind.Office,
		zipped(t, "content.xml"):            filekind.Open,
		zipped(t, "xl/workbook.bin"):        filekind.Binary,
		zipped(t, "Index/Document.iwa"):     filekind.Numbers,
		"\xD0\xCF\x11\xE0":                  filekind.Office,
		"SQLite format 3\x00\x10\x00":       filekind.Database,
		"age-encryption.org/v1\n-> scrypt":  filekind.Encrypted,
		"-----BEGIN AGE ENCRYPTED FILE----": filekind.Text,
		"\ufeff-----BEGIN AGE ENCRYPTED FILE-----\nYWdl": filekind.Encrypted,
		"\x7fELF\x02\x01\x00\x00\x00":                    filekind.Program,
		"MZ\x90\x00\x03\x00\x00":                         filekind.Program,
		"MZ is een soort trein":                          filekind.Text,
		"\x00\x01\x02\x03":                               filekind.Other,
		"\x1f\x8b\x08\x00\x00":                           filekind.Packed,
		"7z\xbc\xaf\x27\x1c\x00":                         filekind.Packed,
		"Rar!\x1a\x07\x01\x00":                           filekind.Packed,
		"PK\x03\x04" + strings.Repeat("\x00", 26) + "mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK": filekind.Broken,
		stored(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet"):                                filekind.Open,
		stored(t, "mimetype", "application/vnd.oasis.opendocument.presentation"):                               filekind.Office,
		"\xD0\xCF\x11\xE0" + wide("Workbook", false):                                                           filekind.OldBook,
		"\xD0\xCF\x11\xE0" + wide("WordDocument", false):                                                       filekind.Word,
	} {
		if got := filekind.Of([]byte(content)); got != want {
			t.Errorf("%.40q: %s, want %s", content, got, want)
		}
	}
}

// stored returns a zip of one file, not compressed.
func stored(t *testing.T, name, content string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.CreateRaw(&zip.FileHeader{
		Name: name, Method: zip.Store, CRC32: crc32.ChecksumIEEE([]byte(content)),
		CompressedSize64: uint64(len(content)), UncompressedSize64: uint64(len(content)),
	})
	if err == nil {
		_, err = w.Write([]byte(content))
	}
	if err := errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestKindOfAPath(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "x.kwaliteitskaart")
	if err := os.WriteFile(path, []byte("%PDF-1.4"), 0o600); err != nil {
		t.Fatal(err)
	}
	for at, want := range map[string]filekind.Kind{dir: filekind.Folder, path: filekind.PDF, path + "x": filekind.Other} {
		if got := filekind.In(at); got != want {
			t.Errorf("%s: %s, want %s", at, got, want)
		}
	}
}
