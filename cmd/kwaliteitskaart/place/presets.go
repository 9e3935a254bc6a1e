package place

import (
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/words"
)

// Presets is what an administrator may set for everyone on a computer. Empty or nil means not set.
type Presets struct {
	DataFolder  string `json:"data_folder"` // absolute
	Language    string `json:"language"`    // one of words.Codes
	Institution string `json:"institution"` // default for a new team
	Phones      *bool  `json:"phones"`      // whether the page may be served to phones; they may if it is not set
}

// MaxInstitution is the maximum length of the institution's name, in characters: it must fit on one line of paper.
const MaxInstitution = 200

// variable matches a part of the data folder that is replaced from the environment, such as ${USERPROFILE}: one file
// serves all users of a computer, each with their own folder.
var variable = regexp.MustCompile(`\$\{([^}]*)\}`)

// ReadPresets reads the file with presets. If there is none, nothing is set. An invalid file is refused with
// CodePresets and all faults, because data in another folder than intended would seem lost.
func ReadPresets(path string, env func(string) string) (Presets, error) {
	var p Presets
	faults, err := exchange.ReadSettings(path, &p)
	switch assessment.CodeOf(err) {
	case assessment.CodeFileMissing:
		return Presets{}, nil
	case "":
	default:
		return Presets{}, presetsUnread(path, err)
	}
	if len(faults) == 0 {
		faults = p.check(env)
	}
	if len(faults) > 0 {
		return Presets{}, &assessment.Error{
			Code: assessment.CodePresets, Args: map[string]string{"file": path}, Faults: faults,
		}
	}
	return p, nil
}

// presetsUnread returns why presets could not be read, and the kind of their file if it is not a regular file.
func presetsUnread(path string, err error) error {
	refusal := assessment.Fail(assessment.CodePresetsRead, err, "file", path)
	if e := (*assessment.Error)(nil); errors.As(err, &e) && e.Args["kind"] != "" {
		refusal.Args["kind"] = e.Args["kind"]
	}
	return refusal
}

// check expands environment variables and lists the invalid values.
func (p *Presets) check(env func(string) string) (faults []assessment.Fault) {
	if p.Language != "" && !slices.Contains(words.Codes, p.Language) {
		faults = append(faults, assessment.Fault{
			Place: "language", Code: assessment.FaultChoice, Got: clipped(p.Language), Want: strings.Join(words.Codes, ", "),
		})
	}
	if n := utf8.RuneCountInString(p.Institution); n > MaxInstitution {
		faults = append(faults, assessment.Fault{
			Place: "institution", Code: assessment.FaultTooLong, Got: strconv.Itoa(n), Want: strconv.Itoa(MaxInstitution),
		})
	}
	if strings.ContainsFunc(p.Institution, unicode.IsControl) {
		faults = append(faults, assessment.Fault{
			Place: "institution", Code: assessment.FaultPattern, Got: strconv.Quote(clipped(p.Institution)), Want: `"ROC …"`,
		})
	}
	if p.DataFolder == "" {
		return faults
	}
	said, unset := p.DataFolder, false
	p.DataFolder = filepath.Clean(variable.ReplaceAllStringFunc(said, func(s string) string {
		name := s[2 : len(s)-1]
		value := env(name)
		if value == "" {
			unset = true
			faults = append(faults, assessment.Fault{
				Place: "data_folder", Code: assessment.FaultReference, Got: fmt.Sprintf("${%s}", clipped(name)),
			})
		}
		return value
	}))
	if !unset && !filepath.IsAbs(p.DataFolder) {
		faults = append(faults, assessment.Fault{
			Place: "data_folder", Code: assessment.FaultPattern, Got: clipped(said), Want: "/…, C:/…, ${HOME}/…, ${LOCALAPPDATA}/…",
		})
	}
	return faults
}

// clipped shortens a value to fit in a message.
func clipped(s string) string {
	if short := shortened(s, 60); short != s {
		return short + "…"
	}
	return s
}
