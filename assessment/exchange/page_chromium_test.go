//go:build slow

package exchange_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/exchange/pagetest"
	"kwaliteitskaart/assessment/memory"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
)

// phone is the size of the phone in the designs.
var phone = pagetest.Options{Width: 412, Height: 915}

// savedPage saves the page of an invitation and returns its path.
func savedPage(t *testing.T, i *exchange.Invitation, lang string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "Invulblad "+lang+".html")
	if err := i.SavePage(path, words.In(lang)); err != nil {
		t.Fatal(err)
	}
	return path
}

// unrevealed returns an assessment that waits for its ballots.
func unrevealed(t *testing.T) *assessment.Assessment {
	t.Helper()
	a := small(t)
	a.Ballots = nil
	return a
}

// choose clicks an answer to an indicator.
func choose(tab *pagetest.Tab, indicator string, answer assessment.Answer) {
	tab.Eval(fmt.Sprintf(`document.querySelector('input[name="answers.%s"][value="%s"]').click()`, indicator, answer), nil)
}

// Somebody fills in the page, reopens it and hands in, and the ballot arrives as chosen, by code and by file.
func TestPageInABrowser(t *testing.T) {
	a := unrevealed(t)
	tab := pagetest.Start(t).Open(savedPage(t, exchange.Invite(a), "nl"), phone)
	want := assessment.Ballot{Group: assessment.GroupManagement, Answers: map[string]assessment.Answer{}, Remarks: map[string]string{
		"V1": "Zie “bijlage”\n<b>&amp; meer</b> 🎓 </script> \u2028", "B2": "half \U0001F393",
	}}
	tab.Eval(`document.querySelector('input[value="management"]').click()`, nil)
	for n, ind := range a.Card.InScope(a.Scope) {
		want.Answers[ind.ID] = []assessment.Answer{1, 2, 3, 4, unknown, notApplicable}[n%6]
		choose(tab, ind.ID, want.Answers[ind.ID])
	}
	choose(tab, "V1", 4) // changed their mind
	want.Answers["V1"] = 4
	for id, remark := range want.Remarks {
		text, err := json.Marshal(remark)
		if err != nil {
			t.Fatal(err)
		}
		tab.Eval(fmt.Sprintf(`{const e = document.querySelector('[name="remarks.%s"]'); e.closest('details').open = true; e.focus(); e.value = %s;
			e.dispatchEvent(new Event('input', {bubbles: true}))}`, id, text), nil)
	}
	answered := func() string {
		return becomes(tab, `at('count').textContent + ' ' + at('next').hidden + ' ' + at('notkept').hidden`, "33 true true")
	}
	if got := answered(); got != "33 true true" {
		t.Fatalf("answered: %s", got)
	}

	// The draft is kept while the page is closed, and removed once it is handed in.
	tab.Reload()
	if got := answered(); got != "33 true true" {
		t.Fatalf("after coming back: %s", got)
	}
	if open := tab.Text(`[...document.querySelectorAll('details')].filter(d => d.open).length + ''`); open != "2" {
		t.Errorf("%s remarks are open", open)
	}
	tab.Eval(`at('submit').click()`, nil)
	if left := tab.Text(`localStorage.length + ' ' + at('missing').open + ' ' + at('done').hidden + ' ' + document.activeElement.id`); left != "0 false false thanks" {
		t.Fatalf("handed in: %s", left)
	}
	code := tab.Text(`at('code').textContent`)
	if spelled := tab.Text(`at('spelled').textContent.replaceAll(', ', '-').replaceAll(' ', '')`); spelled != code || len(code) != 38 {
		t.Errorf("the code is %s, and spelled %s", code, spelled)
	}
	file := tab.Downloaded(func() { tab.Eval(`at('save').click()`, nil) })

	store := memory.New(now)
	if err := store.Add(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), exchange.BallotName())
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	fromCode, err := exchange.Invite(a).ReadCode(code)
	if err != nil {
		t.Fatal(err)
	}
	fromFile, err := exchange.Folder("").Open(path, "")
	if err != nil {
		t.Fatalf("%v\n%s", err, file)
	}
	want.ID = fromCode.Ballots.List[0].ID
	want.Remarks["V1"] = assessment.PlainText(want.Remarks["V1"])
	if d := cmp.Diff([]assessment.Ballot{want}, fromFile.Ballots.List); d != "" {
		t.Errorf("the file differs (-want +got):\n%s", d)
	}
	for n, f := range []*exchange.Opened{fromCode, fromFile, fromCode} {
		m, err := exchange.TakeIn(t.Context(), store, f, exchange.Consent{})
		if err != nil || m.New.Ballots != max(0, 1-n) {
			t.Errorf("%v, %v", m, err)
		}
	}
	got, err := store.Load(t.Context(), a.ID)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff([]assessment.Ballot{want}, got.Ballots); d != "" {
		t.Errorf("the store differs (-want +got):\n%s", d)
	}

	// It is possible to go back, change an answer and hand in again: it is the same ballot, whose other answers are
	// refused.
	tab.Eval(`at('return').click()`, nil)
	choose(tab, "V1", 1)
	tab.Eval(`at('submit').click()`, nil)
	changed, err := exchange.Invite(a).ReadCode(tab.Text(`at('code').textContent`))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := exchange.TakeIn(t.Context(), store, changed, exchange.Consent{}); refusal(t, err) != "ballot_other" {
		t.Errorf("other answers: %v", err)
	}

	// The page made no requests and logged no errors.
	for _, address := range tab.Requests() {
		if !strings.HasPrefix(address, "file:///") && !strings.HasPrefix(address, "data:") && !strings.HasPrefix(address, "blob:") {
			t.Errorf("the page asked for %s", address)
		}
	}
	if complaints := tab.Complaints(); len(complaints) > 0 {
		t.Errorf("%q", complaints)
	}
}

