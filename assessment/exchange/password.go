package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"filippo.io/age"
	"filippo.io/age/armor"
	encoding "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/filekind"
)

// The work factor of passwords, as a power of two: 17 takes 128 MiB and about half a second. Foreign files may
// require as much as age itself uses, 256 MiB, but no more.
const (
	workFactor    = 17
	maxWorkFactor = 18
)

// Encrypt returns a file that only the password can decrypt; it reveals only that it needs a password. The result is
// verified by decrypting it. An empty password is refused with CodePasswordEmpty.
func Encrypt(b []byte, password string) ([]byte, error) {
	if password == "" {
		return nil, assessment.Fail(assessment.CodePasswordEmpty, nil)
	}
	to, err := age.NewScryptRecipient(norm.NFC.String(password))
	if err != nil {
		return nil, fmt.Errorf("take the password: %w", err)
	}
	to.SetWorkFactor(workFactor)
	var sealed bytes.Buffer
	w, err := age.Encrypt(&sealed, to)
	if err == nil {
		_, err = w.Write(b)
		err = errors.Join(err, w.Close())
	}
	if err != nil {
		return nil, fmt.Errorf("encrypt: %w", err)
	}
	again, err := Decrypt(sealed.Bytes(), password)
	switch {
	case err != nil:
		return nil, fmt.Errorf("decrypt again: %w", err)
	case !bytes.Equal(again, b):
		return nil, errors.New("decrypt again: it differs")
	case sealed.Len() > MaxFile:
		return nil, assessment.Fail(assessment.CodeTooLarge, nil)
	}
	return sealed.Bytes(), nil
}

// Encrypted reports whether a file claims to be encrypted; Decrypt determines whether it can be opened.
func Encrypted(b []byte) bool { return filekind.Of(b) == filekind.Encrypted }

// askPassword refuses an encrypted file: with CodeEncrypted if a password may open it, or else with the refusal of
// Decrypt that applies whatever the password.
func askPassword(b []byte) error {
	_, err := age.Decrypt(unarmored(b), ask{})
	switch {
	case errors.Is(err, errNoPassword):
		return assessment.Fail(assessment.CodeSealForeign, err)
	case errors.Is(err, errAsked):
		return assessment.Fail(assessment.CodeEncrypted, nil)
	}
	return assessment.Fail(assessment.CodeSealDamaged, err)
}

// errAsked means that a file needs a password and none was given.
var errAsked = errors.New("it needs a password")

// ask is an identity that opens nothing, and determines whether a password could.
type ask struct{}

// Unwrap implements age.Identity.
func (ask) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	if !slices.ContainsFunc(stanzas, func(s *age.Stanza) bool { return s.Type == passwordStanza }) {
		return nil, errNoPassword
	}
	return nil, errAsked
}

// passwordStanza is age's name for the part of a header that a password opens.
const passwordStanza = "scrypt"

// unarmored returns an encrypted file as age's input.
func unarmored(b []byte) io.Reader {
	b = bytes.TrimLeft(bytes.TrimPrefix(b, byteOrderMark), " \t\r\n")
	if bytes.HasPrefix(b, []byte(armor.Header)) {
		return armor.NewReader(bytes.NewReader(b))
	}
	return bytes.NewReader(b)
}

// Decrypt decrypts a file. It fails with CodePassword if the password is wrong, CodeSealDamaged if the file was
// changed or truncated, CodeSealTooStrong if trying would take more memory than a foreign file may require,
// CodeSealForeign if it was not encrypted with a password, or CodeTooLarge.
func Decrypt(b []byte, password string) ([]byte, error) {
	if len(b) > MaxFile {
		return nil, assessment.Fail(assessment.CodeTooLarge, nil)
	}
	var keys []age.Identity
	for _, spelling := range spellings(password) {
		k, err := age.NewScryptIdentity(spelling)
		if err != nil {
			return nil, assessment.Fail(assessment.CodePassword, err)
		}
		k.SetMaxWorkFactor(maxWorkFactor)
		keys = append(keys, key{k})
	}
	out, err := age.Decrypt(unarmored(b), keys...)
	switch {
	case errors.Is(err, errTooStrong):
		return nil, assessment.Fail(assessment.CodeSealTooStrong, err)
	case errors.Is(err, errNoPassword):
		return nil, assessment.Fail(assessment.CodeSealForeign, err)
	case errors.Is(err, age.ErrIncorrectIdentity):
		return nil, assessment.Fail(assessment.CodePassword, err)
	case err != nil:
		return nil, assessment.Fail(assessment.CodeSealDamaged, err)
	}
	plain, err := io.ReadAll(io.LimitReader(out, MaxFile+1))
	switch {
	case err != nil:
		return nil, assessment.Fail(assessment.CodeSealDamaged, err)
	case len(plain) > MaxFile:
		return nil, assessment.Fail(assessment.CodeTooLarge, nil)
	}
	return plain, nil
}

// spellings returns a password in normal form C and, if that differs, unchanged.
func spellings(password string) []string {
	composed := norm.NFC.String(password)
	if composed == password {
		return []string{password}
	}
	return []string{composed, password}
}

var (
	errTooStrong  = errors.New("the work factor is too large")
	errNoPassword = errors.New("encrypted, but not with a password")
)

// key distinguishes the reasons why a password does not open a file, which age only gives as text.
type key struct{ *age.ScryptIdentity }

// Unwrap implements age.Identity.
func (k key) Unwrap(stanzas []*age.Stanza) ([]byte, error) {
	for _, s := range stanzas {
		if s.Type != passwordStanza {
			continue
		}
		if len(s.Args) == 2 {
			if n, err := strconv.Atoi(s.Args[1]); err == nil && n > maxWorkFactor || errors.Is(err, strconv.ErrRange) {
				return nil, errTooStrong
			}
		}
		return k.ScryptIdentity.Unwrap(stanzas)
	}
	return nil, errNoPassword
}

// enough is the length of a password that cannot be guessed soon: about four words.
const enough = 12

// WeakPassword reports whether a password is easy to guess: short, or long but with few different characters or only
// digits. It is advice, and blocks nothing.
func WeakPassword(password string) bool {
	different := make(map[rune]bool)
	digits := true
	for _, r := range password {
		different[r] = true
		digits = digits && unicode.IsDigit(r)
	}
	return utf8.RuneCountInString(strings.TrimSpace(password)) < enough || len(different) < enough/2 || digits
}

// PasswordIn returns the password in a file: its first line, in any Unicode encoding. It refuses an empty password
// with CodePasswordEmpty, and a file that is not text with CodePasswordFile.
func PasswordIn(path string) (string, error) {
	b, err := ReadFile(path)
	if err != nil {
		return "", err
	}
	switch kind := filekind.Of(b); kind {
	case filekind.Text, filekind.UTF16, filekind.Empty, filekind.JSON, filekind.Cut: // a password may look like JSON
	default:
		return "", assessment.Fail(assessment.CodePasswordFile, nil, "file", filepath.Base(path), "kind", string(kind))
	}
	text, _, err := transform.Bytes(encoding.BOMOverride(encoding.UTF8.NewDecoder()), b)
	if err != nil {
		return "", assessment.Fail(assessment.CodeFileRead, err, "file", filepath.Base(path))
	}
	line, _, _ := strings.Cut(string(text), "\n")
	if line = strings.TrimSuffix(line, "\r"); line == "" {
		return "", assessment.Fail(assessment.CodePasswordEmpty, nil)
	}
	return line, nil
}
