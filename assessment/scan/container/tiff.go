package container

import (
	"encoding/binary"
	"errors"
	"slices"
)

// orderOf returns the order of the bytes in a TIFF's numbers.
func orderOf(b []byte) binary.ByteOrder {
	if b[0] == 'M' {
		return binary.BigEndian
	}
	return binary.LittleEndian
}

const entry = 12 // bytes of a field in a directory

// reversedFax reports whether a page is packed as a fax whose white stands for black, which the decoder does not know.
func reversedFax(b []byte, start [4]byte) bool {
	const (
		compression, group3, group4 = 259, 3, 4
		photometric, blackIsZero    = 262, 1
	)
	order := orderOf(b)
	at := uint64(order.Uint32(start[:]))
	packed, reversed := false, false
	for i := range uint64(order.Uint16(b[at:])) {
		from := at + 2 + i*entry
		if from+entry > uint64(len(b)) {
			break
		}
		switch value := order.Uint16(b[from+8:]); order.Uint16(b[from:]) {
		case compression:
			packed = value == group3 || value == group4
		case photometric:
			reversed = value == blackIsZero
		}
	}
	return packed && reversed
}

// directories returns the offset of the directory of each page of a TIFF, as bytes in the order of the file. A chain that
// leaves the file or returns to itself is refused.
func directories(b []byte) (starts [][4]byte, err error) {
	order := orderOf(b)
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
