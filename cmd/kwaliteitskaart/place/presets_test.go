package place

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kwaliteitskaart/assessment"
)

func TestReadPresets(t *testing.T) {
	root := "/"
	if runtime.GOOS == "windows" {
		root = "C:/"
	}
	env := func(name string) string { return map[string]string{"HOME": root + "home/anna"}[name] }
	for name, c := range map[string]struct {
		file   string
		want   Presets
		faults []string
	}{
		"nothing":          {file: `{}`},
		"no phones":        {file: `{"phones": false}`, want: Presets{Phones: new(bool)}},
		"phones as a text": {file: `{"phones": "no"}`, faults: []string{"phones type"}},
		"with a mark":      {file: "\ufeff{\"language\": \"en\"}", want: Presets{Language: "en"}},
		"everything":       {file: `{"institution": "ROC Noord", "language": "nl", "data_folder": "` + root + `data"}`, want: Presets{DataFolder: root + "data", Language: "nl", Institution: "ROC Noord"}},
		"a user's folder":  {file: `{"data_folder": "${HOME}/kaart"}`, want: Presets{DataFolder: root + "home/anna/kaart"}},
		"a dollar":         {file: `{"data_folder": "` + root + `users$/$HOME"}`, want: Presets{DataFolder: root + "users$/$HOME"}},
		"no JSON":          {file: `language = nl`, faults: []string{" syntax"}},
		"one backslash":    {file: `{"data_folder": "D:\Data"}`, faults: []string{" syntax"}},
		"a list":           {file: `["nl"]`, faults: []string{" type"}},
		"unknown":          {file: `{"langauge": "nl", "language": "nl"}`, faults: []string{"langauge unknown_field"}},
		"twice":            {file: `{"language": "nl", "language": "en"}`, faults: []string{"language twice"}},
		"a number":         {file: `{"language": 1}`, faults: []string{"language type"}},
		"another language": {file: `{"language": "fy"}`, faults: []string{"language choice"}},
		"a relative folder, a long name": {
			file:   `{"data_folder": "data", "institution": "` + strings.Repeat("é", MaxInstitution+1) + `"}`,
			faults: []string{"institution too_long", "data_folder pattern"},
		},
		"a relative folder":  {file: `{"data_folder": "data"}`, faults: []string{"data_folder pattern"}},
		"an unset variable":  {file: `{"data_folder": "${NOBODY}/data"}`, faults: []string{"data_folder reference"}},
		"a name on two rows": {file: `{"institution": "ROC\nNoord"}`, faults: []string{"institution pattern"}},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "presets.json")
			if err := os.WriteFile(path, []byte(c.file), 0o600); err != nil {
				t.Fatal(err)
			}
			got, err := ReadPresets(path, env)
			c.want.DataFolder = filepath.FromSlash(c.want.DataFolder)
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("presets (-want +got):\n%s", diff)
			}
			var faults []string
			if e := (*assessment.Error)(nil); errors.As(err, &e) {
				if e.Code != assessment.CodePresets || e.Args["file"] != path {
					t.Errorf("refused with %v", e)
				}
				for _, f := range e.Faults {
					faults = append(faults, f.Place+" "+string(f.Code))
				}
			}
			if diff := cmp.Diff(c.faults, faults); diff != "" {
				t.Errorf("faults (-want +got):\n%s", diff)
			}
		})
	}
}

func TestReadPresetsElsewhere(t *testing.T) {
	dir := t.TempDir()
	if p, err := ReadPresets(filepath.Join(dir, "none.json"), os.Getenv); err != nil || p != (Presets{}) {
		t.Errorf("no file: %+v, %v", p, err)
	}
	if _, err := ReadPresets(dir, os.Getenv); assessment.CodeOf(err) != assessment.CodePresetsRead {
		t.Errorf("a folder: %v", err)
	}
}
