package assessment

import "slices"

// CardChanges lists the effect of another version of the card on an assessment: the indicators that are the same,
// changed, new and gone, in the order of the new card (Gone: of the old card).
type CardChanges struct {
	Same, Changed, New, Gone []string
}

// CompareCards compares two versions of a card. An indicator is the same if its id and revision are. If the cards
// have different ids or numbers of levels, a level has a different meaning, and no indicator is the same. Source:
// .github/spec/card.md.
func CompareCards(old, next *Card) CardChanges {
	alike := old.ID == next.ID && old.Levels() == next.Levels()
	var c CardChanges
	for _, ind := range next.InScope(ScopeFull) {
		switch was, _ := old.Indicator(ind.ID); {
		case was == nil:
			c.New = append(c.New, ind.ID)
		case alike && was.Revision == ind.Revision:
			c.Same = append(c.Same, ind.ID)
		default:
			c.Changed = append(c.Changed, ind.ID)
		}
	}
	for _, ind := range old.InScope(ScopeFull) {
		if is, _ := next.Indicator(ind.ID); is == nil {
			c.Gone = append(c.Gone, ind.ID)
		}
	}
	return c
}

// NewerIn returns the highest version of c in cards, or nil if none is higher than c.
func (c *Card) NewerIn(cards []*Card) *Card {
	newest := c
	for _, other := range cards {
		if other.ID == c.ID && compareVersions(other.Version, newest.Version) > 0 {
			newest = other
		}
	}
	if newest == c {
		return nil
	}
	return newest
}

// Kept returns b with only the answers and remarks on indicators that stay the same.
func (c CardChanges) Kept(b Ballot) Ballot {
	answers, remarks := b.Answers, b.Remarks
	b.Answers, b.Remarks = make(map[string]Answer), make(map[string]string)
	for _, id := range c.Same {
		if a, ok := answers[id]; ok {
			b.Answers[id] = a
		}
		if r, ok := remarks[id]; ok {
			b.Remarks[id] = r
		}
	}
	return b
}

// MoveTo returns the assessment on another version of its card. Indicators that stay the same keep the team's scores and the
// answers in ballots; changed and new ones are blank, and those that are gone are left out. The plan is unchanged: what was
// agreed about a changed indicator still stands.
//
// The move is refused if the plan has a priority for an indicator that is gone; Faults name each. Leaving it out would drop
// actions that people count on, and keeping it would make a plan that no file can contain, so the team decides first. A move
// to another card is refused too, and any move while the plan is adopted or the round closed. Editions keep their card.
func (a *Assessment) MoveTo(card *Card, now Instant) (*Assessment, CardChanges, error) {
	changes := CompareCards(a.Card, card)
	if card.ID != a.Card.ID {
		return nil, changes, Refuse([]Fault{{Place: "card.id", Code: FaultChoice, Got: card.ID, Want: a.Card.ID}})
	}
	moved := *a
	if card.Ref() == a.Card.Ref() {
		return &moved, changes, nil
	}
	if err := a.RefuseScores(); err != nil {
		return nil, changes, err
	}
	moved.Plan.Editions = slices.Clone(a.Plan.Editions)
	for i := range moved.Plan.Editions {
		if c := &moved.Plan.Editions[i].Card; c.Whole == nil {
			c.Whole = a.Card.Compact // the edition was made on that card
		}
	}
	moved.Card, moved.UpdatedAt = card, now.After(a.UpdatedAt)
	moved.Scores, moved.Ballots = nil, nil
	for _, ind := range card.InScope(ScopeFull) {
		i := slices.IndexFunc(a.Scores, func(s Score) bool { return s.Indicator == ind.ID })
		switch {
		case i < 0:
		case slices.Contains(changes.Same, ind.ID):
			moved.Scores = append(moved.Scores, a.Scores[i])
		default:
			blank := moved.Score(ind.ID)
			blank.UpdatedAt = now.After(a.Scores[i].UpdatedAt)
			moved.Scores = append(moved.Scores, blank)
		}
	}
	for _, b := range a.Ballots {
		moved.Ballots = append(moved.Ballots, changes.Kept(b))
	}
	if err := Refuse(moved.Check()); err != nil {
		return nil, changes, err
	}
	return &moved, changes, nil
}
