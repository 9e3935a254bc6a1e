package assessment_test

import (
	"testing"

	"kwaliteitskaart/assessment"
)

// advised returns a round of one indicator with the given team answer, on a card that suggests actions.
func advised(word string) *assessment.Assessment {
	a := round(4, word)
	a.Card.Languages = []string{"nl", "en"}
	a.Card.Roles = []assessment.Keyed{{Key: "team", Title: assessment.Text{"nl": "Opleidingsteam", "en": "Programme team"}}}
	a.Card.Terms = []assessment.Term{{Key: "soon", Weeks: 6}, {Key: "later", Weeks: 20}}
	action := func(id, owner, term, kind string, levels ...int) assessment.CardAction {
		return assessment.CardAction{
			ID: id, ForLevels: levels, Owner: owner, Term: term, Kind: kind,
			Text:   assessment.Text{"nl": "doe " + id, "en": "do " + id},
			Result: assessment.Text{"nl": id + " is klaar", "en": id + " is done"},
		}
	}
	a.Card.Areas[0].Indicators[0].Actions = []assessment.CardAction{
		action("V1-A1", "team", "soon", assessment.KindQuickWin, 1, 2),
		action("V1-A2", "team", "later", "key_action", 2, 3),
		action("V1-A3", "team", "later", "key_action", 2),
	}
	return a
}

func TestSuggestions(t *testing.T) {
	for word, want := range map[string]string{
		"1": "V1-A1",
		"2": "V1-A1 V1-A2 V1-A3",
		"3": "V1-A2",
		"4": "",
		"?": assessment.FindOut,
		"x": "",
		".": "",
	} {
		a := advised(word)
		got := []string{}
		for _, s := range a.Suggestions("V1") {
			got = append(got, s.ID)
		}
		equal(t, "at "+word, got, list(want))
	}
	equal(t, "of an indicator the card does not have", len(advised("2").Suggestions("Z9")), 0)
}

func TestSuggestionWeeks(t *testing.T) {
	a := advised("2")
	s := a.Suggestions("V1")
	equal(t, "weeks", s[0].Weeks, 6)
	equal(t, "weeks", s[1].Weeks, 20)
	equal(t, "weeks to find out", advised("?").Suggestions("V1")[0].Weeks, 6)
}

func TestTakenSuggestionBecomesAnAction(t *testing.T) {
	tests := map[string]struct {
		word  string
		which int
		lang  string
		want  assessment.Action
	}{
		"a quick win": {"1", 0, "nl", assessment.Action{
			What: "doe V1-A1", Owner: "Opleidingsteam", Start: "2026-11-23", Due: "2027-01-04", DoneWhen: "V1-A1 is klaar",
			Feasibility: 3, Suggestion: "V1-A1",
		}},
		"another kind": {"3", 0, "nl", assessment.Action{
			What: "doe V1-A2", Owner: "Opleidingsteam", Start: "2026-11-23", Due: "2027-04-12", DoneWhen: "V1-A2 is klaar",
			Feasibility: 2, Suggestion: "V1-A2",
		}},
		"in English": {"1", 0, "en", assessment.Action{
			What: "do V1-A1", Owner: "Programme team", Start: "2026-11-23", Due: "2027-01-04", DoneWhen: "V1-A1 is done",
			Feasibility: 3, Suggestion: "V1-A1",
		}},
		"in a language the card lacks": {"1", 0, "de", assessment.Action{
			What: "doe V1-A1", Owner: "Opleidingsteam", Start: "2026-11-23", Due: "2027-01-04", DoneWhen: "V1-A1 is klaar",
			Feasibility: 3, Suggestion: "V1-A1",
		}},
		"to find out": {"?", 0, "nl", assessment.Action{
			What: "Uitzoeken wie dit weet", Start: "2026-11-23", Due: "2027-01-04", Feasibility: 2, Suggestion: assessment.FindOut,
		}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a := advised(tt.word)
			a.Plan.Date = "2026-11-23"
			got := a.ActionFrom(a.Suggestions("V1")[tt.which], tt.lang, "Uitzoeken wie dit weet")
			if got.ID == "" {
				t.Error("the action has no id")
			}
			tt.want.ID, tt.want.Status = got.ID, assessment.ActionTodo
			equal(t, "action", got, tt.want)
			if err := got.Check(); err != nil {
				t.Errorf("the action is refused: %v", err)
			}
		})
	}
}

func TestTakeFromThePlanDate(t *testing.T) {
	a := advised("1")
	a.Date, a.Plan.Date = "2026-11-23", "2026-12-07"
	got := a.ActionFrom(a.Suggestions("V1")[0], "nl", "")
	equal(t, "start", got.Start, assessment.Date("2026-12-07"))
	equal(t, "due", got.Due, assessment.Date("2027-01-18"))
	equal(t, "quick win", got.QuickWin(a.Plan.Date), true)

	a.Plan.Date = ""
	got = a.ActionFrom(a.Suggestions("V1")[0], "nl", "")
	equal(t, "no plan date, no start", got.Start, assessment.Date(""))
	equal(t, "no plan date, no due", got.Due, assessment.Date(""))
}

func TestEditingATakenActionLeavesTheCard(t *testing.T) {
	a := advised("1")
	before := jsonOf(t, a.Card)
	act := a.ActionFrom(a.Suggestions("V1")[0], "nl", "")
	act.What, act.Owner, act.DoneWhen, act.Feasibility = "anders", "iemand", "nooit", 1
	equal(t, "card", jsonOf(t, a.Card), before)
	again := a.ActionFrom(a.Suggestions("V1")[0], "nl", "")
	equal(t, "taken again", again.What, "doe V1-A1")
	if again.ID == act.ID {
		t.Error("two actions have one id")
	}
}

func TestShippedSuggestions(t *testing.T) {
	a := assessment.New(shipped(t), assessment.Team{}, "2026-11-23", 0)
	actions := 0
	for _, ind := range a.Card.InScope(assessment.ScopeFull) {
		actions += len(ind.Actions)
		for level := assessment.Answer(1); level <= 4; level++ {
			a.Scores = []assessment.Score{{Indicator: ind.ID, Answer: level, Target: ind.Target, Importance: ind.Importance}}
			for _, s := range a.Suggestions(ind.ID) {
				act := a.ActionFrom(s, "nl", "")
				if err := act.Check(); err != nil || act.What == "" || act.Owner == "" || act.DoneWhen == "" || s.Weeks == 0 {
					t.Errorf("%s at level %d: %+v, %v", ind.ID, level, act, err)
				}
			}
		}
	}
	equal(t, "actions of the card", actions, 67)
}
