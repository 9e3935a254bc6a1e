package macos

import (
	"bytes"
	"encoding/binary"

	"kwaliteitskaart/cmd/dev/release"
)

// kinds is the pictures an icon of macOS holds: the four letters that stand for a size on a plain or a sharp screen,
// and the pixels in it. All are PNG. The smallest on plain screens cannot be that; macOS takes those from the next.
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

// margin is how much of an icon's side macOS leaves empty at each end: the square is 824 of 1024.
const margin = 100.0 / 1024

// icon returns the product's icon in the file format of macOS: four letters and a length before the whole and before each
// picture.
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
