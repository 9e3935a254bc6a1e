package main

import (
	"context"
	"path/filepath"
	"slices"

	"kwaliteitskaart/cmd/dev/debian"
	"kwaliteitskaart/cmd/dev/release"
)

// packLinux makes the package for Debian and its derivatives.
func (p project) packLinux(ctx context.Context, product release.Product) error {
	if err := p.prepare(ctx, toBuild); err != nil {
		return err
	}
	p.logf("building version %s (a first build takes minutes)", product.Version)
	deb, err := debian.Make(ctx, product, filepath.Join(p.root, release.Folder))
	if err != nil {
		return err
	}
	p.logf("%s", deb)
	return nil
}

// verifyLinux makes that package, installs it on this machine, tests it and removes it.
func (p project) verifyLinux(ctx context.Context) error {
	if err := p.prepare(ctx, slices.Concat(toBuild, toTest, toVerifyLinux)); err != nil {
		return err
	}
	return p.step(ctx, "test", "-tags", "install", "-timeout", "40m", "-v", "-count=1", "./cmd/dev/debian")
}
