package exchange

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"fmt"

	"kwaliteitskaart/assessment"
)

// Ballots is a list of ballots for the facilitator; a file contains one. Neither the file nor its suggested name
// reveals whose it is or when it was filled in.
type Ballots struct {
	Card       *assessment.Card
	Assessment string // the id of the assessment they are for
	List       []assessment.Ballot
}

// Cast returns a filled-in ballot for the invitation. A ballot without an id gets a random one, which it keeps: the
// same ballot saved twice counts once.
func (i *Invitation) Cast(b assessment.Ballot) *Ballots {
	if b.ID == "" {
		b.ID = assessment.NewBallotID(i.Assessment)
	}
	return &Ballots{Card: i.Card, Assessment: i.Assessment, List: []assessment.Ballot{b}}
}

// BallotName returns a suggested name for a ballot file. It is random, and reveals nothing, not even about the
// ballot.
func BallotName() string {
	var b [4]byte
	_, _ = rand.Read(b[:]) // it never fails
	return "antwoorden-" + hex.EncodeToString(b[:]) + Extension
}

type ballotContent struct {
	Card       json.RawMessage   `json:"card"`
	Assessment string            `json:"assessment"`
	Ballot     assessment.Ballot `json:"ballot"`
}

func readBallot(raw json.RawMessage, cards Cards) (*Ballots, error) {
	var c ballotContent
	card, faults, err := unpack(raw, cards, &c)
	if err != nil {
		return nil, err
	}
	c = assessment.Tidied(c)
	b := &Ballots{Card: card, Assessment: c.Assessment, List: []assessment.Ballot{c.Ballot}}
	if err := refuse(faults, b.check()); err != nil {
		return nil, err
	}
	return b, nil
}

// check returns all violations of the rules by the ballots on their own card.
func (b *Ballots) check() []assessment.Fault {
	return checkAs(b.Card, b.Assessment, func(a *assessment.Assessment) { a.Ballots = b.List })
}

// For refuses ballots for another assessment (CodeBallotElsewhere), ballots filled in with another card
// (CodeBallotCard, or CodeCardConflict if only the content differs), and ballots with answers that the card does not
// allow (CodeContent).
func (b *Ballots) For(a *assessment.Assessment) error {
	switch {
	case b.Assessment != a.ID:
		return assessment.Fail(assessment.CodeBallotElsewhere, nil)
	case b.Card.Ref() != a.Card.Ref():
		return aboutCard(assessment.CodeBallotCard, b.Card.Ref())
	case !bytes.Equal(b.Card.Compact, a.Card.Compact):
		return aboutCard(assessment.CodeCardConflict, b.Card.Ref())
	}
	var faults []assessment.Fault
	for i := range b.List {
		faults = append(faults, assessment.CheckBallot(a.Card, &b.List[i])...)
	}
	return refuse(nil, faults)
}

// Write returns a file with one ballot, verified like the result of the function Write.
func (b *Ballots) Write() ([]byte, error) {
	if len(b.List) != 1 {
		return nil, fmt.Errorf("write a file with %d ballots: it holds one", len(b.List))
	}
	card, err := cardFor(b.Card)
	if err != nil {
		return nil, err
	}
	one := plain(assessment.Tidied(b.List[0]))
	data, err := seal(formatBallot, ballotContent{card, b.Assessment, one})
	if err != nil {
		return nil, err
	}
	want := &Ballots{Card: b.Card, Assessment: b.Assessment, List: []assessment.Ballot{one}}
	return proven(data, &Opened{Ballots: want}, want.Card)
}

// Save writes a file with one ballot; see WriteFile.
func (b *Ballots) Save(path string) error {
	data, err := b.Write()
	if err != nil {
		return about(path, err)
	}
	return WriteFile(path, data)
}
