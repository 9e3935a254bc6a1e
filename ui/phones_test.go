package ui

import (
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/ui/session"
)

// hotel is a network in a test, with its open booth.
type hotel struct {
	networks []Network
	blocked  string
	err      error
	open     *stall
	opened   int
}

func (h *hotel) Networks() ([]Network, string, error) { return h.networks, h.blocked, h.err }

func (h *hotel) Open(o BoothOptions) (Booth, error) {
	if h.open != nil {
		return nil, errors.New("two booths")
	}
	h.opened++
	h.open = &stall{hotel: h, options: o}
	return h.open, nil
}

// stall is a booth without a network.
type stall struct {
	hotel         *hotel
	options       BoothOptions
	reached, full bool
	allowed       int
}

func (s *stall) Address() string { return s.options.Network.Address + ":47800" }
func (s *stall) Code() string    { return "K7QD3M" }
func (s *stall) Link() string    { return "http://" + s.Address() + "/" + s.Code() }
func (s *stall) Reached() bool   { return s.reached }
func (s *stall) Full() bool      { return s.full }
func (s *stall) Allow()          { s.allowed++; s.full = false }
func (s *stall) Close()          { s.hotel.open = nil }

var wifi = Network{Name: "wlp3s0", Kind: "wifi", Address: "192.168.1.24"}

// withPhones is a workshop with phones.
func withPhones(t *testing.T, networks ...Network) (*room, *hotel) {
	t.Helper()
	r, h := workshop(t), &hotel{networks: networks}
	r.Phones = h
	r.render()
	return r, h
}

// handsIn hands in a ballot from a phone.
func (r *room) handsIn(h *hotel, level assessment.Answer) error {
	i := h.open.options.Invitation
	b := newBallot(assessment.GroupTeam)
	b.Answers["V1"] = level
	return h.open.options.TakeIn(r.Context(), &exchange.Opened{Ballots: i.Cast(b)})
}

// The facilitator turns phones on; the room sees how to reach the page and how many are done, and nothing else; the reveal
// turns the phones off.
func TestPhones(t *testing.T) {
	r, h := withPhones(t, wifi)
	var second func()
	r.everySecond = func(do func()) func() { second = do; return func() { second = nil } }
	r.session.ExpectBallots(4)
	r.sees("Telefoons")
	r.write("t")
	r.sees("Pak je telefoon", "192.168.1.24:47800", "K7QD3M", "(wifi)", "0", "van 4 zijn klaar", "Er gaat niets naar internet.")
	if h.open == nil || h.open.options.MaxBallots != 6 || h.open.options.Language != r.lang {
		t.Fatalf("%+v", h.open)
	}
	for level := range assessment.Answer(3) {
		if err := r.handsIn(h, level+1); err != nil {
			t.Fatal(err)
		}
	}
	r.sees("3", "van 4 zijn klaar")
	if n := len(r.stored().Ballots); n != 3 {
		t.Errorf("%d ballots", n)
	}
	second() // nothing changed
	r.clock += assessment.Instant(unreached.Milliseconds())
	second()
	r.sees("Nog geen telefoon heeft de pagina geopend", "eigen kleine router")
	h.open.reached = true
	second()
	if all := r.words(); strings.Contains(all, "Nog geen telefoon") {
		t.Error("it still says that no phone came")
	}
	h.open.full = true
	second()
	r.sees("Iedereen die werd verwacht, heeft ingeleverd.")
	r.write("m")
	if h.open.allowed != 1 || strings.Contains(r.words(), "Nog één toelaten") {
		t.Error("nobody more is let in")
	}

	// Other ways remain available beside it.
	r.goTo(session.StepScore)
	r.sees(r.say("gather.phones_on"))
	if second != nil || h.open == nil {
		t.Error("leaving the screen leaves its clock, or turns the phones off")
	}
	r.write("t")
	r.sees("K7QD3M")
	if h.opened != 1 {
		t.Errorf("opened %d times", h.opened)
	}
	r.write("o")
	r.sees(r.say("gather.missing", "count", 1, "total", 4))
	if err := r.handsIn(h, 4); err != nil {
		t.Fatal(err)
	}
	r.sees(r.say("gather.complete"))
	if h.open == nil {
		t.Error("asking whether to reveal turns the phones off")
	}
	r.write(" ")
	if h.open != nil || !r.session.Assessment.Revealed {
		t.Error("after the reveal the phones are on")
	}
	r.goTo(session.StepScore)
	r.write("t")
	if h.open != nil {
		t.Error("phones are turned on after the reveal")
	}
}

