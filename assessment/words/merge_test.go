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
