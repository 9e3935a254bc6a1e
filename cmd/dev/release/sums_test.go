package release_test

import (
	"os"
	"path/filepath"
	"testing"

	"kwaliteitskaart/cmd/dev/release"
)

func TestSum(t *testing.T) {
	dir := t.TempDir()
	for name, content := range map[string]string{"b.deb": "b", "a b.msi": "", release.SumsFile: "of before"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "Kaart.app"), 0o700); err != nil { // the result on a machine without macOS
		t.Fatal(err)
	}
	if err := release.Sum(dir); err != nil {
		t.Fatal(err)
	}
	const want = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a b.msi\n" +
		"3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d  b.deb\n"
	if got, err := os.ReadFile(filepath.Join(dir, release.SumsFile)); err != nil || string(got) != want {
		t.Errorf("got %s%v, want\n%s", got, err, want)
	}
}
