//go:build slow

package booth

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange/pagetest"
)

var screen = pagetest.Options{Width: 412, Height: 915}

// fill answers every indicator with a level, and makes one remark.
func fill(tab *pagetest.Tab, level int, remark string) {
	tab.Eval(fmt.Sprintf(`document.querySelectorAll('input[value="%d"]').forEach(e => e.click());
		{const e = document.querySelector('textarea'); e.value = %q; e.dispatchEvent(new Event('input', {bubbles: true}))}`, level, remark), nil)
}

// becomes waits until an expression gives want, and returns what it gives. A page that is still arriving lacks elements.
func becomes(tab *pagetest.Tab, expression, want string) string {
	return tab.Text(fmt.Sprintf(`new Promise(done => {
		const late = Date.now() + 50000, look = () => {
			let now = '';
			try { now = %s; } catch (e) { if (Date.now() > late) throw e; }
			if (now === %q || Date.now() > late) done(now);
			else setTimeout(look, 50);
		};
		look();
	})`, expression, want))
}

const done = `!document.getElementById('done').hidden + ''`

// dropResponses makes the booth drop the responses to the first ballots, after it took them in.
func dropResponses(b *Booth, first int64) {
	inner := b.server.Handler
	var cut atomic.Int64
	b.server.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost && cut.Add(1) <= first {
			inner.ServeHTTP(httptest.NewRecorder(), r)
			panic(http.ErrAbortHandler)
		}
		inner.ServeHTTP(w, r)
	})
}

// On a phone somebody types the code, fills in, comes back to a draft, loses the connection while handing in, and hands in
// again; it works without scripts as well. Each ballot counts once, and the page has no barriers.
func TestPageOnAPhone(t *testing.T) {
	h := openTest(t, nil)
	browser := pagetest.StartIn(t, loopback.Address.String())
	tab := browser.OpenAt("http://"+h.Address()+"/", screen)
	look := func(state string) {
		t.Helper()
		for _, barrier := range tab.Barriers() {
			t.Errorf("%s: %s", state, barrier)
		}
	}
	look("asking for the code")
	tab.Go("http://" + h.Address() + "/?code=222222")
	look("a wrong code")
	tab.Go("http://" + h.Address() + "/?code=" + strings.ToLower(h.Code()))
	if at := tab.Text(`location.pathname`); at != "/"+h.Code() {
		t.Fatalf("the code leads to %s", at)
	}
	look("empty")
	fill(tab, 3, "één")
	tab.Reload()
	if got := becomes(tab, `at('count').textContent`, "33"); got != "33" {
		t.Fatalf("%s answers after coming back", got)
	}
	look("filled in")

	dropResponses(h.Booth, 2)
	tab.Eval(`at('submit').click()`, nil)
	if got := becomes(tab, done, "true"); got != "true" {
		t.Fatalf("not handed in: %s", tab.Text(`at('unsent').textContent`))
	}
	h.holds(1)
	if said := tab.Text(`at('says').textContent + localStorage.getItem(place)`); said != "Je antwoorden zijn ontvangen. Van wie ze zijn, blijft geheim. Je kunt deze pagina sluiten.null" {
		t.Error(said)
	}
	look("done")
	if b := h.ballots[0]; len(b.Answers) != 33 || b.Answers["V1"] != 3 || b.Remarks["V1"] != "één" {
		t.Errorf("%+v", b)
	}

	// Who loads the page again reads that it was handed in; somebody else can fill in on the same device.
	tab.Reload()
	if said := tab.Text(`at('ask').hidden + at('says').textContent`); said != "trueOp dit apparaat is al ingeleverd. Je hoeft niets meer te doen." {
		t.Errorf("loaded again: %s", said)
	}
	look("handed in before")
	tab.Submit(`at('another').click()`)
	if got := tab.Text(`at('ask').hidden + at('count').textContent + localStorage.length`); got != "false00" {
		t.Errorf("somebody else finds %s", got)
	}

	o := screen
	o.NoScript = true
	tab = browser.OpenAt(h.Link(), o)
	tab.Do("Emulation.setScriptExecutionDisabled", map[string]any{"value": false}, nil) // for the test; the page's own script has not run
	look("no script")
	tab.Eval(`document.querySelectorAll('input[value="2"]').forEach(e => e.checked = true); document.querySelector('textarea').value = 'a\nb'`, nil)
	tab.Do("Emulation.setScriptExecutionDisabled", map[string]any{"value": true}, nil)
	tab.Submit(`document.getElementById('submit').click()`)
	if said := tab.Text(`document.querySelector('h1').textContent`); said != "Bedankt" {
		t.Errorf("without a script: %s", said)
	}
	h.holds(2)
	if b := h.ballots[1]; len(b.Answers) != 33 || b.Answers["V1"] != 2 || b.Remarks["V1"] != "a\nb" || b.Group != assessment.GroupTeam {
		t.Errorf("%+v", b)
	}

	// If the laptop is gone the answers stay.
	tab = browser.OpenAt(h.Link(), screen)
	fill(tab, 1, "blijft")
	h.Close()
	tab.Eval(`at('submit').click()`, nil)
	if said := becomes(tab, `at('unsent').textContent.slice(0, 37)`, "De laptop is nu niet te bereiken. Je "); said != "De laptop is nu niet te bereiken. Je " {
		t.Errorf("the laptop is gone: %s", said)
	}
	if kept := tab.Text(`JSON.parse(localStorage.getItem(place)).ballot.remarks.V1 + at('submit').disabled`); kept != "blijftfalse" {
		t.Errorf("kept: %s", kept)
	}
	look("not handed in")
	h.holds(2)
}
