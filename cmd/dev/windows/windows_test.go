package windows

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"encoding/xml"
	"errors"
	"fmt"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"kwaliteitskaart/cmd/dev/release"
	"kwaliteitskaart/cmd/kwaliteitskaart/place"
)

var product = release.Product{
	Name: "Kwaliteitskaart", ID: "nl.kwaliteitskaart.app", Version: "1.20.3", Build: 4,
	Icon: filepath.Join("..", "..", "..", "assets", "icon.png"),
	Time: time.Date(2026, time.November, 3, 14, 15, 16, 0, time.UTC),
}

// needs skips a test if tools are missing, except on a build server that makes packages for Windows.
func needs(t *testing.T, tools ...string) {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("packages for Windows are made on Linux")
	}
	for _, tool := range tools {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("KWALITEITSKAART_REQUIRE_TOOLS") != "" {
				t.Fatal(err)
			}
			t.Skipf("needs %s: %v", tool, err)
		}
	}
}

// The icon contains the picture in each size, and its entries say so.
func TestIcon(t *testing.T) {
	b, err := iconOf(product)
	if err != nil {
		t.Fatal(err)
	}
	le := binary.LittleEndian
	if le.Uint16(b) != 0 || le.Uint16(b[2:]) != 1 || int(le.Uint16(b[4:])) != len(iconSizes) {
		t.Fatalf("header % x", b[:6])
	}
	for i, size := range iconSizes {
		entry := b[6+16*i:]
		length, at := le.Uint32(entry[8:]), le.Uint32(entry[12:])
		picture, err := png.Decode(bytes.NewReader(b[at : at+length]))
		if err != nil {
			t.Fatalf("%d: %v", size, err)
		}
		side := picture.Bounds().Dx()
		if side != size || int(entry[0]) != size%256 || picture.Bounds().Dy() != size {
			t.Errorf("%d: entry says %d, picture has %d", size, entry[0], side)
		}
		middle := side / 2
		if _, _, _, a := picture.At(middle, middle).RGBA(); a != 0xffff {
			t.Errorf("%d: the middle is transparent", size)
		}
		if _, _, _, a := picture.At(0, 0).RGBA(); a > 0x8000 {
			t.Errorf("%d: the rounded corner is filled", size)
		}
	}
}

// The object file for the linker contains icon, version and manifest.
func TestResources(t *testing.T) {
	needs(t, ResourceCompiler)
	work := t.TempDir()
	object := filepath.Join(work, "resources.o")
	if err := compileResources(t.Context(), product, work, object); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(object)
	if err != nil {
		t.Fatal(err)
	}
	manifest, err := templates.ReadFile("template/manifest.xml")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]byte{
		"version as text":   utf16le("1.20.3"),
		"version as number": {20, 0, 1, 0, 4, 0, 3, 0},
		"name":              utf16le("Kwaliteitskaart"),
		"file name":         utf16le("kwaliteitskaart.exe"),
		"a PNG":             []byte("\x89PNG"),
		"manifest":          manifest,
	} {
		if !bytes.Contains(b, want) {
			t.Errorf("%s is not in the object file", name)
		}
	}
	if version, language := fileVersion(b); version != "1.20.3.4" || language != "1043" {
		t.Errorf("read back: version %q, language %q", version, language)
	}
}

// Windows reads the manifest before it starts the program, and refuses to start with an invalid one.
func TestManifest(t *testing.T) {
	b, err := templates.ReadFile("template/manifest.xml")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	d := xml.NewDecoder(bytes.NewReader(b))
	element := ""
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		switch x := token.(type) {
		case xml.StartElement:
			element = x.Name.Local
			for _, a := range x.Attr {
				found[element+" "+a.Name.Local] = a.Value
			}
		case xml.CharData:
			if s := strings.TrimSpace(string(x)); s != "" {
				found[element] = s
			}
		}
	}
	for what, want := range map[string]string{
		"dpiAwareness":                  "PerMonitorV2, PerMonitor",
		"longPathAware":                 "true",
		"activeCodePage":                "UTF-8",
		"requestedExecutionLevel level": "asInvoker",
		"supportedOS Id":                "{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}",
	} {
		if found[what] != want {
			t.Errorf("%s is %q, want %q", what, found[what], want)
		}
	}
}

