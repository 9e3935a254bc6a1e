package assessment_test

import (
	"fmt"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
)

// TestResultJSON reproduces the example in .github/spec/rules.md, "Result as data": its first lines are copied from
// that page.
func TestResultJSON(t *testing.T) {
	card := shipped(t)
	card.Areas = card.Areas[:1]
	a := assessment.New(card, assessment.Team{}, "2026-11-23", 0)
	a.ID = "…"
	for i, answer := range []assessment.Answer{3, 2, 2, 3, 3, 3, 4} {
		ind := &card.Areas[0].Indicators[i]
		a.Scores = append(a.Scores, assessment.Score{
			Indicator: ind.ID, Answer: answer, Evidence: "jaarplan", Target: ind.Target, Importance: ind.Importance,
		})
	}
	poll(a,
		"2 2 3 3 3 3 3 4",
		". . . . . . . .",
		"2 2 2 2 3 3 3 3",
		"1 1 1 1 1 1 1 .",
		"? 2 2 2 2 2 2 2",
		"3 3 3 3 3 3 3 3",
		"x x x x x x x x",
	)
	want := `
{"assessment": "…", "card": {"id": "lob-mbo", "version": "1.0.0"}, "scope": "full", "ballots": 8,
 "indicators": [{"id": "V1", "answer": 3, "norm": 3, "target": 3, "importance": 3, "core": true,
   "ballots": {"levels": [0, 2, 5, 1], "unknown": 0, "not_applicable": 0, "blank": 0},
   "lowest": 2, "highest": 4, "proposed": 3, "discuss": ["spread"], "points": 0, "supported": true},
  {"id": "V2", "answer": 2, "norm": 3, "target": 3, "importance": 2, "core": false,
   "ballots": {"levels": [0, 0, 0, 0], "unknown": 0, "not_applicable": 0, "blank": 8},
   "lowest": null, "highest": null, "proposed": null, "discuss": [], "points": 2, "supported": true},
  {"id": "V3", "answer": 2, "norm": 3, "target": 3, "importance": 3, "core": true,
   "ballots": {"levels": [0, 4, 4, 0], "unknown": 0, "not_applicable": 0, "blank": 0},
   "lowest": 2, "highest": 3, "proposed": 2, "discuss": [], "points": 3, "supported": true},
  {"id": "V4", "answer": 3, "norm": 3, "target": 3, "importance": 2, "core": false,
   "ballots": {"levels": [7, 0, 0, 0], "unknown": 0, "not_applicable": 0, "blank": 1},
   "lowest": 1, "highest": 1, "proposed": 1, "discuss": [], "points": 0, "supported": true},
  {"id": "V5", "answer": 3, "norm": 3, "target": 3, "importance": 2, "core": false,
   "ballots": {"levels": [0, 7, 0, 0], "unknown": 1, "not_applicable": 0, "blank": 0},
   "lowest": 2, "highest": 2, "proposed": 2, "discuss": [], "points": 0, "supported": true},
  {"id": "V6", "answer": 3, "norm": 3, "target": 3, "importance": 1, "core": false,
   "ballots": {"levels": [0, 0, 8, 0], "unknown": 0, "not_applicable": 0, "blank": 0},
   "lowest": 3, "highest": 3, "proposed": 3, "discuss": [], "points": 0, "supported": true},
  {"id": "V7", "answer": 4, "norm": 3, "target": 3, "importance": 2, "core": true,
   "ballots": {"levels": [0, 0, 0, 0], "unknown": 0, "not_applicable": 8, "blank": 0},
   "lowest": null, "highest": null, "proposed": null, "discuss": [], "points": 0, "supported": true}],
 "areas": [{"id": "V", "applicable": 7, "scored": 7, "unknown": 0, "blank": 0, "not_applicable": 0,
   "levels": [0, 2, 4, 1], "mean": 2.9, "label": "developing"}],
 "discussion": ["V1"], "priorities": ["V3", "V2"]}`
	equal(t, "result", jsonOf(t, a.Result()), squeezed(want))
}

func TestResultJSONWithoutBallotsOrScores(t *testing.T) {
	a := round(4, ". ? x c4")
	a.ID, a.Scope = "leeg", assessment.ScopeFull
	poll(a, "1 4")
	rescore(a, "V1", func(s *assessment.Score) { s.Target, s.Importance = 4, 2 })
	want := `
{"assessment": "leeg", "card": {"id": "test-card", "version": "1.2.3"}, "scope": "full", "ballots": 2,
 "indicators": [{"id": "V1", "answer": null, "norm": 3, "target": 4, "importance": 2, "core": false, "ballots": null,
   "lowest": null, "highest": null, "proposed": null, "discuss": [], "points": 0, "supported": true},
  {"id": "V2", "answer": "unknown", "norm": 3, "target": 3, "importance": 1, "core": false, "ballots": null,
   "lowest": null, "highest": null, "proposed": null, "discuss": [], "points": 0, "supported": true},
  {"id": "V3", "answer": "not_applicable", "norm": 3, "target": 3, "importance": 1, "core": false, "ballots": null,
   "lowest": null, "highest": null, "proposed": null, "discuss": [], "points": 0, "supported": true},
  {"id": "V4", "answer": 4, "norm": 3, "target": 3, "importance": 1, "core": true, "ballots": null,
   "lowest": null, "highest": null, "proposed": null, "discuss": [], "points": 0, "supported": false}],
 "areas": [{"id": "V", "applicable": 3, "scored": 1, "unknown": 1, "blank": 1, "not_applicable": 1,
   "levels": [0, 0, 0, 1], "mean": null, "label": "insufficient"}],
 "discussion": [], "priorities": []}`
	equal(t, "result", jsonOf(t, a.Result()), squeezed(want))
}

func TestResultJSONOfACoreScanWithoutCoreIndicators(t *testing.T) {
	a := round(4, "1 2")
	a.ID, a.Scope = "kort", assessment.ScopeCore
	equal(t, "result", jsonOf(t, a.Result()), squeezed(`
{"assessment": "kort", "card": {"id": "test-card", "version": "1.2.3"}, "scope": "core", "ballots": 0,
 "indicators": [], "areas": [], "discussion": [], "priorities": []}`))
}

func TestResultJSONHasAsManyLevelsAsTheCard(t *testing.T) {
	for n, levels := range map[int]string{3: "[0,0,1]", 4: "[0,0,1,0]", 5: "[0,0,1,0,0]", 6: "[0,0,1,0,0,0]"} {
		a := round(n, "3")
		poll(a, "3 ? ?")
		got := jsonOf(t, a.Result())
		for _, part := range []string{
			fmt.Sprintf(`"ballots":{"levels":%s,"unknown":2,"not_applicable":0,"blank":0},`, levels),
			fmt.Sprintf(`"not_applicable":0,"levels":%s,"mean":3.0,`, levels),
		} {
			if !strings.Contains(got, part) {
				t.Errorf("with %d levels %s is not in %s", n, part, got)
			}
		}
	}
}

// squeezed removes the layout from JSON; none of its strings may contain a space.
func squeezed(s string) string { return strings.NewReplacer(" ", "", "\n", "").Replace(s) }
