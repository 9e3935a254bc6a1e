package report

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// replacement stands for a character that a face cannot draw and nothing resembles.
const replacement = '□'

// similar is what to print instead of some characters a face may lack.
var similar = map[rune]string{
	'‐': "-", '‑': "-", '‒': "–", '―': "—", '−': "–", '✓': "√", '✔': "√", '☐': "□", '☑': "√", '▪': "•", '■': "•",
	'◦': "•", '●': "•", '►': "→", '▶': "→", '➔': "→", '➜': "→", '★': "*", '⇒': "→", '△': "↑", '▲': "↑", '▼': "↓",
	'✗': "×", '✘': "×",
}

// Clean is the text as a face can draw it: composed, without control characters, and with what the face lacks
// replaced by the nearest it has, or else by a small box. Line breaks stay.
func Clean(s string, f Face, m Metrics) string {
	var b strings.Builder
	joined := false // by a zero width joiner to the box before: one emoji made of several
	for _, r := range norm.NFC.String(strings.ReplaceAll(s, "\r\n", "\n")) {
		switch {
		case r == '\u200d':
			joined = strings.HasSuffix(b.String(), string(replacement))
			continue
		case r == '\n' || r == '\u2028' || r == '\u2029' || r == '\r':
			b.WriteByte('\n')
		case r == '\t' || unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f':
			b.WriteByte(' ')
		case unseen(r):
			continue
		case drawable(r, f, m):
			b.WriteRune(r)
		default:
			if joined && strings.HasSuffix(b.String(), string(replacement)) {
				break
			}
			b.WriteString(substitute(r, f, m))
		}
		joined = false
	}
	return b.String()
}

// unseen reports whether a character marks nothing by itself: controls, soft hyphens, variants and skin tones of emoji.
func unseen(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector) || r >= 0x1F3FB && r <= 0x1F3FF
}

// drawable leaves out what lies beyond the basic plane as well: PDF fonts are addressed in two bytes.
func drawable(r rune, f Face, m Metrics) bool { return r <= 0xFFFF && m.Has(r, f) }

func substitute(r rune, f Face, m Metrics) string {
	if r == '\u202f' {
		return "\u00a0"
	}
	if s, ok := similar[r]; ok {
		return s
	}
	if unicode.Is(unicode.Mn, r) {
		return "" // an accent nothing could be composed with
	}
	// 𝐯𝐞𝐭 is vet, and ợ is at least o.
	for _, form := range []norm.Form{norm.NFKC, norm.NFKD} {
		var plain []rune
		for _, c := range form.String(string(r)) {
			if !drawable(c, f, m) {
				if unicode.Is(unicode.Mn, c) {
					continue
				}
				plain = nil
				break
			}
			plain = append(plain, c)
		}
		if len(plain) > 0 {
			return string(plain)
		}
	}
	return string(replacement)
}