// The page lists unanswered indicators, which may stay empty.
func TestPageNamesUnansweredIndicators(t *testing.T) {
	a := unrevealed(t)
	a.Scope = assessment.ScopeCore
	tab := pagetest.Start(t).Open(savedPage(t, exchange.Invite(a), "en"), phone)
	core := a.Card.InScope(a.Scope)
	for _, ind := range core[2:] {
		choose(tab, ind.ID, 2)
	}
	tab.Eval(`at('next').click()`, nil)
	if at := tab.Text(`document.activeElement.name`); at != "answers."+core[0].ID {
		t.Errorf("the next empty one is %s", at)
	}
	tab.Eval(`at('submit').click()`, nil)
	want := fmt.Sprintf("2 still empty|%s · %s|%s · %s", core[0].ID, a.Card.In(core[0].Title, "en"), core[1].ID, a.Card.In(core[1].Title, "en"))
	if got := tab.Text(`[at('missing-title'), ...at('list').querySelectorAll('button')].map(e => e.textContent).join('|')`); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	tab.Eval(`at('list').querySelectorAll('button')[1].click()`, nil)
	if at := tab.Text(`document.activeElement.name + ' ' + at('missing').open`); at != "answers."+core[1].ID+" false" {
		t.Errorf("it leads to %s", at)
	}
	choose(tab, core[1].ID, notApplicable)
	tab.Eval(`at('submit').click(); at('anyway').click()`, nil)
	f, err := exchange.Invite(a).ReadCode(tab.Text(`at('code').textContent`))
	if err != nil {
		t.Fatal(err)
	}
	b := f.Ballots.List[0]
	if len(b.Answers) != len(core)-1 || b.Answers[core[0].ID] != assessment.Blank || b.Answers[core[1].ID] != notApplicable {
		t.Errorf("%v", b.Answers)
	}
}

