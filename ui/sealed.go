package ui

import (
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// sealing is a file that was adopted or reopened later than the stored assessment, with the changes it would make.
type sealing struct {
	path    string
	file    *assessment.Assessment
	changes []assessment.Change
}

func sealingOf(path string, f *exchange.Opened, err error) sealing {
	s := sealing{path: path, file: f.Assessment}
	if refusal := (*exchange.Sealing)(nil); errors.As(err, &refusal) {
		s.changes = refusal.Changes
	}
	return s
}

// sealScreen shows what files with a later adoption would replace, and asks for permission.
type sealScreen struct {
	question
	w     *Window
	files []sealing
	then  func()
}

func (s *sealScreen) build() view {
	w := s.w
	body := widgets.Column(16, widgets.Statement(w.say("take.seal_title")))
	for _, f := range s.files {
		words := "take.seals_open"
		if f.file.Plan.Status == assessment.PlanAdopted {
			words = "take.seals_adopted"
		}
		body.Add(widgets.NewText(w.say(words, "file", filepath.Base(f.path), "team", w.teamName(f.file.Team), "date", w.lang.Date(f.file.Plan.AdoptedOn))))
		body.Add(widgets.Card(18, widgets.List(10, len(f.changes), func(i int) fyne.CanvasObject {
			return w.changeLine(f.file.Card, f.changes[i])
		})))
	}
	body.Add(widgets.NewText(w.say("take.seal_kept")).Colored(theme.ColorQuiet))
	keys := s.keys()
	return view{
		body:  body,
		left:  widgets.Secondary(w.say(keys[1].help), w.keyLabel(keys[1].name), keys[1].do),
		right: widgets.Primary(w.say(keys[0].help), w.keyLabel(keys[0].name), keys[0].do),
	}
}

func (s *sealScreen) keys() keyTable {
	return keyTable{
		{name: "O", help: "take.seal", do: s.then},
		{name: keyEscape, help: "take.not", do: s.w.back},
	}
}
