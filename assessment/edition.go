package assessment

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Edition is what was agreed when a plan was adopted: scores, details, the plan without progress, and what the ballots showed
// if that may be shown. It never changes, and never holds a ballot. All its stamps are the instant of adopting, so that the
// same agreement is the same edition on every computer; its lists are never nil.
// Source: .github/spec/signed.md, Adopting fixes; .github/spec/decisions.md 3.
type Edition struct {
	ID         string           `json:"id"` // computed from the rest (contentID)
	SealedAt   Seal             `json:"sealed_at"`
	AdoptedOn  Date             `json:"adopted_on"`
	Card       CardCopy         `json:"card"`
	Ballots    int              `json:"ballots"` // the number that counted
	Tallies    map[string]Tally `json:"tallies"` // by indicator with any answer; empty if only the number of ballots may be shown
	Team       Team             `json:"team"`
	Assessment Details          `json:"assessment"`
	Scores     []Score          `json:"scores"`
	Plan       Plan             `json:"plan"`
	Previous   *Previous        `json:"previous"`
}

// CardCopy names the card that an edition was made with. It holds that card whole only if the assessment has moved to another
// version since.
type CardCopy struct {
	CardRef
	Whole json.RawMessage // compact; nil for the card of the assessment
}

// MarshalJSON writes the whole card if c has one, else the reference.
func (c CardCopy) MarshalJSON() ([]byte, error) {
	if c.Whole != nil {
		return c.Whole, nil
	}
	return json.Marshal(c.CardRef)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (c *CardCopy) UnmarshalJSON(b []byte) error {
	c.CardRef, c.Whole = CardRef{}, nil
	var head struct {
		CardRef
		Areas json.RawMessage `json:"areas"`
	}
	if err := json.Unmarshal(b, &head); err != nil {
		return err
	}
	c.CardRef = head.CardRef
	if head.Areas != nil {
		c.Whole = slices.Clone(b)
	}
	return nil
}

// of returns the card: own, which is that of the assessment, or the whole card in c; nil if that cannot be read.
func (c CardCopy) of(own *Card) *Card {
	if c.Whole == nil {
		return own
	}
	var card Card
	if json.Unmarshal(c.Whole, &card) != nil {
		return nil
	}
	card = Tidied(card)
	card.Compact = c.Whole
	return &card
}

// content returns the card as compact JSON; own is that of the assessment.
func (c CardCopy) content(own *Card) json.RawMessage {
	if c.Whole == nil {
		return own.Compact
	}
	return c.Whole
}

// editionOf returns the edition of an assessment that has just been adopted.
func editionOf(a *Assessment) Edition {
	a = a.Clone()
	a.Sort()
	at := Instant(a.Plan.SealedAt)
	e := Edition{
		SealedAt: a.Plan.SealedAt, AdoptedOn: a.Plan.AdoptedOn, Card: CardCopy{CardRef: a.Card.Ref()},
		Ballots: len(a.Counted()), Tallies: map[string]Tally{}, Team: a.Team, Assessment: a.Details, Scores: append([]Score{}, a.Scores...),
		Plan: a.Plan, Previous: a.Previous,
	}
	if a.BallotsShown() {
		for _, ind := range a.Card.InScope(ScopeFull) {
			if t := Count(a.Counted(), ind.ID, a.Card.Levels()); t.Blank < e.Ballots {
				e.Tallies[ind.ID] = t
			}
		}
	}
	d := &e.Assessment
	d.Status, d.ClosedOn, d.UpdatedAt = StatusOpen, "", at
	for i := range e.Scores {
		e.Scores[i].UpdatedAt = at
	}
	e.Plan.Editions, e.Plan.Log, e.Plan.UpdatedAt = []Edition{}, []LogEntry{}, at
	e.Plan.Priorities = append([]Priority{}, a.Plan.Priorities...)
	for i := range e.Plan.Priorities {
		p := &e.Plan.Priorities[i]
		p.UpdatedAt, p.Actions = at, append([]Action{}, p.Actions...)
		for j := range p.Actions {
			x := &p.Actions[j]
			x.Status, x.Reason, x.Reply, x.Notes, x.UpdatedAt = ActionTodo, "", nil, []Note{}, at
		}
	}
	e.ID = e.contentID()
	return e
}

// addedFields lists the fields of what an edition holds that older editions lack: each as its zero value is written, with as much
// around it as tells it apart from others, and what older editions have there. At zero they do not count in the id, so that
// older editions keep theirs.
var addedFields = []string{
	`,"older":[]`, "", // of what is kept of the round before
	`,"disagreed":false}`, "}", // of its answers; a score has other fields behind it
	`,"carried_from":""}`, "}", // of its actions; an action of the plan has other fields behind it
}

// contentID returns the id computed from e's content, without its ID and the card's full text.
func (e Edition) contentID() string {
	e.ID, e.Card.Whole = "", nil
	return idOf(e, addedFields)
}

func idOf(record any, added []string) string {
	sum := sha256.Sum256([]byte(strings.NewReplacer(added...).Replace(string(recordBytes(record)))))
	return hex.EncodeToString(sum[:16])
}

// mergeEdition returns the edition that survives a merge of two with the same id; x is the one here. It is the one whose
// content, apart from its tallies, matches the id, so that what was agreed is never replaced by something else; if both
// match, or neither, the larger in bytes. If x has no tallies, the result has none either (withhold).
func mergeEdition(x, y Edition) Edition {
	matches := func(e Edition) bool { return e.contentID() == e.ID }
	kept, withheld := x, len(x.Tallies) == 0
	if order := cmp.Or(cmp.Compare(rank(matches(x)), rank(matches(y))), bytes.Compare(recordBytes(x), recordBytes(y))); order < 0 {
		kept = y
	}
	if withheld {
		kept.Tallies = x.Tallies
	}
	return kept
}

func rank(better bool) int {
	if better {
		return 1
	}
	return 0
}

// LastEdition returns the edition that was adopted last, or nil if there is none.
func (p *Plan) LastEdition() *Edition {
	if len(p.Editions) == 0 {
		return nil
	}
	e := slices.MaxFunc(p.Editions, func(x, y Edition) int {
		return cmp.Or(cmp.Compare(x.SealedAt, y.SealedAt), strings.Compare(x.ID, y.ID))
	})
	return &e
}

// AsAdopted returns the assessment as it was last adopted, for its documents; nil if it never was.
func (a *Assessment) AsAdopted() *Assessment {
	if e := a.Plan.LastEdition(); e != nil {
		return a.asOf(e)
	}
	return nil
}

// asOf returns the assessment as an edition holds it; nil if the card of the edition cannot be read.
func (a *Assessment) asOf(e *Edition) *Assessment {
	card := e.Card.of(a.Card)
	if card == nil {
		return nil
	}
	adopted := &Assessment{
		Card: card, Team: e.Team, Details: e.Assessment, Scores: e.Scores, Plan: e.Plan, Previous: e.Previous, Edition: e,
	}
	adopted = adopted.Clone()
	only := *e
	only.Card = CardCopy{CardRef: card.Ref()}
	adopted.Plan.Editions = []Edition{only}
	return adopted
}

// SealOlder adds an edition to a plan that was adopted before there were editions. Its instant is midnight UTC of the day of
// adoption, so that every computer makes the same edition. Source: .github/spec/decisions.md 5.
func (a *Assessment) SealOlder() {
	if a.Plan.Status != PlanAdopted || a.Plan.SealedAt != 0 {
		return
	}
	at := FirstInstant
	if day := a.Plan.AdoptedOn.Time(); !day.IsZero() {
		at = InstantOf(day)
	}
	a.Plan.SealedAt = Seal(at)
	tidied := Tidied(*a) // an older version of the program stored texts unchanged, and a file holds them tidied
	a.Plan.Editions = append(a.Plan.Editions, editionOf(&tidied))
}

// edition checks one edition: its card, which is that of the assessment or its own, its content against its id, and every
// record in it.
func (k *checker) edition(at string, e *Edition) {
	k.name(at+".id", e.ID)
	card := e.Card.of(k.card)
	switch {
	case card == nil, e.Card.Whole != nil && len(card.Check()) > 0:
		k.add(at+".card", FaultSyntax, "", "")
		return
	case card.Ref() != e.Card.CardRef, card.Ref() == k.card.Ref() && !bytes.Equal(e.Card.content(k.card), k.card.Compact):
		k.add(at+".card", FaultReference, e.Card.ID+" "+e.Card.Version, card.ID+" "+card.Version)
		return
	// A file may leave out tallies that the id was computed from.
	case e.ID != e.contentID() && (len(e.Tallies) > 0 || e.Ballots < MinBallots):
		k.add(at, FaultEdition, "", "")
		return
	}
	own := &checker{card: card, ids: unique{}, findings: k.findings}
	defer func() { k.findings = own.findings }()
	own.date(at+".adopted_on", e.AdoptedOn)
	own.between(at+".ballots", e.Ballots, 0, MaxBallots)
	own.team(at+".team", e.Team)
	own.details(at+".assessment", e.Assessment)
	own.scores(at+".scores", e.Scores)
	own.plan(at+".plan", &e.Plan)
	own.adopted(at+".plan", &e.Plan)
	if p := &e.Plan; p.Status != PlanAdopted || p.AdoptedOn != e.AdoptedOn || p.SealedAt != e.SealedAt {
		own.add(at+".plan.status", FaultReference, string(p.Status), string(PlanAdopted))
	}
	if n := len(e.Plan.Editions) + len(e.Plan.Log); n > 0 {
		own.add(at+".plan.editions", FaultCount, fmt.Sprint(n), "0")
	}
	for _, id := range sortedKeys(e.Tallies) {
		if own.indicator(at+".tallies."+id, id) {
			own.tally(at+".tallies."+id, e.Tallies[id], e.Ballots)
		}
	}
	if len(e.Tallies) > 0 && e.Ballots < MinBallots {
		own.add(at+".tallies", FaultCount, fmt.Sprint(e.Ballots), fmt.Sprintf("%d…%d", MinBallots, MaxBallots))
	}
	own.previous(at+".previous", e.Previous)
}

// tally checks the tally of one indicator over a number of ballots: its counts add up to that number.
func (k *checker) tally(at string, t Tally, ballots int) {
	if n := len(t.Levels); n != k.card.Levels() {
		k.add(at, FaultCount, fmt.Sprint(n), fmt.Sprint(k.card.Levels()))
	}
	sum := t.Scored() + t.Unknown + t.NotApplicable + t.Blank
	if sum != ballots || min(t.Unknown, t.NotApplicable, t.Blank) < 0 || slices.ContainsFunc(t.Levels, func(n int) bool { return n < 0 }) {
		k.add(at, FaultCount, fmt.Sprint(sum), fmt.Sprint(ballots))
	}
}

// adopted checks that an adopted plan has a day of adoption. Only one adopted by a program that did not ask for it has none;
// it is sealed at FirstInstant (SealOlder).
func (k *checker) adopted(at string, p *Plan) {
	if p.Status == PlanAdopted && p.AdoptedOn == "" && p.SealedAt != Seal(FirstInstant) {
		k.add(at+".adopted_on", FaultEmpty, "", "")
	}
}

// history checks the editions and the log of a plan. An adopted plan has an edition of its adoption.
func (k *checker) history(p *Plan) {
	k.adopted("plan", p)
	ids, sealed := unique{}, false
	for i := range p.Editions {
		at, e := place("plan.editions", i), &p.Editions[i]
		if e.SealedAt > p.SealedAt { // the plan has the instant of the last adoption, or of reopening it
			k.add(at, FaultEdition, "", "")
		}
		k.edition(at, e)
		if !ids.add(e.ID) {
			k.add(at+".id", FaultTwice, e.ID, "")
		}
		sealed = sealed || e.SealedAt == p.SealedAt
	}
	if p.Status == PlanAdopted && (!sealed || p.SealedAt == 0) {
		k.add("plan.editions", FaultMissing, "", "")
	}
	ids = unique{}
	for i, e := range p.Log {
		at := place("plan.log", i)
		k.log(at, e)
		if !ids.add(e.ID) {
			k.add(at+".id", FaultTwice, e.ID, "")
		}
	}
}
