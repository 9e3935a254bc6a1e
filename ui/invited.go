package ui

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// invitedScreen is the first screen for a colleague who opened an invitation.
type invitedScreen struct {
	shared
	w     *Window
	to    *exchange.Invitation
	group assessment.Group
	left  leftover
}

// newInvitedScreen returns the screen; kept is an unfinished ballot, or nil.
func newInvitedScreen(w *Window, to *exchange.Invitation, kept *assessment.Ballot) *invitedScreen {
	i := &invitedScreen{w: w, to: to}
	i.left.set(kept)
	return i
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
	if i.left.exists() {
		body.Add(i.left.unfinished(w, i.to.Card.InScope(i.to.Scope), i.keys()))
		return view{body: body, noRail: true}
	}
	body.Add(widgets.NewText(w.say("invited.who")).Sized(theme.SizeQuiet).Bold().Aligned(fyne.TextAlignCenter))
	body.Add(widgets.Centered(w.groups(i.group, i.choose)))
	body.Add(widgets.Space(8))
	body.Add(widgets.Centered(widgets.Primary(w.say("pass.begin"), w.keyLabel(keyEnter), i.begin)))
	return view{body: body, noRail: true, left: widgets.Secondary(w.say("rail.home"), w.keyLabel(keyEscape), w.Home)}
}

func (i *invitedScreen) choose(g assessment.Group) {
	i.group = g
	i.w.win.Canvas().Unfocus()
	i.w.render()
}

func (i *invitedScreen) begin() { i.w.show(i.ballotOf(newBallot(i.group))) }

func (i *invitedScreen) goOn() { i.w.show(i.ballotOf(copyBallot(*i.left.ballot))) }

// handIn saves the unfinished ballot as a file.
func (i *invitedScreen) handIn() {
	if i.left.handing == nil {
		i.left.handing = i.ballotOf(copyBallot(*i.left.ballot))
	}
	i.left.handing.handIn()
}

// throw deletes the unfinished ballot.
func (i *invitedScreen) throw() {
	i.left.ballot = nil
	i.forget()
	i.w.render()
}

func (i *invitedScreen) forget() {
	i.w.queue.Add("", func(context.Context) error { return i.w.Files.Forget(i.to) })
}

// ballotOf returns the screen on which the colleague scores. Handing in saves the ballot to a file.
func (i *invitedScreen) ballotOf(b assessment.Ballot) *ballotScreen {
	w := i.w
	b.ID = assessment.NewBallotID(i.to.Assessment) // saved twice, it still counts once
	name, saved := exchange.BallotName(), ""
	screen := &ballotScreen{
		w: w, card: i.to.Card, in: i.to.Card.InScope(i.to.Scope), ballot: b, forget: i.forget,
		keep: func(b assessment.Ballot) {
			b = copyBallot(b)
			w.queue.Add("draft", func(context.Context) error { return w.Files.Keep(i.to, b) })
		},
		then: func(handedIn bool) {
			w.Home()
			if handedIn {
				w.showMessage(w.say("invited.saved", "file", saved))
			}
		},
	}
	screen.cast = func(then func(error)) {
		screen.handed = false // the save dialog can be cancelled
		w.askSave(w.say("invited.save"), filepath.Join(w.Documents, name), w.say("file.kind"), func(path string) {
			if screen.handed {
				return
			}
			screen.handed, saved = true, path
			ballot := copyBallot(screen.ballot)
			w.background(func(context.Context) error { return i.to.Cast(ballot).Save(path) }, func(err error) {
				if err == nil {
					i.forget()
				}
				then(err)
			})
		})
	}
	return screen
}

func (i *invitedScreen) keys() keyTable {
	if i.left.exists() {
		return i.left.keys(i.handIn, i.throw, i.goOn, i.w.Home)
	}
	return append(beginKeys(i.begin, i.choose), key{name: keyEscape, help: "help.stop", do: i.w.Home})
}
