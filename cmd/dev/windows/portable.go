package windows

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"slices"
	"time"
)

const (
	readMeFile = "Lees mij.txt"
	// markerFile beside the program makes it keep its data there too. The program uses the same name.
	markerFile = "portable.txt"
)

// noTime is the earliest time that a zip can represent.
var noTime = time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC)

// portable writes a zip with one folder: the program, and the marker that makes it keep its data beside it. The zip
// contains no build time, so that the same files give the same zip.
func portable(path, folder string, content []item) error {
	marker, err := templates.ReadFile("template/" + markerFile)
	if err != nil {
		return fmt.Errorf("read the template: %w", err)
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, i := range append(slices.Clip(content), item{markerFile, notepad(marker)}) {
		w, err := z.CreateHeader(&zip.FileHeader{Name: folder + "/" + i.path, Method: zip.Deflate, Modified: noTime})
		if err != nil {
			return fmt.Errorf("make the zip: %w", err)
		}
		if _, err := w.Write(i.data); err != nil {
			return fmt.Errorf("make the zip: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("make the zip: %w", err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		return fmt.Errorf("write the zip: %w", err)
	}
	return nil
}
