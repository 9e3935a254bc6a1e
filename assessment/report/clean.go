package report

import (
	"strings"
	"unicode"
	"unicode/utf8"

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

// Clean returns the text as a face can draw it: composed, without control characters, and with what the face lacks
// replaced by the nearest it has, or else by a small box. Line breaks stay.
func Clean(s string, f Face, m Metrics) string {
	var b strings.Builder
	var last rune
	joined := false // by a zero width joiner to the sign before: one emoji made of several, of which the first says most
	for _, r := range norm.NFC.String(strings.ReplaceAll(s, "\r\n", "\n")) {
		switch {
		case r == '\u200d':
			joined = last == replacement || unicode.Is(unicode.So, last)
			continue
		case r == '\n' || r == '\u2028' || r == '\u2029' || r == '\r':
			b.WriteByte('\n')
		case r == '\t' || unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f':
			b.WriteByte(' ')
		case unseen(r):
			continue
		case joined && (unicode.Is(unicode.So, r) || !m.Has(r, f)):
		case m.Has(r, f):
			b.WriteRune(r)
			last = r
		default:
			s := substitute(r, f, m)
			b.WriteString(s)
			last, _ = utf8.DecodeLastRuneInString(s)
		}
		joined = false
	}
	return b.String()
}

// unseen reports whether a character marks nothing by itself: controls, soft hyphens, variants and skin tones of emoji.
func unseen(r rune) bool {
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Variation_Selector) || r >= 0x1F3FB && r <= 0x1F3FF
}

func substitute(r rune, f Face, m Metrics) string {
	if r == '\u202f' {
		return "\u00a0"
	}
	if s, ok := similar[r]; ok {
		return s
	}
	if unicode.In(r, unicode.Mn, unicode.Me) {
		return "" // an accent nothing could be composed with
	}
	// 𝐯𝐞𝐭 is vet, and ợ is at least o.
	for _, form := range []norm.Form{norm.NFKC, norm.NFKD} {
		var plain []rune
		for _, c := range form.String(string(r)) {
			if !m.Has(c, f) {
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
