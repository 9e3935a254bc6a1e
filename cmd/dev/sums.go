package main

import (
	"context"
	"fmt"
	"io"
	"os"
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

// notes prints the changelog's section on this version.
func (p project) notes(ctx context.Context) error {
	product, err := release.Read(ctx, p.root)
	if err != nil {
		return err
	}
	changelog, err := os.ReadFile(filepath.Join(p.root, release.Changelog))
	if err != nil {
		return fmt.Errorf("read the changelog: %w", err)
	}
	notes, err := release.Notes(string(changelog), product.Version)
	if err != nil {
		return err
	}
	_, err = io.WriteString(p.out, notes)
	return err
}
