package ui

import (
	"context"
	"time"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/words"
)

// Phones serves the page that people fill in to phones on the local network, only when the facilitator asks for it.
type Phones interface {
	// Networks returns the networks in which phones may reach this computer, the likeliest first. It opens nothing. blocked
	// is a firewall rule for IT to add, if the system blocks phones and the user cannot change that; then nothing may be
	// opened.
	Networks() (networks []Network, blocked string, err error)
	// Open opens a booth. Only one may be open at a time.
	Open(o BoothOptions) (Booth, error)
}

// Network is a local network that this computer is in.
type Network struct {
	Name    string // as the system names it
	Kind    string // "wifi", "cable" or "other"
	Address string // of this computer
}

// BoothOptions is what a booth serves and how it takes ballots in.
type BoothOptions struct {
	Network    Network
	Invitation *exchange.Invitation
	Language   *words.Language
	// MaxBallots is the number of ballots it takes in.
	MaxBallots int
	// TakeIn takes in a ballot. It is called off the UI goroutine, by one goroutine at a time.
	TakeIn func(context.Context, *exchange.Opened) error
	// Stopped is called off the UI goroutine if the booth closed by itself: "slept", "idle" or "gone".
	Stopped func(why string)
}

// Booth is an open booth.
type Booth interface {
	Address() string // for a browser, without http://
	Code() string
	Link() string
	// Reached reports whether any phone loaded the page.
	Reached() bool
	// Full reports whether no more ballots are taken in; Allow permits one more.
	Full() bool
	Allow()
	// Close closes it: once it returns, nothing listens and nothing more comes in.
	Close()
}

// boothState is the open booth, and the assessment it is for.
type boothState struct {
	Booth
	network Network
	invited exchange.Invitation
	since   time.Time
}

// spare is the number of ballots above the expected number that phones may hand in without asking.
const spare = 2

// unreached is the time without any phone loading the page after which the window explains why that may be.
const unreached = 30 * time.Second

// openBooth opens a booth in a network for a screen, and then calls then. If that screen was left meanwhile, it closes the
// booth.
func (w *Window) openBooth(n Network, asks screen, take func(context.Context, *exchange.Opened) error, then func(error)) {
	a, lang := w.session.Assessment, w.lang
	invited := *exchange.Invite(a)
	most := assessment.MaxBallots
	if a.Expected > 0 {
		most = max(0, a.Expected+spare-a.BallotsIn())
	}
	var b Booth
	opened := &boothState{network: n, invited: invited}
	w.background(func(context.Context) (err error) {
		b, err = w.Phones.Open(BoothOptions{
			Network: n, Invitation: &invited, Language: lang, MaxBallots: most, TakeIn: take,
			Stopped: func(why string) { w.do(func() { w.boothStopped(opened, why) }) },
		})
		return err
	}, func(err error) {
		switch {
		case err == nil && (w.screen != asks || w.booth != nil): // the screen was left in the meantime
			b.Close()
			return
		case err == nil:
			opened.Booth, opened.since = b, w.now()
			w.booth = opened
		}
		then(err)
	})
}

// keepBooth closes the booth if the assessment is left, or is no longer what phones were given; the latter it says.
func (w *Window) keepBooth() {
	if w.booth == nil {
		return
	}
	served := w.booth.invited
	if w.session == nil || w.session.Assessment.ID != served.Assessment {
		w.closeBooth()
		return
	}
	a := w.session.Assessment
	same := a.Scope == served.Scope && a.Team.Name == served.Team && a.Card.Ref() == served.Card.Ref() && a.Mode == assessment.ModeIndividual
	if same && !a.Revealed && a.RefuseScores() == nil {
		return
	}
	w.closeBooth()
	if !same {
		w.notice = notice{words: w.say("phones.stopped_changed")}
	}
}

func (w *Window) closeBooth() {
	if b := w.booth; b != nil {
		w.booth = nil
		b.Close()
	}
}

// boothStopped shows why a booth closed by itself.
func (w *Window) boothStopped(b *boothState, why string) {
	if w.booth != b {
		return
	}
	w.booth = nil
	if !w.screen.private() {
		w.render()
	}
	w.showMessage(w.say("phones.stopped_" + why))
}
