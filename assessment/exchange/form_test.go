package exchange_test

import (
	"math/rand/v2"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

// formOf returns the form that a browser hands in for a ballot.
func formOf(i *exchange.Invitation, b assessment.Ballot) url.Values {
	form := url.Values{"group": {string(b.Group)}}
	for _, ind := range i.Card.InScope(i.Scope) {
		form.Set("remarks."+ind.ID, strings.ReplaceAll(b.Remarks[ind.ID], "\n", "\r\n"))
		if a := b.Answers[ind.ID]; a != assessment.Blank {
			form.Set("answers."+ind.ID, a.String())
		}
	}
	return form
}

// Any ballot is read back from its form unchanged, with an id that does not follow from the form.
func TestReadForm(t *testing.T) {
	i := exchange.Invite(small(t))
	d := rand.New(rand.NewPCG(21, 2))
	for range 200 {
		want := assessment.Ballot{Group: assessment.Groups[d.IntN(3)], Answers: map[string]assessment.Answer{}, Remarks: map[string]string{}}
		for _, ind := range i.Card.InScope(i.Scope) {
			if a := []assessment.Answer{0, unknown, notApplicable, 1, 2, 3, 4}[d.IntN(7)]; a != assessment.Blank {
				want.Answers[ind.ID] = a
			}
			if d.IntN(4) == 0 {
				want.Remarks[ind.ID] = "één\ntwee & 3 = %\u00a0🎓"
			}
		}
		form, err := url.ParseQuery(formOf(i, want).Encode())
		if err != nil {
			t.Fatal(err)
		}
		got, err := i.ReadForm(form)
		if err != nil {
			t.Fatal(err)
		}
		again, err := i.ReadForm(form)
		if err != nil {
			t.Fatal(err)
		}
		want = assessment.Tidied(want)
		if d := cmp.Diff([]assessment.Ballot{want}, got.Ballots.List, cmpopts.IgnoreFields(assessment.Ballot{}, "ID")); d != "" {
			t.Fatal(d)
		}
		if id := got.Ballots.List[0].ID; id == "" || id == again.Ballots.List[0].ID {
			t.Fatalf("the id is %q, and again that", id)
		}
	}
}

// A mark in the form gives the ballot the id that the code and the file of the same draft give it.
func TestReadFormUsesTheMark(t *testing.T) {
	i := exchange.Invite(small(t))
	got, err := i.ReadForm(url.Values{"group": {"team"}, "answers.V1": {"3"}, "mark": {"00c0de"}})
	if err != nil {
		t.Fatal(err)
	}
	if want := assessment.NewBallotCode(i.Card, i.Scope, i.Assessment).BallotID(0xC0DE); got.Ballots.List[0].ID != want {
		t.Errorf("%s, want %s", got.Ballots.List[0].ID, want)
	}
}

// What the page cannot hand in is refused, with all that is wrong.
func TestReadFormRefuses(t *testing.T) {
	i := exchange.Invite(small(t))
	i.Scope = assessment.ScopeCore
	for form, want := range map[string]string{
		"":                                       "content group missing",
		"group=teams":                            `content group choice`,
		"group=team&group=team":                  "content group twice",
		"group=team&answers.V1=5":                "content answers.V1 choice",
		"group=team&answers.V1=0":                "content answers.V1 choice",
		"group=team&answers.V1=01":               "content answers.V1 choice",
		"group=team&answers.V1=null":             "content answers.V1 choice",
		"group=team&answers.V1=":                 "content answers.V1 choice",
		"group=team&answers.V1=1&answers.V1=1":   "content answers.V1 twice",
		"group=team&answers.V1=1&mark=12345":     "content mark choice",
		"group=team&answers.V1=1&mark=+12345":    "content mark choice",
		"group=team&answers.V1=1&mark=x12345":    "content mark choice",
		"group=team&mark=012345&mark=012345":     "content mark twice",
		"group=team&answers.X9=1&id=x&token=y":   "content answers.X9 unknown_field id unknown_field token unknown_field",
		"group=team&remarks.V1=%ff":              "content remarks.V1 syntax",
		"group=team&answers.V1=1&answers.V4=1":   "content answers.V4 unknown_field", // not in scope
		"group=team&remarks.V1=" + longer(10001): "content ballot.remarks.V1 too_long",
	} {
		values, err := url.ParseQuery(form)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := i.ReadForm(values); refusal(t, err) != want {
			t.Errorf("%.60s: %v, want %s", form, refusal(t, err), want)
		}
	}
	many := url.Values{"group": {"team"}}
	for range 300 {
		many.Set("x"+longer(len(many)), "1")
	}
	_, err := i.ReadForm(many)
	bounded(t, err)
}

func longer(n int) string { return strings.Repeat("x", n) }

// FuzzReadForm reads any form: what it accepts is a ballot that can be written to a file.
func FuzzReadForm(f *testing.F) {
	i := exchange.Invite(small(f))
	f.Add("group=team&answers.V1=3&remarks.V1=%C3%A9%0D%0A")
	f.Add("group=management&answers.V1=unknown&answers.V2=not_applicable")
	f.Add("group=team&group=team&answers.V1=9&x;y=%zz")
	f.Fuzz(func(t *testing.T, query string) {
		form, err := url.ParseQuery(query)
		if err != nil {
			return
		}
		got, err := i.ReadForm(form)
		if err != nil {
			bounded(t, err)
			return
		}
		if faults := assessment.CheckBallot(i.Card, &got.Ballots.List[0]); len(faults) > 0 {
			t.Fatalf("accepted what breaks a rule: %v", faults)
		}
		if _, err := got.Ballots.Write(); err != nil {
			t.Fatal(err)
		}
	})
}
