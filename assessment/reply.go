package assessment

import "strings"

// Reply is the leadership's answer to what an action asks. Hours and Euros are what was granted, whole and not negative; On
// is the day it was given. It is a record of its own, with its own stamp. Source: .github/spec/signed.md.
type Reply struct {
	Kind      ReplyKind `json:"kind"`
	Words     string    `json:"words"`
	Hours     int       `json:"hours"`
	Euros     int       `json:"euros"`
	On        Date      `json:"on"`
	UpdatedAt Instant   `json:"updated_at"`
}

// ReplyKind is the kind of an answer of the leadership.
type ReplyKind string

// The kinds of answers. ReplyNone is an answer that was taken back; without any answer there is no Reply.
const (
	ReplyNone    ReplyKind = ""
	ReplyGranted ReplyKind = "granted"
	ReplyPartly  ReplyKind = "partly"
	ReplyLater   ReplyKind = "later"
	ReplyRefused ReplyKind = "refused"
)

// ReplyKinds lists every answer that can be given, in the order they are shown.
var ReplyKinds = []ReplyKind{ReplyGranted, ReplyPartly, ReplyLater, ReplyRefused}

// Asks reports whether the action asks something of the leadership: hours, euros or words.
func (a *Action) Asks() bool { return a.Hours > 0 || a.Euros > 0 || strings.TrimSpace(a.Ask) != "" }

// AskOpen reports whether the action asks something without a final answer: there is none, it was taken back, or it is
// "later". Source: .github/spec/decisions.md 7.
func (a *Action) AskOpen() bool {
	return a.Asks() && (a.Reply == nil || a.Reply.Kind == ReplyNone || a.Reply.Kind == ReplyLater)
}

// Choose sets the kind of r, an answer to what x asks. ReplyGranted takes the hours and euros that x asks now, so that
// anything it asks later is not granted; ReplyPartly keeps those in r; the others grant nothing.
func (r *Reply) Choose(kind ReplyKind, x *Action) {
	switch r.Kind = kind; kind {
	case ReplyGranted:
		r.Hours, r.Euros = x.Hours, x.Euros
	case ReplyPartly:
	default:
		r.Hours, r.Euros = 0, 0
	}
}

// Check refuses an answer that breaks a rule.
func (r *Reply) Check() error {
	k := &checker{}
	k.reply("answer", r)
	return Refuse(k.faults)
}

func (k *checker) reply(at string, r *Reply) {
	if r == nil {
		return
	}
	choice(k, at+".kind", r.Kind, append([]ReplyKind{ReplyNone}, ReplyKinds...)...)
	k.text(at+".words", r.Words)
	k.between(at+".hours", r.Hours, 0, MaxNumber)
	k.between(at+".euros", r.Euros, 0, MaxNumber)
	k.date(at+".on", r.On)
}

// Answer replaces the leadership's answer to an action, which may be given at any time. It fails with CodeNotFound if there
// is no such action.
func (p *Plan) Answer(action string, r Reply, now Instant) error {
	act, _ := p.Action(action)
	if act == nil {
		return Fail(CodeNotFound, nil, "name", action)
	}
	r.UpdatedAt = now.Clamp()
	if act.Reply != nil {
		r.UpdatedAt = now.After(act.Reply.UpdatedAt)
	}
	act.Reply = &r
	return r.Check()
}

func (r *Reply) clone() *Reply {
	if r == nil {
		return nil
	}
	c := *r
	return &c
}

// laterReply returns the later of two answers; of the same instant the one that is larger in bytes. If one is nil it returns
// the other.
func laterReply(x, y *Reply) *Reply {
	switch {
	case x == nil:
		return y
	case y == nil:
		return x
	}
	r := last(*x, *y, x.UpdatedAt, y.UpdatedAt)
	return &r
}
