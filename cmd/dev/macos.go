package main

import (
	"context"
	"os"
	"path/filepath"
	"runtime"

	"kwaliteitskaart/cmd/dev/macos"
	"kwaliteitskaart/cmd/dev/release"
)

// packMacOS makes the packages for macOS, or as much of them as another system can.
func (p project) packMacOS(ctx context.Context, product release.Product) error {
	signing, err := macos.SigningFrom(os.Getenv)
	if err != nil {
		return err
	}
	if signing.Identity == "" {
		p.logf("signed ad hoc: MACOS_SIGN_IDENTITY is not set")
	}
	o := macos.Options{
		Product: product, Out: filepath.Join(p.root, release.Folder), Signing: signing, Logf: p.logf,
		Darwin: runtime.GOOS == "darwin",
	}
	if o.Darwin {
		if err := p.prepare(ctx, toBuild); err != nil {
			return err
		}
	}
	made, err := macos.Make(ctx, o)
	if err != nil {
		return err
	}
	for _, path := range made {
		p.logf("%s", path)
	}
	return nil
}
