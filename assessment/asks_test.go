package assessment_test

import (
	"testing"

	"kwaliteitskaart/assessment"
)

// asks returns two rounds of a team: one with the action before, and one with the actions now.
func asks(before assessment.Action, now ...assessment.Action) []*assessment.Assessment {
	rounds := roundsOf("", "")
	rounds[0].Plan.Priorities[0].Actions = []assessment.Action{before}
	rounds[1].Plan.Priorities[0].Actions = now
	return rounds
}

func answered(kind assessment.ReplyKind, hours, euros int) *assessment.Reply {
	return &assessment.Reply{Kind: kind, Hours: hours, Euros: euros}
}

func TestSumAsks(t *testing.T) {
	running, done := assessment.ActionTodo, assessment.ActionDone
	rounds := asks(
		assessment.Action{ID: "before", Status: done, Hours: 1000, Reply: answered(assessment.ReplyGranted, 900, 0)},
		assessment.Action{ID: "asks nothing", Status: running},
		assessment.Action{ID: "nobody answered", Status: running, Hours: 1, Euros: 10},
		assessment.Action{ID: "taken back", Status: running, Hours: 2, Reply: answered(assessment.ReplyNone, 0, 0)},
		assessment.Action{ID: "later", Status: running, Euros: 40, Reply: answered(assessment.ReplyLater, 0, 0)},
		assessment.Action{ID: "granted", Status: running, Hours: 8, Euros: 80, Reply: answered(assessment.ReplyGranted, 8, 80)},
		assessment.Action{ID: "granted, not how much", Status: running, Hours: 16, Reply: answered(assessment.ReplyGranted, 0, 0)},
		assessment.Action{ID: "partly", Status: running, Hours: 32, Euros: 320, Reply: answered(assessment.ReplyPartly, 12, 320)},
		assessment.Action{ID: "refused", Status: running, Euros: 640, Reply: answered(assessment.ReplyRefused, 0, 0)},
		assessment.Action{ID: "a decision", Status: running, Ask: "Mag het?"},
		assessment.Action{ID: "a decision, granted", Status: running, Ask: "Mag het?", Reply: answered(assessment.ReplyGranted, 0, 0)},
		assessment.Action{ID: "done", Status: done, Hours: 128, Reply: answered(assessment.ReplyRefused, 0, 0)},
	)
	current := assessment.SumAsks(assessment.OpenActions(rounds))
	equal(t, "asked", current.Asked, assessment.AskSum{Asks: 9, Hours: 1 + 2 + 8 + 16 + 32, Euros: 10 + 40 + 80 + 320 + 640, Decisions: 2})
	equal(t, "granted", current.Granted, assessment.AskSum{Asks: 4, Hours: 8 + 16 + 12, Euros: 80 + 320, Decisions: 1})
	equal(t, "withheld", current.Withheld, assessment.AskSum{Hours: 20})
	equal(t, "later", current.Later, assessment.AskSum{Asks: 1, Euros: 40})
	equal(t, "refused", current.Refused, assessment.AskSum{Asks: 1, Euros: 640})
	equal(t, "unanswered", current.Unanswered, assessment.AskSum{Asks: 3, Hours: 3, Euros: 10, Decisions: 1})
	equal(t, "not granted", current.NotGranted(), assessment.AskSum{Asks: 1, Hours: 20, Euros: 640})
	equal(t, "open", current.Open(), assessment.AskSum{Asks: 4, Hours: 3, Euros: 50, Decisions: 1})

	all := assessment.SumAsks(assessment.Asks(rounds))
	equal(t, "asked, of all", all.Asked.Hours, current.Asked.Hours+1000+128)
	equal(t, "granted, of all", all.Granted.Hours, current.Granted.Hours+900)
	equal(t, "refused, of all", all.Refused.Asks, current.Refused.Asks+1)
}

func TestCarriedOverAsks(t *testing.T) {
	tests := map[string]struct {
		answer       *assessment.Reply
		all, current int // hours asked
	}{
		"before anybody answered": {nil, 8, 8},
		"put off":                 {answered(assessment.ReplyLater, 0, 0), 8, 8},
		"answered":                {answered(assessment.ReplyRefused, 0, 0), 16, 8},
	}
	for name, tt := range tests {
		rounds := asks(
			assessment.Action{ID: "a", Status: assessment.ActionTodo, Hours: 8, Reply: tt.answer},
			assessment.Action{ID: "b", Status: assessment.ActionTodo, Hours: 8, CarriedFrom: "a"},
		)
		equal(t, name+", of all", assessment.SumAsks(assessment.Asks(rounds)).Asked.Hours, tt.all)
		current, o := 0, assessment.NewOverview(rounds, "2027-01-01")
		for _, x := range assessment.Asks(rounds) {
			if x.Current() {
				current += x.Hours
			}
		}
		equal(t, name+", among all, still to be done", current, tt.current)
		equal(t, name+", in the overview's row", o.Rows[0].Asked.Asked.Hours, 8)
		equal(t, name+", still to be done", assessment.SumAsks(assessment.OpenActions(rounds)).Asked.Hours, tt.current)
	}
}
