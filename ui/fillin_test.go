package ui

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

// codeFor returns the code of a ballot for the open assessment, and its mark.
func (r *room) codeFor(mark assessment.Mark, level assessment.Answer) string {
	a := r.session.Assessment
	b := newBallot(assessment.GroupTeam)
	for _, ind := range a.Card.InScope(a.Scope) {
		b.Answers[ind.ID] = level
	}
	return assessment.NewBallotCode(a.Card, a.Scope, a.ID).Write(b, mark)
}

// The facilitator saves the page; people type their codes, a wrong one stays to be corrected, and each code counts once.
func TestCodesAreTyped(t *testing.T) {
	r := workshop(t)
	r.write("i")
	r.screen.(*fillInScreen).save()
	saved, err := filepath.Glob(filepath.Join(r.Documents, "*"+exchange.Page))
	if err != nil || len(saved) != 1 {
		t.Fatalf("saved %v, %v", saved, err)
	}
	page, err := os.ReadFile(saved[0])
	want, pageErr := exchange.Invite(r.session.Assessment).WritePage(r.lang)
	if err != nil || pageErr != nil || !bytes.Equal(page, want) {
		t.Errorf("it is not the page: %v, %v", err, pageErr)
	}

	r.write("c")
	if !r.screen.private() {
		t.Error("who types a code is not alone with the laptop")
	}
	code := r.codeFor(1, 3)
	r.write(strings.ToLower(code[:12]))
	r.sees(code[:12], "10 tekens", "Typ je code")
	r.write("u")
	r.sees("Het teken U in groep 3 komt in geen code voor")
	r.press(fyne.KeyBackspace)
	wrong := byte('0')
	if code[12] == wrong {
		wrong = '1'
	}
	r.write(string(wrong) + code[13:])
	r.press(fyne.KeyReturn)
	r.sees("Er zit een fout in deze code.", string(wrong)+code[13:])
	if n := len(r.stored().Ballots); n != 0 {
		t.Fatalf("%d ballots", n)
	}
	r.screen.(*codeScreen).typed("")
	r.render()
	plain := strings.ToLower(strings.ReplaceAll(code, "-", ""))
	r.write(plain) // its groups follow by themselves
	if got := r.screen.(*codeScreen).field.Text; got != code {
		t.Errorf("typed without dashes the field has %q, want %q", got, code)
	}
	r.screen.(*codeScreen).typed("")
	r.render()
	for _, said := range []string{"Bedankt, je antwoorden zijn binnen.", "Deze code was al ingelezen."} {
		r.write(code)
		r.press(fyne.KeyReturn)
		r.sees(said)
		if all := r.words(); strings.Contains(all, code[:9]) {
			t.Errorf("the code is still there:\n%s", all)
		}
		if n := len(r.stored().Ballots); n != 1 {
			t.Fatalf("%d ballots", n)
		}
	}
	r.write("Q")
	if all := r.words(); strings.Contains(all, "Deze code was al ingelezen.") {
		t.Errorf("the next one reads what became of the code before:\n%s", all)
	}
	r.press(fyne.KeyEscape)
	if _, ok := r.screen.(*fillInScreen); !ok {
		t.Errorf("Escape leads to %T", r.screen)
	}
	got := r.stored().Ballots[0]
	if got.Answers["V1"] != 3 || len(got.Answers) != 33 {
		t.Errorf("%v", got)
	}
	r.sees("1 ")
}

// Many codes can be pasted at once; a refused one does not stop the others, and stays in the field.
func TestCodesArePasted(t *testing.T) {
	r := workshop(t)
	r.write("ic")
	bad := "X" + r.codeFor(9, 1)[1:]
	r.paste(r.say("code.field"), strings.Join([]string{r.codeFor(1, 1), bad, r.codeFor(2, 2), r.codeFor(1, 1)}, "\n"))
	r.press(fyne.KeyReturn)
	r.sees("2 codes ingelezen.", "Deze code was al ingelezen.", "…"+bad[len(bad)-4:]+": Er zit een fout in deze code.")
	c := r.screen.(*codeScreen)
	if n := len(r.stored().Ballots); n != 2 || c.text != bad {
		t.Errorf("%d ballots, and %q is left", n, c.text)
	}
}

func TestCodesAreHandedIn(t *testing.T) {
	for typed, want := range map[string][]string{
		"": nil, " \n": nil, "Q7KD 9MTA X3": {"Q7KD 9MTA X3"}, "Q7KD-9MTA-X3RV": {"Q7KD-9MTA-X3RV"},
		"Q7KD-9MTA-X3RV 2WNE-J6FY-B4AA": {"Q7KD-9MTA-X3RV", "2WNE-J6FY-B4AA"}, "Q7KD-9MTA\n\nQ7KD 9MTB": {"Q7KD-9MTA", "Q7KD 9MTB"},
	} {
		if got := codesIn(typed); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", typed, got, want)
		}
	}
}

// With more indicators than fit in a code the page only produces a file, and no code can be typed.
func TestNoCodesForALongCard(t *testing.T) {
	r := workshop(t)
	card := *r.session.Assessment.Card
	card.Areas = nil
	for range 3 {
		card.Areas = append(card.Areas, r.session.Assessment.Card.Areas...)
	}
	r.session.Assessment.Card = &card
	r.show(newFillInScreen(r.Window))
	if all := r.words(); strings.Contains(all, r.say("fill_in.code")) {
		t.Errorf("a code of 99 indicators can be typed:\n%s", all)
	}
	r.write("c")
	if _, ok := r.screen.(*fillInScreen); !ok {
		t.Errorf("C leads to %T", r.screen)
	}
}

// Each way shows its duration for the expected number of people, or else for the usual number.
func TestWaysOfScoringShowTheirDuration(t *testing.T) {
	r := workshop(t)
	r.sees("± 10 min", "± 20 min", "± 90 min", "bij 8 mensen", "bij 8 mensen, te lang voor twee uur")
	r.session.ExpectBallots(8)
	r.render()
	r.sees("± 10 min", "± 20 min", "± 90 min", "met 8 mensen", "met 8 mensen, te lang voor twee uur")
}
