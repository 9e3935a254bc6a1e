package macos

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"howett.net/plist"

	"kwaliteitskaart/assessment/exchange"
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

// bundle makes the bundle as on a machine without macOS, and returns its path and the log.
func bundle(t *testing.T) (app, said string) {
	t.Helper()
	var b strings.Builder
	paths, err := Make(t.Context(), Options{
		Product: product(t), Out: t.TempDir(),
		Logf: func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) },
	})
	if err != nil || len(paths) != 1 {
		t.Fatalf("%v, %v", paths, err)
	}
	return paths[0], b.String()
}

func TestLayout(t *testing.T) {
	app, said := bundle(t)
	var files []string
	err := filepath.WalkDir(app, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			path, err = filepath.Rel(app, path)
			files = append(files, filepath.ToSlash(path))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"Contents/Info.plist", "Contents/PkgInfo", "Contents/Resources/Kwaliteitskaart.icns",
		"Contents/Resources/en.lproj/InfoPlist.strings", "Contents/Resources/nl.lproj/InfoPlist.strings",
	}
	if diff := cmp.Diff(want, files); diff != "" {
		t.Errorf("in the bundle (-want +got):\n%s", diff)
	}
	if info, err := os.Stat(filepath.Join(app, "Contents/MacOS")); err != nil || !info.IsDir() {
		t.Errorf("no place for the program: %v", err)
	}
	if !strings.Contains(said, "without the program") || !strings.Contains(said, "hdiutil create") {
		t.Errorf("it does not say what is left to do:\n%s", said)
	}
}

// info is the part of Info.plist that the system acts on.
type info struct {
	Identifier string   `plist:"CFBundleIdentifier"`
	Executable string   `plist:"CFBundleExecutable"`
	Icon       string   `plist:"CFBundleIconFile"`
	Short      string   `plist:"CFBundleShortVersionString"`
	Version    string   `plist:"CFBundleVersion"`
	Minimum    string   `plist:"LSMinimumSystemVersion"`
	Sharp      bool     `plist:"NSHighResolutionCapable"`
	Languages  []string `plist:"CFBundleLocalizations"`
	Documents  []struct {
		Name  string   `plist:"CFBundleTypeName"`
		Role  string   `plist:"CFBundleTypeRole"`
		Types []string `plist:"LSItemContentTypes"`
	} `plist:"CFBundleDocumentTypes"`
	Types []struct {
		ID    string              `plist:"UTTypeIdentifier"`
		Words string              `plist:"UTTypeDescription"`
		Is    []string            `plist:"UTTypeConformsTo"`
		Tags  map[string][]string `plist:"UTTypeTagSpecification"`
	} `plist:"UTExportedTypeDeclarations"`
}

func TestInformation(t *testing.T) {
	app, _ := bundle(t)
	p := product(t)
	var got info
	parse(t, filepath.Join(app, "Contents/Info.plist"), &got)
	if got.Identifier != p.ID || got.Short != p.Version || got.Version != p.Version || got.Executable != executable || !got.Sharp {
		t.Errorf("Info.plist says %+v", got)
	}
	if !regexp.MustCompile(`^\d+\.\d+$`).MatchString(got.Minimum) {
		t.Errorf("the minimum system is %q", got.Minimum)
	}
	if _, err := os.Stat(filepath.Join(app, "Contents/Resources", got.Icon+".icns")); err != nil {
		t.Errorf("the icon: %v", err)
	}
	if len(got.Documents) != 1 || len(got.Types) != 1 || !slices.Equal(got.Documents[0].Types, []string{got.Types[0].ID}) ||
		got.Documents[0].Role != "Editor" {
		t.Fatalf("documents %+v, types %+v", got.Documents, got.Types)
	}
	if want := strings.TrimPrefix(exchange.Extension, "."); !slices.Equal(got.Types[0].Tags["public.filename-extension"], []string{want}) {
		t.Errorf("the files end with %v, want %s", got.Types[0].Tags, want)
	}
	if diff := cmp.Diff([]string{"nl", "en"}, got.Languages); diff != "" {
		t.Errorf("languages (-want +got):\n%s", diff)
	}
	names := map[string]bool{}
	for _, code := range got.Languages {
		var words map[string]string
		parse(t, filepath.Join(app, "Contents/Resources", code+".lproj/InfoPlist.strings"), &words)
		if words["CFBundleDisplayName"] != p.Name || words[got.Types[0].Words] == "" {
			t.Errorf("%s: %v", code, words)
		}
		names[words[got.Documents[0].Name]] = true
	}
	if len(names) != len(got.Languages) {
		t.Errorf("the kind of file has the same name in each language: %v", names)
	}
}

