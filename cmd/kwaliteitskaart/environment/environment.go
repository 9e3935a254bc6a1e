// Package environment cleans the language settings in the environment before the window toolkit reads them. The
// toolkit does so during initialisation, with or without a window, and logs values that it cannot parse, such as
// nl_NL@euro, in the middle of a command's output. Go initialises packages that are ready in the order of their
// import paths: this package has few dependencies and comes before text/template, which the toolkit's translations
// depend on.
package environment

import (
	"os"
	"regexp"
	"strings"

	"golang.org/x/text/language"
)

// understood matches a language, optionally with a country and an encoding, and the empty string.
var understood = regexp.MustCompile(`^(|C|POSIX|(C|[a-z]{2,3}([_-][A-Z]{2})?)(\.[A-Za-z0-9_.-]*)?)$`)

func init() {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE"} {
		if said := os.Getenv(name); said != Plain(said) {
			_ = os.Setenv(name, Plain(said)) // the name and the value came from the environment
		}
	}
}

// known reports whether a language, and its country if given, exists.
func known(said string) bool {
	name, _, _ := strings.Cut(said, ".")
	if name == "C" || name == "POSIX" {
		return true
	}
	_, err := language.Parse(name)
	return err == nil
}

// Plain returns a language, or a list of them separated by colons, without what a toolkit may not understand:
// everything after an @, and entries that are not languages. If nothing is left it returns C, which stands for no
// language.
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
