package ui

import (
	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// handOverScreen saves the open assessment as a file: it explains what a file with ballots contains, offers to leave
// them out, and offers a password.
type handOverScreen struct {
	question
	w               *Window
	password, again string
	said            *widgets.Text
}

// saveHandOver saves the open assessment as a hand-over file, unless it is asking how already.
func (w *Window) saveHandOver() {
	if h := (&handOverScreen{w: w}); !alike(h, w.screen) {
		w.show(h)
	}
}

func (h *handOverScreen) build() view {
	w := h.w
	h.said = widgets.NewText("").Colored(theme.ColorQuiet)
	field := func(key, value string, to *string) *widgets.Entry {
		e := widgets.NewEntry(w.say(key), value, func(v string) { *to = v; h.advise() })
		e.Password = true
		return e
	}
	first := field("password.label", h.password, &h.password)
	second := field("password.again", h.again, &h.again)
	v := view{left: widgets.Secondary(w.say("button.cancel"), w.keyLabel(keyEscape), h.cancel), focus: first}
	body := widgets.Column(16, widgets.Statement(w.say("file.hand_over")))
	n := len(w.session.Assessment.Counted())
	if n > 0 {
		body.Add(widgets.NewText(w.say("file.ballots", "count", n)))
	}
	body.Add(widgets.Grid(16, theme.Zoomed(260), 2,
		widgets.Labeled(w.say("password.label"), w.say("password.optional"), first),
		widgets.Labeled(w.say("password.again"), w.say("password.forgotten"), second)))
	body.Add(h.said)
	save := func(ballots bool) func() { return func() { h.save(ballots) } }
	if n > 0 {
		body.Add(widgets.Grid(16, theme.Zoomed(260), 2,
			widgets.Option(w.say("file.without_ballots"), "", w.say("file.without_ballots_hint"), save(false)),
			widgets.Option(w.say("file.with_ballots"), "", w.say("file.with_ballots_hint"), save(true))))
	} else {
		v.right = widgets.Primary(w.say("button.ok"), w.keyLabel(keyEnter), save(true))
		first.OnSubmitted = func(string) { h.save(true) }
		second.OnSubmitted = first.OnSubmitted
	}
	v.body = body
	h.advise()
	return v
}

// advise shows advice about the password, and blocks nothing.
func (h *handOverScreen) advise() {
	switch w := h.w; {
	case h.password != "" && exchange.WeakPassword(h.password):
		h.said.Set(w.say("password.weak"))
	case h.password != "" && h.again == h.password:
		h.said.Set(w.say("password.same"))
	default:
		h.said.Set("")
	}
}

func (h *handOverScreen) save(ballots bool) {
	w := h.w
	if h.password != h.again {
		w.showMessage(w.say("password.differ"))
		return
	}
	password := h.password
	w.back()
	w.saveData(w.say("print.hand_over_button"), handOver, w.say("file.kind"), func(path string, r assessment.Round) error {
		options := []exchange.Option{exchange.WithPassword(password)}
		if !ballots {
			options = append(options, exchange.WithoutBallots())
		}
		return exchange.Save(path, r.ForFile(), options...)
	})
}

func (h *handOverScreen) cancel() { h.w.back() }

func (h *handOverScreen) keys() keyTable {
	keys := cancels(h.cancel)
	if len(h.w.session.Assessment.Counted()) == 0 {
		keys = append(keys, key{name: keyEnter, help: "help.go_on", do: func() { h.save(true) }})
	}
	return keys
}
