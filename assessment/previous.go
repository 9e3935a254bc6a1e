package assessment

// Previous is what pages show of the team's round before, kept in the new one so that a file shows it too: when it was, its
// answers, and what became of its actions. It is a record of its own. Source: .github/spec/decisions.md 3.
type Previous struct {
	ID        string           `json:"id"` // of that round
	Date      Date             `json:"date"`
	Card      CardRef          `json:"card"`
	Levels    int              `json:"levels"` // of that card
	Scope     Scope            `json:"scope"`
	Answers   []PreviousAnswer `json:"answers"`
	Actions   []Outcome        `json:"actions"`
	UpdatedAt Instant          `json:"updated_at"`
}

// PreviousAnswer is what the team answered then to one indicator, and what it takes to compare that with now.
type PreviousAnswer struct {
	Indicator string `json:"indicator"`
	Revision  int    `json:"revision"`
	Core      bool   `json:"core"`
	Answer    Answer `json:"answer"`
}

// Outcome is what became of one action of that round.
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
}

// PreviousOf returns what is kept of a round in the one after it; nil for none.
func PreviousOf(a *Assessment, now Instant) *Previous {
	if a == nil {
		return nil
	}
	p := &Previous{
		ID: a.ID, Date: a.Date, Card: a.Card.Ref(), Levels: a.Card.Levels(), Scope: a.Scope,
		Answers: []PreviousAnswer{}, Actions: []Outcome{}, UpdatedAt: now.Clamp(),
	}
	answers := a.answers()
	for _, ind := range a.Card.InScope(ScopeFull) {
		if answers[ind.ID] != Blank {
			p.Answers = append(p.Answers, PreviousAnswer{ind.ID, ind.Revision, ind.Core, answers[ind.ID]})
		}
	}
	for _, x := range a.Plan.ByDue() {
		p.Actions = append(p.Actions, outcomeOf(x))
	}
	return p
}

func outcomeOf(x PlacedAction) Outcome {
	return Outcome{
		ID: x.ID, Indicator: x.Priority.Indicator, What: x.What, Owner: x.Owner, Due: x.Due, Hours: x.Hours, Euros: x.Euros,
		Ask: x.Ask, Status: x.Status, Reason: x.Reason, Reply: x.Reply.clone(),
	}
}

// Round returns the round as far as it is kept: its date, scope and answers, on a card of which only the indicators that were
// answered are known. It is there to be compared with, and for nothing else.
func (p *Previous) Round(team Team) *Assessment {
	card := &Card{ID: p.Card.ID, Version: p.Card.Version, Areas: []Area{{}}}
	card.Scale.Levels = make([]ScaleLevel, p.Levels)
	a := &Assessment{Card: card, Team: team, Details: Details{ID: p.ID, Date: p.Date, Scope: p.Scope}}
	for _, x := range p.Answers {
		card.Areas[0].Indicators = append(card.Areas[0].Indicators, Indicator{ID: x.Indicator, Revision: x.Revision, Core: x.Core})
		a.Scores = append(a.Scores, Score{Indicator: x.Indicator, Answer: x.Answer})
	}
	return a
}

func (k *checker) previous(at string, p *Previous) {
	if p == nil {
		return
	}
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
	k.most(at+".actions", len(p.Actions), MaxRecords)
	for i := range p.Actions {
		k.outcome(place(at+".actions", i), &p.Actions[i])
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

// LastAction is what became of one action of the round before, as the new round's pages tell it.
type LastAction struct {
	Outcome
	Taken bool // the new round's plan goes on with it
}

// LastPlan returns what became of the actions of the round before, by due date: as that round is now where it is at hand,
// which last may not be, else as the new round keeps it. Of what was adopted it is always what was kept then.
// Source: .github/spec/signed.md, Closing; .github/spec/decisions.md 3.
func (a *Assessment) LastPlan(last *Assessment) []LastAction {
	kept := a.Previous
	if last != nil && a.Edition == nil {
		kept = PreviousOf(last, 0)
	}
	if kept == nil {
		return nil
	}
	taken := make(map[string]bool)
	for _, x := range a.Plan.actions() {
		taken[x.CarriedFrom] = true
	}
	list := make([]LastAction, len(kept.Actions))
	for i, x := range kept.Actions {
		list[i] = LastAction{x, taken[x.ID]}
	}
	return list
}
