package release

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// SumsFile is the name of the file with the checksums of all packages, in the format of "sha256sum --check".
const SumsFile = "SHA256SUMS"

// cyclonedx is the tool that lists the components of a program as a CycloneDX bill of materials.
const cyclonedx = "github.com/CycloneDX/cyclonedx-gomod/cmd/cyclonedx-gomod@v1.10.0"

// Bill writes the bill of materials of the program for a system (linux, windows, darwin) to dir, and returns its
// path.
func (p Product) Bill(ctx context.Context, system, dir string) (string, error) {
	path := filepath.Join(dir, fmt.Sprintf("%s-%s-%s.cdx.json", p.Name, p.Version, system))
	work, err := os.MkdirTemp("", "kwaliteitskaart-bill-")
	if err != nil {
		return "", fmt.Errorf("make a folder to build in: %w", err)
	}
	defer os.RemoveAll(work)
	// Built for this machine, run for that system.
	install := exec.CommandContext(ctx, "go", "install", cyclonedx)
	install.Env = append(os.Environ(), "GOBIN="+work)
	list := exec.CommandContext(ctx, filepath.Join(work, "cyclonedx-gomod"),
		"app", "-json", "-licenses", "-noserial", "-main", "cmd/kwaliteitskaart", "-output", path, ".")
	list.Env = append(os.Environ(), "GOOS="+system, "GOARCH=amd64", "CGO_ENABLED=1", "GOFLAGS=-tags=migrated_fynedo")
	for _, c := range []*exec.Cmd{install, list} {
		c.Dir = p.Root
		if out, err := c.CombinedOutput(); err != nil {
			return "", fmt.Errorf("%s: %w\n%s", c, err, out)
		}
	}
	return path, nil
}

// Sum writes the checksums of all files in dir to SumsFile in dir.
func Sum(dir string) error {
	files, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("list the packages: %w", err)
	}
	var lines strings.Builder
	for _, f := range files {
		if !f.Type().IsRegular() || f.Name() == SumsFile {
			continue
		}
		sum, err := sum(filepath.Join(dir, f.Name()))
		if err != nil {
			return err
		}
		fmt.Fprintf(&lines, "%x  %s\n", sum, f.Name())
	}
	if err := os.WriteFile(filepath.Join(dir, SumsFile), []byte(lines.String()), 0o644); err != nil {
		return fmt.Errorf("write the checksums: %w", err)
	}
	return nil
}

func sum(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read a package: %w", err)
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return nil, fmt.Errorf("read a package: %w", err)
	}
	return h.Sum(nil), nil
}
