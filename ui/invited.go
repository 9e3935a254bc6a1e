package ui

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// Invitation is what a colleague needs to score on a laptop of their own.
type Invitation struct {
	Team  string
	Card  *assessment.Card
	Scope assessment.Scope
	// Save writes the ballot to a file and returns once that is proven.
	Save func(path string, b assessment.Ballot) error
	// Name is what the file is offered as: nothing in it says whose it is.
	Name string
	// Keep keeps the ballot being filled in until Forget; Kept is one that was not finished before, or nil.
	Keep   func(b assessment.Ballot) error
	Kept   *assessment.Ballot
	Forget func() error
}

// invitedScreen is where a colleague begins who opened an invitation.
type invitedScreen struct {
	shared
	w     *Window
	to    Invitation
	group assessment.Group
}

func (i *invitedScreen) build() view {
	w := i.w
	if i.group == "" {
		i.group = assessment.GroupTeam
	}
	body := widgets.Column(14, widgets.Space(110),
		widgets.Statement(w.say("invited.title", "team", i.to.Team)).Aligned(fyne.TextAlignCenter),
		widgets.NewText(w.say("invited.text", "count", len(i.to.Card.InScope(i.to.Scope)))).Colored(theme.ColorQuiet).Aligned(fyne.TextAlignCenter),
		widgets.Space(20))
	if i.to.Kept != nil {
		body.Add(w.unfinished(i.goOn, i.throw))
	} else {
		body.Add(widgets.NewText(w.say("pass.who")).Sized(theme.SizeQuiet).Bold().Aligned(fyne.TextAlignCenter))
		body.Add(widgets.Centered(w.groups(i.group, i.choose)))
		body.Add(widgets.Space(8))
		body.Add(widgets.Centered(widgets.Primary(w.say("pass.begin"), w.say("key.enter"), i.begin)))
	}
	return view{body: body, noRail: true, left: widgets.Secondary(w.say("rail.home"), "Esc", w.Home)}
}

func (i *invitedScreen) choose(g assessment.Group) {
	i.group = g
	i.w.win.Canvas().Unfocus()
	i.w.render()
}

func (i *invitedScreen) begin() { i.score(newBallot(i.group)) }

func (i *invitedScreen) goOn() { i.score(copyBallot(*i.to.Kept)) }

// throw forgets a ballot that was not finished.
func (i *invitedScreen) throw() {
	i.to.Kept = nil
	i.forget()
	i.w.render()
}

func (i *invitedScreen) forget() {
	i.w.queue.add("", func(context.Context) error { return i.to.Forget() })
}

func (i *invitedScreen) score(b assessment.Ballot) {
	w := i.w
	screen := &ballotScreen{
		w: w, card: i.to.Card, in: i.to.Card.InScope(i.to.Scope), ballot: b, away: true,
		keep: func(b assessment.Ballot) {
			b = copyBallot(b)
			w.queue.add("draft", func(context.Context) error { return i.to.Keep(b) })
		},
		drop: func() { i.forget(); w.Home() },
	}
	screen.cast = func(b assessment.Ballot) {
		screen.handed = false // until there is a file: choosing where can be cancelled
		b.ID = assessment.NewID()
		w.askSave(w.say("invited.save"), filepath.Join(w.Documents, i.to.Name), w.say("file.kind"), func(path string) {
			w.background(func(context.Context) error { return i.to.Save(path, b) }, func(err error) {
				if err != nil {
					w.show(screen)
					w.tell(err)
					return
				}
				i.forget()
				w.Home()
				w.mention(w.say("invited.saved", "file", path))
			})
		})
	}
	w.show(screen)
}

func (i *invitedScreen) keys() keyTable {
	back := key{name: keyEscape, help: "help.stop", do: i.w.Home}
	if i.to.Kept != nil {
		return append(unfinishedKeys(i.goOn, i.throw), back)
	}
	return append(beginKeys(i.begin, i.choose), back)
}
