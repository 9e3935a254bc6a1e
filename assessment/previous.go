package assessment

import (
	"cmp"
	"slices"
	"strings"
)

// Previous is what documents show of a team's previous round, and of the rounds before that as far as they are known, newest
// first: of those only the actions that Reviewed goes through. It is kept in the new round so that files contain it, and is a
// record of its own. Source: .github/spec/decisions.md 3.
type Previous struct {
	KeptRound
	Older []KeptRound `json:"older"`
}

// KeptRound is what a later round keeps of one: its date, its answers and its actions.
type KeptRound struct {
	ID        string           `json:"id"`
	Date      Date             `json:"date"`
	Card      CardRef          `json:"card"`
	Levels    int              `json:"levels"` // of that card
	Scope     Scope            `json:"scope"`
	Answers   []PreviousAnswer `json:"answers"`
	Actions   []Outcome        `json:"actions"`
	UpdatedAt Instant          `json:"updated_at"` // of its last change
}

// PreviousAnswer is what the team answered then to one indicator, and what it takes to compare that with now.
type PreviousAnswer struct {
	Indicator string `json:"indicator"`
	Revision  int    `json:"revision"`
	Core      bool   `json:"core"`
	Answer    Answer `json:"answer"`
	// Disagreed is as in Score. It stands last, which tells its zero apart from that of a score (addedFields).
	Disagreed bool `json:"disagreed"`
}

// Outcome is one action of that round, with its state.
type Outcome struct {
	ID        string       `json:"id"`
	Indicator string       `json:"indicator"`
	What      string       `json:"what"`
	Owner     string       `json:"owner"`
	Due       Date         `json:"due"`
	Hours     int          `json:"hours"`
	Euros     int          `json:"euros"`
	Ask       string       `json:"ask"`
	Status    ActionStatus `json:"status"`
	Reason    string       `json:"reason"`
	Reply     *Reply       `json:"answer"`
	// CarriedFrom is as in Action. It stands last, which tells its zero apart from that of an action (addedFields).
	CarriedFrom string `json:"carried_from"`
}

// PreviousOf returns what the next round keeps of a, without older rounds; nil for nil. Its stamp is the latest in a, so that
// all copies of a give the same.
func PreviousOf(a *Assessment) *Previous {
	if a == nil {
		return nil
	}
	k := KeptRound{
		ID: a.ID, Date: a.Date, Card: a.Card.Ref(), Levels: a.Card.Levels(), Scope: a.Scope,
		Answers: []PreviousAnswer{}, Actions: []Outcome{}, UpdatedAt: a.lastStamp().Clamp(),
	}
	answers := a.answers()
	for _, ind := range a.Card.InScope(ScopeFull) {
		if answers[ind.ID] != Blank {
			k.Answers = append(k.Answers, PreviousAnswer{ind.ID, ind.Revision, ind.Core, answers[ind.ID], a.Score(ind.ID).Disagreed})
		}
	}
	for _, x := range a.Plan.ByDue() {
		k.Actions = append(k.Actions, outcomeOf(x))
	}
	return &Previous{Tidied(k), []KeptRound{}} // an older version of the program stored texts unchanged
}

// previous returns what a keeps of the team's earlier rounds, newest first: of older ones that are not among them, what those
// keep. It has the latest stamp of all. It returns nil for none.
func (a *Assessment) previous(earlier []*Assessment) *Previous {
	if len(earlier) == 0 {
		return nil
	}
	p, r := PreviousOf(earlier[0]), Round{Assessment: a, Earlier: earlier}
	past := r.past((*Assessment).keptNow)
	past = past[slices.IndexFunc(past, func(x knownRound) bool { return x.Assessment == earlier[0] }):]
	actions := r.older(past, nil)
	for _, x := range past[1:] {
		o := x.kept
		if x.by == nil {
			o = PreviousOf(x.Assessment).KeptRound
		}
		o.Actions = []Outcome{}
		for _, y := range OfRound(actions, x.ID) {
			o.Actions = append(o.Actions, Tidied(outcomeOf(y.PlacedAction)))
		}
		p.Older, p.UpdatedAt = append(p.Older, o), max(p.UpdatedAt, o.UpdatedAt)
	}
	return p
}

// lastStamp returns the stamp of the last change to a round.
func (a *Assessment) lastStamp() Instant {
	at := max(a.UpdatedAt, a.Plan.UpdatedAt)
	for _, s := range a.Scores {
		at = max(at, s.UpdatedAt)
	}
	for _, p := range a.Plan.Priorities {
		at = max(at, p.UpdatedAt)
	}
	for _, x := range a.Plan.actions() {
		at = max(at, x.UpdatedAt)
		if x.Reply != nil {
			at = max(at, x.Reply.UpdatedAt)
		}
	}
	for _, d := range a.Deleted {
		at = max(at, d.UpdatedAt)
	}
	return at
}

// Keeping returns the assessment with its Previous brought up to date from earlier, the team's loaded rounds before it,
// newest first, as files contain it. It stays as it is if there are none, if it is of a later round or was changed later
// elsewhere, or if the new one would not fit in a file.
func (a *Assessment) Keeping(earlier []*Assessment) *Assessment {
	next := *a
	next.Previous = a.kept(earlier)
	k := &checker{}
	k.previous("previous", next.Previous)
	k.room(&next)
	if len(k.faults) > 0 {
		return a
	}
	return &next
}

