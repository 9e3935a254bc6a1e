package environment_test

import (
	"testing"

	"kwaliteitskaart/cmd/kwaliteitskaart/environment"
)

func TestPlain(t *testing.T) {
	for said, want := range map[string]string{
		"":                       "",
		"C":                      "C",
		"POSIX":                  "POSIX",
		"C.UTF-8":                "C.UTF-8",
		"nl":                     "nl",
		"nl_NL.UTF-8":            "nl_NL.UTF-8",
		"nl_NL@euro":             "nl_NL",
		"nl_NL.ISO-8859-15@euro": "nl_NL.ISO-8859-15",
		"sr_RS@latin":            "sr_RS",
		"garbage":                "C",
		"xx_YY":                  "C",
		"zz_ZZ.UTF-8":            "C",
		"zz:nl_NL":               "nl_NL",
		"!!":                     "C",
		"@":                      "C",
		"en_GB:nl@x:!!:nl_NL":    "en_GB:nl:nl_NL",
		":":                      "C",
		"nl_NL.UTF-8\nx":         "C",
	} {
		if got := environment.Plain(said); got != want {
			t.Errorf("%q: %q, want %q", said, got, want)
		}
	}
}
