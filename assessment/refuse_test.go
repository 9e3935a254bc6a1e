package assessment_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
)

// TestEntryRefuses checks that records entered by hand are held to the same rules as records read from a file, with a
// specific code for rules that have a message of their own.
func TestEntryRefuses(t *testing.T) {
	a := complete()
	card := a.Card
	tests := map[string]struct {
		err  error
		code assessment.Code
		args map[string]string
	}{
		"a sound team":     {a.Team.Check(), "", nil},
		"a sound detail":   {a.Details.Check(), "", nil},
		"a sound score":    {a.Scores[2].Check(card), "", nil},
		"a sound plan":     {a.Plan.Check(), "", nil},
		"a sound priority": {a.Plan.Priorities[0].Check(card), "", nil},
		"a sound action":   {a.Plan.Priorities[0].Actions[0].Check(), "", nil},
		"a sound note":     {a.Plan.Priorities[0].Actions[0].Notes[0].Check(), "", nil},

		"team":     {assessment.Team{}.Check(), assessment.CodeInvalid, nil},
		"details":  {assessment.Details{ID: "x"}.Check(), assessment.CodeInvalid, nil},
		"plan":     {(&assessment.Plan{Status: "x"}).Check(), assessment.CodeInvalid, nil},
		"priority": {(&assessment.Priority{ID: "p", Indicator: "Z1"}).Check(card), assessment.CodeInvalid, nil},
		"note":     {(&assessment.Note{ID: "n", Date: "x"}).Check(), assessment.CodeInvalid, nil},
		"score":    {assessment.Score{Indicator: "V1", Answer: 5, Target: 3, Importance: 1}.Check(card), assessment.CodeInvalid, nil},
		"action":   {(&assessment.Action{ID: "a", Status: assessment.ActionTodo}).Check(), assessment.CodeInvalid, nil},

		"not applicable without a note": {
			assessment.Score{Indicator: "V1", Answer: assessment.NotApplicable, Target: 3, Importance: 1}.Check(card),
			assessment.CodeNoteRequired,
			map[string]string{"indicator": "V1"},
		},
		"stopped without a reason": {
			(&assessment.Action{ID: "a", Status: assessment.ActionStopped, Feasibility: 2}).Check(),
			assessment.CodeReasonRequired, nil,
		},
		"due before start": {
			(&assessment.Action{
				ID: "a", Status: assessment.ActionTodo, Feasibility: 2, Start: "2026-11-23", Due: "2026-11-22",
			}).Check(),
			assessment.CodeDueBeforeStart,
			map[string]string{"start": "2026-11-23", "due": "2026-11-22"},
		},
		"an action beneath a priority": {
			(&assessment.Priority{ID: "p", Indicator: "V1", Actions: []assessment.Action{
				{ID: "a", Status: assessment.ActionStopped, Feasibility: 2},
			}}).Check(card),
			assessment.CodeReasonRequired, nil,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			equal(t, "code", assessment.CodeOf(tt.err), tt.code)
			equal(t, "refused", assessment.Refused(tt.err), tt.code != "")
			if e := new(assessment.Error); errors.As(tt.err, &e) {
				equal(t, "args", e.Args, tt.args)
				equal(t, "faults are listed", len(e.Faults) > 0, tt.code == assessment.CodeInvalid)
			}
		})
	}
}

func TestCardMayRequireANoteForUnknown(t *testing.T) {
	card := cardOf(4, given{"V1", true, 1, 3})
	s := assessment.Score{Indicator: "V1", Answer: assessment.Unknown, Target: 3, Importance: 1}
	equal(t, "it does not", assessment.CodeOf(s.Check(card)), "")
	card.Answers.Unknown.RequiresNote = true
	equal(t, "it does", assessment.CodeOf(s.Check(card)), assessment.CodeNoteRequired)

	s.Answer = assessment.NotApplicable
	card.Answers.NotApplicable.RequiresNote = false
	equal(t, "not applicable always", assessment.CodeOf(s.Check(card)), assessment.CodeNoteRequired)
	s.Answer = assessment.Blank
	equal(t, "blank never", assessment.CodeOf(s.Check(card)), "")
}

func TestCheckBallot(t *testing.T) {
	card := cardOf(3, given{"V1", true, 1, 3})
	b := assessment.Ballot{ID: "b", Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{"V1": 3}}
	equal(t, "sound", assessment.CheckBallot(card, &b), nil)
	b.Group, b.Answers["V1"] = "", 4
	equal(t, "faults", found(assessment.CheckBallot(card, &b)), lines("ballot.group choice\nballot.answers.V1 range"))
}

func TestErrors(t *testing.T) {
	cause := errors.New("disk on fire")
	err := fmt.Errorf("save plan: %w", assessment.Fail(assessment.CodeFileWrite, cause, "file", "plan.pdf", "odd"))
	equal(t, "code", assessment.CodeOf(err), assessment.CodeFileWrite)
	equal(t, "refused", assessment.Refused(err), false)
	equal(t, "its cause", errors.Is(err, cause), true)
	equal(t, "text", err.Error(), `save plan: file_write file="plan.pdf": disk on fire`)

	equal(t, "no error", assessment.CodeOf(nil), "")
	equal(t, "nor a refusal", assessment.Refused(nil), false)
	equal(t, "any other error", assessment.CodeOf(cause), assessment.CodeUnexpected)

	faults := &assessment.Error{Code: assessment.CodeInvalid, Faults: []assessment.Fault{
		{Place: "scores[0].target", Code: assessment.FaultRange, Got: "9", Want: "1…4"}, {Place: "plan.date", Code: assessment.FaultDate},
	}}
	equal(t, "with faults", faults.Error(), "invalid; scores[0].target range got 9 want 1…4; plan.date date")
}

func TestEveryCodeIsARefusalOrAFailure(t *testing.T) {
	seen := map[assessment.Code]bool{}
	for _, c := range append(append([]assessment.Code{}, assessment.Refusals...), assessment.Failures...) {
		if seen[c] {
			t.Errorf("%s stands there twice", c)
		}
		seen[c] = true
		equal(t, string(c), assessment.Refused(assessment.Fail(c, nil)), len(seen) <= len(assessment.Refusals))
	}
}

func TestLongValuesAreShortenedInFaults(t *testing.T) {
	d := complete().Details
	d.Scope = assessment.Scope(strings.Repeat("é", 61))
	e := new(assessment.Error)
	if !errors.As(d.Check(), &e) {
		t.Fatal("not refused")
	}
	equal(t, "got", e.Faults[0].Got, strings.Repeat("é", 60)+"…")
}
