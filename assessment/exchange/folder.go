package exchange

import (
	"os"
	"path/filepath"
	"strings"

	"kwaliteitskaart/assessment"
)

// Folder is the entry point for files: the path of a data folder, with its known cards. It opens and identifies any
// of our files, and keeps unfinished ballots for assessments elsewhere. The folder need not exist and is not locked;
// "" has only the built-in cards. Writing does not need a Folder: see Save, Invitation.Save, Ballots.Save, SaveSheet
// and SaveCard.
type Folder string

// What a data folder contains besides its database: the cards that a school added, and unfinished ballots for
// invitations. The store cannot keep the latter: it has drafts only for its own assessments.
const (
	cardFolder       = "cards"
	unfinishedFolder = "unfinished"
)

// Open reads and identifies the file at path. An encrypted file is decrypted with password, which is otherwise
// ignored. For what it refuses see ReadAny, Decrypt and ReadFile. A card in the folder that cannot be read only
// affects files that refer to it.
func (d Folder) Open(path, password string) (*Opened, error) {
	cards, unread := d.Cards()
	f, err := openWith(path, password, cards)
	if assessment.CodeOf(err) == assessment.CodeUnknownCard && unread != nil {
		return nil, unread
	}
	return f, err
}

// InFolder returns the paths of the hand-over files in dir, by name, and the number of folders in it, both without hidden
// ones. It fails if dir cannot be read.
func InFolder(dir string) (files []string, folders int, err error) {
	entries, err := os.ReadDir(dir)
	for _, e := range entries {
		switch {
		case strings.EqualFold(filepath.Ext(e.Name()), Extension):
			files = append(files, filepath.Join(dir, e.Name()))
		case e.IsDir() && !strings.HasPrefix(e.Name(), "."):
			folders++
		}
	}
	return files, folders, err
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
