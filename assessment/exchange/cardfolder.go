package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/filekind"
	"kwaliteitskaart/assessment/words"
)

// OpenCard reads the card in a workbook or JSON file; see ReadCardSheet and ReadCard. The kind of file is determined
// by its content; only JSON with a damaged beginning is recognised by its name.
func OpenCard(path string) (*assessment.Card, error) {
	b, err := ReadFile(path)
	if err != nil {
		return nil, err
	}
	read := ReadCardSheet
	switch filekind.Of(b) {
	case filekind.Card, filekind.JSON, filekind.Cut:
		read = ReadCard
	case filekind.Text:
		if strings.EqualFold(filepath.Ext(path), cardExtension) {
			read = ReadCard
		}
	}
	card, err := read(b)
	return card, about(path, err)
}

// SaveCard writes a card for a school to change, as a workbook (Sheet) or as JSON, depending on the extension of
// path. Any other is refused with CodeUnknownFileType. See WriteFile.
func SaveCard(path string, card *assessment.Card, lang *words.Language) error {
	kind, err := KindOf(path, Sheet, cardExtension)
	if err != nil {
		return err
	}
	var b []byte
	if kind == Sheet {
		b, err = WriteCardSheet(card, lang)
	} else {
		b, err = WriteCardJSON(card)
	}
	if err != nil {
		return fmt.Errorf("write the card: %w", err)
	}
	return WriteFile(path, b)
}

// cardExtension is the extension of a card as JSON.
const cardExtension = ".json"

// Cards returns all known cards: the built-in ones and those added to the folder, which need not exist. If a card
// there cannot be read, or differs from a built-in one with the same id and version, it returns the others and an
// error that names the file.
func (d Folder) Cards() (Cards, error) {
	cards, err := BuiltIn()
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(string(d), cardFolder)
	info, err := os.Stat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return cards, nil
	}
	if err == nil && !info.IsDir() {
		err = errors.New("not a folder") // which a pipe may never report
	}
	var files []os.DirEntry
	if err == nil {
		files, err = os.ReadDir(dir)
	}
	if err != nil {
		return cards, assessment.Fail(assessment.CodeFileRead, err, "file", dir)
	}
	var failed error
	for _, f := range files {
		if f.IsDir() || filepath.Ext(f.Name()) != cardExtension || strings.HasPrefix(f.Name(), ".") {
			continue // the remains of an interrupted write are not a card
		}
		card, err := OpenCard(filepath.Join(dir, f.Name()))
		if err == nil {
			err = cards.Clash(card)
		}
		if err == nil && cards.Find(card.Ref()) == nil {
			cards = append(cards, card)
		}
		failed = errors.Join(failed, named(filepath.Join(cardFolder, f.Name()), err))
	}
	return cards, failed
}

// named adds the name of a file to the places of the faults in err.
func named(file string, err error) error {
	if e := (*assessment.Error)(nil); errors.As(err, &e) {
		for i, f := range e.Faults {
			e.Faults[i].Place = strings.TrimSuffix(file+": "+f.Place, ": ")
		}
	}
	return err
}

// Clash returns an error with CodeCardConflict if c contains a different card with the same id and version, otherwise
// nil.
func (c Cards) Clash(card *assessment.Card) error {
	if known := c.Find(card.Ref()); known != nil && !bytes.Equal(known.Compact, card.Compact) {
		return aboutCard(assessment.CodeCardConflict, card.Ref())
	}
	return nil
}

// AddCard stores a card in a file of its own, verified like one of WriteFile. A card that is already known is left
// unchanged; it fails with CodeCardConflict if that one differs. The caller must hold the lock of the data folder.
func (d Folder) AddCard(card *assessment.Card) error {
	cards, err := d.Cards()
	if err != nil {
		return err
	}
	if err := cards.Clash(card); err != nil || cards.Find(card.Ref()) != nil {
		return err
	}
	b, err := WriteCardJSON(card)
	if err != nil {
		return err
	}
	dir := filepath.Join(string(d), cardFolder)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return writeFailure(dir, err)
	}
	return WriteOwn(filepath.Join(dir, fmt.Sprintf("%s-%s%s", card.ID, card.Version, cardExtension)), b)
}

// Before returns the highest version of a card that is lower than card's own, or nil.
func (c Cards) Before(card *assessment.Card) *assessment.Card {
	var lower Cards
	for _, known := range c {
		if known.ID == card.ID && compareVersions(known.Version, card.Version) < 0 {
			lower = append(lower, known)
		}
	}
	return lower.Newest(card.ID)
}
