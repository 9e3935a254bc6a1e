package theme

import (
	"io"
	"log"
	"strings"

	"fyne.io/fyne/v2"
	"github.com/go-text/typesetting/fontscan"

	"kwaliteitskaart/assets"
)

// The faces of Lato: regular, bold, italic, bold italic.
var faces = [4]fyne.Resource{
	fyne.NewStaticResource("Lato-Regular.ttf", assets.Regular),
	fyne.NewStaticResource("Lato-Bold.ttf", assets.Bold),
	fyne.NewStaticResource("Lato-Italic.ttf", assets.Italic),
	fyne.NewStaticResource("Lato-BoldItalic.ttf", assets.BoldItalic),
}

func face(s fyne.TextStyle) fyne.Resource {
	i := 0
	if s.Bold {
		i |= 1
	}
	if s.Italic {
		i |= 2
	}
	return faces[i]
}

// Face is the one face that words can be drawn with, or nil where they may need others too, for emoji or another script.
// Without it the toolkit reads every font there might be a need for, in each style, which takes long and much memory.
func Face(words string, s fyne.TextStyle) fyne.Resource {
	if strings.ContainsFunc(words, unusual) {
		return nil
	}
	return face(s)
}

// usual is what Lato has beside the letters of Europe.
const usual = "–—‘’‚“”„•…€←→↑↓−≤≥"

// unusual reports whether Lato may lack a letter.
func unusual(r rune) bool {
	letter := r >= ' ' && r <= '~' || r >= 0xA1 && r <= 0x17E && r != 0xAD
	return !letter && !strings.ContainsRune(usual, r)
}

// FindFonts looks which fonts this computer has, for letters that ours lack. The toolkit does so before the first field
// that is typed in is drawn, on the UI goroutine; on a computer with hundreds of fonts that takes long, and very long the
// first time. Once they are found it waits for nothing. It may be called from any goroutine.
func FindFonts() {
	_, _ = fontscan.SystemFonts(log.New(io.Discard, "", 0), "") // the toolkit does without them as well
}