// tiny is the content of a package, without the program, which takes minutes to build.
var tiny = []item{
	{Executable, []byte("MZ")},
	{readMeFile, []byte("Lees mij")},
	{"softgl/opengl32.dll", []byte("MZ")},
	{"softgl/LICENSE", []byte("free")},
}

func TestPortable(t *testing.T) {
	if markerFile != place.PortableMarker {
		t.Errorf("the zip brings %s, but the program looks for %s", markerFile, place.PortableMarker)
	}
	dir := t.TempDir()
	var zips [2][]byte
	for i := range zips {
		path := filepath.Join(dir, fmt.Sprint(i))
		if err := portable(path, "Kwaliteitskaart", tiny); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		zips[i] = b
	}
	if !bytes.Equal(zips[0], zips[1]) {
		t.Error("two zips of the same differ")
	}
	z, err := zip.NewReader(bytes.NewReader(zips[0]), int64(len(zips[0])))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
	}
	want := []string{
		"Kwaliteitskaart/kwaliteitskaart.exe", "Kwaliteitskaart/Lees mij.txt", "Kwaliteitskaart/softgl/opengl32.dll",
		"Kwaliteitskaart/softgl/LICENSE", "Kwaliteitskaart/portable.txt",
	}
	if !slices.Equal(names, want) {
		t.Errorf("got %v, want %v", names, want)
	}
}

func TestReadSoftGL(t *testing.T) {
	for name, c := range map[string]struct {
		files []string
		sum   string
		want  []string
		fails string
	}{
		"as Mesa comes": {
			files: []string{"mesa/x64/opengl32.dll", "mesa/x64/libgallium_wgl.dll", "mesa/LICENSE.txt", "mesa/readme.md"},
			want:  []string{"softgl/opengl32.dll", "softgl/libgallium_wgl.dll", "softgl/LICENSE.txt"},
		},
		"other sum":  {files: []string{"opengl32.dll", "LICENSE"}, sum: strings.Repeat("0", 64), fails: "SHA-256"},
		"no library": {files: []string{"LICENSE"}, fails: "no opengl32.dll"},
		"no licence": {files: []string{"opengl32.dll"}, fails: "no licence"},
	} {
		t.Run(name, func(t *testing.T) {
			var b bytes.Buffer
			z := zip.NewWriter(&b)
			for _, f := range c.files {
				if _, err := z.Create(f); err != nil {
					t.Fatal(err)
				}
			}
			if err := z.Close(); err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "mesa.zip")
			if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
			if c.sum == "" {
				sum := sha256.Sum256(b.Bytes())
				c.sum = hex.EncodeToString(sum[:])
			}
			s, err := ReadSoftGL(path, c.sum)
			if c.fails != "" {
				if err == nil || !strings.Contains(err.Error(), c.fails) {
					t.Errorf("got %v, want it to say %q", err, c.fails)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, i := range s.items() {
				got = append(got, i.path)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}

// A package that is too large is refused.
func TestFits(t *testing.T) {
	path := filepath.Join(t.TempDir(), "large")
	for size, fine := range map[int64]bool{Largest: true, Largest + 1: false} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Truncate(path, size); err != nil {
			t.Fatal(err)
		}
		if _, err := fits(path); (err == nil) != fine {
			t.Errorf("%d bytes: %v", size, err)
		}
	}
}

func TestRunSaysWhatIsMissing(t *testing.T) {
	err := run(context.Background(), ".", nil, "no-such-tool")
	if err == nil || !strings.Contains(err.Error(), "no-such-tool is not on this machine") {
		t.Errorf("got %v", err)
	}
}
