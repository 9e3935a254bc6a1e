package main

import (
	"encoding/json"
	"fmt"
	"path/filepath"

	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/ui"
)

const settingsFile = "settings.json"

// readSettings reads the user's settings from the data folder. They are optional: if the file is missing or damaged,
// the defaults apply; if its path is not a regular file, it is left alone.
func readSettings(data string) ui.Settings {
	var s ui.Settings
	if b, err := exchange.ReadFile(filepath.Join(data, settingsFile)); err == nil {
		if json.Unmarshal(b, &s) != nil {
			return ui.Settings{}
		}
	}
	return s
}

func writeSettings(data string, s ui.Settings) error {
	b, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return fmt.Errorf("write settings: %w", err)
	}
	return exchange.WriteOwn(filepath.Join(data, settingsFile), append(b, '\n'))
}
