package ui

import (
	"fyne.io/fyne/v2/lang"

	"kwaliteitskaart/assets"
)

// SetToolkitLanguage sets the language of the toolkit's own words, such as Copy and Paste in the menu of a field, and of the
// words of widgets for screen readers. Otherwise they follow the system. An unknown language code changes nothing.
func SetToolkitLanguage(language string) {
	if words, err := assets.Fyne.ReadFile("fyne/" + language + ".json"); err == nil {
		_ = lang.AddTranslationsForLocale(words, lang.SystemLocale()) // if it fails, they are in English
	}
}
