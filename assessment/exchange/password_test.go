package exchange_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"filippo.io/age"
	"filippo.io/age/armor"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
)

const password = "vier losse woorden é"

// light encrypts a file so that trying a password is cheap.
func light(t testing.TB, plain []byte, password string, factor int) []byte {
	t.Helper()
	to, err := age.NewScryptRecipient(password)
	if err != nil {
		t.Fatal(err)
	}
	to.SetWorkFactor(factor)
	return encryptedTo(t, plain, to)
}

func encryptedTo(t testing.TB, plain []byte, to age.Recipient) []byte {
	t.Helper()
	var b bytes.Buffer
	w, err := age.Encrypt(&b, to)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(plain); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// An encrypted file reveals nothing, and opens with the password only, however a system encodes its accents.
func TestPassword(t *testing.T) {
	a := small(t)
	path := filepath.Join(t.TempDir(), "team.kwaliteitskaart")
	if err := exchange.Save(path, a, exchange.WithPassword(password)); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{a.Team.Name, a.ID, "kwaliteitskaart", "losse"} {
		if bytes.Contains(b, []byte(secret)) {
			t.Errorf("%q stands in clear", secret)
		}
	}
	if f, err := exchange.Folder("").Open(path, "vier losse woorden e\u0301"); err != nil || f.Assessment.ID != a.ID {
		t.Errorf("spelled otherwise: %v", err) // as it is spelled, Save tried it
	}
	if err := os.WriteFile(path, light(t, b, password, 4), 0o600); err != nil {
		t.Fatal(err)
	}
	for given, want := range map[string]assessment.Code{
		"":                   assessment.CodeEncrypted,
		"vier losse woorden": assessment.CodePassword,
	} {
		_, err := exchange.Folder("").Open(path, given)
		if assessment.CodeOf(err) != want || !assessment.Refused(err) || strings.Contains(err.Error(), "losse") {
			t.Errorf("with %q: %v, want %s", given, err, want)
		}
	}
	if _, err := exchange.Encrypt(b, ""); assessment.CodeOf(err) != assessment.CodePasswordEmpty {
		t.Errorf("no password: %v", err)
	}
	plain := filepath.Join(t.TempDir(), "plain.kwaliteitskaart")
	if err := exchange.Save(plain, a, exchange.WithPassword("")); err != nil {
		t.Fatal(err)
	}
	if _, err := exchange.Folder("").Open(plain, password); err != nil {
		t.Errorf("a password for a file that needs none: %v", err)
	}
}

// The reasons why an encrypted file cannot be opened are distinguished.
func TestDecryptRefuses(t *testing.T) {
	plain := []byte(strings.Repeat("secret ", 20_000))
	good := light(t, plain, password, 4)
	header := bytes.Index(good, []byte("\n---")) + 1
	flipped := func(at int) []byte {
		b := bytes.Clone(good)
		b[at] ^= 1
		return b
	}
	x, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	strong := func(factor string) []byte { return bytes.Replace(good, []byte(" 4\n"), []byte(" "+factor+"\n"), 1) }
	var armored bytes.Buffer
	w := armor.NewWriter(&armored)
	_, _ = w.Write(good) // into memory
	_ = w.Close()
	type trial struct {
		file     []byte
		password string
		want     assessment.Code
	}
	cases := map[string]trial{
		"good":                  {good, password, ""},
		"armored":               {armored.Bytes(), password, ""},
		"wrong password":        {good, "another", assessment.CodePassword},
		"the header changed":    {flipped(header + 6), password, assessment.CodeSealDamaged},
		"the nonce changed":     {flipped(header + 60), password, assessment.CodeSealDamaged},
		"the content changed":   {flipped(len(good) - 70_000), password, assessment.CodeSealDamaged},
		"the end changed":       {flipped(len(good) - 1), password, assessment.CodeSealDamaged},
		"broken off":            {good[:len(good)-100], password, assessment.CodeSealDamaged},
		"broken off in between": {good[:len(good)-70_000], password, assessment.CodeSealDamaged},
		"only a header":         {good[:header+10], password, assessment.CodeSealDamaged},
		"something after it":    {append(bytes.Clone(good), "more"...), password, assessment.CodeSealDamaged},
		"too strong":            {strong("19"), password, assessment.CodeSealTooStrong},
		"much too strong":       {strong("30"), password, assessment.CodeSealTooStrong},
		"absurdly strong":       {strong("99999999999999999999"), password, assessment.CodeSealTooStrong},
		"strong in nonsense":    {strong("-4"), password, assessment.CodeSealDamaged},
		"a key":                 {encryptedTo(t, plain, x.Recipient()), password, assessment.CodeSealForeign},
		"too large":             {make([]byte, exchange.MaxFile+1), password, assessment.CodeTooLarge},
	}
	if storetest.Thorough {
		cases["as age makes it"] = trial{light(t, plain, password, 18), password, ""}
		cases["as large as may be"] = trial{light(t, make([]byte, exchange.MaxFile-8000), password, 4), password, ""}
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := exchange.Decrypt(c.file, c.password)
			if assessment.CodeOf(err) != c.want {
				t.Fatalf("%v, want %q", err, c.want)
			}
			if err == nil && name != "as large as may be" && !bytes.Equal(got, plain) {
				t.Error("it holds something else")
			}
		})
	}
}

