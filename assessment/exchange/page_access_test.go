//go:build slow

package exchange_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/exchange/pagetest"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
)

// states brings a new page into each of its possible states, one after another.
func states(tab *pagetest.Tab, each func(state string)) {
	each("empty")
	tab.Eval(`document.querySelector('details').open = true; document.querySelectorAll('.levels input').forEach((e, i) => { if (i % 9 < 5) e.click(); })`, nil)
	each("half")
	tab.Eval(`at('submit').click()`, nil)
	each("what is missing")
	tab.Eval(`at('anyway').click()`, nil)
	each("done")
	tab.Eval(`at('copy').click()`, nil)
	each("copied")
}

// axe-core finds nothing on the page, in any state, language and colour scheme.
func TestPageHasNoBarriers(t *testing.T) {
	sum := sha256.Sum256([]byte(pagetest.Axe))
	if got := hex.EncodeToString(sum[:]); got != pagetest.AxeSum {
		t.Fatalf("axe-core is another than it should be: %s", got)
	}
	browser := pagetest.Start(t)
	for n, lang := range words.Codes {
		path := savedPage(t, exchange.Invite(unrevealed(t)), lang)
		ways := []pagetest.Options{phone}
		if n == 0 { // colours and widths are the same in each language
			ways = append(ways,
				pagetest.Options{Width: 412, Height: 915, Media: map[string]string{"prefers-color-scheme": "dark"}},
				pagetest.Options{Width: 1366, Height: 768},
				pagetest.Options{Width: 412, Height: 915, NoScript: true},
				pagetest.Options{Width: 412, Height: 915, Media: map[string]string{"forced-colors": "active"}})
		}
		for _, o := range ways {
			tab := browser.Open(path, o)
			look := func(state string) {
				for _, barrier := range tab.Barriers() {
					t.Errorf("%s, %v, %s: %s", lang, o, state, barrier)
				}
			}
			if o.NoScript {
				tab.Do("Emulation.setScriptExecutionDisabled", map[string]any{"value": false}, nil) // for axe-core itself; the page's own script has not run
				look("no script")
				continue
			}
			states(tab, look)
		}
	}
}

// Nothing is wider than the window, however narrow it is and however large the text, and targets are large enough.
func TestPageFits(t *testing.T) {
	browser := pagetest.Start(t)
	long := unrevealed(t)
	long.Team.Name = strings.Repeat("Meerjarenbegeleidingsteam", 8)
	path := savedPage(t, exchange.Invite(long), "nl")
	for _, o := range []struct{ width, height, percent int }{
		{320, 600, 100}, {320, 256, 100}, {412, 915, 100}, {412, 915, 200}, {768, 1024, 200}, {1366, 768, 100}, {1366, 768, 200}, {1024, 700, 150},
	} {
		tab := browser.Open(path, pagetest.Options{Width: o.width, Height: o.height})
		tab.Eval(fmt.Sprintf(`document.documentElement.style.fontSize = '%d%%'`, o.percent), nil)
		states(tab, func(state string) {
			if wide := tab.Text(`[document.documentElement, ...document.querySelectorAll('dialog[open]')].filter(e => e.scrollWidth > e.clientWidth + 1)
				.map(e => e.tagName + ' ' + e.scrollWidth + ' in ' + e.clientWidth).join()`); wide != "" {
				t.Errorf("%v, %s: %s", o, state, wide)
			}
			if small := tab.Text(`[...document.querySelectorAll('button, summary, .choice')].filter(e => e.checkVisibility()).map(e => [e, e.getBoundingClientRect()])
				.filter(([, r]) => r.height < 44 || r.width < 44).map(([e, r]) => e.textContent + ' ' + r.width + 'x' + r.height).join()`); small != "" {
				t.Errorf("%v, %s: too small: %s", o, state, small)
			}
		})
	}
}

