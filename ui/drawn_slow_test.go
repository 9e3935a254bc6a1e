//go:build slow

package ui

import (
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// drawn returns a picture of a canvas.
func drawn(c fyne.Canvas) any { return c.Capture() }

// saved saves a picture for inspection, and returns the path.
func saved(t *testing.T, p any) string {
	t.Helper()
	f, err := os.CreateTemp(os.TempDir(), strings.ReplaceAll(filepath.Base(t.Name()), " ", "-")+"-*.png")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, p.(image.Image)); err != nil {
		t.Fatal(err)
	}
	return f.Name()
}
