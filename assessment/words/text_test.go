package words_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
)

func TestLanguageOfALocale(t *testing.T) {
	for code, want := range map[string]string{
		"nl": "nl", "en": "en", "en_GB.UTF-8": "en", "EN-us": "en", "nl_BE": "nl",
		"": "nl", "C": "nl", "C.UTF-8": "nl", "POSIX": "nl", "de_DE.UTF-8": "nl",
	} {
		if got := words.In(code).Code(); got != want {
			t.Errorf("In(%q) is %q, want %q", code, got, want)
		}
	}
}

func TestSay(t *testing.T) {
	for _, c := range []struct {
		lang, key string
		args      []any
		want      string
	}{
		{"nl", "label.in_order", nil, "Op orde"},
		{"en", "label.in_order", nil, "In order"},
		{"nl", "error.ambiguous", []any{"name", "ab12"}, "Er zijn meer zelfevaluaties die met ab12 beginnen."},
		{"en", "error.ambiguous", []any{"name", "ab12"}, "Several self-assessments begin with ab12."},
		{"nl", "error.not_ours", []any{"file", `<b>"x" & y.txt`, "is", "is een PDF"}, `<b>"x" & y.txt is een PDF`},
		{"en", "label.in_order", []any{"count", 1}, "In order"},
		{"nl", "overview.asks", []any{"count", 7830}, "7.830 vragen"},
		{"en", "overview.asks", []any{"count", 7830}, "7,830 requests"},
		{"nl", "no.such.key", nil, "no.such.key"},
	} {
		if got := words.In(c.lang).Say(c.key, c.args...); !strings.HasPrefix(got, c.want) {
			t.Errorf("%s %s: %q, want %q", c.lang, c.key, got, c.want)
		}
	}
}

// The brief of an error is its first sentence on one line, whatever it names.
func TestBrief(t *testing.T) {
	err := assessment.Fail(assessment.CodeContent, nil, "file", "plan. Er is.v2.kwaliteitskaart")
	err.Faults = []assessment.Fault{{Place: "scores[0]", Code: assessment.FaultTooLong, Got: "3", Want: "2"}}
	if got, want := words.In("nl").Brief(err), "De inhoud van plan. Er is.v2.kwaliteitskaart klopt niet."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	for _, lang := range words.Codes {
		for _, code := range slices.Concat(assessment.Refusals, assessment.Failures) {
			got, all := words.In(lang).Brief(assessment.Fail(code, nil, "file", "a.b")), words.In(lang).Error(assessment.Fail(code, nil, "file", "a.b"))
			if !strings.HasPrefix(all, strings.TrimSuffix(got, ".")) || strings.Contains(got, "\n") || len(got) < 5 {
				t.Errorf("%s: %q of %q", lang, got, all)
			}
		}
	}
}

func TestDates(t *testing.T) {
	for _, c := range []struct {
		date              assessment.Date
		lang              string
		date1, short, all string
	}{
		{"2026-11-23", "nl", "23-11-2026", "23 nov 2026", "23 november 2026"},
		{"2026-11-23", "en", "23 Nov 2026", "23 Nov 2026", "23 November 2026"},
		{"2027-03-01", "nl", "01-03-2027", "1 mrt 2027", "1 maart 2027"},
		{"2027-03-01", "en", "1 Mar 2027", "1 Mar 2027", "1 March 2027"},
		{"", "nl", words.None, words.None, words.None},
		{"", "en", words.None, words.None, words.None},
	} {
		l := words.In(c.lang)
		if d, s, a := l.Date(c.date), l.ShortDate(c.date), l.LongDate(c.date); d != c.date1 || s != c.short || a != c.all {
			t.Errorf("%s %q: %q, %q, %q; want %q, %q, %q", c.lang, c.date, d, s, a, c.date1, c.short, c.all)
		}
	}
}

// Every date that is shown can be typed back.
func TestShownDatesParse(t *testing.T) {
	for _, code := range words.Codes {
		l := words.In(code)
		for m := 1; m <= 12; m++ {
			d := assessment.Date(fmt.Sprintf("2026-%02d-28", m))
			for _, shown := range []string{l.Date(d), l.ShortDate(d), l.LongDate(d)} {
				if got, ok := l.ParseDate(shown, "2026-11-30", words.Ahead); !ok || got != d {
					t.Errorf("%s %q: %q, %v; want %q", code, shown, got, ok, d)
				}
			}
		}
	}
}

