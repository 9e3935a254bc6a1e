package exchange

import (
	"kwaliteitskaart/assessment"
)

// Folder is the door for files: the path of a data folder, with the cards that are known there. It opens any file of ours
// and says what it is, and keeps the ballots that somebody is filling in for an assessment elsewhere. It need not exist,
// and is not locked; empty, it knows the built-in cards. Writing needs no folder: see Save, Invitation.Save, Ballots.Save,
// SaveSheet and SaveCard.
type Folder string

// What a data folder keeps besides its database: the cards a school added, and ballots for invitations that were not
// finished. The store cannot keep those: it has drafts of assessments that are here.
const (
	cardFolder       = "cards"
	unfinishedFolder = "unfinished"
)

// Open reads the file at a path, once, and says what it is. One that is encrypted is decrypted with the password, which is
// not looked at otherwise; see ReadAny, Decrypt and ReadFile for what it refuses. A card that cannot be read keeps no file
// away but those that name it.
func (d Folder) Open(path, password string) (*Opened, error) {
	cards, unread := d.Cards()
	f, err := openWith(path, password, cards)
	if assessment.CodeOf(err) == assessment.CodeUnknownCard && unread != nil {
		return nil, unread
	}
	return f, err
}

func openWith(path, password string, cards Cards) (*Opened, error) {
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
	f.path = path
	return f, nil
}
