package macos

import (
	"fmt"
	"os"
	"path/filepath"

	"howett.net/plist"

	"kwaliteitskaart/cmd/dev/release"
)

const (
	executable = "kwaliteitskaart"
	// minimumSystem is the oldest macOS that Go supports.
	minimumSystem = "12.0"
	// extension is the extension of the program's files.
	extension = "kwaliteitskaart"

	entitlementsFile = "entitlements.plist"
	componentsFile   = "components.plist"
)

// The names of the program's file type in Finder, by language; Dutch is the first.
var languages = []struct{ code, file string }{
	{"nl", "Kwaliteitskaart-bestand"},
	{"en", "Kwaliteitskaart file"},
}

// fileType returns the identifier of the program's file type, which the bundle declares.
func fileType(p release.Product) string { return p.ID + ".file" }

// writeBundle makes the bundle, without the executable.
func writeBundle(p release.Product, app string) error {
	pictures, err := icon(p)
	if err != nil {
		return err
	}
	info, err := plist.MarshalIndent(information(p), plist.XMLFormat, "\t")
	if err != nil {
		return fmt.Errorf("write Info.plist: %w", err)
	}
	content := map[string][]byte{
		"Info.plist":                    info,
		"PkgInfo":                       []byte("APPL????"),
		"Resources/" + p.Name + ".icns": pictures,
	}
	for _, l := range languages {
		words, err := plist.MarshalIndent(map[string]string{
			"CFBundleName": p.Name, "CFBundleDisplayName": p.Name, languages[0].file: l.file,
		}, plist.XMLFormat, "\t")
		if err != nil {
			return fmt.Errorf("write the names in %s: %w", l.code, err)
		}
		content["Resources/"+l.code+".lproj/InfoPlist.strings"] = words
	}
	for path, b := range content {
		path = filepath.Join(app, "Contents", path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("lay out the bundle: %w", err)
		}
		if err := os.WriteFile(path, b, 0o644); err != nil {
			return fmt.Errorf("lay out the bundle: %w", err)
		}
	}
	if err := os.MkdirAll(filepath.Join(app, "Contents/MacOS"), 0o755); err != nil {
		return fmt.Errorf("lay out the bundle: %w", err)
	}
	return nil
}

// information returns the content of Info.plist.
func information(p release.Product) map[string]any {
	codes := make([]string, len(languages))
	for i, l := range languages {
		codes[i] = l.code
	}
	name := languages[0].file // InfoPlist.strings contains it in each language
	return map[string]any{
		"CFBundleInfoDictionaryVersion":        "6.0",
		"CFBundlePackageType":                  "APPL",
		"CFBundleIdentifier":                   p.ID,
		"CFBundleName":                         p.Name,
		"CFBundleDisplayName":                  p.Name,
		"CFBundleExecutable":                   executable,
		"CFBundleIconFile":                     p.Name,
		"CFBundleShortVersionString":           p.Version,
		"CFBundleVersion":                      p.Version,
		"CFBundleDevelopmentRegion":            codes[0],
		"CFBundleLocalizations":                codes,
		"CFBundleSupportedPlatforms":           []string{"MacOSX"},
		"LSApplicationCategoryType":            "public.app-category.education",
		"LSMinimumSystemVersion":               minimumSystem,
		"NSHighResolutionCapable":              true,
		"NSSupportsAutomaticGraphicsSwitching": true,
		"CFBundleDocumentTypes": []map[string]any{{
			"CFBundleTypeName": name, "CFBundleTypeRole": "Editor", "CFBundleTypeIconFile": p.Name,
			"LSHandlerRank": "Owner", "LSItemContentTypes": []string{fileType(p)},
		}},
		"UTExportedTypeDeclarations": []map[string]any{{
			"UTTypeIdentifier": fileType(p), "UTTypeDescription": name, "UTTypeIconFile": p.Name,
			"UTTypeConformsTo": []string{"public.json"},
			"UTTypeTagSpecification": map[string]any{
				"public.filename-extension": []string{extension}, "public.mime-type": []string{"application/x-kwaliteitskaart"},
			},
		}},
	}
}

// entitlements returns the entitlements of the hardened program: none. It loads no foreign code and uses no network.
func entitlements() ([]byte, error) {
	return plist.MarshalIndent(map[string]any{}, plist.XMLFormat, "\t")
}

// components stops the installer from updating a copy that the user has moved: an administrator's program is
// installed in Applications, and an older one is replaced there.
func components(p release.Product) ([]byte, error) {
	return plist.MarshalIndent([]map[string]any{{
		"RootRelativeBundlePath": p.Name + ".app", "BundleIsRelocatable": false, "BundleIsVersionChecked": true,
		"BundleHasStrictIdentifier": true, "BundleOverwriteAction": "upgrade",
	}}, plist.XMLFormat, "\t")
}
