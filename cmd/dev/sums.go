package main

import (
	"context"
	"path/filepath"

	"kwaliteitskaart/cmd/dev/release"
)

// sums adds the bills of materials and the checksums to the packages.
func (p project) sums(ctx context.Context) error {
	product, err := release.Read(ctx, p.root)
	if err != nil {
		return err
	}
	dist := filepath.Join(p.root, release.Folder)
	for _, system := range []string{"linux", "windows", "darwin"} {
		bill, err := product.Bill(ctx, system, dist)
		if err != nil {
			return err
		}
		p.logf("%s", bill)
	}
	return release.Sum(dist)
}
