// Package environment mends what the system says of its language before the window toolkit reads it. The toolkit does that as
// the program starts, with a window or without, and writes a log of what it does not understand, such as nl_NL@euro, between
// what a command writes. Go initialises packages that are ready in the order of their paths: this one needs little and goes before
// text/template, which the toolkit's translations need.
package environment

import (
	"os"
	"regexp"
	"strings"

	"golang.org/x/text/language"
)

// understood is a language, with a country and characters or without, or none at all.
var understood = regexp.MustCompile(`^(|C|POSIX|(C|[a-z]{2,3}([_-][A-Z]{2})?)(\.[A-Za-z0-9_.-]*)?)$`)

func init() {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"} {
		if said := os.Getenv(name); said != Plain(said) {
			_ = os.Setenv(name, Plain(said)) // a name and a value that the system gave
		}
	}
}

// known reports whether there is such a language, and such a country.
func known(said string) bool {
	name, _, _ := strings.Cut(said, ".")
	if name == "C" || name == "POSIX" {
		return true
	}
	_, err := language.Parse(name)
	return err == nil
}

// Plain is a language, or several with a colon between, without what a toolkit may not understand: what stands behind an @, and
// what is no language at all. Where nothing is left it is C, which says no language.
func Plain(said string) string {
	if said == "" {
		return ""
	}
	var plain []string
	for one := range strings.SplitSeq(said, ":") {
		one, _, _ = strings.Cut(one, "@")
		if one != "" && understood.MatchString(one) && known(one) {
			plain = append(plain, one)
		}
	}
	if len(plain) == 0 {
		return "C"
	}
	return strings.Join(plain, ":")
}
