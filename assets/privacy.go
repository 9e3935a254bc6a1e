package assets

import (
	"embed"
	"fmt"
)

//go:embed privacy/*.md
var privacy embed.FS

// Privacy returns the privacy page in Markdown, in a language of the translations.
func Privacy(language string) string {
	b, err := privacy.ReadFile("privacy/" + language + ".md")
	if err != nil {
		panic(fmt.Sprintf("embedded privacy text: %v", err)) // a broken build, which the tests catch
	}
	return string(b)
}
