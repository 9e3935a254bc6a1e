package exchange

import "kwaliteitskaart/assessment"

// File is what a file of ours holds: exactly one of these is there.
type File struct {
	Assessment *assessment.Assessment
	Invitation *Invitation
	Ballot     *BallotFile
}

// ReadAny reads a file of any of the three kinds, with the refusals of Read.
func ReadAny(b []byte, cards Cards) (*File, error) {
	format, raw, err := open(b, formatAssessment, formatInvitation, formatBallot)
	if err != nil {
		return nil, err
	}
	f := &File{}
	switch format {
	case formatInvitation:
		f.Invitation, err = readInvitation(raw, cards)
	case formatBallot:
		f.Ballot, err = readBallot(raw, cards)
	default:
		f.Assessment, err = readAssessment(raw, cards)
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}

// OpenAny reads the file at a path, whichever of the three it is; see ReadAny. One that is encrypted is refused with
// CodeEncrypted.
func OpenAny(path string, cards Cards) (*File, error) { return OpenWith(path, "", cards) }

// OpenWith reads the file at a path, and decrypts it with the password where it is encrypted; see Decrypt and ReadAny.
func OpenWith(path, password string, cards Cards) (*File, error) {
	b, err := ReadFile(path)
	if err != nil {
		return nil, err
	}
	if password != "" && Encrypted(b) {
		if b, err = Decrypt(b, password); err != nil {
			return nil, about(path, err)
		}
	}
	f, err := ReadAny(b, cards)
	if err != nil {
		return nil, about(path, err)
	}
	if f.Ballot != nil {
		f.Ballot.path = path
	}
	return f, nil
}
