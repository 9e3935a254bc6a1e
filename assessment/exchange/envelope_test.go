package exchange_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
)

// sameFile compares the content of files, not the path they were read from.
var sameFile = cmpopts.IgnoreUnexported(exchange.Opened{})

// three returns the three kinds of file about one assessment.
func three(t testing.TB) map[string][]byte {
	a := small(t)
	files := map[string][]byte{"kwaliteitskaart": written(t, a)}
	for format, write := range map[string]func() ([]byte, error){
		"kwaliteitskaart-invitation": exchange.Invite(a).Write,
		"kwaliteitskaart-ballot":     exchange.Invite(a).Cast(a.Ballots[0]).Write,
	} {
		b, err := write()
		if err != nil {
			t.Fatal(err)
		}
		files[format] = b
	}
	return files
}

// rewritten writes what was read as a file again.
func rewritten(f *exchange.Opened) ([]byte, error) {
	switch {
	case f.Invitation != nil:
		return f.Invitation.Write()
	case f.Ballots != nil:
		return f.Ballots.Write()
	}
	return exchange.Write(f.Assessment)
}

func TestOpenAny(t *testing.T) {
	dir := t.TempDir()
	for format, file := range three(t) {
		path := filepath.Join(dir, format+exchange.Extension)
		if err := os.WriteFile(path, file, 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := exchange.Folder("").Open(path, "")
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]bool{
			"kwaliteitskaart": f.Assessment != nil, "kwaliteitskaart-invitation": f.Invitation != nil,
			"kwaliteitskaart-ballot": f.Ballots != nil,
		}
		for other, there := range got {
			if there != (other == format) {
				t.Errorf("%s: %v", format, got)
			}
		}
		if _, err = exchange.Read(file, storetest.BuiltIn(t)); (assessment.CodeOf(err) == assessment.CodeNotOurs) == (format == "kwaliteitskaart") {
			t.Errorf("%s as a hand-over file: %v", format, err)
		}
		if a, err := f.Whole(); (a != nil && err == nil) != (format == "kwaliteitskaart") {
			t.Errorf("%s as an assessment: %v", format, err)
		}
		for name, content := range map[string][]byte{"half": file[:len(file)/2], "other": []byte("Beste collega")} {
			broken := filepath.Join(dir, name)
			if err := os.WriteFile(broken, content, 0o600); err != nil {
				t.Fatal(err)
			}
			e := (*assessment.Error)(nil)
			if f, err := exchange.Folder("").Open(broken, ""); f != nil || !errors.As(err, &e) || e.Args["file"] != name {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if _, err := exchange.Folder("").Open(filepath.Join(dir, "none"), ""); assessment.CodeOf(err) != assessment.CodeFileMissing {
		t.Errorf("no file: %v", err)
	}
}

// TestEnvelopeRefuses checks that each kind of file has the same envelope with the same refusals.
func TestEnvelopeRefuses(t *testing.T) {
	for format, file := range three(t) {
		file, kind := string(file), `"`+format+`"`
		swap := func(old, new string) string {
			if !strings.Contains(file, old) {
				t.Fatalf("the file has no %s", old)
			}
			return strings.Replace(file, old, new, 1)
		}
		version := `"version": ` + regexp.MustCompile(`"version": (\d)`).FindStringSubmatch(file)[1]
		sum := file[strings.Index(file, `"sha256"`)+11:][:64]
		for name, c := range map[string]struct {
			file string
			want string // code and faults
		}{
			"too large":              {strings.Repeat(" ", exchange.MaxFile) + "{", "too_large"},
			"age":                    {"age-encryption.org/v1\n-> scrypt abc 18\n", "seal_damaged"},
			"armored age":            {"\n-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n", "seal_damaged"},
			"empty":                  {"", "not_ours"},
			"not JSON":               {"%PDF-1.7", "not_ours"},
			"a list":                 {"[" + file + "]", "not_ours"},
			"no format":              {swap(`"format"`, `"Format"`), "not_ours"},
			"other format":           {swap(kind, `"kwaliteitskaart-plan"`), "not_ours"},
			"format in other case":   {swap(kind, strings.ToUpper(kind)), "not_ours"},
			"format not a text":      {swap(kind, `1`), "not_ours"},
			"newer":                  {swap(version, `"version": 4, "colour": "red"`), "newer_file"},
			"much newer":             {swap(version, `"version": 99999999999999999999`), "newer_file"},
			"newer, sealed another":  {`{"version":4,"format":` + kind + `}`, "newer_file"},
			"version zero":           {swap(version, `"version": 0`), "content version range"},
			"version a text":         {swap(version, `"version": "1"`), "content version type"},
			"version missing":        {swap(version+`,`, ``), "content version missing"},
			"unknown field":          {swap(version, version+`, "x": {}`), "content x unknown_field"},
			"a name":                 {swap(version, version+`, "name": "Jan"`), "content name unknown_field"},
			"format twice":           {swap(version, version+`, "format": `+kind), "content format twice"},
			"no content":             {`{"format":` + kind + `,"version":1,"sha256":""}`, "content content missing"},
			"broken off":             {file[:len(file)/2], "checksum"},
			"bytes behind":           {file + "x", "content syntax"},
			"other content":          {swap(`"lob-mbo"`, `"lob-mbp"`), "checksum"},
			"upper-case checksum":    {swap(sum, strings.ToUpper(sum)), "checksum"},
			"content null":           {string(sealed(format, "null")), "content type"},
			"content a list":         {string(sealed(format, "[]")), "content type"},
			"content of another one": {string(sealed(format, `{"card":{"id":"lob-mbo","version":"1.0.0"},"x":1}`)), "content x unknown_field"},
		} {
			t.Run(format+"/"+name, func(t *testing.T) {
				f, err := exchange.ReadAny([]byte(c.file), storetest.BuiltIn(t))
				got := refusal(t, err)
				if f != nil || got != c.want && !strings.HasPrefix(got, c.want+" ") {
					t.Errorf("got  %.500s\nwant %s", got, c.want)
				}
			})
		}
	}
}

// refusal returns the code and arguments of a refusal, and the place and code of each fault.
func refusal(t testing.TB, err error) string {
	t.Helper()
	e, ok := errors.AsType[*assessment.Error](err)
	if !ok || !assessment.Refused(err) {
		t.Fatalf("not a refusal: %v", err)
	}
	got := []string{assessment.Fail(e.Code, nil).Error()}
	if e.Args != nil {
		got[0] = (&assessment.Error{Code: e.Code, Args: e.Args}).Error()
	}
	return strings.Join(append(got, faults(t, err, e.Code)...), " ")
}

// TestEveryFlippedByte changes each bit of each byte of a file, and each byte entirely: other content is never
// accepted. The number of the version may become that of an older one that says the same.
func TestEveryFlippedByte(t *testing.T) {
	cards := storetest.BuiltIn(t)
	for format, file := range three(t) {
		want, err := exchange.ReadAny(file, cards)
		if err != nil {
			t.Fatal(err)
		}
		codes := map[assessment.Code]int{}
		masks := []byte{1, 2, 4, 8, 16, 32, 64, 128, 255}
		for i := range file {
			masks := masks
			if !storetest.Thorough { // one bit of each byte
				masks = masks[i%len(masks):][:1]
			}
			for _, mask := range masks {
				flipped := slices.Clone(file)
				flipped[i] ^= mask
				got, err := exchange.ReadAny(flipped, cards)
				codes[assessment.CodeOf(err)]++
				harmless := isSpace(file[i]) && isSpace(flipped[i]) || bytes.HasSuffix(file[:i], []byte(`"version": `)) && flipped[i] < file[i]
				if err == nil && (!harmless || !reflect.DeepEqual(got, want)) {
					t.Fatalf("%s, byte %d, %q made %q: accepted\n%s", format, i, file[i], flipped[i], cmp.Diff(want, got, sameFile))
				}
				if err != nil && !assessment.Refused(err) {
					t.Fatalf("%s, byte %d, %q made %q: %v", format, i, file[i], flipped[i], err)
				}
			}
		}
		tries := len(masks)
		if !storetest.Thorough {
			tries = 1
		}
		if least := tries * len(contentOf(t, file)) * 7 / 9; codes[assessment.CodeChecksum] < least {
			t.Errorf("%s: the checksum caught too little: %v", format, codes)
		}
	}
}

func isSpace(c byte) bool { return strings.IndexByte(" \t\r\n", c) >= 0 }

// TestSameBytes checks that a file that is read is written as the same bytes.
func TestSameBytes(t *testing.T) {
	for format, file := range three(t) {
		f, err := exchange.ReadAny(file, storetest.BuiltIn(t))
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			if again, err := rewritten(f); err != nil || !bytes.Equal(again, file) {
				t.Errorf("%s: %v\n%s\n%s", format, err, again, file)
			}
		}
	}
}
