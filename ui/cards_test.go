package ui

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/xuri/excelize/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/ui/session"
)

// edited saves the built-in card as a workbook, changes it, and places it where it is loaded from.
func (r *room) edited(change func(*excelize.File)) {
	r.Helper()
	c := &cardsScreen{w: r.Window}
	c.template(r.Card)
	book, err := excelize.OpenFile(filepath.Join(r.Documents, "lob-mbo 1.1.0.xlsx"))
	if err != nil {
		r.Fatal(err)
	}
	change(book)
	if err := book.SaveAs(filepath.Join(r.Documents, "team.xlsx")); err != nil {
		r.Fatal(err)
	}
	if err := book.Close(); err != nil {
		r.Fatal(err)
	}
}

// set returns a function that writes values to cells, by "sheet!cell".
func set(t *testing.T, values map[string]any) func(*excelize.File) {
	return func(book *excelize.File) {
		t.Helper()
		for at, v := range values {
			sheet, cell, _ := strings.Cut(at, "!")
			if err := book.SetCellValue(sheet, cell, v); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A school changes the built-in card and loads it: a faulty one is refused with the cell of every fault, a valid one
// is used for new assessments, also after a restart.
func TestOwnCard(t *testing.T) {
	r := enter(t, "nl")
	var kept Settings
	r.SaveSettings = func(s Settings) error { kept = s; return nil }
	r.edited(set(t, map[string]any{"Kaart!B3": "school", "Indicatoren!F2": 9, "Indicatoren!C4": 0}))
	r.showCards()
	c := r.screen.(*cardsScreen)
	c.add()
	r.sees("Deze kaart klopt niet.", "team.xlsx", "Indicatoren!F2", "Indicatoren!C4")
	if r.Card.Version != "1.1.0" {
		t.Errorf("version %s is used", r.Card.Version)
	}
	r.edited(set(t, map[string]any{"Kaart!B2": "eigen-kaart", "Kaart!B5": "Onze eigen kaart"}))
	c.add()
	r.sees("Onze eigen kaart 1.1.0 is toegevoegd en geldt voor nieuwe zelfevaluaties.")
	if strings.Contains(r.words(), "Deze kaart klopt niet.") {
		t.Error("the faults of before are still there")
	}
	if r.Card.ID != "eigen-kaart" || kept.Card != "eigen-kaart" {
		t.Errorf("%s is used, %q is remembered", r.Card.ID, kept.Card)
	}
	r.create()
	if got := r.stored().Card.ID; got != "eigen-kaart" {
		t.Errorf("a new assessment is on card %s", got)
	}
}

// withNewerCard returns the example team with its card, of which version 1.2.0 gives V2 another meaning.
func withNewerCard(t *testing.T) *room {
	t.Helper()
	r := enter(t, "nl")
	r.addExample()
	r.goTo(session.StepTeam)
	if strings.Contains(r.words(), r.say("move.look")) {
		t.Error("offers a newer version although there is none")
	}
	r.edited(set(t, map[string]any{"Kaart!B3": "1.2.0", "Indicatoren!C3": 2}))
	r.showCards()
	r.screen.(*cardsScreen).add()
	r.goTo(session.StepTeam)
	return r
}

func TestMovingToANewerCard(t *testing.T) {
	r := withNewerCard(t)
	before := r.stored()
	r.sees("Van deze kaart is er een nieuwere versie, 1.2.0. Dit team werkt met 1.1.0.")
	r.win.Resize(fyne.NewSize(1024, 700))
	r.zoom(2)
	if offer := r.control(r.say("move.look")); !r.view.scroll.Shows(offer) {
		t.Errorf("the offer is out of sight, at %v", offer.Position())
	}
	r.zoom(1)
	r.pressButton(r.say("move.look"))
	r.sees(r.say("move.changed", "count", 1), "V2 Visie op papier", r.say("move.same", "count", 32), r.say("move.lost", "count", 1),
		r.say("move.final"))
	r.press(fyne.KeyEscape)
	if got := r.stored().Card.Version; got != "1.1.0" {
		t.Fatalf("looking moved it to %s", got)
	}
	r.pressButton(r.say("move.look"))
	kept, err := r.keeper.Backups(r.Context())
	if err != nil {
		t.Fatal(err)
	}
	r.pressButton(r.say("move.do", "version", "1.2.0"))
	r.sees(r.say("move.done", "version", "1.2.0"))
	if now, err := r.keeper.Backups(r.Context()); err != nil || len(now) != len(kept)+1 {
		t.Errorf("%d backups after %d, %v: none was made before moving", len(now), len(kept), err)
	}
	if strings.Contains(r.words(), r.say("move.look")) {
		t.Error("still offers to move")
	}
	after := r.stored()
	if after.Card.Version != "1.2.0" || after.Score("V2").Answer != assessment.Blank || after.Score("V1").Answer != before.Score("V1").Answer {
		t.Errorf("version %s, V2 %v, V1 %v", after.Card.Version, after.Score("V2").Answer, after.Score("V1").Answer)
	}
	r.undo()
	if got := r.stored().Card.Version; got != "1.2.0" {
		t.Errorf("undo went back to %s without saying so", got)
	}
}

// While the plan has a priority for an indicator that the newer card lacks, the team must decide about that first.
func TestMovingWaitsForThePlan(t *testing.T) {
	r := enter(t, "nl")
	r.addExample()
	next := *r.session.Assessment.Card
	next.Version = "2.0.0"
	next.Areas = append([]assessment.Area(nil), next.Areas...)
	b := &next.Areas[1]
	b.Indicators = b.Indicators[1:] // B1, which is a priority
	r.show(newMoveScreen(r.Window, &next))
	r.sees(r.say("move.gone", "count", 1), "B1 Meetbare doelen", r.say("move.planned", "indicators", "B1"))
	if strings.Contains(r.words(), r.say("move.do", "version", "2.0.0")) {
		t.Error("offers to move all the same")
	}
}

// pressButton presses the first control on screen whose label begins with words.
func (r *room) pressButton(says string) {
	r.Helper()
	r.control(says).Press()
}

// pressable is a control that can be pressed and has a label.
type pressable interface {
	fyne.CanvasObject
	Press()
	AccessibilityLabel() string
}

// control returns the first thing on screen that says these words.
func (r *room) control(says string) (found pressable) {
	r.Helper()
	walk(r.win.Canvas().Content(), func(o fyne.CanvasObject) {
		if x, ok := o.(pressable); ok && found == nil && strings.HasPrefix(x.AccessibilityLabel()+", ", says+", ") {
			found = x
		}
	})
	if found == nil {
		r.Fatalf("nothing says %q:\n%s", says, r.words())
	}
	return found
}

// A card with the id and version of a card in use but other content is refused; and only the newest version of a card
// is offered for new assessments.
func TestCardInUseStays(t *testing.T) {
	r := enter(t, "nl")
	used := *r.Card
	used.ID = "eigen-kaart"
	raw, err := json.Marshal(used)
	if err != nil {
		t.Fatal(err)
	}
	card, err := exchange.ReadCard(raw)
	if err != nil {
		t.Fatal(err)
	}
	if err := r.store.Add(t.Context(), assessment.New(card, assessment.Team{Name: "Team"}, "2026-11-23", 1_790_000_000_000)); err != nil {
		t.Fatal(err)
	}
	r.edited(set(t, map[string]any{"Kaart!B2": "eigen-kaart", "Kaart!B5": "Een andere kaart"}))
	r.showCards()
	c := r.screen.(*cardsScreen)
	if n := strings.Count(r.words(), r.say("cards.use")); n > 0 {
		t.Errorf("an older version is offered %d times for new assessments", n)
	}
	c.add()
	r.sees("Van kaart eigen-kaart 1.1.0 is hier al een andere inhoud bekend.")
	if r.Card.ID == "eigen-kaart" {
		t.Error("the refused card is used")
	}
}

// A loaded card can be removed while nothing uses it, and undone; the screen shows what uses it, even in the bin. Built-in
// cards cannot be removed.
func TestRemovingAnOwnCard(t *testing.T) {
	r := enter(t, "nl")
	shipped := r.Card
	r.edited(set(t, map[string]any{"Kaart!B2": "eigen-kaart", "Kaart!B5": "Onze eigen kaart"}))
	r.showCards()
	c := r.screen.(*cardsScreen)
	remove := r.say("cards.remove") + ", eigen-kaart 1.1.0"
	if strings.Contains(r.words(), r.say("cards.remove")) {
		t.Error("a card of the program can be removed")
	}
	c.add()
	r.pressButton(remove)
	r.sees("Onze eigen kaart 1.1.0 is verwijderd. Nieuwe zelfevaluaties gebruiken nu " + shipped.In(shipped.Title, "nl") + " 1.1.0.")
	if len(c.items) != len(c.cards()) || c.cards().Find(assessment.CardRef{ID: "eigen-kaart", Version: "1.1.0"}) != nil || r.Card.Ref() != shipped.Ref() {
		t.Errorf("%d cards, %v is used", len(c.items), r.Card.Ref())
	}
	r.undo()
	r.sees(r.say("cards.back", "title", "Onze eigen kaart", "version", "1.1.0"))
	if r.Card.ID != "eigen-kaart" {
		t.Errorf("%v is used after undo", r.Card.Ref())
	}

	r.create()
	r.session.Assessment.Team.Name = "Team Zuid"
	r.bin()
	r.showCards()
	r.sees("Gebruikt door", "in de prullenbak tot", "ook niet in de prullenbak")
	if strings.Contains(r.words(), r.say("cards.remove")+"\n") {
		t.Error("a card that is used can be removed")
	}
	c = r.screen.(*cardsScreen)
	c.remove(r.Card) // it was used since the screen was read
	r.sees("Kaart eigen-kaart 1.1.0 is in gebruik")
	if _, err := r.store.EmptyBin(t.Context(), r.clock+1); err != nil {
		t.Fatal(err)
	}
	c.readCards("")
	r.pressButton(remove)
	r.sees("Onze eigen kaart 1.1.0 is verwijderd.")
}
