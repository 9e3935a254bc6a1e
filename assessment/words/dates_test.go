package words

import (
	"testing"

	"kwaliteitskaart/assessment"
)

func TestParseDate(t *testing.T) {
	const today = "2026-11-30"
	for _, c := range []struct {
		lang, typed string
		span        Span
		want        assessment.Date
	}{
		{"nl", "30-11-2026", Ahead, "2026-11-30"},
		{"nl", "2026-11-30", Ahead, "2026-11-30"},
		{"nl", "1/2/2027", Ahead, "2027-02-01"},
		{"nl", "1.2.2027", Ahead, "2027-02-01"},
		{"nl", "1-2-27", Ahead, "2027-02-01"},
		{"nl", "01-02-98", Ahead, "2098-02-01"},
		{"nl", "15 mrt", Ahead, "2027-03-15"},
		{"nl", "15 mrt.", Ahead, "2027-03-15"},
		{"nl", "15 maart", Ahead, "2027-03-15"},
		{"nl", "15 Maa 2028", Ahead, "2028-03-15"},
		{"nl", "15-3", Ahead, "2027-03-15"},
		{"nl", "15-mrt-27", Ahead, "2027-03-15"},
		{"nl", " 15  maart 2027 ", Ahead, "2027-03-15"},
		{"nl", "30-11", Ahead, "2026-11-30"},
		{"nl", "29-11", Ahead, "2027-11-29"},
		{"nl", "23-11", Near, "2026-11-23"},
		{"nl", "5-1", Near, "2027-01-05"},
		{"nl", "29-2", Ahead, "2028-02-29"},
		{"nl", "vandaag", Ahead, "2026-11-30"},
		{"nl", "Morgen", Ahead, "2026-12-01"},
		{"nl", "overmorgen", Ahead, "2026-12-02"},
		{"nl", "over 6 weken", Ahead, "2027-01-11"},
		{"nl", "binnen 6 weken", Ahead, "2027-01-11"},
		{"nl", "over een week", Ahead, "2026-12-07"},
		{"nl", "over 3 maanden", Ahead, "2027-02-28"},
		{"nl", "volgende week", Ahead, "2026-12-07"},
		{"nl", "over 2 jaar", Ahead, "2028-11-30"},
		{"nl", "over 10 dagen", Ahead, "2026-12-10"},
		{"en", "15 Mar", Ahead, "2027-03-15"},
		{"en", "March 15, 2027", Ahead, "2027-03-15"},
		{"en", "tomorrow", Ahead, "2026-12-01"},
		{"en", "in 6 weeks", Ahead, "2027-01-11"},
		{"en", "in a month", Ahead, "2026-12-30"},
		{"en", "15/3/27", Ahead, "2027-03-15"},
		{"en", "next month", Ahead, "2026-12-30"},
		{"nl", "16mrt", Ahead, "2027-03-16"},
		{"nl", "16mrt27", Ahead, "2027-03-16"},
		{"nl", "di 15-12", Ahead, "2026-12-15"},
		{"nl", "Di. 15 dec", Ahead, "2026-12-15"},
		{"nl", "dinsdag 1 december 2026", Ahead, "2026-12-01"},
		{"nl", "ma 30-11-2026", Ahead, "2026-11-30"},
		{"nl", "15 maart '28", Ahead, "2028-03-15"},
		{"nl", "15 maart ’28", Ahead, "2028-03-15"},
		{"nl", "15122026", Ahead, "2026-12-15"},
		{"nl", "20261215", Ahead, "2026-12-15"},
		{"nl", "maa 15 2028", Ahead, "2028-03-15"},
		{"en", "Tuesday, December 15, 2026", Ahead, "2026-12-15"},
		{"en", "Sat 5 Dec", Ahead, "2026-12-05"},
		{"nl", "15-03-1927", Ahead, "1927-03-15"},
		{"nl", "1-1-9999", Ahead, "9999-01-01"},
		{"nl", "", Ahead, ""},
		{"nl", "  ", Ahead, ""},
	} {
		if got, ok := In(c.lang).ParseDate(c.typed, today, c.span); got != c.want || !ok {
			t.Errorf("%s %q: %q, %v, want %q", c.lang, c.typed, got, ok, c.want)
		}
	}
	for _, typed := range []string{"straks", "31-2", "15", "-", "15-3-2", "15-13", "0-0", "over weken", "over 99999999999999999999 weken", "mei", "15 x", "1-2-3-4", "32 mei 2027", "binnenkort", "maandag", "ma 15-12-2026", "di", "d 15-12", "1512202", "15132026"} {
		if got, ok := In("nl").ParseDate(typed, today, Ahead); ok {
			t.Errorf("%q is %q", typed, got)
		}
	}
}

func TestDatesBeyondTenYearsAreFar(t *testing.T) {
	for d, want := range map[assessment.Date]bool{"": false, "1927-03-15": true, "9999-01-01": true, "2016-01-01": false, "2015-12-31": true, "2036-12-31": false, "2037-01-01": true} {
		if Far(d, "2026-11-30") != want {
			t.Errorf("%q", d)
		}
	}
}

// Any input gives a date that can be stored, or none; and a date in figures parses to itself.
func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"15 mrt", "over 6 weken", "1-2-27", "29-2", "31-12-9999", "over 1000 jaar"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, code := range Codes {
			l := In(code)
			for _, span := range []Span{Ahead, Near} {
				d, ok := l.ParseDate(s, "2026-11-30", span)
				if !ok {
					continue
				}
				if _, err := assessment.ParseDate(string(d)); err != nil {
					t.Fatalf("%q is %q: %v", s, d, err)
				}
				if again, ok := l.ParseDate(l.Date(d), "2026-11-30", span); d != "" && (again != d || !ok) {
					t.Fatalf("%q is %q, which reads back as %q", s, d, again)
				}
			}
		}
	})
}
