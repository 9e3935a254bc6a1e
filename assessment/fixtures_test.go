package assessment_test

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assets"
)

// given describes an indicator of a test card.
type given struct {
	id         string
	core       bool
	importance int
	norm       int
}

// cardOf returns a card with n levels and the given indicators; an indicator's area is the letters of its id.
func cardOf(n int, indicators ...given) *assessment.Card {
	c := &assessment.Card{Schema: 1, ID: "test-card", Version: "1.2.3", Languages: []string{"nl"}}
	c.Scale.Levels = make([]assessment.ScaleLevel, n)
	for _, g := range indicators {
		area := strings.TrimRight(g.id, "0123456789")
		if len(c.Areas) == 0 || c.Areas[len(c.Areas)-1].ID != area {
			c.Areas = append(c.Areas, assessment.Area{ID: area})
		}
		last := &c.Areas[len(c.Areas)-1]
		last.Indicators = append(last.Indicators, assessment.Indicator{
			ID: g.id, Revision: 1, Core: g.core, Importance: g.importance, Target: g.norm,
		})
	}
	return c
}

// shipped returns the first shipped card, parsed anew so that a test may change it.
func shipped(t testing.TB) *assessment.Card { t.Helper(); return shippedAs(t, "1.0.0") }

func shippedAs(t testing.TB, version string) *assessment.Card {
	t.Helper()
	raw, err := assets.Cards.ReadFile("card/lob-mbo-" + version + ".json")
	if err != nil {
		t.Fatal(err)
	}
	c := new(assessment.Card)
	if err := json.Unmarshal(raw, c); err != nil {
		t.Fatal(err)
	}
	return c
}

// answerOf parses an answer in the notation of the tests: a level, "?" unknown, "x" not applicable, "." blank.
func answerOf(word string) assessment.Answer {
	switch word {
	case "?":
		return assessment.Unknown
	case "x":
		return assessment.NotApplicable
	case ".":
		return assessment.Blank
	}
	n, err := strconv.Atoi(word)
	if err != nil || n < 1 {
		panic("not an answer: " + word)
	}
	return assessment.Answer(n)
}

var indicatorWord = regexp.MustCompile(`^(c?)([1-6?x.])(?:/([1-6]))?(?:\*([1-3]))?$`)

// round returns an assessment with n levels whose only area V has an indicator for each word: its team answer,
// preceded by "c" if it is core, followed by "/2" for a norm other than 3 and "*2" for an importance other than 1.
func round(n int, words string) *assessment.Assessment {
	var indicators []given
	var scores []assessment.Score
	for i, word := range strings.Fields(words) {
		m := indicatorWord.FindStringSubmatch(word)
		if m == nil {
			panic("not an indicator: " + word)
		}
		g := given{id: "V" + strconv.Itoa(i+1), core: m[1] == "c", norm: 3, importance: 1}
		if m[3] != "" {
			g.norm, _ = strconv.Atoi(m[3])
		}
		if m[4] != "" {
			g.importance, _ = strconv.Atoi(m[4])
		}
		indicators = append(indicators, g)
		if answer := answerOf(m[2]); answer != assessment.Blank {
			scores = append(scores, assessment.Score{
				Indicator: g.id, Answer: answer, Note: "reden", Target: g.norm, Importance: g.importance,
			})
		}
	}
	a := assessment.New(cardOf(n, indicators...), assessment.Team{Name: "Team"}, "2026-11-23", 0)
	a.Scores = scores
	return a
}

// poll adds revealed ballots of the team: one column of answers per indicator in card order, one word per person.
func poll(a *assessment.Assessment, columns ...string) {
	a.Revealed = true
	for i, ind := range a.Card.InScope(assessment.ScopeFull)[:len(columns)] {
		for person, word := range strings.Fields(columns[i]) {
			if person == len(a.Ballots) {
				a.Ballots = append(a.Ballots, assessment.Ballot{
					ID: "ballot-" + strconv.Itoa(person), Group: assessment.GroupTeam,
					Answers: map[string]assessment.Answer{}, Remarks: map[string]string{},
				})
			}
			if answer := answerOf(word); answer != assessment.Blank {
				a.Ballots[person].Answers[ind.ID] = answer
			}
		}
	}
}

// rescore changes the team's score record for an indicator.
func rescore(a *assessment.Assessment, indicator string, change func(*assessment.Score)) {
	for i := range a.Scores {
		if a.Scores[i].Indicator == indicator {
			change(&a.Scores[i])
			return
		}
	}
	s := a.Score(indicator)
	change(&s)
	a.Scores = append(a.Scores, s)
}

// equal fails the test with a diff if got differs from want.
func equal[T any](t *testing.T, what string, got, want T) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

// list returns the words of a line; "" gives an empty list, not nil.
func list(words string) []string { return append([]string{}, strings.Fields(words)...) }

// jsonOf returns a value as compact JSON.
func jsonOf(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
