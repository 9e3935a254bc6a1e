package command_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/cmd/kwaliteitskaart/command"
	"kwaliteitskaart/cmd/kwaliteitskaart/place"
)

// presetsOf returns the path of a file with presets.
func presetsOf(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "presets.json")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Presets take precedence over the user's choice and the system's settings; flags and environment variables take
// precedence over presets.
func TestPresets(t *testing.T) {
	home := t.TempDir()
	t.Setenv("WHERE", home)
	for name, c := range map[string]struct {
		presets, variable string
		args              []string
		lang              string
		want              command.Settings
	}{
		"no file": {
			want: command.Settings{Data: place.DataFolder()}, lang: "en",
		},
		"everything": {
			presets: `{"data_folder": "${WHERE}/data", "language": "nl", "institution": "ROC Noord"}`, lang: "nl",
			want: command.Settings{
				Data: filepath.Join(home, "data"),
				Presets: place.Presets{
					DataFolder: filepath.Join(home, "data"), Language: "nl", Institution: "ROC Noord",
				},
			},
		},
		"flags": {
			presets: `{"data_folder": "${WHERE}/data", "language": "nl"}`, args: []string{"--data", home, "--lang", "en"},
			lang: "en", want: command.Settings{Data: home},
		},
		"the environment": {
			presets: `{"data_folder": "${WHERE}/data"}`, variable: home, lang: "en", want: command.Settings{Data: home},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv("KWALITEITSKAART_DATA", c.variable)
			line, _, stderr := program() // its user chose English
			if c.presets != "" {
				line.Presets = presetsOf(t, c.presets)
			}
			var got command.Settings
			line.Window = func(_ context.Context, s command.Settings) int { got = s; return command.Done }
			if code := line.Run(t.Context(), c.args); code != command.Done {
				t.Fatalf("exit code %d: %s", code, stderr)
			}
			if got.Language.Code() != c.lang {
				t.Errorf("language %s, want %s", got.Language.Code(), c.lang)
			}
			got.Language = nil
			if got != c.want {
				t.Errorf("got %+v\nwant %+v", got, c.want)
			}
		})
	}
}

// Commands read the same presets, and neither they nor the window start if these are wrong.
func TestPresetsOnTheCommandLine(t *testing.T) {
	t.Setenv("KWALITEITSKAART_DATA", "")
	data := filepath.Join(t.TempDir(), "data")
	line, stdout, stderr := program()
	line.Presets = presetsOf(t, `{"language": "nl", "data_folder": "`+filepath.ToSlash(data)+`"}`)
	if code := line.Run(t.Context(), []string{"demo"}); code != command.Done {
		t.Fatalf("demo: %d, %s", code, stderr)
	}
	if _, err := os.Stat(filepath.Join(data, "kwaliteitskaart.db")); err != nil || !strings.Contains(stdout.String(), "Voorbeeldteam") {
		t.Errorf("the data is elsewhere: %v\n%s", err, stdout)
	}

	wrong := presetsOf(t, `{"data_folder": "data"}`)
	line, _, stderr = program()
	line.Presets = wrong
	if code := line.Run(t.Context(), []string{"list"}); code != command.Refused {
		t.Errorf("list: exit code %d, want %d", code, command.Refused)
	}
	if said := stderr.String(); !strings.Contains(said, wrong) || !strings.Contains(said, "data_folder") {
		t.Errorf("said %q", said)
	}
	var refused error
	line.Window = func(_ context.Context, s command.Settings) int { refused = s.Refused; return command.Refused }
	if code := line.Run(t.Context(), nil); code != command.Refused || assessment.CodeOf(refused) != assessment.CodePresets {
		t.Errorf("window: exit code %d, %v", code, refused)
	}
}
