package place

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// FileNames is the set of file names used in one run, in lower case, because some systems ignore case.
type FileNames map[string]bool

// maxFileName is the maximum length of a file name in bytes: the limit of every system, minus room for the suffix of
// a temporary copy.
const maxFileName = 240

// Reserve returns the file name "<team> <rest><extension>" and reserves it; if it was reserved already, a number is added.
// The name is valid on every system, whatever the name of the team.
func (taken FileNames) Reserve(rest, team, extension string) string {
	rest = strings.TrimRight(" "+rest, " ") // rest may be a date with nothing after it
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

// reserved matches the names that Windows reserves for devices, whatever follows the first dot. Without a dot, the
// rest of the file name makes it a different name.
var reserved = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *\.`)

// safe returns name without characters that Windows does not allow in file names, and without characters that change
// the direction of text: a name must read as it is. Letters with accents are composed, as other systems expect.
func safe(name string) string {
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == utf8.RuneError || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '-'
		}
		return r
	}, norm.NFC.String(name))
	name = strings.TrimSpace(name)
	if strings.HasPrefix(name, ".") { // hidden on some systems
		name = "-" + name
	}
	if m := reserved.FindStringSubmatchIndex(name); m != nil {
		name = name[:m[3]] + "-" + name[m[3]:]
	}
	return name
}

// shortened returns name cut between characters to at most most bytes.
func shortened(name string, most int) string {
	if len(name) <= most {
		return name
	}
	for most > 0 && !utf8.RuneStart(name[most]) {
		most--
	}
	return strings.TrimRight(name[:most], " ")
}
