package exchange

import (
	"encoding/json"
	"strings"

	"kwaliteitskaart/assessment"
)

// Invitation asks a colleague to score on their own laptop: with which card, for which assessment of which team. It
// reveals nothing about other people's answers, nor whom it is for.
type Invitation struct {
	Card       *assessment.Card
	Team       string // its name
	Assessment string // its id
	Scope      assessment.Scope
}

// Invite returns the invitation to an assessment; one serves everybody.
func Invite(a *assessment.Assessment) *Invitation {
	return &Invitation{Card: a.Card, Team: a.Team.Name, Assessment: a.ID, Scope: a.Scope}
}

type invitationContent struct {
	Card       json.RawMessage  `json:"card"`
	Team       teamName         `json:"team"`
	Assessment string           `json:"assessment"`
	Scope      assessment.Scope `json:"scope"`
}

type teamName struct {
	Name string `json:"name"`
}

func readInvitation(raw json.RawMessage, cards Cards) (*Invitation, error) {
	var c invitationContent
	card, faults, err := unpack(raw, cards, &c)
	if err != nil {
		return nil, err
	}
	c = assessment.Tidied(c)
	i := &Invitation{Card: card, Team: c.Team.Name, Assessment: c.Assessment, Scope: c.Scope}
	if err := refuse(faults, i.check()); err != nil {
		return nil, err
	}
	return i, nil
}

// check returns all violations of the rules by the invitation.
func (i *Invitation) check() []assessment.Fault {
	return checkAs(i.Card, i.Assessment, func(a *assessment.Assessment) { a.Team.Name, a.Scope = i.Team, i.Scope })
}

// Write returns the invitation as a file, verified like the result of the function Write.
func (i *Invitation) Write() ([]byte, error) {
	card, err := cardFor(i.Card)
	if err != nil {
		return nil, err
	}
	tidy := assessment.Tidied(*i)
	i = &tidy
	b, err := seal(formatInvitation, invitationContent{card, teamName{i.Team}, i.Assessment, i.Scope})
	if err != nil {
		return nil, err
	}
	return proven(b, &Opened{Invitation: i}, i.Card)
}

// Save writes the invitation to a file; see WriteFile.
func (i *Invitation) Save(path string) error {
	b, err := i.Write()
	if err != nil {
		return about(path, err)
	}
	return WriteFile(path, b)
}

// places maps places in an assessment to places in a small file.
var places = map[string]string{"assessment.id": "assessment", "assessment.scope": "scope", "ballots[0]": "ballot"}

// checkAs returns the violations of the rules by an otherwise empty assessment with the content of a small file: what
// an assessment would be refused for, the small file is too.
func checkAs(card *assessment.Card, id string, say func(*assessment.Assessment)) []assessment.Fault {
	a := assessment.New(card, assessment.Team{}, "", assessment.FirstInstant)
	a.ID = id
	say(a)
	faults := a.Check()
	for i, f := range faults {
		for there, here := range places {
			if rest, ok := strings.CutPrefix(f.Place, there); ok {
				faults[i].Place = here + rest
			}
		}
	}
	return faults
}
