// Package licences collects the licences of everything inside the program: the Go modules it is built from on any
// system, including third-party code and fonts in those modules, Go, SQLite, and the C library of the Windows
// compiler.
package licences

import (
	"bytes"
	"cmp"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/image/font/sfnt"

	"kwaliteitskaart/assets"
)

// File is the path of the licences in the project.
const File = "assets/licences.json"

// mingw is the licences of the C runtime that the Windows program is linked with: what Debian documents about its
// start-up code, library and threads.
//
//go:embed mingw-w64.txt
var mingw string

// sqlite is the only module whose licence is not a file but a comment in the source.
const sqlite = "github.com/mattn/go-sqlite3"

// Collect returns the licences in the order in which they are shown: fonts and Go first, then the modules by name. It
// uses the go tool, and reads the modules from the module cache; a module without a licence is an error.
func Collect(ctx context.Context, root string) ([]assets.Licence, error) {
	modules, fonts, err := shipped(ctx, root)
	if err != nil {
		return nil, err
	}
	lato, err := read(filepath.Join(root, "assets/fonts/OFL.txt"))
	if err != nil {
		return nil, err
	}
	goRoot, err := goTool(ctx, root, nil, "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	golang, err := read(filepath.Join(strings.TrimSpace(string(goRoot)), "LICENSE"))
	if err != nil {
		return nil, err
	}
	goVersion, err := goTool(ctx, root, nil, "list", "-m", "-f", "{{.GoVersion}}")
	if err != nil {
		return nil, err
	}
	emoji, err := read(filepath.Join(root, "assets/fonts/NotoEmoji-OFL.txt"))
	if err != nil {
		return nil, err
	}
	colours, err := read(filepath.Join(root, "assets/colour/CC0.txt"))
	if err != nil {
		return nil, err
	}
	list := []assets.Licence{{Name: "Lato", Text: lato}, {Name: "Noto Emoji", Text: emoji}, {Name: "Compact ICC Profiles", Text: colours}}
	for _, path := range slices.Sorted(maps.Keys(fonts)) {
		l, err := ofFont(path, fonts[path])
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(list, func(other assets.Licence) bool { return other.Name == l.Name }) { // the same font in another weight
			list = append(list, l)
		}
	}
	list = append(list, assets.Licence{Name: "Go", Version: strings.TrimSpace(string(goVersion)), Text: golang},
		assets.Licence{Name: "mingw-w64 (Windows)", Text: tidy(mingw)})
	for _, m := range modules {
		text, err := of(m)
		if err != nil {
			return nil, err
		}
		list = append(list, assets.Licence{Name: m.Path, Version: m.Version, Text: text})
		if m.Path == sqlite {
			l, err := blessing(m)
			if err != nil {
				return nil, err
			}
			list = append(list, l)
		}
	}
	return list, nil
}

// Encode returns list in the format of File.
func Encode(list []assets.Licence) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(list); err != nil {
		return nil, fmt.Errorf("write the licences: %w", err)
	}
	return b.Bytes(), nil
}

type module struct {
	Path, Version, Dir string
	Main               bool
}

// shipped returns the modules that the program is built from on all systems, and the fonts in those modules, by path.
func shipped(ctx context.Context, root string) (modules []module, fonts map[string]module, err error) {
	fonts = map[string]module{}
	for _, system := range []string{"linux", "windows", "darwin"} {
		// Go disables cgo when cross-compiling; listing compiles nothing.
		out, err := goTool(ctx, root, []string{"GOOS=" + system, "CGO_ENABLED=1"},
			"list", "-e", "-deps", "-tags", "migrated_fynedo", "-json=Module,Dir,EmbedFiles", "./cmd/kwaliteitskaart")
		if err != nil {
			return nil, nil, err
		}
		for d := json.NewDecoder(bytes.NewReader(out)); ; {
			var p struct {
				Module     *module
				Dir        string
				EmbedFiles []string
			}
			err := d.Decode(&p)
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				return nil, nil, fmt.Errorf("list the modules: %w", err)
			}
			if p.Module == nil || p.Module.Main {
				continue
			}
			if !slices.Contains(modules, *p.Module) {
				modules = append(modules, *p.Module)
			}
			for _, f := range p.EmbedFiles {
				if ext := filepath.Ext(f); ext == ".ttf" || ext == ".otf" {
					fonts[filepath.Join(p.Dir, f)] = *p.Module
				}
			}
		}
	}
	slices.SortFunc(modules, func(a, b module) int { return cmp.Compare(a.Path, b.Path) })
	return modules, fonts, nil
}

