package exchange

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
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
		if !isCardFile(f) {
			continue
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
// unchanged; it fails with CodeCardConflict if that one, or one that assessments use (Store.CardUses), differs. The caller
// must hold the lock of the data folder.
func (d Folder) AddCard(card *assessment.Card, uses ...assessment.CardUse) error {
	for _, u := range uses {
		if err := (Cards{u.Card}).Clash(card); err != nil {
			return err
		}
	}
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

// RemoveCard removes a card that AddCard stored, and every other file of it. It fails with CodeCardShipped for a card of the
// program, with CodeNoCard for one that is not in the folder, and with CodeCardUsed while an assessment uses it
// (Store.CardUses). The caller must hold the lock of the data folder.
func (d Folder) RemoveCard(ref assessment.CardRef, uses []assessment.CardUse) error {
	shipped, err := BuiltIn()
	if err != nil {
		return err
	}
	if shipped.Find(ref) != nil {
		return aboutCard(assessment.CodeCardShipped, ref)
	}
	if i := slices.IndexFunc(uses, func(u assessment.CardUse) bool { return u.Card.Ref() == ref }); i >= 0 {
		return assessment.Fail(assessment.CodeCardUsed, nil, "card", ref.ID, "version", ref.Version, "teams", teamsOf(uses[i].By))
	}
	cards, _ := d.Cards() // another card that cannot be read is no fault of this one
	if cards.Find(ref) == nil {
		var own []string
		for _, c := range cards[len(shipped):] {
			own = append(own, c.ID+" "+c.Version)
		}
		return assessment.Fail(assessment.CodeNoCard, nil, "card", ref.ID, "version", ref.Version, "cards", strings.Join(own, ", "))
	}
	dir := filepath.Join(string(d), cardFolder)
	files, err := os.ReadDir(dir)
	if err != nil {
		return assessment.Fail(assessment.CodeFileRead, err, "file", dir)
	}
	for _, f := range files {
		path := filepath.Join(dir, f.Name())
		if !isCardFile(f) {
			continue
		}
		if card, err := OpenCard(path); err != nil || card.Ref() != ref {
			continue
		}
		if err := os.Remove(path); err != nil {
			return writeFailure(path, err)
		}
	}
	syncFolder(dir)
	return nil
}

// teamsOf returns the names of a few teams that have one.
func teamsOf(list []assessment.Binned) string {
	const few = 3
	var names []string
	for _, b := range list {
		name := short(b.Team.Name)
		if name == "" || slices.Contains(names, name) {
			continue
		}
		if len(names) == few {
			names = append(names, "…")
			break
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// isCardFile reports whether a file in the folder of cards is one; the remains of an interrupted write are not.
func isCardFile(f os.DirEntry) bool {
	return !f.IsDir() && filepath.Ext(f.Name()) == cardExtension && !strings.HasPrefix(f.Name(), ".")
}

// Own reports whether a card is not one of those that ship with the program.
func Own(card *assessment.Card) bool {
	shipped, err := BuiltIn()
	return err == nil && shipped.Find(card.Ref()) == nil
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
