package exchange

import "kwaliteitskaart/assessment"

// FromPaper returns ballots that were read from the scan at path, like an opened ballot file. It refuses what ReadForm
// refuses of their content. Ballots without an id get a random one.
func (i *Invitation) FromPaper(path string, list []assessment.Ballot) (*Opened, error) {
	b := &Ballots{Card: i.Card, Assessment: i.Assessment}
	for _, ballot := range list {
		if ballot.ID == "" {
			ballot.ID = assessment.NewBallotID(i.Assessment)
		}
		b.List = append(b.List, assessment.Tidied(ballot))
	}
	o := &Opened{Ballots: b, path: path}
	if err := refuse(nil, b.check()); err != nil {
		return nil, o.about(err)
	}
	return o, nil
}
