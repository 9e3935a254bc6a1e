package assessment_test

import (
	"encoding/json"
	"testing"

	"kwaliteitskaart/assessment"
)

func TestAnswerJSON(t *testing.T) {
	tests := map[string]struct {
		answer  assessment.Answer
		isLevel bool
	}{
		`null`:             {assessment.Blank, false},
		`"unknown"`:        {assessment.Unknown, false},
		`"not_applicable"`: {assessment.NotApplicable, false},
		`1`:                {1, true},
		`2`:                {2, true},
		`4`:                {4, true},
		`6`:                {6, true},
	}
	seen := map[assessment.Answer]bool{}
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			got := assessment.Answer(5)
			if err := json.Unmarshal([]byte(text), &got); err != nil {
				t.Fatal(err)
			}
			equal(t, "read", got, want.answer)
			equal(t, "written", jsonOf(t, want.answer), text)
			equal(t, "is a level", got.IsLevel(), want.isLevel)
			if seen[got] {
				t.Errorf("%v stands for two answers", got)
			}
			seen[got] = true
		})
	}
}

func TestAnswerString(t *testing.T) {
	for answer, want := range map[assessment.Answer]string{
		assessment.Blank: "null", assessment.Unknown: "unknown", assessment.NotApplicable: "not_applicable", 1: "1", 6: "6",
	} {
		equal(t, "string", answer.String(), want)
	}
}

func TestAnswerZeroValueIsBlank(t *testing.T) {
	var b assessment.Ballot
	equal(t, "an indicator nobody answered", b.Answers["V1"], assessment.Blank)
}

func TestAnswerRefuses(t *testing.T) {
	for _, text := range []string{
		`0`, `-1`, `-2`, `-0`, `1.0`, `1.5`, `1e0`, `128`, `200`, `99999999999`, `""`, `"1"`, `"Unknown"`, `"UNKNOWN"`,
		`"not applicable"`, `"n/a"`, `"null"`, `true`, `false`, `[]`, `[1]`, `{}`, `"blank"`,
	} {
		got := assessment.Answer(3)
		if err := json.Unmarshal([]byte(text), &got); err == nil {
			t.Errorf("%s was read as %v", text, got)
		} else if got != 3 {
			t.Errorf("%s was refused, but changed the answer to %v", text, got)
		}
	}
}

func TestAnswerValid(t *testing.T) {
	for n := assessment.MinLevels; n <= assessment.MaxLevels; n++ {
		for answer := assessment.Answer(-5); answer <= 9; answer++ {
			want := answer == assessment.Unknown || answer == assessment.NotApplicable || answer == assessment.Blank ||
				answer >= 1 && int(answer) <= n
			if answer.Valid(n) != want {
				t.Errorf("answer %d on a card with %d levels: valid is %v", answer, n, !want)
			}
		}
	}
}

// FuzzAnswer searches for a text that is parsed as an answer but formatted differently.
func FuzzAnswer(f *testing.F) {
	for _, seed := range []string{`null`, `"unknown"`, `"not_applicable"`, `1`, `6`, `127`, `128`, `-1`, `1.0`, `"x"`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var a assessment.Answer
		if json.Unmarshal([]byte(text), &a) != nil {
			return
		}
		var again assessment.Answer
		if err := json.Unmarshal([]byte(jsonOf(t, a)), &again); err != nil || again != a {
			t.Errorf("%s is read as %v, written as %s and read back as %v, %v", text, a, jsonOf(t, a), again, err)
		}
	})
}
