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

// faces holds the faces of Lato: regular, bold, italic, bold italic.
var faces = [4]fyne.Resource{
	fyne.NewStaticResource("Lato-Regular.ttf", assets.Regular),
	fyne.NewStaticResource("Lato-Bold.ttf", assets.Bold),
	fyne.NewStaticResource("Lato-Italic.ttf", assets.Italic),
	fyne.NewStaticResource("Lato-BoldItalic.ttf", assets.BoldItalic),
}

// faceOf returns the index in faces for a style.
func faceOf(s fyne.TextStyle) (i int) {
	if s.Bold {
		i |= 1
	}
	if s.Italic {
		i |= 2
	}
	return i
}

// Face returns the face for words, or nil if they may need several, for emoji or another script. Without it the
// toolkit reads every font that might be needed, in each style, which takes much time and memory.
func Face(words string, s fyne.TextStyle) fyne.Resource {
	if strings.ContainsFunc(words, unusual) {
		return nil
	}
	return faces[faceOf(s)]
}

// usual lists the characters in Lato besides the letters of Europe.
const usual = "–—‘’‚“”„•…€←→↑↓−≤≥"

// unusual reports whether Lato may lack a character.
func unusual(r rune) bool {
	letter := r >= ' ' && r <= '~' || r >= 0xA1 && r <= 0x17E && r != 0xAD
	return !letter && !strings.ContainsRune(usual, r)
}

// ReadFonts makes the toolkit read the fonts, which takes a while. If ctx ends, it stops early, and the first field
// on screen takes the rest of the time. Meanwhile no other goroutine may measure or draw text: the toolkit's fonts
// are not safe for concurrent use.
func ReadFonts(ctx context.Context) {
	// Characters that Lato lacks are taken from the system's fonts. If there are hundreds of those, listing them
	// takes a while the first time; nothing needs the list before there is a field to type in.
	found := make(chan struct{})
	go func() {
		defer close(found)
		_, _ = fontscan.SystemFonts(log.New(io.Discard, "", 0), "") // the toolkit also works without them
	}()
	for _, s := range []fyne.TextStyle{{}, {Bold: true}} { // italics are rare
		measure(" ", s)
	}
	select {
	case <-found:
		fyne.MeasureText(" ", 1, fyne.TextStyle{}) // as a field does
	case <-ctx.Done():
	}
}