// ofFont returns the maker and licence that a font names; the text of the licence is in the module that contains the
// font.
func ofFont(path string, in module) (assets.Licence, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return assets.Licence{}, fmt.Errorf("read a font: %w", err)
	}
	f, err := sfnt.Parse(b)
	if err != nil {
		return assets.Licence{}, fmt.Errorf("read %s: %w", path, err)
	}
	say := func(id sfnt.NameID) string {
		s, err := f.Name(nil, id)
		if err != nil {
			return "" // not every font has every name
		}
		return strings.TrimSpace(s)
	}
	l := assets.Licence{Name: say(sfnt.NameIDFamily)}
	if l.Name == "" {
		return assets.Licence{}, fmt.Errorf("%s does not say what it is called", path)
	}
	for _, s := range []string{say(sfnt.NameIDCopyright), say(sfnt.NameIDLicense), "The text of its licence stands with " + in.Path + "."} {
		if s != "" && !strings.Contains(l.Text, s) {
			l.Text += "\n\n" + s
		}
	}
	l.Text = tidy(l.Text)
	return l, nil
}

var isLicence = regexp.MustCompile(`(?i)^(licen[sc]e|copying|notice|patents|ofl)\b.*`)

// of returns all licence texts of a module and of the third-party code in it: each text once, its own first.
func of(m module) (string, error) {
	var files []string
	err := filepath.WalkDir(m.Dir, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && d.Name() == "testdata":
			return filepath.SkipDir
		case d.Type().IsRegular() && isLicence.MatchString(strings.ReplaceAll(d.Name(), "_", " ")) && filepath.Ext(path) != ".go":
			files = append(files, path)
		}
		return nil
	})
	if err != nil {
		return "", fmt.Errorf("look for the licence of %s: %w", m.Path, err)
	}
	slices.SortStableFunc(files, func(a, b string) int {
		return strings.Count(a, string(filepath.Separator)) - strings.Count(b, string(filepath.Separator))
	})
	var texts []string
	for _, f := range files {
		text, err := read(f)
		if err != nil {
			return "", err
		}
		if !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	if len(texts) == 0 {
		return "", fmt.Errorf("%s has no licence", m.Path)
	}
	return strings.Join(texts, "\n\n* * *\n\n"), nil
}

var (
	sqliteVersion = regexp.MustCompile(`#define SQLITE_VERSION +"([0-9.]+)"`)
	sqliteWords   = regexp.MustCompile(`(?s)\*\* (The author disclaims copyright.*?never taking more than you give\.)`)
)

// blessing returns the notice that SQLite has in place of a licence.
func blessing(m module) (assets.Licence, error) {
	header, err := os.ReadFile(filepath.Join(m.Dir, "sqlite3-binding.h"))
	if err != nil {
		return assets.Licence{}, fmt.Errorf("read the source of SQLite: %w", err)
	}
	version, words := sqliteVersion.FindSubmatch(header), sqliteWords.FindSubmatch(header)
	if version == nil || words == nil {
		return assets.Licence{}, errors.New("the source of SQLite says no version or licence")
	}
	text := strings.ReplaceAll(string(words[1]), "\n**", "\n")
	return assets.Licence{Name: "SQLite", Version: string(version[1]), Text: tidy(text)}, nil
}

func read(path string) (string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("read a licence: %w", err)
	}
	return tidy(string(b)), nil
}

// tidy normalises a text so that it is the same on all systems and readable at any screen width.
func tidy(s string) string {
	lines := strings.Split(strings.ReplaceAll(strings.ToValidUTF8(s, "?"), "\r\n", "\n"), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(strings.ReplaceAll(l, "\t", "    "), " \f\r")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

func goTool(ctx context.Context, root string, env []string, args ...string) ([]byte, error) {
	c := exec.CommandContext(ctx, "go", args...)
	c.Dir, c.Env = root, append(os.Environ(), env...)
	var said bytes.Buffer
	c.Stderr = &said
	out, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %w\n%s", c, err, said.Bytes())
	}
	return out, nil
}
