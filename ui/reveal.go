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
	half bool // somebody began a ballot here and did not hand it in
	then func()
}

func (r *revealScreen) build() view {
	w := r.w
	body := widgets.Column(16, widgets.Statement(w.say("take.reveal_title")),
		widgets.NewText(w.say("take.reveals", "file", r.file, "team", w.teamName(r.team))))
	if r.half {
		body.Add(widgets.NewText(w.say("gather.half")))
	}
	body.Add(widgets.Space(4))
	body.Add(w.ways(r.keys()))
	return view{body: body}
}

func (r *revealScreen) keys() keyTable {
	return keyTable{
		{name: "O", help: "take.reveal", do: r.then},
		{name: keyEscape, help: "take.not", do: r.w.back},
	}
}
