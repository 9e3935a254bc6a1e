//go:build slow

package exchange_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/exchange/pagetest"
)

// becomes waits until an expression gives want, and returns what it gives: a busy browser may write a draft a moment after
// its page is gone.
func becomes(tab *pagetest.Tab, expression, want string) string {
	return tab.Text(fmt.Sprintf(`new Promise(done => {
		const late = Date.now() + 20000, look = () => {
			const now = %s;
			if (now === %q || Date.now() > late) done(now);
			else setTimeout(look, 20);
		};
		look();
	})`, expression, want))
}

// On a shared computer the next person begins with an empty page and another mark. Storage that the page cannot read or write
// is no error.
func TestPageIsShared(t *testing.T) {
	tab := pagetest.Start(t).Open(savedPage(t, exchange.Invite(unrevealed(t)), "nl"), phone)
	const state = `[at('count').textContent, at('found').hidden, at('notkept').hidden, at('noscript').hidden, localStorage.length, document.querySelectorAll('details[open]').length].join(' ')`
	expect := func(when, want string) {
		t.Helper()
		if got := becomes(tab, state, want); got != want {
			t.Errorf("%s: %s, want %s", when, got, want)
		}
	}
	expect("new", "0 true true true 0 0")
	choose(tab, "V1", 3)
	tab.Eval(`{const e = document.querySelector('textarea'); e.value = 'x'; e.dispatchEvent(new Event('input', {bubbles: true}))}`, nil)
	expect("begun", "1 true true true 1 0")
	tab.Reload()
	expect("come back", "1 false true true 1 1")
	if barriers := tab.Barriers(); len(barriers) > 0 {
		t.Errorf("%q", barriers)
	}
	before := tab.Text(`mark + ''`)
	tab.Eval(`at('afresh').click()`, nil)
	expect("afresh", "0 true true true 0 0")
	if mark := tab.Text(`mark + ''`); mark == before {
		t.Errorf("somebody else has the same mark: %s", mark)
	}
	for _, kept := range []string{"{", "null", "7", `{"mark":1}`, `{"mark":"<b>","ballot":{"answers":{},"remarks":{}}}`, `[]`} {
		tab.Eval(fmt.Sprintf(`localStorage.setItem(place, %q)`, kept), nil)
		tab.Reload()
		expect(kept, "0 true true true 1 0")
	}
	tab.Eval(`Storage.prototype.setItem = () => { throw new Error('full') }`, nil)
	choose(tab, "V1", 3)
	expect("not kept", "1 true false true 1 0")
}

// If a card has more indicators than a code has room for, the page offers only a file.
func TestPageWithoutCodes(t *testing.T) {
	card := levelled(t, 6)
	copied := *card
	copied.Areas = slices.Clone(card.Areas)
	for i := range copied.Areas {
		area := &copied.Areas[i]
		area.Indicators = slices.Clone(area.Indicators)
		for len(area.Indicators) < assessment.MaxIndicators {
			ind := area.Indicators[0]
			ind.ID = fmt.Sprintf("%s%d", area.ID, len(area.Indicators)+1)
			area.Indicators = append(area.Indicators, ind)
		}
	}
	tab := pagetest.Start(t).Open(savedPage(t, &exchange.Invitation{Card: &copied, Team: "Team", Assessment: "x", Scope: assessment.ScopeFull}, "nl"), phone)
	choose(tab, "V1", 6)
	tab.Eval(`at('submit').click(); at('anyway').click()`, nil)
	if said := tab.Text(`at('coded').hidden + ' ' + at('says').textContent`); said != "true Je bent klaar. Bewaar je antwoorden als bestand en stuur dat terug." {
		t.Error(said)
	}
	file := tab.Downloaded(func() { tab.Eval(`at('save').click()`, nil) })
	if !strings.Contains(string(file), `"answers":{"V1":6}`) {
		t.Errorf("%.300s", file)
	}
}

// The page's policy holds in a browser: nothing is fetched from anywhere, and no other script runs.
func TestPagePolicy(t *testing.T) {
	tab := pagetest.Start(t).Open(savedPage(t, exchange.Invite(unrevealed(t)), "nl"), phone)
	for what, directive := range map[string]string{
		`new Image().src = 'https://example.org/x.png'`:                                                               "img-src",
		`fetch('https://example.org/').catch(() => {})`:                                                               "connect-src",
		`document.body.append(Object.assign(document.createElement('script'), {textContent: 'at("top").remove()'}))`:  "script-src-elem",
		`document.body.append(Object.assign(document.createElement('iframe'), {src: 'https://example.org/'}))`:        "frame-src",
		`document.head.append(Object.assign(document.createElement('style'), {textContent: 'body {display: none}'}))`: "style-src-elem",
		`HTMLFormElement.prototype.submit.call(at('sheet'))`:                                                          "form-action",
	} {
		got := tab.Text(`new Promise(done => {
			addEventListener('securitypolicyviolation', e => done(e.effectiveDirective), {once: true});
			` + what + `;
			setTimeout(() => done('nothing forbids it'), 10000);
		})`)
		if got != directive {
			t.Errorf("%s: %s, want %s", what, got, directive)
		}
	}
	if still := tab.Text(`at('top') ? 'there' : 'gone'`); still != "there" {
		t.Error("a script that is not the page's own ran")
	}
}

// Two windows of one browser with the same page show the same until one is used; a ballot handed in is gone from both.
func TestPageInTwoWindows(t *testing.T) {
	browser := pagetest.Start(t)
	path := savedPage(t, exchange.Invite(unrevealed(t)), "nl")
	one, two := browser.Open(path, phone), browser.Open(path, phone)
	shows := func(want string) {
		t.Helper()
		if got := becomes(two, `at('count').textContent`, want); got != want {
			t.Errorf("the other window has %s answers, want %s", got, want)
		}
	}
	choose(one, "V1", 3)
	choose(one, "V2", 1)
	shows("2")
	one.Eval(`at('submit').click(); at('anyway').click()`, nil)
	shows("0")
}
