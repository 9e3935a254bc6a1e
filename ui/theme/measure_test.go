package theme

import (
	"encoding/binary"
	"flag"
	"io/fs"
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"kwaliteitskaart/assets"
)

var update = flag.Bool("update", false, "measure the letters of assets/fonts/advances.bin")

// The table that ships agrees with the toolkit.
func TestAdvances(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(New(1, Light))
	r := newRuler()
	var measured []byte
	for face := range faces {
		s := fyne.TextStyle{Bold: face&1 != 0, Italic: face&2 != 0}
		for _, before := range "\x00" + tabled {
			for _, letter := range tabled {
				measured = binary.LittleEndian.AppendUint16(measured, uint16(r.ask(before, letter, s)*64*precise))
			}
		}
	}
	if *update {
		if err := os.WriteFile("../../assets/fonts/advances.bin", measured, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if string(measured) != assets.Advances {
		t.Error("letters are of another width than in assets/fonts/advances.bin: run this test with -update")
	}
}

// The sum of the advances equals the width of the drawn text, to a fraction of a pixel per line.
func TestWidth(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(New(1, Light))
	texts := []string{
		"", " ", "  twee  spaties ", "Wij Team VAVO AVA T To Ty y. W A V, het van ffi ffl tti j …", "“Łódź” – ’t € 1.000 → 2,5",
		"taart 🎉 voor ons", "e\u0301e\u0301n", "Ωmega en β", "een\u00a0vaste spatie", strings.Repeat("A", 1000),
	}
	err := fs.WalkDir(assets.Translations, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := fs.ReadFile(assets.Translations, path)
		texts = append(texts, strings.Split(string(raw), "\n")...)
		return err
	})
	if err != nil || len(texts) < 500 {
		t.Fatalf("%d texts, %v", len(texts), err)
	}
	for i, words := range texts {
		s := fyne.TextStyle{Bold: i%2 == 0, Italic: i%4 == 3}
		for _, size := range []float32{13, 16.4, 30} {
			drawn, _ := fyne.CurrentApp().Driver().RenderedTextSize(words, size, s, Face(words, s))
			// The toolkit rounds each letter to 1/64 of a pixel; some letters depend on more than the previous one.
			if got, off := Width(words, size, s), float32(0.5+size/60+float32(len(words))/128); got < drawn.Width-off || got > drawn.Width+off {
				t.Errorf("%.60q at %v, %+v is %v wide, not %v", words, size, s, drawn.Width, got)
			}
			if got := Height(size); got < drawn.Height-0.1 || got > drawn.Height+0.1 {
				t.Errorf("%.60q at %v is %v high, not %v", words, size, drawn.Height, got)
			}
		}
	}
}