func parse(t *testing.T, path string, to any) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := plist.Unmarshal(b, to); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// Each picture in the icon has the size that its type stands for.
func TestIcon(t *testing.T) {
	sizes := map[string]int{
		"ic11": 32, "ic12": 64, "ic07": 128, "ic13": 256, "ic08": 256, "ic14": 512, "ic09": 512, "ic10": 1024,
	}
	b, err := icon(product(t))
	if err != nil {
		t.Fatal(err)
	}
	name, content, rest := unwrap(t, b)
	if name != "icns" || len(rest) > 0 {
		t.Fatalf("the icon begins with %q and leaves %d bytes", name, len(rest))
	}
	for len(content) > 0 {
		var picture []byte
		name, picture, content = unwrap(t, content)
		shown, err := png.Decode(bytes.NewReader(picture))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		side := sizes[name]
		if got := shown.Bounds(); got.Dx() != side || got.Dy() != side {
			t.Errorf("%s is %v, want %d", name, got, side)
			continue
		}
		_, _, _, corner := shown.At(0, 0).RGBA()
		_, _, _, middle := shown.At(side/2, side/2).RGBA()
		if corner != 0 || middle != 0xffff {
			t.Errorf("%s: opacity %x in the corner and %x in the middle", name, corner, middle)
		}
		delete(sizes, name)
	}
	if len(sizes) > 0 {
		t.Errorf("sizes are missing: %v", sizes)
	}
}

func unwrap(t *testing.T, b []byte) (name string, content, rest []byte) {
	t.Helper()
	if len(b) < 8 || int(binary.BigEndian.Uint32(b[4:8])) > len(b) {
		t.Fatalf("%d bytes are no part of an icon", len(b))
	}
	end := binary.BigEndian.Uint32(b[4:8])
	return string(b[:4]), b[8:end], b[end:]
}

func TestComponents(t *testing.T) {
	b, err := components(product(t))
	if err != nil {
		t.Fatal(err)
	}
	var got []struct {
		Path        string `plist:"RootRelativeBundlePath"`
		Relocatable bool   `plist:"BundleIsRelocatable"`
	}
	if _, err := plist.Unmarshal(b, &got); err != nil {
		t.Fatal(err)
	}
	if len(got) != 1 || got[0].Path != "Kwaliteitskaart.app" || got[0].Relocatable {
		t.Errorf("the package holds %+v", got)
	}
}

// said returns the commands as logged, one per line, without the arguments of builds.
func said(t *testing.T, s Signing) string {
	t.Helper()
	o := Options{Product: product(t), Out: "OUT", Signing: s}
	var b strings.Builder
	for _, c := range o.commands(t.Context(), o.places("WORK")) {
		fmt.Fprintln(&b, filepath.ToSlash(c.String()))
	}
	return regexp.MustCompile(`go build .* -o`).ReplaceAllString(strings.ReplaceAll(b.String(), o.Product.Version, "VERSION"), "go build -o")
}

const adHoc = `GOOS=darwin GOARCH=arm64 CGO_ENABLED=1 MACOSX_DEPLOYMENT_TARGET=12.0 'CGO_CFLAGS=-O2 -arch arm64 -mmacosx-version-min=12.0' 'CGO_LDFLAGS=-arch arm64 -mmacosx-version-min=12.0' go build -o WORK/kwaliteitskaart-arm64 ./cmd/kwaliteitskaart
GOOS=darwin GOARCH=amd64 CGO_ENABLED=1 MACOSX_DEPLOYMENT_TARGET=12.0 'CGO_CFLAGS=-O2 -arch x86_64 -mmacosx-version-min=12.0' 'CGO_LDFLAGS=-arch x86_64 -mmacosx-version-min=12.0' go build -o WORK/kwaliteitskaart-amd64 ./cmd/kwaliteitskaart
lipo -create -output WORK/image/Kwaliteitskaart.app/Contents/MacOS/kwaliteitskaart WORK/kwaliteitskaart-arm64 WORK/kwaliteitskaart-amd64
lipo WORK/image/Kwaliteitskaart.app/Contents/MacOS/kwaliteitskaart -verify_arch arm64 x86_64
codesign --force --options runtime --entitlements WORK/entitlements.plist --sign - WORK/image/Kwaliteitskaart.app
codesign --verify --deep --strict WORK/image/Kwaliteitskaart.app
hdiutil create -volname Kwaliteitskaart -srcfolder WORK/image -format UDZO -ov OUT/Kwaliteitskaart-VERSION.dmg
ditto WORK/image/Kwaliteitskaart.app WORK/root/Kwaliteitskaart.app
pkgbuild --root WORK/root --component-plist WORK/components.plist --install-location /Applications --identifier nl.kwaliteitskaart.app --version VERSION WORK/parts/program.pkg
productbuild --package WORK/parts/program.pkg OUT/Kwaliteitskaart-VERSION.pkg
`