func TestWeakPassword(t *testing.T) {
	for given, weak := range map[string]bool{
		"": true, "lob": true, "Welkom2026!": true, "aaaaaaaaaaaaaaaa": true, "12345678901234567890": true,
		"           a": true, "fiets lamp wolk tafel": false, "Zomer-regen-op-zink": false,
	} {
		if got := exchange.WeakPassword(given); got != weak {
			t.Errorf("%q: weak %v, want %v", given, got, weak)
		}
	}
}

// A password is the first line of its file, in any encoding.
func TestPasswordIn(t *testing.T) {
	for content, want := range map[string]string{
		"geheim": "geheim", "geheim\n": "geheim", "geheim\r\nmeer": "geheim", " met spaties \n": " met spaties ",
		"\xEF\xBB\xBFgeheim\r\n":                             "geheim",
		"\xFF\xFEg\x00e\x00h\x00e\x00i\x00m\x00\r\x00\n\x00": "geheim", // as Windows PowerShell writes it
	} {
		path := filepath.Join(t.TempDir(), "password.txt")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := exchange.PasswordIn(path); got != want || err != nil {
			t.Errorf("%q: %q, %v", content, got, err)
		}
	}
	empty := filepath.Join(t.TempDir(), "empty.txt")
	if err := os.WriteFile(empty, []byte("\nsecond"), 0o600); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]assessment.Code{
		empty: assessment.CodePasswordEmpty, empty + "-gone": assessment.CodeFileMissing,
	} {
		if _, err := exchange.PasswordIn(path); assessment.CodeOf(err) != want {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

// FuzzDecrypt opens any input as an encrypted file. age's own work exceeds what a file may otherwise cost, so it is
// cut short.
func FuzzDecrypt(f *testing.F) {
	plain := []byte(`{"format":"kwaliteitskaart"}`)
	good := light(f, plain, password, 1)
	f.Add(good)
	f.Add(good[:len(good)-3])
	f.Add(bytes.Replace(good, []byte(" 1\n"), []byte(" 22\n"), 1))
	x, err := age.GenerateX25519Identity()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(encryptedTo(f, plain, x.Recipient()))
	var armored bytes.Buffer
	w := armor.NewWriter(&armored)
	_, _ = w.Write(good) // into memory
	_ = w.Close()
	f.Add(armored.Bytes())
	f.Fuzz(func(t *testing.T, b []byte) {
		if bytes.Contains(b, []byte(" 18\n")) {
			t.Skip("as much work as age asks for, which its own test does")
		}
		modestly(t, func() {
			got, err := exchange.Decrypt(b, password)
			if err != nil {
				bounded(t, err)
			} else if !bytes.Equal(got, plain) {
				t.Errorf("it opens, and holds something else: %q", got)
			}
		})
	})
}
