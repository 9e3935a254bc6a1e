package place

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// FileNames holds the file names taken in one run, as a system that ignores case sees them.
type FileNames map[string]bool

// maxFileName is the most bytes of a file name: what every system takes, less the room a copy of the file needs for
// its own suffix.
const maxFileName = 240

// Take returns the file name "<team> <rest><extension>", which is then taken; when it was taken already it gets a number.
// It is a name every system takes: a team may be called anything.
func (taken FileNames) Take(rest, team, extension string) string {
	rest = strings.TrimRight(" "+rest, " ") // which may be a date and nothing after it
	for n := 1; ; n++ {
		end := rest + extension
		if n > 1 {
			end = fmt.Sprintf("%s (%d)%s", rest, n, extension)
		}
		name := strings.TrimLeft(shortened(safe(team), maxFileName-len(end))+end, " ")
		if key := strings.ToLower(name); !taken[key] {
			taken[key] = true
			return name
		}
	}
}

// reserved is what Windows takes for a device, whatever follows the first dot. Without a dot the rest of the file name
// makes it another name.
var reserved = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *\.`)

// safe returns a name without what Windows does not allow in one, and without what turns the order of letters round: a name
// must read as it is. Letters with accents are one letter each, as other
// systems expect.
func safe(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == utf8.RuneError || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '-'
		}
		return r
	}, norm.NFC.String(name))
	name = strings.TrimSpace(name)
	if strings.HasPrefix(name, ".") { // hidden, on some systems
		name = "-" + name
	}
	if m := reserved.FindStringSubmatchIndex(name); m != nil {
		name = name[:m[3]] + "-" + name[m[3]:]
	}
	return name
}

// shortened returns a name of at most so many bytes, cut between letters.
func shortened(name string, most int) string {
	if len(name) <= most {
		return name
	}
	for most > 0 && !utf8.RuneStart(name[most]) {
		most--
	}
	return strings.TrimRight(name[:most], " ")
}

// FileName returns the name of a file about a team, "<team> <rest><extension>", as every system takes it.
func FileName(team, rest, extension string) string { return FileNames{}.Take(rest, team, extension) }
