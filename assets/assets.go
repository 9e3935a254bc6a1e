// Package assets holds what ships inside the program: the quality card, fonts, translations and the example team.
package assets

import "embed"

// Cards holds every built-in version of every card ever shipped, as card/<id>-<version>.json.
//
//go:embed card/*.json
var Cards embed.FS

// Translations holds every word on screen and paper, as translations/<room>.<language>.json.
//
//go:embed translations/*.json
var Translations embed.FS

// The faces of the one type family in the window and on paper: Lato, SIL Open Font License (fonts/OFL.txt).
var (
	//go:embed fonts/Lato-Regular.ttf
	Regular []byte
	//go:embed fonts/Lato-Bold.ttf
	Bold []byte
	//go:embed fonts/Lato-Italic.ttf
	Italic []byte
	//go:embed fonts/Lato-BoldItalic.ttf
	BoldItalic []byte
)

// Advances is how wide pairs of letters of those faces are on screen, as "go test ./ui/theme -update" measured them.
//
//go:embed fonts/advances.bin
var Advances string

// Emoji is what is drawn on paper for the emoji that Lato lacks: Noto Emoji 3.006 as Google publishes it, SIL Open Font
// License (fonts/NotoEmoji-OFL.txt).
//
//go:embed fonts/NotoEmoji.ttf
var Emoji []byte

// Colours is the colour profile that files for keeping name as theirs: sRGB, as Compact-ICC-Profiles publishes it, CC0
// (colour/CC0.txt).
//
//go:embed colour/sRGB-v2-micro.icc
var Colours []byte

// Fyne holds the words of Fyne's own widgets, as fyne/<language>.json: the library has no Dutch and follows the
// system, not the user's choice.
//
//go:embed fyne/*.json
var Fyne embed.FS

// Icon is the program's icon.
//
//go:embed icon.png
var Icon []byte