// The script of the page makes the same codes, ids and checksums as the program.
func TestPageMakesTheSameCodes(t *testing.T) {
	browser := pagetest.Start(t)
	d := rand.New(rand.NewPCG(21, 6))
	cards := storetest.BuiltIn(t)
	for n, card := range []*assessment.Card{cards[0], cards[len(cards)-1], cards[len(cards)-1], levelled(t, 3), levelled(t, 5), levelled(t, 6)} {
		scope := []assessment.Scope{assessment.ScopeFull, assessment.ScopeCore}[n%2]
		to := &exchange.Invitation{Card: card, Team: "Team", Assessment: fmt.Sprintf("zelfevaluatie-é-%d", n), Scope: scope}
		codes := assessment.NewBallotCode(card, scope, to.Assessment)
		var ballots []assessment.Ballot
		var marks []assessment.Mark
		for range 500 {
			b := assessment.Ballot{Group: assessment.Groups[d.IntN(3)], Answers: map[string]assessment.Answer{}}
			blanks := []int{0, 0, 20, 100}[d.IntN(4)]
			for _, ind := range card.InScope(scope) {
				if d.IntN(100) >= blanks {
					b.Answers[ind.ID] = []assessment.Answer{unknown, notApplicable, 1, 2, 3, assessment.Answer(card.Levels())}[d.IntN(6)]
				}
			}
			ballots, marks = append(ballots, b), append(marks, assessment.Mark(d.IntN(1<<24)))
		}
		ballots, marks = append(ballots, ballots[0], ballots[1]), append(marks, 0, assessment.MaxMark)
		asked, err := json.Marshal(ballots)
		if err != nil {
			t.Fatal(err)
		}
		marked, err := json.Marshal(marks)
		if err != nil {
			t.Fatal(err)
		}
		var got [][]string
		tab := browser.Open(savedPage(t, to, "nl"), phone)
		tab.Eval(fmt.Sprintf(`{const marks = %s; %s.map((b, i) => [codeOf(b, marks[i]), ballotID(marks[i])])}`, marked, asked), &got)
		for i, b := range ballots {
			if want := []string{codes.Write(b, marks[i]), codes.BallotID(marks[i])}; !slices.Equal(got[i], want) {
				t.Fatalf("card %d: %v with mark %x is %q, want %q", n, b, marks[i], got[i], want)
			}
		}
		var sums []string
		tab.Eval(`Array.from({length: 200}, (_, n) => sha256('é'.repeat(n % 7) + 'x'.repeat(n)))`, &sums)
		for n, got := range sums {
			sum := sha256.Sum256([]byte(strings.Repeat("é", n%7) + strings.Repeat("x", n)))
			if want := hex.EncodeToString(sum[:]); got != want {
				t.Fatalf("the digest of %d characters is %s, want %s", n, got, want)
			}
		}
	}
}

// levelled returns the built-in card with another number of levels, as a school's own.
func levelled(t *testing.T, n int) *assessment.Card {
	t.Helper()
	var raw map[string]any
	if err := json.Unmarshal(storetest.BuiltIn(t).Newest(exchange.DefaultCard).Compact, &raw); err != nil {
		t.Fatal(err)
	}
	raw["id"] = fmt.Sprintf("eigen-%d", n)
	resize := func(of map[string]any, key string) {
		list := of[key].([]any)
		for len(list) < n {
			list = append(list, list[0])
		}
		of[key] = list[:n]
	}
	resize(raw["scale"].(map[string]any), "levels")
	for _, area := range raw["areas"].([]any) {
		for _, ind := range area.(map[string]any)["indicators"].([]any) {
			i := ind.(map[string]any)
			resize(i, "levels")
			i["target"], i["actions"] = 2, []any{}
		}
	}
	b, err := json.Marshal(raw)
	if err != nil {
		t.Fatal(err)
	}
	card, err := exchange.ReadCard(b)
	if err != nil {
		t.Fatal(err)
	}
	return card
}

// Without scripts the page says what to do, and asks for nothing that would be lost.
func TestPageWithoutScript(t *testing.T) {
	o := phone
	o.NoScript = true
	tab := pagetest.Start(t).Open(savedPage(t, exchange.Invite(unrevealed(t)), "nl"), o)
	tree := tab.Tree()
	said := func(part string) bool {
		return slices.ContainsFunc(tree, func(s pagetest.Spoken) bool { return strings.Contains(s.Name, part) })
	}
	if !said("Op dit apparaat kun je hier niets invullen") || said("Inleveren") || said("Bedankt") || said("bewaart alleen deze browser") || !said("Nog niet gestart") {
		t.Errorf("%v", tree)
	}
}