// Everything works with the keyboard alone: the focused element is visible, shows its focus, and is not behind the
// bar, however high that is.
func TestPageByKeyboard(t *testing.T) {
	a := unrevealed(t)
	tab := pagetest.Start(t).Open(savedPage(t, exchange.Invite(a), "nl"), phone)
	focus := func() string {
		return tab.Text(`{
			const e = document.activeElement, shown = e.matches('.choice input') ? e.nextElementSibling : e, r = shown.getBoundingClientRect();
			const bar = at('bar').getBoundingClientRect(), low = at('bar').contains(e) || !bar.height ? innerHeight : bar.top;
			const seen = r.top >= -1 && r.top < low && (r.bottom <= low + 1 || r.height > low) && (getComputedStyle(shown).outlineStyle !== 'none' || e.tabIndex < 0);
			(e.name || e.id || e.tagName) + (e.type === 'radio' ? '=' + e.value : '') + (seen ? '' : ' NOT SEEN ' + [r.top, r.bottom, low, getComputedStyle(shown).outlineStyle])
		}`)
	}
	expect := func(want string) {
		t.Helper()
		if got := focus(); got != want {
			t.Fatalf("the focus is on %s, want %s", got, want)
		}
	}
	press := func(keys ...string) {
		for _, key := range keys {
			tab.Press(key)
		}
	}
	press("Tab")
	expect("group=team")
	press("ArrowDown", "ArrowDown")
	expect("group=students")
	in := a.Card.InScope(a.Scope)
	tab.Eval(`new Promise(done => { // a typeface that is wider makes it higher
		at('bar').style.paddingTop = '4rem';
		requestAnimationFrame(() => requestAnimationFrame(done));
	})`, nil)
	for n, ind := range in {
		press("Tab")
		expect("answers." + ind.ID + "=1")
		press(" ")
		for range n % 6 {
			press("ArrowDown")
		}
		expect("answers." + ind.ID + "=" + []string{"1", "2", "3", "4", "unknown", "not_applicable"}[n%6])
		press("Tab")
		expect("SUMMARY")
		if n == 1 {
			press("Enter", "Tab")
			expect("remarks." + ind.ID)
			tab.Type("met de hand getypt")
		}
	}
	press("Tab")
	expect("submit")
	press("Enter")
	expect("thanks")
	code := tab.Text(`at('code').textContent`)
	press("Tab")
	expect("copy")
	press("Enter")
	if said := tab.Text(`at('status').textContent`); !strings.HasPrefix(said, "De code is gekopieerd") {
		t.Errorf("it says %q", said)
	}
	expect("copy")
	press("Tab")
	expect("save")
	file := tab.Downloaded(func() { press("Enter") })
	opened, err := exchange.ReadAny(file, nil)
	if assessment.CodeOf(err) == assessment.CodeUnknownCard {
		opened, err = exchange.ReadAny(file, storetest.BuiltIn(t))
	}
	if err != nil {
		t.Fatal(err)
	}
	b := opened.Ballots.List[0]
	if b.Group != assessment.GroupStudents || len(b.Answers) != len(in) || b.Answers[in[4].ID] != unknown || b.Remarks[in[1].ID] != "met de hand getypt" {
		t.Errorf("%v", b)
	}
	press("Tab")
	expect("return")
	press("Enter")
	expect("top")
	tab.Eval(`document.querySelector('#i3 input:checked').checked = false; count()`, nil)
	press("Shift+Tab", "Tab", "Tab")
	tab.Eval(`at('submit').focus()`, nil)
	press("Enter")
	expect("back")
	press("Escape")
	expect("submit")
	press("Enter", "Enter")
	expect("answers." + in[2].ID + "=1")
	press(" ")
	tab.Eval(`at('submit').focus()`, nil)
	press("Enter")
	if again := tab.Text(`at('code').textContent`); len(again) != len(code) {
		t.Errorf("the code is %s", again)
	}
}

// What a screen reader reads: one title, areas and statements as headings in order, and each answer with its level
// and text.
func TestPageWithAScreenReader(t *testing.T) {
	a := unrevealed(t)
	tab := pagetest.Start(t).Open(savedPage(t, exchange.Invite(a), "nl"), phone)
	choose(tab, "V1", 2)
	tree := tab.Tree()
	var headings, heard []string
	for _, s := range tree {
		if s.Role == "heading" {
			headings = append(headings, s.State+" "+s.Name)
		}
	}
	var want []string
	want = append(want, "1 Invulblad <Zorg> & • é")
	for i := range a.Card.Areas {
		area := &a.Card.Areas[i]
		want = append(want, "2 "+area.Title["nl"])
		for _, ind := range area.InScope(a.Scope) {
			want = append(want, "3 "+ind.ID+" · "+ind.Title["nl"]+" "+ind.Statement["nl"])
		}
	}
	if !slices.Equal(headings, want) {
		t.Errorf("headings %q\nwant     %q", headings, want)
	}
	from := slices.IndexFunc(tree, func(s pagetest.Spoken) bool { return s.Role == "group" && strings.HasPrefix(s.Name, "V1 ") })
	for _, s := range tree[max(0, from):] {
		if s.Role == "group" && strings.HasPrefix(s.Name, "V2 ") {
			break
		}
		if s.Role != "StaticText" && s.Role != "Legend" && s.Role != "LabelText" && s.Role != "paragraph" && s.Role != "strong" {
			heard = append(heard, strings.TrimSpace(s.Role+" "+s.Name+" "+s.State))
		}
	}
	v1, _ := a.Card.Indicator("V1")
	statement := "V1 · " + v1.Title["nl"] + " " + v1.Statement["nl"]
	expected := []string{"group " + statement, "heading " + statement + " 3"}
	for n, level := range v1.Levels {
		said := fmt.Sprintf("radio %d %s %s", n+1, a.Card.Scale.Levels[n].Title["nl"], level["nl"])
		if n == 1 {
			said += " checked"
		}
		expected = append(expected, said)
	}
	expected = append(expected, "radio Weet ik niet", "radio Niet van toepassing", "group", "DisclosureTriangle Opmerking")
	if !slices.Equal(heard, expected) {
		t.Errorf("heard %q\nwant  %q", heard, expected)
	}

	tab.Eval(`at('submit').click(); at('anyway').click()`, nil)
	var done []string
	for _, s := range tab.Tree() {
		if s.Role == "heading" || s.Role == "button" || s.Role == "status" {
			done = append(done, s.Role+" "+s.Name)
		}
	}
	if want := []string{"heading Bedankt", "button Code kopiëren", "button Bewaren als bestand", "button Terug naar mijn antwoorden", "status "}; !slices.Equal(done, want) {
		t.Errorf("done: %q, want %q", done, want)
	}
	if title := tab.Text(`document.title`); title != "Bedankt" {
		t.Errorf("the title is %q", title)
	}
}
