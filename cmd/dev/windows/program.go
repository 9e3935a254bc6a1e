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

// The cross compiler and its resource compiler.
const (
	Compiler         = "x86_64-w64-mingw32-gcc"
	ResourceCompiler = "x86_64-w64-mingw32-windres"
)

// build builds the program with its icon, version and manifest, which the linker reads from an object file.
func build(ctx context.Context, p release.Product, work, program string) error {
	resources := filepath.Join(work, "resources.o")
	if err := compileResources(ctx, p, work, resources); err != nil {
		return err
	}
	// The build ID would depend on the path of the resources, which differs from build to build.
	args := p.BuildArgs(ctx, program, "-H windowsgui", "-buildid=", "-extldflags="+resources)
	return run(ctx, p.Root, []string{"CGO_ENABLED=1", "GOOS=windows", "GOARCH=amd64", "CC=" + Compiler, p.TimeVariable()}, "go", args...)
}

// compileResources makes an object file of the resources that Windows reads without running the program.
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
	if err := write(work, []item{{iconFile, icon}, {"resources.rc", script}, {"manifest.xml", manifest}}, p.Time); err != nil {
		return err
	}
	return run(ctx, work, []string{p.TimeVariable()}, ResourceCompiler, "--codepage=65001", "-O", "coff", "resources.rc", object)
}

// fill fills in a template. Our values need no escaping in XML or resource strings: names and versions are plain.
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

// iconSizes lists the sizes in which Windows shows an icon, from a line in a list on a plain screen to a large tile
// on a sharp one.
var iconSizes = []int{16, 20, 24, 32, 40, 48, 64, 128, 256}

// iconOf returns the product's icon as an ICO file with a PNG in each size.
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

// icon encodes pictures of iconSizes as an ICO file: a header, an entry of 16 bytes for each, and the pictures.
func icon(pictures [][]byte) []byte {
	const header, entry = 6, 16
	le := binary.LittleEndian
	b := le.AppendUint16(nil, 0)
	b = le.AppendUint16(b, 1) // type 1 is an icon
	b = le.AppendUint16(b, uint16(len(pictures)))
	at := header + entry*len(pictures)
	for i, p := range pictures {
		side := byte(iconSizes[i]) // 256 is encoded as 0
		b = append(b, side, side, 0, 0)
		b = le.AppendUint16(b, 1)  // planes
		b = le.AppendUint16(b, 32) // bits per pixel
		b = le.AppendUint32(b, uint32(len(p)))
		b = le.AppendUint32(b, uint32(at))
		at += len(p)
	}
	return append(b, bytes.Join(pictures, nil)...)
}