// Stop, leaving the assessment, closing the window, and changing the questions turn the phones off.
func TestPhonesAreTurnedOff(t *testing.T) {
	for name, off := range map[string]func(r *room){
		"stop":   func(r *room) { r.press(fyne.KeyEscape) },
		"home":   func(r *room) { r.Home() },
		"closed": func(r *room) { r.Close() },
		"scope": func(r *room) {
			d := r.session.Assessment.Details
			d.Scope = assessment.ScopeCore
			r.session.SetDetails(session.Once, r.session.Assessment.Team, d)
			r.render()
		},
		"adopted": func(r *room) {
			r.session.Assessment.Plan.Status = assessment.PlanAdopted
			r.render()
		},
		"together": func(r *room) {
			d := r.session.Assessment.Details
			d.Mode = assessment.ModeTogether
			r.session.SetDetails(session.Once, r.session.Assessment.Team, d)
			r.render()
		},
	} {
		r, h := withPhones(t, wifi)
		r.write("t")
		if h.open == nil {
			t.Fatalf("%s: not on", name)
		}
		off(r)
		if h.open != nil || r.booth != nil {
			t.Errorf("%s: still on", name)
		}
		if name == "scope" || name == "together" {
			r.sees(r.say("phones.stopped_changed"))
		}
	}
	r, h := withPhones(t, wifi)
	for _, why := range []string{"slept", "idle", "gone"} {
		r.phones()
		stopped := h.open.options.Stopped
		h.open.Close()
		stopped(why)
		r.sees(r.say("phones.stopped_"+why), r.say("phones.off"))
		r.press(fyne.KeyEscape)
	}
	r.phones()
	r.goTo(session.StepScore)
	r.phones() // another screen for the same booth
	stopped := h.open.options.Stopped
	h.open.Close()
	stopped("slept")
	r.sees(r.say("phones.off"))
	r.write("t")
	r.sees("K7QD3M")
	r.press(fyne.KeyEscape)
	if r.booth != nil {
		t.Error("still on")
	}
}

// If phones cannot reach the laptop the screen says so, opens nothing, and shows the other ways.
func TestNoPhones(t *testing.T) {
	r, h := withPhones(t)
	r.write("t")
	r.sees("Deze laptop zit niet op een netwerk", "Invulblad gebruiken")
	h.networks, h.blocked = []Network{wifi}, "New-NetFirewallRule x"
	r.write("t")
	r.sees("Windows houdt dit tegen; alleen ICT kan dat veranderen.", "New-NetFirewallRule x")
	r.write("c")
	if got := r.app.Clipboard().Content(); got != h.blocked {
		t.Errorf("copied %q", got)
	}
	h.blocked, h.err = "", errors.New("no permission")
	r.write("t")
	r.sees("De telefoons konden niet worden aangezet.")
	if h.opened != 0 {
		t.Errorf("opened %d times", h.opened)
	}
	h.err, h.networks = nil, []Network{wifi, {Name: "Hotspot 2", Kind: "other", Address: "10.0.0.1"}}
	r.write("t")
	r.sees("wifi · 192.168.1.24", "Hotspot 2 · 10.0.0.1")
	r.write("2")
	r.sees("10.0.0.1:47800", "(Hotspot 2)")
	r.write("i")
	if _, ok := r.screen.(*fillInScreen); !ok || h.open == nil {
		t.Errorf("I leads to %T", r.screen)
	}
	r.press(fyne.KeyEscape)
	r.sees("10.0.0.1:47800")
}

// An administrator may forbid phones: then nothing of them is shown.
func TestPhonesForbidden(t *testing.T) {
	r := workshop(t)
	if strings.Contains(r.words(), "Telefoons") || r.screen.keys().named("T") != nil {
		t.Error("phones are offered")
	}
}

// Returning to gathering while a booth opens does not open a second one.
func TestPhonesLeftWhileOpening(t *testing.T) {
	r, h := withPhones(t, wifi)
	var later []func()
	r.spawn = func(f func()) { later = append(later, f) }
	r.write("t")
	r.press(fyne.KeyEscape)
	for start := time.Now(); len(later) > 0 && time.Since(start) < time.Minute; {
		next := later[0]
		later = later[1:]
		next()
	}
	if h.open != nil || r.booth != nil {
		t.Error("phones are on although the screen was left")
	}
}
