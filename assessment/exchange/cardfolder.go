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

// OpenCard reads the card in a file, a workbook or JSON; see ReadCardSheet and ReadCard. Which of the two it is, and what else
// it may be instead, is told by what is in it; only JSON that has no beginning is known by its name.
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

// SaveCard writes a card for a school to change, by how the name of the file ends: as a workbook (Sheet) or as JSON.
// Anything else is refused with CodeUnknownFileType. See WriteFile.
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

// cardExtension is what the name of a card file ends with that is no workbook.
const cardExtension = ".json"

// Cards returns every card that is known: the built-in ones and those that were added to the folder, which need not exist.
// With a card there that cannot be read, or that has another content than a built-in one of its id and version, it returns
// the others and an error that names its file.
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
		err = errors.New("not a folder") // which a pipe may never say
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
			continue // what an interrupted write left behind is no card
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

// named puts a file before the places of the faults in it.
func named(file string, err error) error {
	if e := (*assessment.Error)(nil); errors.As(err, &e) {
		for i, f := range e.Faults {
			e.Faults[i].Place = strings.TrimSuffix(file+": "+f.Place, ": ")
		}
	}
	return err
}

// Clash is the refusal of a card whose id and version one of these has with another content, with CodeCardConflict; nil
// where there is none.
func (c Cards) Clash(card *assessment.Card) error {
	if known := c.Find(card.Ref()); known != nil && !bytes.Equal(known.Compact, card.Compact) {
		return aboutCard(assessment.CodeCardConflict, card.Ref())
	}
	return nil
}

// AddCard keeps a card, in a file of its own that is proven like one of WriteFile. A card that is known already is left as
// it is; CodeCardConflict when that has another content. Who adds a card holds the data folder.
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

// Before returns the highest version of a card that is lower than its own, or nil.
func (c Cards) Before(card *assessment.Card) *assessment.Card {
	var lower Cards
	for _, known := range c {
		if known.ID == card.ID && compareVersions(known.Version, card.Version) < 0 {
			lower = append(lower, known)
		}
	}
	return lower.Newest(card.ID)
}
