package exchange_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/filekind"
	"kwaliteitskaart/assessment/memory"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/assets"
)

// maxPage is the maximum size in bytes of the page of the built-in card.
const maxPage = 100_000

// missing matches missing texts; reaching matches anything that could access the network.
var (
	missing  = regexp.MustCompile(`\bpage\.[a-z]`)
	reaching = regexp.MustCompile(`(?i)https?:|\bfetch\(|XMLHttp|WebSocket|EventSource|sendBeacon|@import|\burl\(|src=|href="[^d]`)
)

// pageOf returns the page of an invitation.
func pageOf(t testing.TB, i *exchange.Invitation, lang string) string {
	t.Helper()
	b, err := i.WritePage(words.In(lang))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// A page is one file with everything in scope and nothing else, in one language, and reveals nothing about other
// people's answers.
func TestPage(t *testing.T) {
	a := small(t)
	a.Ballots[0].Remarks = map[string]string{"B1": "eigenheimer"}
	for _, lang := range words.Codes {
		for _, scope := range []assessment.Scope{assessment.ScopeFull, assessment.ScopeCore} {
			a.Scope = scope
			page := pageOf(t, exchange.Invite(a), lang)
			if len(page) > maxPage {
				t.Errorf("%s, %s: %d bytes", lang, scope, len(page))
			}
			if !strings.Contains(page, `<html lang="`+lang+`">`) || missing.MatchString(page) || strings.Contains(page, "eigenheimer") {
				t.Errorf("%s, %s: another language, no words, or words of somebody else", lang, scope)
			}
			if found := reaching.FindString(page); found != "" {
				t.Errorf("%s, %s: the page has %q", lang, scope, found)
			}
			text := html.UnescapeString(page)
			for _, ind := range a.Card.InScope(assessment.ScopeFull) {
				takesPart := scope == assessment.ScopeFull || ind.Core
				if strings.Contains(text, a.Card.In(ind.Statement, lang)) != takesPart || strings.Contains(text, `name="remarks.`+ind.ID+`"`) != takesPart {
					t.Errorf("%s, %s: %s is on the page, or not, as it should not be", lang, scope, ind.ID)
				}
				for _, level := range ind.Levels {
					if strings.Contains(text, a.Card.In(level, lang)) != takesPart {
						t.Errorf("%s, %s: a level of %s", lang, scope, ind.ID)
					}
				}
			}
		}
	}
}

// The names of a team or a card cannot inject anything: only the page's own style and script run, and nothing is
// fetched.
func TestPageRunsNothingElse(t *testing.T) {
	const hostile = `</script><script>alert(1)</script><img src=x onerror=alert(1)>"'` + "`{{.Team}}\u2028"
	raw, err := assets.Cards.ReadFile("card/lob-mbo-1.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	inJSON, err := json.Marshal(hostile)
	if err != nil {
		t.Fatal(err)
	}
	raw = bytes.ReplaceAll(raw, []byte(`"Nog niet gestart"`), inJSON)
	raw = bytes.ReplaceAll(raw, []byte(`"lob-mbo"`), []byte(`"eigen"`))
	card, err := exchange.ReadCard(raw)
	if err != nil {
		t.Fatal(err)
	}
	invited := &exchange.Invitation{Card: card, Team: hostile, Assessment: "x</script>'\"", Scope: assessment.ScopeFull}
	runsOnlyItsOwn(t, pageOf(t, invited, "nl"))
	served, err := invited.ServePage(words.In("nl"), "/K7QD3M")
	if err != nil {
		t.Fatal(err)
	}
	runsOnlyItsOwn(t, string(served("t0ken")))
}

// runsOnlyItsOwn checks that a page has its parts, and that its policy allows only its own style and script.
func runsOnlyItsOwn(t *testing.T, page string) {
	t.Helper()
	tags := regexp.MustCompile(`<(script|style|img|link|a|iframe|object|form|base|meta)\b[^>]*>`).FindAllString(page, -1)
	sums := regexp.MustCompile(`'sha256-([^']+)'`).FindAllStringSubmatch(html.UnescapeString(page), -1)
	var kinds []string
	for _, tag := range tags {
		kinds = append(kinds, strings.Fields(strings.Trim(tag, "<>"))[0])
	}
	if want := strings.Fields("meta meta meta meta link style form script script"); !slices.Equal(kinds, want) {
		t.Errorf("the page has %q, want %q", kinds, want)
	}
	for i, part := range []string{"script", "style"} {
		content := regexp.MustCompile(`(?s)<` + part + `>(.*?)</` + part + `>`).FindStringSubmatch(page)
		if content == nil || len(sums) != 2 {
			t.Fatalf("no %s, or sums %q", part, sums)
		}
		sum := sha256.Sum256([]byte(content[1]))
		if got := base64.StdEncoding.EncodeToString(sum[:]); got != sums[i][1] {
			t.Errorf("the %s is allowed by %s and has %s", part, sums[i][1], got)
		}
	}
}

// A card that lacks the language of the page is marked with its own, so that it is read aloud correctly.
func TestPageOfAnotherLanguage(t *testing.T) {
	a := small(t)
	card := *a.Card
	card.Languages = []string{"nl"}
	for lang, want := range map[string]int{"nl": 0, "en": 2 + len(card.Areas)} {
		page := pageOf(t, &exchange.Invitation{Card: &card, Team: "Team", Assessment: "x", Scope: assessment.ScopeFull}, lang)
		if got := len(regexp.MustCompile(`<(p|span|section)[^>]* lang="nl">`).FindAllString(page, -1)); got != want {
			t.Errorf("%s: %d parts in Dutch, want %d", lang, got, want)
		}
		if got := strings.Count(page, `<details lang="en">`); want > 0 && got != len(card.InScope(assessment.ScopeFull)) {
			t.Errorf("%s: %d remarks in English", lang, got)
		}
	}
}

// Every word of the page is on it, or said by its script.
func TestPageUsesItsWords(t *testing.T) {
	raw, err := assets.Translations.ReadFile("translations/page.nl.json")
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]string
	if err := json.Unmarshal(raw, &all); err != nil {
		t.Fatal(err)
	}
	source, err := os.ReadFile("page.go")
	if err != nil {
		t.Fatal(err)
	}
	script := regexp.MustCompile(`data\.words\.(\w+)`).FindAllStringSubmatch(assets.PageScript+assets.PageCode+assets.PagePost, -1)
	for key := range all {
		key = strings.TrimPrefix(key, "page.")
		scripted := slices.ContainsFunc(script, func(m []string) bool { return m[1] == key })
		if !strings.Contains(assets.Page, `{{say "`+key+`"`) && !scripted && key != "title" {
			t.Errorf("nothing on the page says %q", key)
		}
		if scripted && !regexp.MustCompile(`"`+key+`": +lang\.Say\("page\.`+key+`"`).Match(source) {
			t.Errorf("the script says %q and is not given it", key)
		}
	}
	for _, m := range script {
		if all["page."+m[1]] == "" {
			t.Errorf("the script says %q, which has no words", m[1])
		}
	}
}

// A served page is the same page; it hands in to its own laptop, even without scripts, and contains no code.
func TestServedPage(t *testing.T) {
	i := exchange.Invite(small(t))
	for _, lang := range words.Codes {
		served, err := i.ServePage(words.In(lang), "/K7QD3M")
		if err != nil {
			t.Fatal(err)
		}
		page := string(served("t0ken"))
		if len(page) > maxPage || missing.MatchString(page) || strings.Contains(page, "codeOf") || strings.Contains(page, `id="save"`) {
			t.Errorf("%s: %d bytes, without words, or with codes", lang, len(page))
		}
		for _, part := range []string{
			`<form id="sheet" autocomplete="off" method="post" action="/K7QD3M"><input type="hidden" name="token" value="t0ken">`,
			`form-action 'self'; connect-src 'self'"`, `<div id="bar">`, `content="same-origin"`,
		} {
			if strings.Count(page, part) != 1 {
				t.Errorf("%s: the page lacks %s", lang, part)
			}
		}
		if found := regexp.MustCompile(`(?i)https?:|src=|href="[^d]|@import`).FindString(page); found != "" {
			t.Errorf("%s: the page has %q", lang, found)
		}
		if string(served("other")) != strings.Replace(page, "t0ken", "other", 1) {
			t.Errorf("%s: another token changes more than the token", lang)
		}
	}
	i.Scope = "half"
	if _, err := i.ServePage(words.In("nl"), "/"); refusal(t, err) != `content scope choice` {
		t.Error(err)
	}
}

func TestSavePage(t *testing.T) {
	dir := t.TempDir()
	i := exchange.Invite(small(t))
	if got := refusal(t, i.SavePage(filepath.Join(dir, "x.htm"), words.In("nl"))); got != `unknown_file_type file="x.htm" want=".html"` {
		t.Error(got)
	}
	path := filepath.Join(dir, "x.html")
	if err := i.SavePage(path, words.In("en")); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(path); err != nil || string(b) != pageOf(t, i, "en") {
		t.Errorf("the file is not the page: %v", err)
	}
	i.Scope = "half"
	if got := refusal(t, i.SavePage(path, words.In("nl"))); got != `content file="x.html" scope choice` {
		t.Error(got)
	}
}

// A code is taken in like a file, and a code and a file of one person count once.
func TestTakeInCode(t *testing.T) {
	a := small(t)
	a.Ballots = nil
	store := memory.New(now)
	if err := store.Add(t.Context(), a); err != nil {
		t.Fatal(err)
	}
	invited := exchange.Invite(a)
	codes := assessment.NewBallotCode(a.Card, a.Scope, a.ID)
	b := assessment.Ballot{ID: codes.BallotID(5), Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{"V1": 3, "V2": unknown}}
	take := func(want int, f *exchange.Opened, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		m, err := exchange.TakeIn(t.Context(), store, f, exchange.Consent{})
		if err != nil || m.New.Ballots != want {
			t.Fatalf("%v, %v", m, err)
		}
	}
	for _, want := range []int{1, 0} {
		f, err := invited.ReadCode(codes.Write(b, 5))
		take(want, f, err)
	}
	b.Remarks = map[string]string{"V1": "a remark"}
	take(0, &exchange.Opened{Ballots: invited.Cast(b)}, nil)
	f, err := invited.ReadCode(codes.Write(b, 6)) // the same answers of somebody else
	take(1, f, err)
	got, err := store.Load(t.Context(), a.ID)
	if err != nil || len(got.Ballots) != 2 {
		t.Fatalf("%v, %v", got.Ballots, err)
	}
	for _, have := range got.Ballots {
		if want := len(have.Remarks) > 0; want != (have.ID == b.ID) || have.Answers["V1"] != 3 {
			t.Errorf("%v", have)
		}
	}
	b.Answers["V1"] = 1
	f, err = invited.ReadCode(codes.Write(b, 5))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := exchange.TakeIn(t.Context(), store, f, exchange.Consent{}); refusal(t, err) != "ballot_other" {
		t.Errorf("other answers under one mark: %v", err)
	}
	if _, err := invited.ReadCode("?"); refusal(t, err) != `code_character character="?" group="1"` {
		t.Error(err)
	}
}

// A page sent back in place of its answers is recognised, and a file with two byte order marks is read.
func TestReturnedPageAndTwoByteOrderMarksAreRecognised(t *testing.T) {
	a := storetest.Sample(storetest.Card(4))
	for _, lang := range words.Codes {
		b, err := exchange.Invite(a).WritePage(words.In(lang))
		if err != nil {
			t.Fatal(err)
		}
		if kind := filekind.Of(b); kind != filekind.Page {
			t.Errorf("%s: the page is %s", lang, kind)
		}
	}
	b, err := exchange.Write(a)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := exchange.ReadAny(append([]byte("\ufeff\ufeff"), b...), exchange.Cards{a.Card}); err != nil {
		t.Error(err)
	}
}
