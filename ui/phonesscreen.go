package ui

import (
	"context"

	"fyne.io/fyne/v2"
	"rsc.io/qr"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// phonesScreen lets phones hand in ballots: it finds a network, opens a booth, and shows how to reach the page and how many
// people are done. Leaving it does not close the booth, so that somebody else can use another way.
type phonesScreen struct {
	shared
	w        *Window
	busy     bool // listing networks or opening
	found    bool // the networks are known
	networks []Network
	blocked  string // the line for IT; "" if the system does not keep phones out
	failed   error  // the error of listing networks or opening
	timer    func() // stops the clock; nil if it does not run
	drawn    string // what the clock last showed
}

// phones shows the screen for phones, and begins.
func (w *Window) phones() {
	if w.refusesScores() || w.session.Assessment.Revealed {
		return
	}
	p := &phonesScreen{w: w}
	w.show(p)
	if w.booth == nil {
		p.listNetworks()
	}
}

// listNetworks lists networks, and opens a booth if there is only one.
func (p *phonesScreen) listNetworks() {
	w := p.w
	p.busy, p.failed = true, nil
	w.render()
	w.background(func(ctx context.Context) (err error) {
		if err := w.backUp(ctx); err != nil {
			return err
		}
		p.networks, p.blocked, err = w.Phones.Networks()
		return err
	}, func(err error) {
		if w.screen != p {
			return
		}
		p.busy, p.found, p.failed = false, err == nil, err
		if err == nil && p.blocked == "" && len(p.networks) == 1 {
			p.choose(0)
			return
		}
		w.render()
	})
}

func (p *phonesScreen) choose(i int) {
	if i < len(p.networks) && p.w.booth == nil {
		p.busy = true
		p.w.render()
		p.w.openBooth(p.networks[i], p, p.w.takeFromPhone, p.opened)
	}
}

// takeFromPhone takes in a ballot, like any other. It must not wait for the UI goroutine, which may be waiting for it.
func (w *Window) takeFromPhone(ctx context.Context, o *exchange.Opened) error {
	_, err := exchange.TakeIn(ctx, w.Store, o, exchange.Consent{})
	w.do(func() {
		switch {
		case err == nil && w.session != nil && w.session.Assessment.ID == o.Ballots.Assessment:
			w.changeBallots(func(context.Context, string) error { return nil }, w.ballotArrived)
		case err != nil && !assessment.Refused(err):
			w.showError(err)
		}
	})
	return err
}

// ballotArrived shows that a ballot came in, without disturbing anyone who is alone with the laptop.
func (w *Window) ballotArrived(err error) {
	switch {
	case err != nil:
		w.showError(err)
	case w.screen.private():
		w.showBeamer()
	default:
		w.render()
	}
}

// opened shows the booth, or why it could not be opened.
func (p *phonesScreen) opened(err error) {
	p.busy, p.failed = false, err
	p.w.render()
}

func (p *phonesScreen) build() view {
	w := p.w
	if w.booth != nil {
		return p.on()
	}
	v := view{left: w.backButton()}
	sheet := widgets.Secondary(w.say("phones.sheet"), w.keyOf(p, "I"), p.sheet)
	again := widgets.Secondary(w.say("phones.again"), w.keyOf(p, "T"), p.listNetworks)
	parts := []fyne.CanvasObject{widgets.Statement(w.say("gather.phones"))}
	says := func(words string) { parts = append(parts, widgets.AtMost(theme.Zoomed(760), widgets.NewText(words))) }
	switch {
	case p.busy:
		parts = append(parts, widgets.NewText(w.say("phones.looking")).Colored(theme.ColorQuiet))
	case p.failed != nil:
		says(w.say("phones.failed"))
		parts = append(parts, widgets.Row(10, again, sheet))
	case p.blocked != "":
		says(w.say("phones.blocked"))
		parts = append(parts, widgets.Card(20, widgets.Column(12, widgets.NewText(p.blocked),
			widgets.Row(0, widgets.Secondary(w.say("phones.copy"), w.keyOf(p, "C"), p.copy)))), widgets.Row(10, again, sheet))
	case p.found && len(p.networks) == 0:
		says(w.say("phones.none"))
		parts = append(parts, widgets.Row(10, again, sheet))
	case len(p.networks) < 2: // the booth was stopped
		says(w.say("phones.off"))
		parts = append(parts, widgets.Row(10, again, sheet))
	default:
		says(w.say("phones.choose"))
		for i, n := range p.networks {
			parts = append(parts, widgets.Row(0, widgets.Secondary(w.networkName(n)+" · "+n.Address, w.keyOf(p, keyName(rune('1'+i))), func() { p.choose(i) })))
		}
	}
	v.body = widgets.Column(16, parts...)
	return v
}

// networkName returns the name of a network for users.
func (w *Window) networkName(n Network) string {
	if n.Kind == "other" {
		return n.Name
	}
	return w.say("phones.network_" + n.Kind)
}

// on shows how to reach the page.
func (p *phonesScreen) on() view {
	w, b := p.w, p.w.booth
	if p.timer == nil {
		p.timer = w.everySecond(p.second)
	}
	p.drawn = p.state()
	big := func(words string) fyne.CanvasObject { return widgets.NewText(words).Px(theme.Zoomed(46)).Bold() }
	facts := widgets.Column(2,
		widgets.NewText(w.say("phones.address")).Colored(theme.ColorQuiet), big(b.Address()), widgets.Space(14),
		widgets.NewText(w.say("phones.code")).Colored(theme.ColorQuiet), big(b.Code()), widgets.Space(14),
		p.done())
	if b.Full() {
		facts.Add(widgets.Space(8))
		facts.Add(w.question(w.say("phones.full"), widgets.Row(0, widgets.Secondary(w.say("phones.allow"), w.keyLabel("M"), p.allow))))
	}
	scan := w.say("phones.scan", "network", w.networkName(b.network))
	help := explained(w.say("phones.help"), w.say("phones.help_says"))
	if p.unreached() {
		help = widgets.Card(20, explained(w.say("phones.nobody"), w.say("phones.nobody_says")))
	}
	beside := func(left, right fyne.CanvasObject) fyne.CanvasObject {
		return widgets.Split(40, theme.Zoomed(680), []float32{1, 1.6}, left, right)
	}
	v := view{
		body: widgets.Column(16, widgets.Statement(w.say("phones.title")), widgets.NewText(scan).Colored(theme.ColorQuiet),
			beside(widgets.QR(w.say("phones.qr"), b.image(), codeSide), facts),
			beside(explained(w.say("phones.who"), w.say("phones.who_says")),
				widgets.Column(12, help, widgets.Row(0, widgets.Secondary(w.say("phones.sheet"), w.keyLabel("I"), p.sheet))))),
		left: widgets.Secondary(w.say("phones.stop"), w.keyLabel(keyEscape), p.stop),
	}
	if w.session.Assessment.BallotsIn() >= assessment.MinBallots {
		v.right = widgets.Primary(w.say("gather.reveal"), w.keyLabel("O"), p.reveal)
	}
	return v
}

// codeSide is the side of the QR code, the same at any text size, so that all of it is visible.
const codeSide = 290

// maxDots is the number of people that fit in a row as dots.
const maxDots = 16

// done returns how many people are done: a number, and a row of dots if they fit.
func (p *phonesScreen) done() fyne.CanvasObject {
	a := p.w.session.Assessment
	if n := max(a.Expected, a.BallotsIn()); n == 0 || n > maxDots {
		return p.w.counter()
	}
	return widgets.Column(10, p.w.whoIsIn(theme.Zoomed(28)), p.w.counter())
}

// explained returns a question with its answer.
func explained(title, says string) *fyne.Container {
	return widgets.Column(4, widgets.NewText(title).Bold(), widgets.NewText(says).Colored(theme.ColorQuiet))
}

// image returns the QR code of the link, with the white edge that it needs.
func (b *boothState) image() *qr.Code {
	code, err := qr.Encode(b.Link(), qr.M)
	if err != nil {
		return nil // no link is too long for a QR code
	}
	return code
}

// unreached reports whether no phone loaded the page in time.
func (p *phonesScreen) unreached() bool {
	b := p.w.booth
	return b != nil && !b.Reached() && p.w.now().Sub(b.since) >= unreached
}

// state returns everything on the screen that depends on the clock.
func (p *phonesScreen) state() string {
	switch {
	case p.w.booth == nil:
		return "off"
	case p.w.booth.Full():
		return "full"
	case p.unreached():
		return "unreached"
	}
	return "on"
}

func (p *phonesScreen) second() {
	if p.w.screen == p && p.state() != p.drawn {
		p.w.render()
	}
}

func (p *phonesScreen) leave() {
	if p.timer != nil {
		p.timer()
		p.timer = nil
	}
}

func (p *phonesScreen) sheet() { p.w.show(newFillInScreen(p.w)) }

func (p *phonesScreen) allow() {
	p.w.booth.Allow()
	p.w.render()
}

func (p *phonesScreen) copy() {
	p.w.app.Clipboard().SetContent(p.blocked)
	p.w.showMessage(p.w.say("phones.copied"))
}

func (p *phonesScreen) stop() {
	p.w.closeBooth()
	p.w.goTo(session.StepScore)
}

// reveal goes to the first step of the reveal, which stops the phones.
func (p *phonesScreen) reveal() { (&gatherScreen{w: p.w}).reveal() }

func (p *phonesScreen) onBeamer(page *beamerPage) fyne.CanvasObject { return page.counter() }

// phones returns for the room how to reach the page, and how many people are done.
func (p *beamerPage) phones() fyne.CanvasObject {
	w, b := p.w, p.w.booth
	big := func(words string) fyne.CanvasObject { return widgets.NewText(words).Px(p.px(76)).Bold().OneLine() } // the longest address fits
	facts := widgets.Column(p.px(6), p.quiet(w.say("phones.address")), big(b.Address()), widgets.Space(p.px(24)),
		p.quiet(w.say("phones.code")), big(b.Code()), widgets.Space(p.px(24)),
		widgets.Row(p.px(20), widgets.NewText(w.lang.Number(w.session.Assessment.BallotsIn())).Px(p.px(90)).Bold().Colored(theme.ColorAccent).OneLine(),
			widgets.NewText(w.countWords()).Px(p.px(56)).Colored(theme.ColorQuiet).OneLine()))
	return widgets.Column(p.px(30), p.title(w.say("phones.title")), p.text(w.say("phones.scan", "network", w.networkName(b.network))).Colored(theme.ColorQuiet), widgets.Space(p.px(20)),
		widgets.Row(p.px(90), widgets.QR(w.say("phones.qr"), b.image(), p.px(640)), facts))
}

func (p *phonesScreen) keys() keyTable {
	w := p.w
	sheet := key{name: "I", help: "gather.sheet", do: p.sheet}
	switch {
	case w.booth != nil:
		keys := keyTable{{name: keyEscape, help: "phones.stop", do: p.stop}, sheet}
		if w.booth.Full() {
			keys = append(keys, key{name: "M", help: "phones.allow", do: p.allow})
		}
		if w.session.Assessment.BallotsIn() >= assessment.MinBallots {
			keys = append(keys, key{name: "O", help: "gather.reveal", do: p.reveal})
		}
		return keys
	case p.busy:
		return w.leadsBack()
	}
	keys := keyTable{}
	switch {
	case p.failed == nil && p.blocked == "" && len(p.networks) > 1:
		keys = digits(len(p.networks), "phones.choose", p.choose)
	case p.blocked != "":
		keys = append(keys, key{name: "C", help: "phones.copy", do: p.copy})
		fallthrough
	default:
		keys = append(keys, key{name: "T", help: "phones.again", do: p.listNetworks}, sheet)
	}
	return append(keys, w.leadsBack()...)
}
