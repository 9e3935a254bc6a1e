package release

import (
	"fmt"
	"strings"
)

// Changelog is the path of the changelog in the project.
const Changelog = ".github/CHANGELOG.md"

// Notes returns the part of a changelog that describes a version: the lines under its heading "## 1.2.3, date". It fails
// if the version is not described, or if the heading still says that it is not released.
func Notes(changelog, version string) (string, error) {
	var notes []string
	within := false
	for line := range strings.Lines(changelog) {
		heading, isHeading := strings.CutPrefix(line, "## ")
		switch {
		case isHeading && within:
			return join(notes, version)
		case isHeading && strings.HasPrefix(heading, version+","):
			if strings.Contains(heading, "not released") {
				return "", fmt.Errorf("the changelog says %q: give the version the day of its release", strings.TrimSpace(heading))
			}
			within = true
		case within:
			notes = append(notes, line)
		}
	}
	return join(notes, version)
}

func join(notes []string, version string) (string, error) {
	text := strings.TrimSpace(strings.Join(notes, ""))
	if text == "" {
		return "", fmt.Errorf("the changelog does not describe version %s", version)
	}
	return text + "\n", nil
}
