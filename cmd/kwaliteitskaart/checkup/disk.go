package checkup

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/image/font/sfnt"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/assets"
)

const (
	megabyte = 1 << 20
	// enough is the minimum free space on the disk: room for the database, its backups and some documents.
	enough = 200 * megabyte
	// trial is the number of bytes written and read back.
	trial = 64 << 10
)

// space checks the free space on the disk.
func (c Computer) space(_ context.Context, lang *words.Language) finding {
	free, err := freeSpace(c.place())
	if err != nil {
		return bad(lang.Say("check.space_unknown"))
	}
	if free < enough {
		return bad(lang.Say("check.space_little", "free", size(free, lang), "enough", size(enough, lang)))
	}
	return good(lang.Say("check.space_enough", "free", size(free, lang)))
}

// size formats a number of bytes for people.
func size(bytes uint64, lang *words.Language) string {
	if bytes >= 1000*megabyte {
		return lang.Number(int(bytes>>30)) + " GB"
	}
	return lang.Number(int(bytes/megabyte)) + " MB"
}

// file writes a file through the same verified writer as all other files, and removes it again.
func (c Computer) file(_ context.Context, lang *words.Language) finding {
	content := make([]byte, trial)
	_, _ = rand.Read(content) // it never fails
	path := filepath.Join(c.place(), ".check-"+assessment.NewID())
	err := exchange.WriteOwn(path, content)
	if err == nil {
		var back []byte
		if back, err = os.ReadFile(path); err == nil && string(back) != string(content) {
			err = assessment.Fail(assessment.CodeFileVerify, nil, "file", filepath.Base(path))
		}
		if gone := os.Remove(path); err == nil && gone != nil {
			err = assessment.Fail(assessment.CodeFileWrite, gone, "file", filepath.Base(path))
		}
	}
	if err != nil {
		return bad(lang.Error(err))
	}
	return good(lang.Say("check.file_proven", "size", fmt.Sprintf("%d kB", trial>>10)))
}

// needed lists characters that documents cannot do without.
const needed = "Aaë€→’–"

// fonts checks whether the embedded fonts can be parsed.
func fonts(_ context.Context, lang *words.Language) finding {
	faces := [][]byte{assets.Regular, assets.Bold, assets.Italic, assets.BoldItalic}
	var lacks []string
	for _, b := range faces {
		face, err := sfnt.Parse(b)
		if err != nil {
			return bad(lang.Error(assessment.Fail(assessment.CodeFontsMissing, err)))
		}
		for _, r := range needed {
			if glyph, err := face.GlyphIndex(nil, r); err != nil || glyph == 0 {
				lacks = append(lacks, string(r))
			}
		}
	}
	if len(lacks) > 0 {
		return bad(lang.Error(assessment.Fail(assessment.CodeFontsMissing, fmt.Errorf("without %s", strings.Join(lacks, "")))))
	}
	return good(lang.Say("check.fonts_read", "count", len(faces)))
}
