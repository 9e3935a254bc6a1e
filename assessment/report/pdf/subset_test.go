package pdf_test

import (
	"bytes"
	"encoding/binary"
	"math"
	"strings"
	"testing"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"

	"kwaliteitskaart/assessment/report"
)

// TestSubsetsAreSound checks that other programs can read each font in a file: its checksums and the length of its
// character table are right, and every character drawn has a glyph as wide as the file says.
func TestSubsetsAreSound(t *testing.T) {
	in := example(t)
	in.Assessment.Plan.Strong = strange
	file, path := written(t, report.Full, in)
	if !bytes.HasPrefix(file, []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")) {
		t.Errorf("the file begins with %q", file[:16])
	}
	all := objectsOf(t, path)
	if id, _ := all["trailer"].Value.(map[string]any)["/ID"].([]any); len(id) != 2 || id[0] != id[1] {
		t.Errorf("the file is called %v", id)
	}
	fonts := 0
	for _, o := range all {
		d, _ := o.Value.(map[string]any)
		if d["/Subtype"] != "/CIDFontType2" {
			continue
		}
		fonts++
		name := d["/BaseFont"]
		program := all["obj:"+all.dict(d["/FontDescriptor"])["/FontFile2"].(string)].Stream.Data
		if sumOf(program) != 0xB1B0AFBA {
			t.Errorf("%s: its sum is %X", name, sumOf(program))
		}
		if table := tableOf(program, "cmap"); int(binary.BigEndian.Uint16(table[14:])) != len(table)-12 {
			t.Errorf("%s: its table of characters is %d long and says %d", name, len(table)-12, binary.BigEndian.Uint16(table[14:]))
		}
		parsed, err := sfnt.Parse(program)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		widths := d["/W"].([]any)
		glyphs := all["obj:"+d["/CIDToGIDMap"].(string)].Stream.Data
		for code := range len(glyphs) / 2 {
			glyph := sfnt.GlyphIndex(binary.BigEndian.Uint16(glyphs[2*code:]))
			if glyph == 0 {
				continue
			}
			var buf sfnt.Buffer
			if own, err := parsed.GlyphIndex(&buf, rune(code)); err != nil || own != glyph {
				t.Errorf("%s: %q is glyph %d to the file and %d to the font: %v", name, rune(code), glyph, own, err)
			}
			units := parsed.UnitsPerEm()
			advance, err := parsed.GlyphAdvance(&buf, glyph, fixed.I(int(units)), font.HintingNone)
			if err != nil {
				t.Fatalf("%s: %q: %v", name, rune(code), err)
			}
			want := float64(advance.Round()) * 1000 / float64(units)
			if got := widthIn(widths, code, d["/DW"]); math.Abs(got-want) > 1 {
				t.Errorf("%s: %q is %v wide, the file says %v", name, rune(code), want, got)
			}
		}
	}
	if fonts != 4 { // three faces and the emoji font
		t.Errorf("%d fonts", fonts)
	}
}

func sumOf(font []byte) (sum uint32) {
	for i := 0; i < len(font); i += 4 {
		var four [4]byte
		copy(four[:], font[i:])
		sum += binary.BigEndian.Uint32(four[:])
	}
	return sum
}

// tableOf returns a table of a font program.
func tableOf(font []byte, name string) []byte {
	for i := range int(binary.BigEndian.Uint16(font[4:])) {
		if row := font[12+16*i:]; string(row[:4]) == name {
			from := binary.BigEndian.Uint32(row[8:])
			return font[from : from+binary.BigEndian.Uint32(row[12:])]
		}
	}
	return nil
}

// widthIn returns the width of a code in a font's array of widths: a code followed by the widths from there on, or
// two codes followed by the width of all codes between them.
func widthIn(widths []any, code int, otherwise any) float64 {
	for i := 0; i < len(widths); {
		from := int(widths[i].(float64))
		switch to := widths[i+1].(type) {
		case []any:
			if code >= from && code < from+len(to) {
				return to[code-from].(float64)
			}
			i += 2
		case float64:
			if code >= from && code <= int(to) {
				return widths[i+2].(float64)
			}
			i += 3
		}
	}
	w, _ := otherwise.(float64)
	return w
}

// TestEmoji checks that an emoji is drawn and read back unchanged; of a sequence only the first emoji is kept, and
// skin tones are dropped. A character that no font has becomes a box.
func TestEmoji(t *testing.T) {
	in := example(t)
	in.Assessment.Plan.Strong = "Hulp 👩‍🏫 én 👍🏽 ✅ voor iedereen 🏳️‍🌈, 1️⃣ plan: שלום"
	_, path := written(t, report.Summary, in)
	out := strings.Join(strings.Fields(run(t, "pdftotext", "-raw", path, "-")), " ")
	if want := "Hulp 👩 én 👍 ✅ voor iedereen 🏳, 1 plan: □□□□"; !strings.Contains(out, want) {
		t.Errorf("no %q in:\n%s", want, out)
	}
	if fonts := run(t, "pdffonts", path); !strings.Contains(fonts, "+NotoEmoji") {
		t.Errorf("no font for emoji in:\n%s", fonts)
	}
	_, path = written(t, report.Summary, example(t))
	if fonts := run(t, "pdffonts", path); strings.Contains(fonts, "NotoEmoji") {
		t.Error("a font for emoji where there are none")
	}
}
