package words_test

import (
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/words"
)

// An answer says what it granted, whatever is asked now.
func TestReplied(t *testing.T) {
	raised := assessment.Action{Hours: 12, Euros: 7000, Ask: "Budget"}
	tests := map[string]struct {
		reply *assessment.Reply
		want  string
	}{
		"never":           {nil, "nog niet beantwoord"},
		"taken back":      {&assessment.Reply{On: "2027-01-20"}, "nog niet beantwoord"},
		"raised since":    {&assessment.Reply{Kind: assessment.ReplyGranted, Hours: 12, Euros: 1500, On: "2027-01-20"}, "Toegezegd 12 uur en € 1.500, 20-01-2027"},
		"all, as it is":   {&assessment.Reply{Kind: assessment.ReplyGranted}, "Toegezegd 12 uur en € 7.000"},
		"partly":          {&assessment.Reply{Kind: assessment.ReplyPartly, Hours: 1}, "Deels 1 uur"},
		"nothing granted": {&assessment.Reply{Kind: assessment.ReplyRefused, On: "2027-01-20"}, "Nee, 20-01-2027"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			act := raised
			act.Reply = tt.reply
			if got := strings.ReplaceAll(words.In("nl").Replied(&act), "\u00a0", " "); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
