package assessment_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

func TestPlainText(t *testing.T) {
	word, err := os.ReadFile(filepath.Join("testdata", "word-zachte-return.txt"))
	if err != nil {
		t.Fatal(err)
	}
	for given, want := range map[string]string{
		string(word):                           "Doel 2027\nSamen\nmet bedrijven\nEinde • punt \nls",
		"":                                     "",
		"gewoon, met é en 👩🏽‍🏫":                "gewoon, met é en 👩🏽‍🏫",
		"a\r\nb\rc\vd\fe\u0085f\u2028g\u2029h": "a\nb\nc\nd\ne\nf\ng\nh",
		"a\r\n\r\nb\n\nc":                      "a\n\nb\n\nc",
		"•\teen\no\ttwee\n\uF0A7\tdrie\n·  \tvier": "• een\n• twee\n• drie\n·  \tvier",
		"\uF0B7 een":            "• een",
		"voor \uF0E0 na":        "voor → na",
		"10\u00A0000\u202Feuro": "10 000 euro",
		"ver\u00ADplicht\u200B\uFEFF\x00\x1B\u009F": "verplicht",
		"half\xff":            "half\uFFFD",
		"plaatje \uFFFC hier": "plaatje  hier",
		"kolom\tkolom":        "kolom\tkolom",
	} {
		equal(t, given, assessment.PlainText(given), want)
	}
}

func FuzzPlainText(f *testing.F) {
	f.Add("a\r\v\u2028\uF0B7\to\t\t x")
	f.Add("\r\n\xff•\t•\t")
	f.Fuzz(func(t *testing.T, given string) {
		got := assessment.PlainText(given)
		if again := assessment.PlainText(got); again != got {
			t.Errorf("%q becomes %q and then %q", given, got, again)
		}
		if !utf8.ValidString(got) || strings.ContainsFunc(got, func(r rune) bool {
			return unicode.IsControl(r) && r != '\n' && r != '\t' || r == '\u2028' || r == '\u2029'
		}) {
			t.Errorf("%q becomes %q", given, got)
		}
		if utf8.RuneCountInString(got) > utf8.RuneCountInString(given) {
			t.Errorf("%q grew to %q", given, got)
		}
	})
}

// Every text of an assessment is made plain, at any depth, and the original is unchanged.
func TestTidiedMakesEveryTextPlain(t *testing.T) {
	a := storetest.Sample(storetest.Card(4))
	a.Team.Name, a.Present, a.Scores[0].Note, a.Plan.Strong = "a\vb", "a\vb", "a\vb", "a\vb"
	a.Ballots[0].Remarks = map[string]string{"A1": "a\vb"}
	p := &a.Plan.Priorities[0]
	p.Goal, p.Actions[0].What = "a\vb", "a\vb"
	p.Actions[1].Notes = []assessment.Note{{ID: "n", Text: "a\vb"}}
	a.ID, a.Scores[1].Indicator, p.Actions[0].Suggestion = "id\x00", "A\x00", "s\x00"
	before := jsonOf(t, a)
	tidy := assessment.Tidied(*a)
	equal(t, "the original", jsonOf(t, a), before)
	equal(t, "tidied", jsonOf(t, tidy), strings.ReplaceAll(before, `a\u000bb`, `a\nb`))
	equal(t, "changed", strings.Count(before, `\u000b`), 8)
	equal(t, "the card", tidy.Card == a.Card, true)
}
