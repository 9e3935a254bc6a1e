// Package release is what a package for any system starts from: the product as FyneApp.toml and the git tag name it,
// and the way a release of the program is built.
package release

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/BurntSushi/toml"
)

// Source is the file that names the product. The version stands there and nowhere else; a tag must agree with it.
const Source = "FyneApp.toml"

// Folder is where packages are written, in the root of the project; git ignores it.
const Folder = ".dist"

// Product is the product as FyneApp.toml says it.
type Product struct {
	Root    string // the root of the project
	Name    string
	ID      string // in reverse domain order, as macOS wants it
	Version string // three numbers
	Build   int
	Icon    string // the path of a PNG
}

// threeNumbers is what every system's packages take for a version; Windows sets the limits, see Read.
var threeNumbers = regexp.MustCompile(`^(\d{1,3})\.(\d{1,3})\.(\d{1,5})$`)

// Read reads the product of a project. It refuses when the commit that is checked out carries another version as its
// tag than FyneApp.toml says.
func Read(ctx context.Context, root string) (Product, error) {
	var f struct {
		Details struct {
			Name, ID, Version, Icon string
			Build                   int
		}
	}
	if _, err := toml.DecodeFile(filepath.Join(root, Source), &f); err != nil {
		return Product{}, fmt.Errorf("read %s: %w", Source, err)
	}
	d := f.Details
	if d.Name == "" || d.ID == "" || d.Icon == "" {
		return Product{}, fmt.Errorf("read %s: it must say Name, ID and Icon", Source)
	}
	if !threeNumbers.MatchString(d.Version) {
		return Product{}, fmt.Errorf("read %s: the version %q is not three numbers like 1.2.3", Source, d.Version)
	}
	tags, err := versionTags(ctx, root)
	if err != nil {
		return Product{}, err
	}
	for _, tag := range tags {
		if tag != "v"+d.Version {
			return Product{}, fmt.Errorf("%s says version %s, but this commit has the tag %s: make them the same",
				Source, d.Version, tag)
		}
	}
	return Product{
		Root: root, Name: d.Name, ID: d.ID, Version: d.Version, Build: d.Build,
		Icon: filepath.Join(root, filepath.FromSlash(d.Icon)),
	}, nil
}

var versionTag = regexp.MustCompile(`^v\d`)

// versionTags returns the tags of the commit that is checked out which name a version. A project that is no git checkout,
// such as an unpacked archive, has none.
func versionTags(ctx context.Context, root string) ([]string, error) {
	if !HasGit(ctx, root) {
		return nil, nil
	}
	c := exec.CommandContext(ctx, "git", "tag", "--points-at", "HEAD")
	c.Dir = root
	out, err := c.Output()
	if err != nil {
		return nil, fmt.Errorf("ask git for the tags: %w", err)
	}
	var tags []string
	for _, tag := range strings.Fields(string(out)) {
		if versionTag.MatchString(tag) {
			tags = append(tags, tag)
		}
	}
	return tags, nil
}

// HasGit reports whether git knows the commit that is checked out.
func HasGit(ctx context.Context, root string) bool {
	c := exec.CommandContext(ctx, "git", "rev-parse", "--verify", "HEAD")
	c.Dir = root
	return c.Run() == nil
}

// Still is the build tag that keeps the cursor of a field from fading in and out for ever, which would redraw the window
// while nothing changes.
const Still = "no_animations"

// BuildArgs returns the arguments of the go tool that build a release of the program as a file: without the toolkit's
// checks for calls from the wrong thread, without paths of the machine that builds, and with version and commit in it.
func (p Product) BuildArgs(ctx context.Context, out string, ldflags ...string) []string {
	return []string{
		"build", "-trimpath", "-tags", "migrated_fynedo," + Still, p.Stamp(ctx),
		"-ldflags", strings.Join(append([]string{"-s -w", p.VersionFlag()}, ldflags...), " "),
		"-o", out, "./cmd/kwaliteitskaart",
	}
}

// VersionFlag returns the flag of the linker that tells the program its version.
func (p Product) VersionFlag() string { return "-X main.version=" + p.Version }

// Stamp returns the flag of the go tool that tells the program its commit. Without git that cannot be told, and asking for
// it would stop the build.
func (p Product) Stamp(ctx context.Context) string {
	return fmt.Sprintf("-buildvcs=%t", HasGit(ctx, p.Root))
}
