package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"kwaliteitskaart/cmd/dev/licences"
)

// licences collects the licences that the program shows.
func (p project) licences(ctx context.Context) error {
	list, err := licences.Collect(ctx, p.root)
	if err != nil {
		return err
	}
	b, err := licences.Encode(list)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(p.root, licences.File), b, 0o644); err != nil {
		return fmt.Errorf("write the licences: %w", err)
	}
	p.logf("%s: %d licences", licences.File, len(list))
	return nil
}
