// Package debian makes the package for Debian, Ubuntu and their derivatives: it adds the program to the menu,
// associates its files, and depends on everything that the window and the system's dialogs need.
package debian

import (
	"context"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"kwaliteitskaart/assets"
	"kwaliteitskaart/cmd/dev/release"
)

// nfpm writes the package. Later versions need a module that some proxies do not serve.
const nfpm = "github.com/goreleaser/nfpm/v2/cmd/nfpm@v2.43.4"

// Name is the name of the package and of the command.
const Name = "kwaliteitskaart"

//go:embed template
var templates embed.FS

// pictures lists the sizes in which the icon is rendered; the drawing itself serves for all others.
var pictures = []int{16, 24, 32, 48, 64, 128, 256, 512}

// needs lists the packages for what the program loads dynamically to show a window, and starts to ask for a file,
// open a document or follow the desktop's theme. The libraries it is linked with are read from the program.
var needs = []string{
	"libgl1", "libx11-6", "libxcursor1", "libxi6", "libxinerama1", "libxrandr2", "libxxf86vm1", "libxkbcommon0",
	"libwayland-client0", "libwayland-cursor0", "libwayland-egl1", "xdg-utils", "zenity",
}

// comforts lists recommended packages: OpenGL without a graphics card, printing, and file associations.
var comforts = []string{"libgl1-mesa-dri", "cups-client", "desktop-file-utils", "shared-mime-info"}

// Make builds the program for this machine's architecture, writes the package to the folder out, and returns its
// path.
func Make(ctx context.Context, p release.Product, out string) (string, error) {
	work, err := os.MkdirTemp("", "kwaliteitskaart-deb-")
	if err != nil {
		return "", fmt.Errorf("make a folder to build in: %w", err)
	}
	defer os.RemoveAll(work)
	program := filepath.Join(work, "usr/bin", Name)
	if err := run(ctx, p.Root, p.TimeVariable(), "go", p.BuildArgs(ctx, program)...); err != nil {
		return "", fmt.Errorf("build the program: %w", err)
	}
	if err := writeTree(p, work); err != nil {
		return "", err
	}
	libc, err := cLibrary(program)
	if err != nil {
		return "", err
	}
	config, err := control(p, work, libc)
	if err != nil {
		return "", err
	}
	if err := os.MkdirAll(out, 0o755); err != nil {
		return "", fmt.Errorf("make the folder for packages: %w", err)
	}
	deb := filepath.Join(out, fmt.Sprintf("%s_%s_%s.deb", Name, p.Version, runtime.GOARCH))
	if err := dateTree(work, p.Time); err != nil {
		return "", err
	}
	if err := run(ctx, p.Root, p.TimeVariable(), "go", "run", nfpm, "package", "--packager", "deb", "--config", config, "--target", deb); err != nil {
		return "", fmt.Errorf("write the package: %w", err)
	}
	return deb, nil
}

// writeTree writes everything except the program to root, in the layout of the installed system.
func writeTree(p release.Product, root string) error {
	drawing, err := os.ReadFile(p.Drawing())
	if err != nil {
		return fmt.Errorf("read the drawing of the icon: %w", err)
	}
	const icons = "usr/share/icons/hicolor"
	content := map[string][]byte{
		filepath.Join(icons, "scalable/apps", p.ID+".svg"):       drawing,
		filepath.Join("usr/share/doc", Name, "copyright"):        copyright(p),
		filepath.Join("usr/share/applications", p.ID+".desktop"): nil,
		filepath.Join("usr/share/mime/packages", p.ID+".xml"):    nil,
	}
	for path := range content {
		from := map[string]string{".desktop": "program.desktop", ".xml": "mime.xml"}[filepath.Ext(path)]
		if from == "" {
			continue
		}
		if content[path], err = templates.ReadFile("template/" + from); err != nil {
			return fmt.Errorf("read a template: %w", err)
		}
	}
	for _, size := range pictures {
		path := filepath.Join(icons, fmt.Sprintf("%dx%d/apps", size, size), p.ID+".png")
		if content[path], err = p.Draw(size, 0); err != nil {
			return err
		}
	}
	for path, b := range content {
		path = filepath.Join(root, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("lay out the package: %w", err)
		}
		if err := os.WriteFile(path, b, 0o644); err != nil {
			return fmt.Errorf("lay out the package: %w", err)
		}
	}
	return nil
}

// copyright returns the licences of everything in the program as a readable file.
func copyright(p release.Product) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "%s %s holds the following works of others.\n", p.Name, p.Version)
	for _, l := range assets.Licences() {
		title := strings.TrimSpace(l.Name + " " + l.Version)
		fmt.Fprintf(&b, "\n\n%s\n%s\n\n%s\n", title, strings.Repeat("=", len(title)), l.Text)
	}
	return []byte(b.String())
}

// control writes the configuration for nfpm: the identity of the package, its dependencies and its files. JSON is
// valid YAML.
func control(p release.Product, work string, libc string) (string, error) {
	type file struct {
		Source string `json:"src"`
		At     string `json:"dst"`
		Info   struct {
			Mode int `json:"mode"`
		} `json:"file_info"`
	}
	var contents []file
	err := filepath.WalkDir(work, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		at, err := filepath.Rel(work, path)
		f := file{Source: path, At: "/" + at}
		f.Info.Mode = 0o644
		if strings.HasPrefix(at, "usr/bin/") {
			f.Info.Mode = 0o755
		}
		contents = append(contents, f)
		return err
	})
	if err != nil {
		return "", fmt.Errorf("list what is in the package: %w", err)
	}
	b, err := json.MarshalIndent(map[string]any{
		"name": Name, "arch": runtime.GOARCH, "platform": "linux", "version": p.Version,
		"section": "education", "priority": "optional", "maintainer": p.Name + " <noreply@kwaliteitskaart.nl>",
		"description": "self-assessment of a team against a quality card\n" +
			"An education team scores itself against a quality card, sees where it\n" +
			"stands, and prints its improvement plan. No network, no account.",
		"depends": append([]string{libc}, needs...), "recommends": comforts, "contents": contents,
		"deb": map[string]any{"compression": "xz"},
	}, "", "  ")
	if err != nil {
		return "", fmt.Errorf("describe the package: %w", err)
	}
	config := filepath.Join(work, "nfpm.yaml")
	if err := os.WriteFile(config, b, 0o644); err != nil {
		return "", fmt.Errorf("describe the package: %w", err)
	}
	return config, nil
}

// dateTree gives everything in root the time of the commit, which the package then repeats.
func dateTree(root string, at time.Time) error {
	err := filepath.WalkDir(root, func(path string, _ os.DirEntry, err error) error {
		return errors.Join(err, os.Chtimes(path, at, at))
	})
	if err != nil {
		return fmt.Errorf("date what is in the package: %w", err)
	}
	return nil
}

// run runs a command with one more variable in its environment, and includes its output in the error if it fails.
func run(ctx context.Context, dir, variable, name string, args ...string) error {
	c := exec.CommandContext(ctx, name, args...)
	c.Dir, c.Env = dir, append(os.Environ(), variable)
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", c, err, out)
	}
	return nil
}
