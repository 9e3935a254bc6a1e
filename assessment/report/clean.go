package report

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// replacement stands in for a character that the face lacks and that has no similar one.
const replacement = '□'

// similar maps characters that a face may lack to similar ones to print instead.
var similar = map[rune]string{
	'‐': "-", '‑': "-", '‒': "–", '―': "—", '−': "–", '✓': "√", '✔': "√", '☐': "□", '☑': "√", '▪': "•", '■': "•",
	'◦': "•", '●': "•", '►': "→", '▶': "→", '➔': "→", '➜': "→", '★': "*", '⇒': "→", '△': "↑", '▲': "↑", '▼': "↓",
	'✗': "×", '✘': "×",
}

// Clean returns s as the face f can draw it: composed (NFC), without control characters, and with each character that
// f lacks replaced by the most similar one it has, or else by a small box. Line breaks are kept.
func Clean(s string, f Face, m Metrics) string {
	var b strings.Builder
	var last rune
	joined := false // by a zero-width joiner to the previous character: an emoji sequence, of which the first emoji is kept
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

// unseen reports whether r is invisible by itself: a control character, a soft hyphen, a variation selector or an
// emoji skin tone.
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
		return "" // a combining mark that could not be composed
	}
	// 𝐯𝐞𝐭 becomes vet, and ợ becomes o.
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
