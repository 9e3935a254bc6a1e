package ui

import (
	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/widgets"
)

// revealScreen asks whether to import a file that shows ballots which are not revealed here.
type revealScreen struct {
	question
	w    *Window
	file string
	team assessment.Team
	then func()
}

func (r *revealScreen) build() view {
	w := r.w
	return view{body: widgets.Column(16, widgets.Statement(w.say("take.reveal_title")),
		widgets.NewText(w.say("take.reveals", "file", r.file, "team", w.teamName(r.team))), widgets.Space(4), w.ways(r.keys()))}
}

func (r *revealScreen) keys() keyTable {
	return keyTable{
		{name: "O", help: "take.reveal", do: r.then},
		{name: keyEscape, help: "take.not", do: r.w.back},
	}
}
