package words_test

import (
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
)

func TestMergeSaysWhatElseHappened(t *testing.T) {
	answers := map[string]assessment.Answer{"V1": 2}
	waiting := &assessment.Assessment{Ballots: []assessment.Ballot{{ID: "a", Answers: answers, Waiting: true}, {ID: "b", Answers: answers}}}
	waiting.Scope = assessment.ScopeFull
	waiting.Revealed = true
	for name, c := range map[string]struct {
		merged assessment.Merged
		want   string
	}{
		"nothing":           {assessment.Merged{Assessment: waiting}, ""},
		"back from the bin": {assessment.Merged{Assessment: waiting, Returned: true}, "Het stond in de prullenbak en staat weer in de lijst."},
		"a ballot waits": {
			assessment.Merged{Assessment: waiting, New: assessment.MergeCount{Ballots: 1}},
			"Er is al onthuld, dus de antwoorden van 1 persoon wachten tot er genoeg zijn om samen mee te tellen, zodat niemand te herkennen is.",
		},
	} {
		if got := strings.Join(words.In("nl").Besides(&c.merged), "|"); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// The id of the earlier action that an action continues is never shown.
func TestCarriedOverActionIsNamedWithoutItsID(t *testing.T) {
	for code, want := range map[string][]string{"nl": {"nee → ja", "ja → nee", "ja → ja, met een andere"}, "en": {"no → yes", "yes → no", "yes → yes, with another"}} {
		l := words.In(code)
		for i, ids := range [][2]string{{"", "id-1"}, {"id-1", ""}, {"id-1", "id-2"}} {
			c := assessment.Change{Kind: assessment.RecordAction, What: "Overleg", Field: "carried_from", Before: ids[0], After: ids[1]}
			shown := l.Agreed(nil, c, c.Before) + " → " + l.Agreed(nil, c, c.After)
			if shown != want[i] || !strings.HasSuffix(l.Change(c), want[i]) {
				t.Errorf("%s: %q and %q, want %q", code, shown, l.Change(c), want[i])
			}
		}
	}
}
