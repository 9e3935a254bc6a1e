package macos

import (
	"bytes"
	"encoding/binary"

	"kwaliteitskaart/cmd/dev/release"
)

// kinds lists the pictures in a macOS icon: the four-letter type, which stands for a size on a plain or a sharp
// screen, and the width in pixels. All are PNG. The smallest types for plain screens do not support PNG; macOS scales
// the next one down.
var kinds = []struct {
	name string
	size int
}{
	{"ic11", 32},   // 16, sharp
	{"ic12", 64},   // 32, sharp
	{"ic07", 128},  // 128
	{"ic13", 256},  // 128, sharp
	{"ic08", 256},  // 256
	{"ic14", 512},  // 256, sharp
	{"ic09", 512},  // 512
	{"ic10", 1024}, // 512, sharp
}

// margin is the share of an icon's side that macOS leaves empty at each end: the square is 824 of 1024 pixels.
const margin = 100.0 / 1024

// icon returns the product's icon in the icns format: a type and a length before the whole and before each picture.
func icon(p release.Product) ([]byte, error) {
	var content bytes.Buffer
	for _, k := range kinds {
		picture, err := p.Draw(k.size, margin)
		if err != nil {
			return nil, err
		}
		content.Write(chunk(k.name, picture))
	}
	return chunk("icns", content.Bytes()), nil
}

func chunk(name string, content []byte) []byte {
	const head = 8
	b := binary.BigEndian.AppendUint32([]byte(name), uint32(head+len(content)))
	return append(b, content...)
}
