package windows

import (
	"bytes"
	"debug/pe"
	"encoding/binary"
	"fmt"
	"unicode/utf16"
)

// fileVersion returns the version and the language that Windows reads from a program or a library; "" for other files
// and files without them.
func fileVersion(b []byte) (version, language string) {
	f, err := pe.NewFile(bytes.NewReader(b))
	if err != nil {
		return "", ""
	}
	resources := f.Section(".rsrc")
	if resources == nil {
		return "", ""
	}
	data, err := resources.Data()
	if err != nil {
		return "", ""
	}
	le := binary.LittleEndian
	// A signature, the version of the structure, then the file version as two 32-bit values.
	_, numbers, found := bytes.Cut(data, le.AppendUint32(nil, 0xFEEF04BD))
	if !found || len(numbers) < 12 {
		return "", ""
	}
	high, low := le.Uint32(numbers[4:]), le.Uint32(numbers[8:])
	version = fmt.Sprintf("%d.%d.%d.%d", high>>16, high&0xFFFF, low>>16, low&0xFFFF)
	// The name, its terminator and padding to four bytes; then a language id.
	if _, rest, found := bytes.Cut(data, utf16le("Translation")); found && len(rest) >= 6 {
		return version, fmt.Sprint(le.Uint16(rest[4:]))
	}
	return version, "0" // language neutral
}

// utf16le returns s as UTF-16 little-endian.
func utf16le(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}
