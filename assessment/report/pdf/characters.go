package pdf

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var toUnicode = regexp.MustCompile(`/ToUnicode (\d+) 0 R`)

// replaceCharacters puts another table of characters in the place of gofpdf's for each font. Codes are characters, but
// gofpdf says so of all 65536 in one range: those that are no characters too, and at length for whoever reads the file.
func (u *update) replaceCharacters(used map[rune]bool) error {
	table := []byte(characters(used))
	for _, m := range toUnicode.FindAllSubmatch(u.file, -1) {
		number, err := strconv.Atoi(string(m[1]))
		if err != nil {
			return fmt.Errorf("read font: %w", err)
		}
		u.putStream(number, "", table)
	}
	return nil
}

// characters says of every code that is used which character it is: the one with that number.
func characters(used map[rune]bool) string {
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	const most = 100 // characters in one go
	for some := range slices.Chunk(slices.Sorted(maps.Keys(used)), most) {
		fmt.Fprintf(&b, "%d beginbfchar\n", len(some))
		for _, r := range some {
			fmt.Fprintf(&b, "<%04X> <%04[1]X>\n", r)
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.String()
}
