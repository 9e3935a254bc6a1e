package exchange

import (
	"bytes"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"

	"kwaliteitskaart/assessment"
)

// BallotFile is one person's ballot on its way to the facilitator. Neither the file nor the name it is offered under
// says whose it is, or when it was filled in.
type BallotFile struct {
	Card       *assessment.Card
	Assessment string // the id of the one it is for
	Ballot     assessment.Ballot

	path string // where it was read from; it fills the blanks of refusals only
}

// Cast is a filled-in ballot in answer to the invitation. Without an id it gets a new one at random, which stays: the
// same ballot saved twice counts once.
func (i *Invitation) Cast(b assessment.Ballot) *BallotFile {
	if b.ID == "" {
		b.ID = assessment.NewID()
	}
	return &BallotFile{Card: i.Card, Assessment: i.Assessment, Ballot: b}
}

// BallotName is a name to offer for a ballot file. It is new each time and tells nothing, not even of the ballot.
func BallotName() string {
	var b [4]byte
	_, _ = rand.Read(b[:]) // it never fails
	return "stem-" + hex.EncodeToString(b[:]) + Extension
}

type ballotContent struct {
	Card       json.RawMessage   `json:"card"`
	Assessment string            `json:"assessment"`
	Ballot     assessment.Ballot `json:"ballot"`
}

func readBallot(raw json.RawMessage, cards Cards) (*BallotFile, error) {
	var c ballotContent
	card, faults, err := unpack(raw, cards, &c)
	if err != nil {
		return nil, err
	}
	b := &BallotFile{Card: card, Assessment: c.Assessment, Ballot: c.Ballot}
	if err := refuse(faults, b.check()); err != nil {
		return nil, err
	}
	return b, nil
}

// check lists every rule the ballot breaks on its own card.
func (b *BallotFile) check() []assessment.Fault {
	return checkAs(b.Card, b.Assessment, func(a *assessment.Assessment) { a.Ballots = []assessment.Ballot{b.Ballot} })
}

// For refuses a ballot that is not for this assessment, CodeBallotElsewhere; that was filled in with another card,
// CodeBallotCard or, where only the content is another, CodeCardConflict; or that has answers the card does not,
// CodeContent.
func (b *BallotFile) For(a *assessment.Assessment) error {
	var err error
	switch {
	case b.Assessment != a.ID:
		err = assessment.Fail(assessment.CodeBallotElsewhere, nil)
	case b.Card.Ref() != a.Card.Ref():
		err = aboutCard(assessment.CodeBallotCard, b.Card.Ref())
	case !bytes.Equal(b.Card.Compact, a.Card.Compact):
		err = aboutCard(assessment.CodeCardConflict, b.Card.Ref())
	default:
		err = refuse(nil, assessment.CheckBallot(a.Card, &b.Ballot))
	}
	if b.path == "" {
		return err
	}
	return about(b.path, err)
}

// Write is the ballot as a file, proven like one of Write.
func (b *BallotFile) Write() ([]byte, error) {
	card, err := cardFor(b.Card)
	if err != nil {
		return nil, err
	}
	want := &BallotFile{Card: b.Card, Assessment: b.Assessment, Ballot: plain(b.Ballot)}
	data, err := seal(formatBallot, ballotContent{card, want.Assessment, want.Ballot})
	if err != nil {
		return nil, err
	}
	return proven(data, &File{Ballot: want}, want.Card)
}

// Save writes the ballot to a file; see WriteFile.
func (b *BallotFile) Save(path string) error {
	data, err := b.Write()
	if err != nil {
		return about(path, err)
	}
	return WriteFile(path, data)
}