func TestCommandsWithoutSecrets(t *testing.T) {
	if diff := cmp.Diff(adHoc, said(t, Signing{})); diff != "" {
		t.Errorf("commands (-want +got):\n%s", diff)
	}
}

// secrets is the environment of a release.
var secrets = map[string]string{
	"MACOS_SIGN_IDENTITY": "Developer ID Application: School (X1)", "MACOS_INSTALLER_IDENTITY": "Developer ID Installer: School (X1)",
	"MACOS_CERTIFICATES": base64.StdEncoding.EncodeToString([]byte("both")), "MACOS_CERTIFICATES_PASSWORD": "hush-hush",
	"MACOS_NOTARY_KEY": "-----BEGIN PRIVATE KEY-----", "MACOS_NOTARY_KEY_ID": "K1", "MACOS_NOTARY_ISSUER": "I1",
}

func env(without ...string) func(string) string {
	return func(name string) string {
		if slices.Contains(without, name) {
			return ""
		}
		return secrets[name]
	}
}

func TestCommandsWithSecrets(t *testing.T) {
	s, err := SigningFrom(env())
	if err != nil {
		t.Fatal(err)
	}
	got := said(t, s)
	if strings.Contains(got, s.Password) {
		t.Errorf("the password is shown:\n%s", got)
	}
	rest := got
	for _, want := range []string{ // in this order
		"lipo -create", "security create-keychain -p … WORK/signing.keychain-db", "security import WORK/certificates.p12",
		"codesign --force --options runtime --entitlements WORK/entitlements.plist --timestamp --sign 'Developer ID Application: School (X1)' WORK/image/Kwaliteitskaart.app",
		"hdiutil create", "productbuild --timestamp --sign 'Developer ID Installer: School (X1)'",
		"codesign --timestamp --sign 'Developer ID Application: School (X1)' OUT/Kwaliteitskaart-VERSION.dmg",
		"xcrun notarytool submit OUT/Kwaliteitskaart-VERSION.dmg --key WORK/notary.p8 --key-id K1 --issuer I1 --wait",
		"xcrun stapler staple OUT/Kwaliteitskaart-VERSION.dmg",
		"xcrun notarytool submit OUT/Kwaliteitskaart-VERSION.pkg", "xcrun stapler staple OUT/Kwaliteitskaart-VERSION.pkg",
	} {
		_, after, found := strings.Cut(rest, want)
		if !found {
			t.Fatalf("no %q in its place:\n%s", want, got)
		}
		rest = after
	}
	work := t.TempDir()
	if err := s.write(places{work: work}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{certificatesFile: "both", notaryKeyFile: "-----BEGIN PRIVATE KEY-----"} {
		path := filepath.Join(work, name)
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if b, err := os.ReadFile(path); err != nil || string(b) != want || info.Mode().Perm()&0o077 != 0 && filepath.Separator == '/' {
			t.Errorf("%s: %q, %v, %v", name, b, info.Mode(), err)
		}
	}
}

func TestSigningRefusesIncompleteSecrets(t *testing.T) {
	if s, err := SigningFrom(func(string) string { return "" }); err != nil || s.Identity != "" {
		t.Errorf("none: %+v, %v", s, err)
	}
	for _, name := range []string{
		"MACOS_SIGN_IDENTITY", "MACOS_INSTALLER_IDENTITY", "MACOS_CERTIFICATES_PASSWORD", "MACOS_NOTARY_KEY",
		"MACOS_NOTARY_KEY_ID", "MACOS_NOTARY_ISSUER",
	} {
		if _, err := SigningFrom(env(name)); err == nil {
			t.Errorf("without %s it signs", name)
		}
	}
	if _, err := SigningFrom(env("MACOS_NOTARY_KEY", "MACOS_NOTARY_KEY_ID", "MACOS_NOTARY_ISSUER")); err != nil {
		t.Errorf("signing without notarising: %v", err)
	}
	if _, err := SigningFrom(env("MACOS_CERTIFICATES", "MACOS_CERTIFICATES_PASSWORD")); err != nil {
		t.Errorf("certificates from the keychain: %v", err)
	}
}
