//go:build !slow

package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// drawn returns the content of a canvas as the toolkit would draw it: every text, line and field with its position,
// size and colour. With -tags slow it is the picture itself, which takes thirty times as long.
func drawn(c fyne.Canvas) any { return test.RenderToMarkup(c) }

// saved saves what was drawn for inspection, and returns the path.
func saved(t *testing.T, p any) string {
	t.Helper()
	f, err := os.CreateTemp(os.TempDir(), strings.ReplaceAll(filepath.Base(t.Name()), " ", "-")+"-*.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.WriteString(p.(string)); err != nil {
		t.Fatal(err)
	}
	return f.Name()
}