func TestNumbers(t *testing.T) {
	for _, c := range []struct{ got, want string }{
		{words.In("nl").Mean(assessment.MeanOf(20, 7)), "2,9"},
		{words.In("en").Mean(assessment.MeanOf(20, 7)), "2.9"},
		{words.In("nl").Mean(assessment.MeanOf(9, 4)), "2,3"},
		{words.In("nl").Mean(assessment.MeanOf(4, 1)), "4,0"},
		{words.In("nl").Mean(nil), words.None},
		{words.In("en").Mean(nil), words.None},
		{words.In("nl").Number(0), "0"},
		{words.In("nl").Number(999), "999"},
		{words.In("nl").Number(1500), "1.500"},
		{words.In("en").Number(1500), "1,500"},
		{words.In("nl").Number(1234567), "1.234.567"},
		{words.In("en").Number(1234567), "1,234,567"},
		{words.In("nl").Euros(1500), "€ 1.500"},
		{words.In("en").Euros(1500), "€1,500"},
	} {
		// A non-breaking space is as good as an ordinary one.
		if got := strings.ReplaceAll(c.got, "\u00a0", " "); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestError(t *testing.T) {
	faults := []assessment.Fault{
		{Place: "areas[1].indicators[3].levels", Code: assessment.FaultCount, Got: "3", Want: "4"},
		{Code: assessment.FaultSyntax},
	}
	refused := assessment.Fail(assessment.CodeContent, errors.New("cause"), "file", "team.kwaliteitskaart")
	refused.Faults = faults
	many := assessment.Fail(assessment.CodeContent, nil, "file", "x.kwaliteitskaart")
	many.Faults = slices.Repeat(faults[1:], 34)
	alike := assessment.Fail(assessment.CodeContent, nil, "file", "x.kwaliteitskaart")
	for i := range 34 {
		alike.Faults = append(alike.Faults, assessment.Fault{Place: fmt.Sprintf("scores[%d].target", i), Code: assessment.FaultRange, Got: "9", Want: "1…4"})
	}
	card := assessment.Fail(assessment.CodeCardInvalid, nil)
	card.Faults = many.Faults
	for name, c := range map[string]struct {
		lang string
		err  error
		want string
	}{
		"wrapped": {
			"nl", fmt.Errorf("open: %w", assessment.Fail(assessment.CodeTooLarge, nil, "file", "x.txt")),
			"x.txt is groter dan 16 MB; zo groot is een zelfevaluatie nooit. Er is niets veranderd; kies een ander bestand.",
		},
		"with faults": {
			"en", refused,
			"The content of team.kwaliteitskaart is not right. Nothing was changed; ask the sender for a new copy. " +
				"This is wrong:\n  areas[1].indicators[3].levels: 3 of them, expected 4\n  this is not valid JSON",
		},
		"with many faults": {
			"nl", many, "De inhoud van x.kwaliteitskaart klopt niet. Er is niets veranderd; vraag de afzender om een nieuwe kopie. " +
				"Dit is er mis:" + strings.Repeat("\n  dit is geen geldige JSON", 10) + "\n  en nog 24",
		},
		"with one fault in many places": {
			"en", alike, "The content of x.kwaliteitskaart is not right. Nothing was changed; ask the sender for a new copy. " +
				"This is wrong:\n  scores[0].target: 9 is outside 1…4\n  and 33 more",
		},
		"with many faults of a card": {
			"en", card, "This card is not right. Nothing was changed; this is wrong:" + strings.Repeat("\n  this is not valid JSON", 34),
		},
		"with a date": {
			"nl", assessment.Fail(assessment.CodeExists, nil, "team", "2026-11-23", "date", "2026-11-23"),
			"De zelfevaluatie van 2026-11-23 van 23-11-2026 staat hier al. Er is niets veranderd.",
		},
		"with two dates": {
			"en", assessment.Fail(assessment.CodeDueBeforeStart, nil, "start", "2026-11-23", "due", "2026-01-02"),
			"The action is due on 2 Jan 2026 but starts on 23 Nov 2026. That was not saved; choose a later due date.",
		},
		"with a date in words": {
			"en", assessment.Fail(assessment.CodeExists, nil, "team", "Zorg", "date", "23 Nov 2026"),
			"The self-assessment of Zorg dated 23 Nov 2026 is already stored. Nothing was changed.",
		},
		"nobody thought of it": {
			"nl", errors.New("disk on fire"),
			"Er ging iets mis dat niet was voorzien. Wat al bewaard was, is er nog; start het programma opnieuw. " +
				"Het logboek in de gegevensmap zegt meer.",
		},
	} {
		t.Run(name, func(t *testing.T) {
			if got := words.In(c.lang).Error(c.err); got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
		})
	}
}

// A replaced field is shown as elsewhere: dates and numbers in readable form.
func TestRecordChange(t *testing.T) {
	for _, c := range []struct {
		code, field, before, after, want string
	}{
		{"nl", "euros", "2500", "", "Euro: 2.500 → –"},
		{"en", "hours", "1200", "8", "Hours: 1,200 → 8"},
		{"nl", "due", "2027-01-04", "2027-02-01", "Klaar op: 04-01-2027 → 01-02-2027"},
		{"nl", "what", "2500", "3000", "Actie: 2500 → 3000"},
	} {
		got := words.In(c.code).RecordChange(assessment.RecordChange{Field: c.field, Before: c.before, After: c.after})
		if got != c.want {
			t.Errorf("%s reads %q, want %q", c.field, got, c.want)
		}
	}
}

// A fault says by how much a text is too long. It shows invisible characters, which may be the fault, and stays on one line.
func TestFaultsSayWhatIsWrong(t *testing.T) {
	f := assessment.Fault{Place: "areas[0].\u202eid", Code: assessment.FaultPattern, Got: "\u200bV1\u00a0\x1b[31m\u00ad\nx é", Want: "V1"}
	long := assessment.Fault{Place: "V1.note", Code: assessment.FaultTooLong, Got: "12100", Want: "10000"}
	if got := words.In("nl").Fault(long); got != "V1.note: 2.100 tekens te lang (van 10.000)" {
		t.Errorf("%q", got)
	}
	want := "areas[0].<U+202E>id: <U+200B>V1<U+00A0><U+001B>[31m<U+00AD> x é is niet goed; schrijf het zoals V1"
	if got := words.In("nl").Fault(f); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
