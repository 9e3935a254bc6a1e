// Package release contains what the packages for all systems share: the product as described by FyneApp.toml and the
// git tag, and the flags of a release build.
package release

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
)

// Source is the file that describes the product. The version is in this file only; a tag must agree with it.
const Source = "FyneApp.toml"

// Folder is the folder for packages in the root of the project; git ignores it.
const Folder = ".dist"

// Product is the product described by FyneApp.toml.
type Product struct {
	Root    string // the root of the project
	Name    string
	ID      string // in reverse domain order, as macOS requires
	Version string // three numbers
	Build   int
	Icon    string // the path of a PNG
	// Time is when the checked-out commit was made; without git, the earliest time that every package can hold. Packages
	// say this time and not that of the build, so that two builds of one commit are equal byte for byte.
	Time time.Time
}

// earliest is the earliest time that a zip can hold.
var earliest = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// threeNumbers matches versions that all packages accept; Windows sets the limits, see Read.
var threeNumbers = regexp.MustCompile(`^(\d{1,3})\.(\d{1,3})\.(\d{1,5})$`)

// Read reads the product of a project. It fails if the checked-out commit is tagged with a version other than the one
// in FyneApp.toml.
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
	committed, err := commitTime(ctx, root)
	if err != nil {
		return Product{}, err
	}
	return Product{
		Root: root, Name: d.Name, ID: d.ID, Version: d.Version, Build: d.Build,
		Icon: filepath.Join(root, filepath.FromSlash(d.Icon)), Time: committed,
	}, nil
}

// commitTime returns when the checked-out commit was made, or earliest without git.
func commitTime(ctx context.Context, root string) (time.Time, error) {
	if !HasGit(ctx, root) {
		return earliest, nil
	}
	c := exec.CommandContext(ctx, "git", "log", "-1", "--format=%ct")
	c.Dir = root
	out, err := c.Output()
	if err != nil {
		return time.Time{}, fmt.Errorf("ask git for the time of the commit: %w", err)
	}
	seconds, err := strconv.ParseInt(strings.TrimSpace(string(out)), 10, 64)
	if err != nil {
		return time.Time{}, fmt.Errorf("read the time of the commit: %w", err)
	}
	return time.Unix(seconds, 0).UTC(), nil
}

// TimeVariable returns the setting that makes other tools write Time into what they make
// (https://reproducible-builds.org/specs/source-date-epoch).
func (p Product) TimeVariable() string { return fmt.Sprintf("SOURCE_DATE_EPOCH=%d", p.Time.Unix()) }

var versionTag = regexp.MustCompile(`^v\d`)

// versionTags returns the tags of the checked-out commit that name a version. A project without git, such as an
// unpacked archive, has none.
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
	for tag := range strings.FieldsSeq(string(out)) {
		if versionTag.MatchString(tag) {
			tags = append(tags, tag)
		}
	}
	return tags, nil
}

// HasGit reports whether the project is a git checkout.
func HasGit(ctx context.Context, root string) bool {
	c := exec.CommandContext(ctx, "git", "rev-parse", "--verify", "HEAD")
	c.Dir = root
	return c.Run() == nil
}

// Still is the build tag that stops the cursor of a field from fading in and out, which would redraw the window while
// nothing changes.
const Still = "no_animations"

// BuildArgs returns the arguments of the go tool that build a release to out: position independent, so that the system
// can load it at a random address, without the toolkit's thread checks, without paths of the build machine, and with
// version and commit.
func (p Product) BuildArgs(ctx context.Context, out string, ldflags ...string) []string {
	return []string{
		"build", "-trimpath", "-buildmode=pie", "-tags", "migrated_fynedo," + Still, p.Stamp(ctx),
		"-ldflags", strings.Join(append([]string{"-s -w", p.VersionFlag()}, ldflags...), " "),
		"-o", out, "./cmd/kwaliteitskaart",
	}
}

// VersionFlag returns the linker flag that sets the program's version.
func (p Product) VersionFlag() string { return "-X main.version=" + p.Version }

// Stamp returns the flag of the go tool that embeds the commit. Without git there is none, and asking for it would
// fail the build.
func (p Product) Stamp(ctx context.Context) string {
	return fmt.Sprintf("-buildvcs=%t", HasGit(ctx, p.Root))
}
