// Package windows makes the packages for Windows, on Linux: the program with the cross compiler mingw-w64, the
// installers with wixl, and a zip for users who may not install anything.
package windows

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"kwaliteitskaart/cmd/dev/release"
)

// Largest is the maximum size of a package in bytes: schools send it to hundreds of machines.
const Largest = 25 << 20

// Executable is the file name of the installed program.
const Executable = "kwaliteitskaart.exe"

// Options determine how packages are made.
type Options struct {
	Product release.Product
	Out     string // the folder for the packages
	SoftGL  *SoftGL
	Signer  *Signer
	Logf    func(format string, args ...any) // logs progress
}

// Packages are the paths of the packages made.
type Packages struct {
	PerUser    string // an MSI that needs no administrator
	PerMachine string // an MSI for group policy and Intune
	Portable   string // a zip to unpack anywhere
}

// Make builds the program and makes the packages. It refuses a package that is too large.
func Make(ctx context.Context, o Options) (made Packages, err error) {
	if err := os.MkdirAll(o.Out, 0o755); err != nil {
		return made, fmt.Errorf("make the folder for packages: %w", err)
	}
	work, err := os.MkdirTemp("", "kwaliteitskaart-windows-")
	if err != nil {
		return made, fmt.Errorf("make a folder to work in: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()

	content, err := o.content(ctx, work)
	if err != nil {
		return made, err
	}
	name := func(rest string) string {
		return filepath.Join(o.Out, fmt.Sprintf("%s-%s-windows%s", o.Product.Name, o.Product.Version, rest))
	}
	made = Packages{PerUser: name(".msi"), PerMachine: name("-alle-gebruikers.msi"), Portable: name("-portable.zip")}
	for _, in := range []installer{perUser(o.Product, made.PerUser), perMachine(o.Product, made.PerMachine)} {
		if err := in.make(ctx, filepath.Join(work, filepath.Base(in.path)), content); err != nil {
			return made, err
		}
		if err := o.Signer.sign(ctx, in.path); err != nil {
			return made, err
		}
	}
	if err := portable(made.Portable, o.Product.Name, content); err != nil {
		return made, err
	}
	for _, path := range []string{made.PerUser, made.PerMachine, made.Portable} {
		size, err := fits(path)
		if err != nil {
			return made, err
		}
		o.Logf("%s (%.1f MB)", path, float64(size)/(1<<20))
	}
	return made, nil
}

// content returns the files that every package contains.
func (o Options) content(ctx context.Context, work string) ([]item, error) {
	o.Logf("building version %s for Windows (a first build takes minutes)", o.Product.Version)
	program := filepath.Join(work, Executable)
	if err := build(ctx, o.Product, work, program); err != nil {
		return nil, err
	}
	if err := o.Signer.sign(ctx, program); err != nil {
		return nil, err
	}
	readMe, err := templates.ReadFile("template/" + readMeFile)
	if err != nil {
		return nil, fmt.Errorf("read the template: %w", err)
	}
	b, err := os.ReadFile(program)
	if err != nil {
		return nil, fmt.Errorf("read the program: %w", err)
	}
	content := []item{{Executable, b}, {readMeFile, notepad(readMe)}}
	return append(content, o.SoftGL.items()...), nil
}

// item is a file of a package: its slash-separated path in the folder of the program, and its content.
type item struct {
	path string
	data []byte
}

// fits returns the size of a package, or an error if it is too large.
func fits(path string) (int64, error) {
	info, err := os.Stat(path)
	if err != nil {
		return 0, fmt.Errorf("look at the package: %w", err)
	}
	if info.Size() > Largest {
		return 0, fmt.Errorf("%s has %d bytes, more than the %d that are allowed", path, info.Size(), Largest)
	}
	return info.Size(), nil
}

// write writes files to a folder, with the time at, which an installer repeats.
func write(dir string, items []item, at time.Time) error {
	for _, i := range items {
		path := filepath.Join(dir, filepath.FromSlash(i.path))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("make a folder: %w", err)
		}
		if err := os.WriteFile(path, i.data, 0o644); err != nil {
			return fmt.Errorf("write %s: %w", i.path, err)
		}
		if err := os.Chtimes(path, at, at); err != nil {
			return fmt.Errorf("date %s: %w", i.path, err)
		}
	}
	return nil
}

// run runs a tool in a folder, with env added to the environment. If it fails, the error contains its output.
func run(ctx context.Context, dir string, env []string, name string, args ...string) error {
	c := exec.CommandContext(ctx, name, args...)
	c.Dir, c.Env = dir, append(os.Environ(), env...)
	if out, err := c.CombinedOutput(); err != nil {
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, exec.ErrNotFound) {
			return fmt.Errorf("%s is not on this machine: %w", name, err)
		}
		return fmt.Errorf("%s: %w\n%s", strings.Join(append([]string{name}, args...), " "), err, out)
	}
	return nil
}
