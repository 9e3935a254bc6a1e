package windows

import (
	"bytes"
	"context"
	"embed"
	"encoding/binary"
	"fmt"
	"path/filepath"
	"strings"
	"text/template"

	"kwaliteitskaart/cmd/dev/release"
)

//go:embed template
var templates embed.FS

// The cross compiler and its compiler of resources.
const (
	Compiler         = "x86_64-w64-mingw32-gcc"
	ResourceCompiler = "x86_64-w64-mingw32-windres"
)

// build builds the program with its icon, version and manifest, which the linker takes from an object file.
func build(ctx context.Context, p release.Product, work, program string) error {
	resources := filepath.Join(work, "resources.o")
	if err := compileResources(ctx, p, work, resources); err != nil {
		return err
	}
	args := p.BuildArgs(ctx, program, "-H windowsgui", "-extldflags="+resources)
	return run(ctx, p.Root, []string{"CGO_ENABLED=1", "GOOS=windows", "GOARCH=amd64", "CC=" + Compiler}, "go", args...)
}

// compileResources makes an object file of what Windows reads from the program without running it.
func compileResources(ctx context.Context, p release.Product, work, object string) error {
	icon, err := iconOf(p)
	if err != nil {
		return err
	}
	script, err := fill("resources.rc", struct {
		release.Product
		Executable, Commas string
	}{p, Executable, strings.ReplaceAll(p.Version, ".", ",")})
	if err != nil {
		return err
	}
	manifest, err := templates.ReadFile("template/manifest.xml")
	if err != nil {
		return fmt.Errorf("read the template: %w", err)
	}
	if err := write(work, []item{{iconFile, icon}, {"resources.rc", script}, {"manifest.xml", manifest}}); err != nil {
		return err
	}
	return run(ctx, work, nil, ResourceCompiler, "--codepage=65001", "-O", "coff", "resources.rc", object)
}

// fill fills in a template. In XML and strings of resources nothing of ours needs escaping: names and versions are
// plain.
func fill(name string, data any) ([]byte, error) {
	t, err := template.New(name).Option("missingkey=error").ParseFS(templates, "template/"+name)
	if err != nil {
		return nil, fmt.Errorf("read the template: %w", err)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, data); err != nil {
		return nil, fmt.Errorf("fill in the template: %w", err)
	}
	return b.Bytes(), nil
}

const iconFile = "icon.ico"

// iconSizes is the sizes Windows shows an icon in, from a list's line on a plain screen to a large tile on a sharp one.
var iconSizes = []int{16, 20, 24, 32, 40, 48, 64, 128, 256}

// iconOf returns the product's icon as a file of Windows: the picture in each size, as PNG.
func iconOf(p release.Product) ([]byte, error) {
	pictures := make([][]byte, len(iconSizes))
	for i, size := range iconSizes {
		picture, err := p.Draw(size, 0)
		if err != nil {
			return nil, err
		}
		pictures[i] = picture
	}
	return icon(pictures), nil
}

// icon puts pictures of iconSizes into the file format: a header, an entry of sixteen bytes for each, the pictures.
func icon(pictures [][]byte) []byte {
	const header, entry = 6, 16
	le := binary.LittleEndian
	b := le.AppendUint16(nil, 0)
	b = le.AppendUint16(b, 1) // an icon
	b = le.AppendUint16(b, uint16(len(pictures)))
	at := header + entry*len(pictures)
	for i, p := range pictures {
		side := byte(iconSizes[i]) // 256 is written as 0
		b = append(b, side, side, 0, 0)
		b = le.AppendUint16(b, 1)  // planes
		b = le.AppendUint16(b, 32) // bits per pixel
		b = le.AppendUint32(b, uint32(len(p)))
		b = le.AppendUint32(b, uint32(at))
		at += len(p)
	}
	return append(b, bytes.Join(pictures, nil)...)
}
