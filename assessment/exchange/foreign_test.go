package exchange_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/filekind"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
)

// wrongFiles returns files that people mistake for ours, by kind.
func wrongFiles(t *testing.T) map[filekind.Kind][]byte {
	t.Helper()
	book, err := exchange.Sheets(assessment.Round{Assessment: small(t)}, words.In("nl"), today)
	if err != nil {
		t.Fatal(err)
	}
	return map[filekind.Kind][]byte{
		filekind.Empty: []byte("\ufeff\n"), filekind.Text: []byte("zo maar tekst"), filekind.UTF16: []byte("\xff\xfe{\x00}\x00"),
		filekind.HTML: []byte("<!DOCTYPE html><html>Sign in"), filekind.PDF: []byte("%PDF-1.7"), filekind.Picture: []byte("\x89PNG\r\n"),
		filekind.JSON: []byte(`{"naam": "x"}`), filekind.Cut: []byte(`{"naam": "x`), filekind.Workbook: book, filekind.Broken: book[:len(book)/2],
		filekind.Office: []byte("\xD0\xCF\x11\xE0"), filekind.Database: []byte("SQLite format 3\x00"),
	}
}

// Every entry point names the kind of a foreign file.
func TestEveryEntryPointNamesAWrongFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "team.kwaliteitskaart")
	type door struct {
		open  func() error
		reads []filekind.Kind
	}
	doors := map[string]door{
		"file": {func() error { _, err := exchange.Folder("").Open(path, ""); return err }, nil},
		"card": {func() error { _, err := exchange.OpenCard(path); return err }, []filekind.Kind{filekind.JSON, filekind.Cut, filekind.Workbook}},
		"password": {
			func() error { _, err := exchange.PasswordIn(path); return err },
			[]filekind.Kind{filekind.Empty, filekind.Text, filekind.UTF16, filekind.JSON, filekind.Cut},
		},
		"settings": {
			func() error {
				faults, err := exchange.ReadSettings(path, new(struct{ Language string }))
				if err == nil {
					err = &assessment.Error{Code: assessment.CodePresets, Faults: faults}
				}
				return err
			},
			[]filekind.Kind{filekind.JSON, filekind.Cut, filekind.Text},
		},
	}
	for kind, content := range wrongFiles(t) {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		for name, d := range doors {
			err := d.open()
			if slices.Contains(d.reads, kind) {
				continue // it may be intended, and its reader reports its faults
			}
			for _, code := range words.Codes {
				lang := words.In(code)
				if said := lang.Error(err); err == nil || !strings.Contains(said, lang.Say("kind."+string(kind))) {
					t.Errorf("%s, %s, %s: %s", name, kind, code, said)
				}
			}
		}
	}
	if err := errors.Join(os.Remove(path), os.Mkdir(path, 0o700)); err != nil {
		t.Fatal(err)
	}
	for name, d := range doors {
		if said := words.In("nl").Error(d.open()); !strings.Contains(said, "is een map") {
			t.Errorf("%s, a folder: %s", name, said)
		}
	}
}

// A valid file with a byte order mark is read, with and without a password.
func TestByteOrderMark(t *testing.T) {
	if a := opened(t, "bom").Assessment; a == nil || len(a.Scores) == 0 {
		t.Error("a file with a byte order mark is not read")
	}
	plain, err := exchange.Write(small(t))
	if err != nil {
		t.Fatal(err)
	}
	binary := light(t, plain, password, 4)
	var armored bytes.Buffer
	w := armor.NewWriter(&armored)
	if _, err := w.Write(binary); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	for name, sealed := range map[string][]byte{"binary": binary, "armored": armored.Bytes()} {
		path := filepath.Join(t.TempDir(), "x.kwaliteitskaart")
		if err := os.WriteFile(path, append([]byte("\ufeff"), sealed...), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := exchange.Folder("").Open(path, ""); assessment.CodeOf(err) != assessment.CodeEncrypted {
			t.Errorf("%s without a password: %v", name, err)
		}
		if f, err := exchange.Folder("").Open(path, password); err != nil || f.Assessment == nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A file that no password can open is refused without asking for one.
func TestNoPasswordIsAskedForAForeignSeal(t *testing.T) {
	x, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	foreign := encryptedTo(t, []byte("x"), x.Recipient())
	for want, b := range map[assessment.Code][]byte{
		assessment.CodeSealForeign: foreign,
		assessment.CodeSealDamaged: []byte("age-encryption.org/v1\n-> scr"),
	} {
		if _, err := exchange.ReadAny(b, storetest.BuiltIn(t)); assessment.CodeOf(err) != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}
