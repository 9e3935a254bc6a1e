package debian

import (
	"encoding/json"
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/cmd/dev/release"
)

func product(t *testing.T) release.Product {
	t.Helper()
	p, err := release.Read(t.Context(), filepath.Join("..", "..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Everything that desktops look for is in its place, under consistent names.
func TestLayout(t *testing.T) {
	p, root := product(t), t.TempDir()
	if err := writeTree(p, root); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{
		"usr/share/icons/hicolor/48x48/apps/" + p.ID + ".png", "usr/share/icons/hicolor/scalable/apps/" + p.ID + ".svg",
		"usr/share/doc/kwaliteitskaart/copyright",
	} {
		if _, err := os.Stat(filepath.Join(root, path)); err != nil {
			t.Error(err)
		}
	}
	copyright := read(t, root, "usr/share/doc/kwaliteitskaart/copyright")
	for _, want := range []string{"SIL OPEN FONT LICENSE", "The Go Authors", "May you do good and not evil."} {
		if !strings.Contains(copyright, want) {
			t.Errorf("the licences lack %q", want)
		}
	}

	entry := read(t, root, "usr/share/applications/"+p.ID+".desktop")
	keys := map[string]string{}
	for _, m := range regexp.MustCompile(`(?m)^([A-Za-z]+(?:\[en\])?)=(.+)$`).FindAllStringSubmatch(entry, -1) {
		keys[m[1]] = m[2]
	}
	for key, want := range map[string]string{
		"Type": "Application", "Name": p.Name, "Exec": Name + " %f", "Icon": p.ID, "Terminal": "false",
	} {
		if keys[key] != want {
			t.Errorf("the desktop entry says %s=%s, want %s", key, keys[key], want)
		}
	}
	for _, key := range []string{"GenericName", "Comment"} {
		if keys[key] == "" || keys[key+"[en]"] == "" || keys[key] == keys[key+"[en]"] {
			t.Errorf("%s is not in two languages: %q, %q", key, keys[key], keys[key+"[en]"])
		}
	}

	var types struct {
		Types []struct {
			Type string `xml:"type,attr"`
			Icon struct {
				Name string `xml:"name,attr"`
			} `xml:"icon"`
			Glob struct {
				Pattern string `xml:"pattern,attr"`
			} `xml:"glob"`
		} `xml:"mime-type"`
	}
	if err := xml.Unmarshal([]byte(read(t, root, "usr/share/mime/packages/"+p.ID+".xml")), &types); err != nil {
		t.Fatal(err)
	}
	if n := len(types.Types); n != 1 || types.Types[0].Glob.Pattern != "*.kwaliteitskaart" || types.Types[0].Icon.Name != p.ID ||
		keys["MimeType"] != types.Types[0].Type+";" {
		t.Errorf("the MIME type is %+v, and the desktop entry opens %s", types, keys["MimeType"])
	}
}

func read(t *testing.T, root, path string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(root, path))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// The package identifies itself and depends on everything that it does not contain.
func TestControl(t *testing.T) {
	p, root := product(t), t.TempDir()
	program := filepath.Join(root, "usr/bin", Name)
	if err := os.MkdirAll(filepath.Dir(program), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(program, []byte("program"), 0o755); err != nil {
		t.Fatal(err)
	}
	config, err := control(p, root, "libc6 (>= 2.34)")
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Name, Version string
		Depends       []string
		Contents      []struct {
			At   string             `json:"dst"`
			Info struct{ Mode int } `json:"file_info"`
		}
	}
	if err := json.Unmarshal([]byte(read(t, filepath.Dir(config), filepath.Base(config))), &got); err != nil {
		t.Fatal(err)
	}
	if got.Name != Name || got.Version != p.Version {
		t.Errorf("the package is %s %s", got.Name, got.Version)
	}
	for _, want := range []string{"libc6 (>= 2.34)", "libgl1", "zenity"} { // zenity shows the file dialogs
		if !slices.Contains(got.Depends, want) {
			t.Errorf("the package does not ask for %s: %v", want, got.Depends)
		}
	}
	if len(got.Contents) != 1 || got.Contents[0].At != "/usr/bin/kwaliteitskaart" || got.Contents[0].Info.Mode != 0o755 {
		t.Errorf("in the package is %+v", got.Contents)
	}
}

// The package depends on every library that the program is linked with.
func TestLibraries(t *testing.T) {
	gcc, err := exec.LookPath("gcc")
	if err != nil {
		t.Skipf("needs gcc: %v", err)
	}
	dir := t.TempDir()
	source := filepath.Join(dir, "x.c")
	if err := os.WriteFile(source, []byte("#include <stdio.h>\nint main() { puts(\"x\"); }\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for library, want := range map[string]string{"": "libc6 (>= 2.", "libGL.so.1": "libc6 (>= 2.", "libnobody.so.7": ""} {
		program := filepath.Join(dir, "x")
		args := []string{"-o", program, source}
		if library != "" { // an empty library with that name
			so := filepath.Join(dir, "lib.so")
			if out, err := exec.Command(gcc, "-shared", "-nostdlib", "-Wl,-soname,"+library, "-o", so, "-x", "c", "/dev/null").CombinedOutput(); err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			args = append(args, "-Wl,--no-as-needed", so)
		}
		if out, err := exec.Command(gcc, args...).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		got, err := cLibrary(program)
		if !strings.HasPrefix(got, want) || (err == nil) != (want != "") {
			t.Errorf("linked with %q: %q, %v", library, got, err)
		}
	}
}