func (a *Assessment) kept(earlier []*Assessment) *Previous {
	was, is := a.Previous, a.previous(earlier)
	switch {
	case was == nil || is == nil || was.ID == is.ID:
		return laterPrevious(was, is)
	case was.after(earlier[0]):
		return was
	}
	is.UpdatedAt = is.UpdatedAt.After(was.UpdatedAt)
	return is
}

// keptShown returns the kept previous round that documents show.
func (a *Assessment) keptShown() *Previous {
	if agreed := a.keptAgreed(); agreed != nil {
		return agreed
	}
	return a.Previous
}

// keptAgreed returns what the edition of an adopted plan keeps of the rounds before; nil for a draft, and for an edition
// that keeps none.
func (a *Assessment) keptAgreed() *Previous {
	if e := a.Plan.LastEdition(); e != nil && a.Plan.Status == PlanAdopted {
		return e.Previous
	}
	return nil
}

// keptNow returns what was kept last of the round before.
func (a *Assessment) keptNow() *Previous { return a.Previous }

// after reports whether what is kept is of a later round than a.
func (p *KeptRound) after(a *Assessment) bool {
	return cmp.Or(cmp.Compare(p.Date, a.Date), strings.Compare(p.ID, a.ID)) > 0
}

func outcomeOf(x PlacedAction) Outcome {
	return Outcome{
		ID: x.ID, Indicator: x.Priority.Indicator, What: x.What, Owner: x.Owner, Due: x.Due, Hours: x.Hours, Euros: x.Euros,
		Ask: x.Ask, Status: x.Status, Reason: x.Reason, Reply: x.Reply.clone(), CarriedFrom: x.CarriedFrom,
	}
}

// compared returns the kept round as an assessment that a later round compares itself with: its date, scope and answers, on
// the card of later if it had that, else on one that has only the indicators that were answered.
func (p *KeptRound) compared(later *Assessment) *Assessment {
	card := &Card{ID: p.Card.ID, Version: p.Card.Version, Areas: []Area{{}}}
	card.Scale.Levels = make([]ScaleLevel, p.Levels)
	a := &Assessment{Card: card, Team: later.Team, Details: Details{ID: p.ID, Date: p.Date, Scope: p.Scope}}
	for _, x := range p.Answers {
		card.Areas[0].Indicators = append(card.Areas[0].Indicators, Indicator{ID: x.Indicator, Revision: x.Revision, Core: x.Core})
		a.Scores = append(a.Scores, Score{Indicator: x.Indicator, Answer: x.Answer, Disagreed: x.Disagreed})
	}
	if later.Card.Ref() == p.Card {
		a.Card = later.Card
	}
	return a
}

func (k *checker) previous(at string, p *Previous) {
	if p == nil {
		return
	}
	k.keptRound(at, p.KeptRound)
	k.most(at+".older", len(p.Older), MaxRecords)
	for i, o := range p.Older {
		k.keptRound(place(at+".older", i), o)
	}
}

func (k *checker) keptRound(at string, p KeptRound) {
	k.name(at+".id", p.ID)
	k.date(at+".date", p.Date)
	k.name(at+".card.id", p.Card.ID)
	k.name(at+".card.version", p.Card.Version)
	k.between(at+".levels", p.Levels, MinLevels, MaxLevels)
	choice(k, at+".scope", p.Scope, ScopeFull, ScopeCore)
	k.most(at+".answers", len(p.Answers), MaxRecords)
	for i, x := range p.Answers {
		at := place(at+".answers", i)
		k.name(at+".indicator", x.Indicator)
		if !x.Answer.Valid(p.Levels) {
			k.add(at+".answer", FaultRange, x.Answer.String(), "")
		}
	}
	k.outcomes(at+".actions", p.Actions)
}

func (k *checker) outcomes(at string, list []Outcome) {
	k.most(at, len(list), MaxRecords)
	for i := range list {
		k.outcome(place(at, i), &list[i])
	}
}

func (k *checker) outcome(at string, o *Outcome) {
	k.name(at+".id", o.ID)
	k.name(at+".indicator", o.Indicator)
	k.text(at+".what", o.What)
	k.text(at+".owner", o.Owner)
	k.date(at+".due", o.Due)
	k.between(at+".hours", o.Hours, 0, MaxNumber)
	k.between(at+".euros", o.Euros, 0, MaxNumber)
	k.text(at+".ask", o.Ask)
	choice(k, at+".status", o.Status, ActionStatuses...)
	k.text(at+".reason", o.Reason)
	k.reply(at+".answer", o.Reply)
	if o.CarriedFrom != "" {
		k.name(at+".carried_from", o.CarriedFrom)
	}
}

func laterPrevious(x, y *Previous) *Previous {
	switch {
	case x == nil:
		return y
	case y == nil:
		return x
	}
	p := last(*x, *y, x.UpdatedAt, y.UpdatedAt)
	return &p
}
