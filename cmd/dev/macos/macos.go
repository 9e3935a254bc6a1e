// Package macos makes the packages for macOS: a universal application in a disk image, for people, and an installer
// package, for managed machines. Compiling, signing and imaging need a Mac; everything else is made and tested on any
// system.
package macos

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"kwaliteitskaart/cmd/dev/release"
)

// Options determine what is made.
type Options struct {
	Product release.Product
	Out     string // the folder for the packages
	Signing Signing
	Logf    func(format string, args ...any)
	// Darwin is set if this machine is a Mac. Otherwise the bundle is made without the executable, and the commands
	// that a Mac would run are logged.
	Darwin bool
}

// places are the paths that things are made at.
type places struct {
	app   string // the bundle
	image string // the contents of the disk image
	root  string // the contents of the installer package
	parts string // the component packages of pkg
	work  string // everything else
	dmg   string
	pkg   string
}

func (o Options) places(work string) places {
	name := fmt.Sprintf("%s-%s", o.Product.Name, o.Product.Version)
	image := filepath.Join(work, "image")
	return places{
		app: filepath.Join(image, o.Product.Name+".app"), image: image, root: filepath.Join(work, "root"),
		parts: filepath.Join(work, "parts"), work: work,
		dmg: filepath.Join(o.Out, name+".dmg"), pkg: filepath.Join(o.Out, name+".pkg"),
	}
}

// Make makes the packages and returns their paths; on a system other than macOS, the path of the bundle without the
// executable.
func Make(ctx context.Context, o Options) ([]string, error) {
	if err := os.MkdirAll(o.Out, 0o755); err != nil {
		return nil, fmt.Errorf("make the folder for packages: %w", err)
	}
	work, err := os.MkdirTemp("", "kwaliteitskaart-macos-")
	if err != nil {
		return nil, fmt.Errorf("make a folder to build in: %w", err)
	}
	defer os.RemoveAll(work)
	at := o.places(work)
	if !o.Darwin {
		at.app = filepath.Join(o.Out, o.Product.Name+".app")
		if err := os.RemoveAll(at.app); err != nil {
			return nil, fmt.Errorf("replace the bundle: %w", err)
		}
	}
	if err := writeBundle(o.Product, at.app); err != nil {
		return nil, err
	}
	if !o.Darwin {
		o.Logf("the bundle is made without the program in it; on a Mac these follow:")
		for _, c := range o.commands(ctx, o.places("WORK")) {
			o.Logf("  %s", c)
		}
		return []string{at.app}, nil
	}
	if err := prepare(o, at); err != nil {
		return nil, err
	}
	commands := o.commands(ctx, at)
	defer o.Signing.forget(at)
	for _, c := range commands {
		o.Logf("%s", c)
		if err := c.run(ctx, o.Product.Root); err != nil {
			return nil, err
		}
	}
	return []string{at.dmg, at.pkg}, nil
}

// prepare writes the files that the commands read.
func prepare(o Options, at places) error {
	for path, write := range map[string]func() ([]byte, error){
		filepath.Join(at.work, entitlementsFile): entitlements,
		filepath.Join(at.work, componentsFile):   func() ([]byte, error) { return components(o.Product) },
	} {
		b, err := write()
		if err == nil {
			err = os.WriteFile(path, b, 0o600)
		}
		if err != nil {
			return fmt.Errorf("write %s: %w", filepath.Base(path), err)
		}
	}
	for _, dir := range []string{at.root, at.parts} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return fmt.Errorf("make a folder to build in: %w", err)
		}
	}
	if err := os.Symlink("/Applications", filepath.Join(at.image, "Applications")); err != nil {
		return fmt.Errorf("put the way to Applications into the image: %w", err)
	}
	return o.Signing.write(at)
}

// command is a command that needs a Mac.
type command struct {
	args   []string
	env    []string
	secret []string // parts that must not be logged
}

func (c command) String() string {
	words := make([]string, 0, len(c.env)+len(c.args))
	for _, w := range append(append(words, c.env...), c.args...) {
		for _, s := range c.secret {
			w = strings.ReplaceAll(w, s, "…")
		}
		if strings.ContainsAny(w, " ()") {
			w = "'" + w + "'"
		}
		words = append(words, w)
	}
	return strings.Join(words, " ")
}

// run runs c. If it fails, the error contains the output without secrets.
func (c command) run(ctx context.Context, dir string) error {
	x := exec.CommandContext(ctx, c.args[0], c.args[1:]...)
	x.Dir, x.Env = dir, append(os.Environ(), c.env...)
	if out, err := x.CombinedOutput(); err != nil {
		said := string(out)
		for _, s := range c.secret {
			said = strings.ReplaceAll(said, s, "…")
		}
		return fmt.Errorf("%s: %w\n%s", c, err, said)
	}
	return nil
}
