package theme

import (
	"context"
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

// faceOf returns which of the faces a style has.
func faceOf(s fyne.TextStyle) (i int) {
	if s.Bold {
		i |= 1
	}
	if s.Italic {
		i |= 2
	}
	return i
}

// Face returns the one face that words can be drawn with, or nil where they may need others too, for emoji or another script.
// Without it the toolkit reads every font there might be a need for, in each style, which takes long and much memory.
func Face(words string, s fyne.TextStyle) fyne.Resource {
	if strings.ContainsFunc(words, unusual) {
		return nil
	}
	return faces[faceOf(s)]
}

// usual is what Lato has beside the letters of Europe.
const usual = "–—‘’‚“”„•…€←→↑↓−≤≥"

// unusual reports whether Lato may lack a letter.
func unusual(r rune) bool {
	letter := r >= ' ' && r <= '~' || r >= 0xA1 && r <= 0x17E && r != 0xAD
	return !letter && !strings.ContainsRune(usual, r)
}

// ReadFonts makes the toolkit read the fonts that words are drawn with, which takes long. When ctx ends it stops early, and the
// first field on screen takes the rest of the time. Meanwhile nothing else may measure or draw words: the toolkit's fonts are
// not safe for use by several goroutines.
func ReadFonts(ctx context.Context) {
	// Letters that ours lack are in the fonts of this computer. Where there are hundreds of those, looking which there are
	// takes long the first time, and nobody waits for it before there is a field to type in.
	found := make(chan struct{})
	go func() {
		defer close(found)
		_, _ = fontscan.SystemFonts(log.New(io.Discard, "", 0), "") // the toolkit does without them as well
	}()
	for _, s := range []fyne.TextStyle{{}, {Bold: true}} { // little is in italics
		measure(" ", s)
	}
	select {
	case <-found:
		fyne.MeasureText(" ", 1, fyne.TextStyle{}) // as a field does
	case <-ctx.Done():
	}
}
