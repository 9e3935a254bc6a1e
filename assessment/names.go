package assessment

import (
	"cmp"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// compareNames orders names ignoring case and accents, with numbers in numerical order: Team 2 before Team 10.
func compareNames(x, y string) int {
	a, b := plainName(x), plainName(y)
	for a != "" && b != "" {
		m, n := digits(a), digits(b)
		if m == 0 || n == 0 {
			if a[0] != b[0] {
				return cmp.Compare(a[0], b[0])
			}
			a, b = a[1:], b[1:]
			continue
		}
		p, q := strings.TrimLeft(a[:m], "0"), strings.TrimLeft(b[:n], "0")
		if c := cmp.Or(cmp.Compare(len(p), len(q)), strings.Compare(p, q)); c != 0 {
			return c
		}
		a, b = a[m:], b[n:]
	}
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(x, y))
}

// OwnerKey returns the same key for names that differ only in case or in the space around them.
func OwnerKey(owner string) string { return norm.NFD.String(strings.ToLower(strings.TrimSpace(owner))) }

// plainName returns a name in lower case without accents.
func plainName(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x300 && r <= 0x36F {
			return -1
		}
		return r
	}, OwnerKey(s))
}

// digits returns the number of digits at the start of s.
func digits(s string) int { return len(s) - len(strings.TrimLeft(s, "0123456789")) }
