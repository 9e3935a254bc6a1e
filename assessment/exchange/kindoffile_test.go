package exchange_test

import (
	"errors"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

// A file that is none of ours is said to be what it is; one with a byte order mark and otherwise whole is read.
func TestForeignFilesSayWhatTheyAre(t *testing.T) {
	for content, want := range map[string]string{
		"": "empty", "\uFEFF \n": "empty", "<!DOCTYPE html><html>Sign in": "html", "%PDF-1.7": "pdf", "\x89PNG\r\n": "picture",
		"\xFF\xD8\xFF\xE0": "picture", "\xD0\xCF\x11\xE0": "office", "zo maar tekst": "other", "{}": "other",
	} {
		_, err := exchange.ReadAny([]byte(content), builtIn(t))
		var e *assessment.Error
		if !errors.As(err, &e) || e.Code != assessment.CodeNotOurs || e.Args["kind"] != want {
			t.Errorf("%q: %v", content, err)
		}
	}
	if a := opened(t, "bom").Assessment; a == nil || len(a.Scores) == 0 {
		t.Error("a file with a byte order mark is not read")
	}
	for name, want := range map[string]string{"nul": "empty", "html": "html"} {
		_, err := exchange.Folder("").Open(caseFile(name), "")
		var e *assessment.Error
		if !errors.As(err, &e) || e.Args["kind"] != want {
			t.Errorf("%s: %v", name, err)
		}
	}
}
