package pdf

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	toUnicode = regexp.MustCompile(`/ToUnicode (\d+) 0 R`)
	fontFile  = regexp.MustCompile(`/FontFile2 (\d+) 0 R`)
)

// mendFonts corrects what gofpdf writes for the subset of a font: its name, the characters of its codes, and the
// character table in the subset itself.
func (o *objects) mendFonts(used map[rune]rune) error {
	// gofpdf declares all 65,536 codes to be characters, including those that are not.
	known := []byte(characters(used))
	fonts := append(slices.Collect(maps.Values(faces)), emojiFace)
	for n, body := range o.all {
		for _, f := range fonts {
			if !bytes.Contains(body, []byte("/utf8"+f.family)) {
				continue
			}
			o.all[n] = bytes.ReplaceAll(body, []byte("/utf8"+f.family), []byte("/"+f.name))
			if descriptor := "<</Type /FontDescriptor /FontName /" + f.name; bytes.HasPrefix(o.all[n], []byte(descriptor)) {
				if err := o.extend(n, descriptor, f.about); err != nil {
					return err
				}
			}
		}
		if m := toUnicode.FindSubmatch(body); m != nil {
			number, err := o.reference(m[1])
			if err != nil {
				return err
			}
			o.setStream(number, "", known)
		}
		if m := fontFile.FindSubmatch(body); m != nil {
			number, err := o.reference(m[1])
			if err != nil {
				return err
			}
			if err := o.mendSubset(number); err != nil {
				return err
			}
		}
	}
	return nil
}

// reference returns the number of an object that another object refers to.
func (o *objects) reference(digits []byte) (int, error) {
	n, err := strconv.Atoi(string(digits))
	if err != nil || n <= 0 || n >= len(o.all) {
		return 0, fmt.Errorf("a reference to object %s, which there is none of", digits)
	}
	return n, nil
}

// mendSubset corrects the font program in a stream.
func (o *objects) mendSubset(number int) error {
	_, data, ok := bytes.Cut(o.all[number], []byte("\nstream\n"))
	if !ok {
		return fmt.Errorf("the font in object %d is no stream", number)
	}
	packed, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("open font: %w", err)
	}
	font, err := io.ReadAll(packed)
	if err != nil {
		return fmt.Errorf("read font: %w", err)
	}
	if err := mendCharacterTable(font); err != nil {
		return err
	}
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	_, _ = w.Write(font) // a buffer never fails
	if err := w.Close(); err != nil {
		return fmt.Errorf("pack font: %w", err)
	}
	o.setStream(number, fmt.Sprintf("/Filter /FlateDecode /Length1 %d", len(font)), out.Bytes())
	return nil
}

// mendCharacterTable corrects the length of the subtable in the character table of a TrueType font, which gofpdf
// computes too small, and recomputes the checksums of the font.
func mendCharacterTable(font []byte) error {
	const (
		headerSize, rowSize = 12, 16
		subtable            = 12 // offset of the first subtable in the character table
		adjustment          = 8  // offset in the head table of the checksum adjustment
		whole               = 0xB1B0AFBA
	)
	word := binary.BigEndian
	if len(font) < headerSize {
		return fmt.Errorf("a font of %d bytes", len(font))
	}
	var head []byte
	for i := range int(word.Uint16(font[4:])) {
		at := headerSize + i*rowSize
		if at+rowSize > len(font) {
			return fmt.Errorf("a font that ends in its directory")
		}
		row := font[at : at+rowSize]
		from, size := int(word.Uint32(row[8:])), int(word.Uint32(row[12:]))
		if from+size > len(font) {
			return fmt.Errorf("a font that ends before its table %s", row[:4])
		}
		switch table := font[from : from+size]; string(row[:4]) {
		case "cmap":
			if size < subtable+4 {
				return fmt.Errorf("a table of characters of %d bytes", size)
			}
			word.PutUint16(table[subtable+2:], uint16(size-subtable))
			word.PutUint32(row[4:], sum(table))
		case "head":
			if size < adjustment+4 {
				return fmt.Errorf("a head of %d bytes", size)
			}
			head = table
		}
	}
	if head == nil {
		return fmt.Errorf("a font without a head")
	}
	word.PutUint32(head[adjustment:], 0)
	word.PutUint32(head[adjustment:], whole-sum(font))
	return nil
}

// sum returns the checksum of a table: the sum of its 32-bit words, padded with zeros.
func sum(table []byte) uint32 {
	var s uint32
	for some := range slices.Chunk(table, 4) {
		var filled [4]byte
		copy(filled[:], some)
		s += binary.BigEndian.Uint32(filled[:])
	}
	return s
}

// characters returns the character map of the codes in used.
func characters(used map[rune]rune) string {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	const most = 100 // maximum number of characters in one block
	for some := range slices.Chunk(slices.Sorted(maps.Keys(used)), most) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(some))
		for _, code := range some {
			fmt.Fprintf(&b, "<%04X> <%s>\n", code, hexadecimal(used[code]))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.String()
}
