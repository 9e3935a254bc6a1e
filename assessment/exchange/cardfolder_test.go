package exchange_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
)

// smallVersion returns the small card with another version and title.
func smallVersion(t testing.TB, version, title string) *assessment.Card {
	t.Helper()
	card, err := exchange.ReadCard([]byte(strings.NewReplacer("0.1.0", version, `"Klein"`, `"`+title+`"`).Replace(smallCard)))
	if err != nil {
		t.Fatal(err)
	}
	return card
}

func TestCardsOfADataFolder(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	shipped := len(storetest.BuiltIn(t))
	if cards, err := exchange.Folder(data).Cards(); err != nil || len(cards) != shipped {
		t.Fatalf("without a folder: %d cards, %v", len(cards), err)
	}
	if _, err := os.Stat(data); !os.IsNotExist(err) {
		t.Errorf("reading made the folder: %v", err)
	}
	first, second := smallVersion(t, "0.1.0", "Klein"), smallVersion(t, "0.10.0", "Klein")
	for _, card := range []*assessment.Card{first, second, first, storetest.BuiltIn(t)[0]} {
		if err := exchange.Folder(data).AddCard(card); err != nil {
			t.Fatal(err)
		}
	}
	files, err := filepath.Glob(filepath.Join(data, "cards", "*"))
	if err != nil || len(files) != 2 || filepath.Base(files[0]) != "klein-0.1.0.json" {
		t.Errorf("files %v, %v", files, err)
	}
	cards, err := exchange.Folder(data).Cards()
	if err != nil || len(cards) != shipped+2 {
		t.Fatalf("%d cards, %v", len(cards), err)
	}
	if got := cards.Newest("klein"); got.Ref() != second.Ref() || !bytes.Equal(got.Compact, second.Compact) {
		t.Errorf("newest is %v", got.Ref())
	}
	if got := cards.Before(second); got == nil || got.Ref() != first.Ref() {
		t.Errorf("before it: %v", got)
	}
	if got := cards.Before(first); got != nil {
		t.Errorf("before the first: %v", got.Ref())
	}

	clash := smallVersion(t, "0.1.0", "Anders")
	if err := exchange.Folder(data).AddCard(clash); refusal(t, err) != `card_conflict card="klein" version="0.1.0"` {
		t.Errorf("another content: %v", err)
	}
	if cards, err := exchange.Folder(data).Cards(); err != nil || cards.Find(clash.Ref()).Title["nl"] != "Klein" {
		t.Errorf("it took the other's place: %v", err)
	}

	// An assessment with an own card can be handed over and read back.
	a := assessment.New(second, assessment.Team{ID: "t"}, "2026-11-23", 1)
	if got, err := exchange.Read(written(t, a), cards); err != nil || got.Card != cards.Find(second.Ref()) {
		t.Errorf("read with the card that is known: %v", err)
	}
	a.Card = clash
	if _, err := exchange.Read(written(t, a), cards); assessment.CodeOf(err) != assessment.CodeCardConflict {
		t.Errorf("with another content: %v", err)
	}
}

// A card that cannot be read is named, and does not affect the others.
func TestDamagedCardOfADataFolder(t *testing.T) {
	data := t.TempDir()
	if err := exchange.Folder(data).AddCard(smallVersion(t, "0.1.0", "Klein")); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{
		"bad.json": `{"schema":1}`, ".kwaliteitskaart-x.tmp": "half", "notes.txt": "x",
		"again.json": strings.Replace(smallCard, `"Klein"`, `"Anders"`, 1),
	} {
		if err := os.WriteFile(filepath.Join(data, "cards", name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cards, err := exchange.Folder(data).Cards()
	if len(cards) != len(storetest.BuiltIn(t))+1 {
		t.Errorf("%d cards", len(cards))
	}
	if err == nil || !strings.Contains(err.Error(), "cards/bad.json: id missing") && !strings.Contains(err.Error(), `cards\bad.json: id missing`) {
		t.Errorf("not named: %v", err)
	}
}

func TestOpenCard(t *testing.T) {
	dir := t.TempDir()
	card, err := exchange.ReadCard([]byte(strings.Replace(smallCard, `\u2028`, `\n`, 1))) // a sheet only contains tidied texts
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := exchange.WriteCardSheet(card, words.In("en"))
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{"a.xlsx": sheet, "b.json": card.Compact, "c": sheet} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := exchange.OpenCard(path); err != nil || !bytes.Equal(got.Compact, card.Compact) {
			t.Errorf("%s: %v", name, err)
		}
	}
	junk := filepath.Join(dir, "junk.XLSX")
	if err := os.WriteFile(junk, []byte("no workbook"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := exchange.OpenCard(junk); !strings.Contains(fmt.Sprint(err), "workbook") {
		t.Errorf("what is called a workbook and is none: %v", err)
	}
	if _, err := exchange.OpenCard(filepath.Join(dir, "none.xlsx")); assessment.CodeOf(err) != assessment.CodeFileMissing {
		t.Errorf("none: %v", err)
	}
}

// A card is removed with every file of it; not while an assessment uses it, nor one of the program.
func TestRemovingACard(t *testing.T) {
	folder := exchange.Folder(t.TempDir())
	first, second := smallVersion(t, "0.1.0", "Klein"), smallVersion(t, "0.2.0", "Klein")
	for _, card := range []*assessment.Card{first, second} {
		if err := folder.AddCard(card); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"copy.json", "notes.txt", ".klein-0.1.0.json"} {
		if err := os.WriteFile(filepath.Join(string(folder), "cards", name), first.Compact, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	by := []assessment.Binned{{ID: "1", Team: assessment.Team{Name: "Zuid"}}, {ID: "2"}, {ID: "3", Team: assessment.Team{Name: "Zuid"}}}
	uses := []assessment.CardUse{{Card: first, By: by}}
	for want, err := range map[string]error{
		`card_used card="klein" teams="Zuid" version="0.1.0"`:                   folder.RemoveCard(first.Ref(), uses),
		`card_shipped card="lob-mbo" version="1.0.0"`:                           folder.RemoveCard(assessment.CardRef{ID: "lob-mbo", Version: "1.0.0"}, nil),
		`no_card card="klein" cards="klein 0.1.0, klein 0.2.0" version="9.0.0"`: folder.RemoveCard(assessment.CardRef{ID: "klein", Version: "9.0.0"}, uses),
		`card_conflict card="klein" version="0.1.0"`:                            folder.AddCard(smallVersion(t, "0.1.0", "Anders"), uses...),
	} {
		if got := refusal(t, err); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
	if err := folder.RemoveCard(first.Ref(), []assessment.CardUse{{Card: second}}); err != nil {
		t.Fatal(err)
	}
	cards, err := folder.Cards()
	if err != nil || cards.Find(first.Ref()) != nil || cards.Find(second.Ref()) == nil {
		t.Errorf("%d cards, %v", len(cards), err)
	}
	left, err := os.ReadDir(filepath.Join(string(folder), "cards"))
	if err != nil || len(left) != 3 {
		t.Errorf("left: %v, %v", left, err)
	}
}
