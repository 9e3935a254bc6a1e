package container

import (
	"encoding/binary"
	"errors"
	"slices"
)

// directories returns the offset of the directory of each page of a TIFF, as bytes in the order of the file. A chain that
// leaves the file or returns to itself is refused.
func directories(b []byte) (starts [][4]byte, err error) {
	var order binary.ByteOrder = binary.LittleEndian
	if b[0] == 'M' {
		order = binary.BigEndian
	}
	const entry = 12
	damaged := errors.New("a chain of pages that is broken")
	next := b[min(4, len(b)):]
	for {
		if len(next) < 4 {
			return nil, damaged
		}
		at := uint64(order.Uint32(next))
		switch start := [4]byte(next[:4]); {
		case at == 0 && len(starts) > 0:
			return starts, nil
		case at < 8 || at+2 > uint64(len(b)) || slices.Contains(starts, start):
			return nil, damaged
		case len(starts) == MaxPages:
			return nil, errLarge
		default:
			starts = append(starts, start)
		}
		end := at + 2 + entry*uint64(order.Uint16(b[at:]))
		next = b[min(end, uint64(len(b))):]
	}
}
