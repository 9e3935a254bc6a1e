package assessment_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// A file contains the previous round as it is now, if it is loaded. Otherwise, or if a later round or a later change of it is
// kept, it contains the kept one.
func TestFilesContainThePreviousRound(t *testing.T) {
	rounds := roundsOf("a b+", "c", "d<c")
	first, second, third := rounds[0], rounds[1], rounds[2]
	first.UpdatedAt, second.UpdatedAt = 2_000_000_000_000, 1_900_000_000_000
	of := func(a *assessment.Assessment, earlier ...*assessment.Assessment) string {
		p := a.Keeping(earlier).Previous
		if p == nil {
			return ""
		}
		words := []string{p.ID}
		for _, x := range p.Actions {
			words = append(words, x.ID+" "+string(x.Status))
		}
		return strings.Join(words, ", ")
	}
	equal(t, "no round before", of(third), "")
	equal(t, "a round that is open, with a draft", of(third, second), "r2, c todo")
	equal(t, "the round itself is not changed", third.Previous == nil, true)

	away := third.Keeping([]*assessment.Assessment{second}) // on a laptop without the second round
	equal(t, "not at hand", of(away), "r2, c todo")
	equal(t, "an older round at hand, changed later", of(away, first), "r2, c todo")

	act := &second.Plan.Priorities[0].Actions[0]
	act.Status, act.UpdatedAt = assessment.ActionDone, 1_900_000_000_001
	equal(t, "changed since", of(away, second), "r2, c done")
	newer := third.Keeping([]*assessment.Assessment{second})
	act.Status, act.UpdatedAt = assessment.ActionTodo, 1_900_000_000_000
	equal(t, "an outdated copy at hand", of(newer, second), "r2, c done")

	early := third.Keeping([]*assessment.Assessment{first}) // before the second round came
	equal(t, "a later round that came", of(early, second), "r2, c todo")
	if was, is := early.Previous.UpdatedAt, early.Keeping([]*assessment.Assessment{second}).Previous.UpdatedAt; is <= was {
		t.Errorf("stamped %v, which loses to %v", is, was)
	}
}

// A previous round that would not fit in a file is not kept, so that the file can always be written.
func TestKeepingFitsInAFile(t *testing.T) {
	long := strings.Repeat("lang", assessment.MaxText/4)
	filled := func(id string, date assessment.Date) *assessment.Assessment {
		a := storetest.Sample(storetest.Card(4))
		a.ID, a.Date = id, date
		p := &a.Plan.Priorities[0]
		x := p.Actions[0].Fresh()
		for i := range assessment.MaxSize / assessment.MaxText * 3 / 5 {
			x.ID, x.What = fmt.Sprint(id, i), long
			p.Actions = append(p.Actions, x)
		}
		return a
	}
	before, now := filled("before", "2025-11-24"), filled("now", "2026-11-23")
	equal(t, "together too large for a file", now.Keeping([]*assessment.Assessment{before}) == now, true)
	now.Plan.Priorities[0].Actions = nil
	now = now.Keeping([]*assessment.Assessment{before})
	equal(t, "kept", len(now.Previous.Actions), len(before.Plan.ByDue()))
	equal(t, "faults", len(now.Check()), 0)
}

// After any change in a round, keeping it again wins over what was kept of it before.
func TestPreviousIsStampedByTheRound(t *testing.T) {
	a := storetest.Sample(storetest.Card(4))
	was := assessment.PreviousOf(a).UpdatedAt
	p := &a.Plan.Priorities[0]
	a.Deleted = append(a.Deleted, assessment.Deletion{ID: "gone"})
	p.Actions[0].Reply = &assessment.Reply{Kind: assessment.ReplyLater}
	for name, at := range map[string]*assessment.Instant{
		"details": &a.UpdatedAt, "plan": &a.Plan.UpdatedAt, "score": &a.Scores[0].UpdatedAt, "priority": &p.UpdatedAt,
		"action": &p.Actions[0].UpdatedAt, "answer": &p.Actions[0].Reply.UpdatedAt, "deletion": &a.Deleted[0].UpdatedAt,
	} {
		before := *at
		*at = was + 1
		equal(t, name, assessment.PreviousOf(a).UpdatedAt, was+1)
		*at = before
	}
}

// Laptops that keep different copies of the previous round agree on one of them after merging in any order.
func TestMergingPrevious(t *testing.T) {
	r := rand.New(rand.NewPCG(19, 3))
	a := storetest.Sample(storetest.Card(4))
	a.Ballots, a.Scores = nil, nil
	text := func(x *assessment.Assessment) string {
		b, err := json.Marshal(x.Previous)
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	for range 8 {
		each := make([]*assessment.Assessment, 3)
		for i := range each {
			before := a.Clone()
			before.ID, before.Date = []string{"x", "y"}[r.IntN(2)], a.Date.AddWeeks(-r.IntN(3))
			act := &before.Plan.Priorities[0].Actions[0]
			act.What, act.UpdatedAt = []string{"een", "twee"}[r.IntN(2)], 1_900_000_000_000+assessment.Instant(r.IntN(2))
			if each[i] = a.Clone(); r.IntN(4) > 0 {
				each[i] = each[i].Keeping([]*assessment.Assessment{before})
			}
		}
		x, y, z := each[0], each[1], each[2]
		merged := func(x, y *assessment.Assessment) *assessment.Assessment { return united(t, x, y).Assessment }
		equal(t, "the other way round", text(merged(x, y)), text(merged(y, x)))
		equal(t, "grouped otherwise", text(merged(merged(x, y), z)), text(merged(x, merged(y, z))))
		equal(t, "twice", text(merged(merged(x, y), y)), text(merged(x, y)))
		m := united(t, x, y)
		equal(t, "it says so", m.Previous, text(m.Assessment) != text(x))
	}
}

// The kept previous round is the same without the ballots of that round.
func TestPreviousDoesNotDependOnBallots(t *testing.T) {
	a := storetest.Sample(storetest.Card(4))
	silent := a.Clone()
	silent.Ballots, silent.Revealed = nil, false
	x, err := json.Marshal(assessment.PreviousOf(a))
	if err != nil {
		t.Fatal(err)
	}
	y, err := json.Marshal(assessment.PreviousOf(silent))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(x, y) {
		t.Errorf("with ballots\n%s\nwithout\n%s", x, y)
	}
}

// An adopted round is compared with the rounds before as they were then, whatever happens to those; opened again, with what
// they are now. Documents, screens, workbook and overview all compare so.
func TestAdoptedRoundIsComparedWithWhatItSaw(t *testing.T) {
	now := storetest.Sample(storetest.Card(4))
	before, first := now.Clone(), now.Clone()
	before.ID, before.Date = "before", now.Date.AddWeeks(-50)
	first.ID, first.Date = "first", now.Date.AddWeeks(-100)
	for i := range now.Scores { // all answered, so that a draft shows the rounds before too
		if now.Scores[i].Answer == assessment.Blank {
			now.Scores[i].Answer = 2
		}
	}
	for _, ind := range now.Card.InScope(now.Scope) {
		if s := now.Score(ind.ID); s.Answer == assessment.Blank {
			s.Answer = 2
			now.Scores = append(now.Scores, s)
		}
	}
	at := slices.IndexFunc(now.Scores, func(s assessment.Score) bool { return s.Answer.IsLevel() })
	shown := func(a *assessment.Assessment, others ...*assessment.Assessment) string {
		of := assessment.RoundAmong(a, others)
		o := assessment.NewOverview(append(others, a), "2027-01-01")
		b, err := json.Marshal([]any{a.Trends(of.Before()), o.Rows[0].OverviewRound.Areas, o.Rows[0].Own})
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	draft := shown(now, before, first)
	adopted, err := now.Adopt("2026-12-01", "zo", []*assessment.Assessment{before, first}, 1_900_000_000_000)
	if err != nil {
		t.Fatal(err)
	}
	signed := shown(adopted, before, first)
	equal(t, "adopting changes nothing", signed, draft)

	for _, earlier := range []*assessment.Assessment{before, first} {
		s := &earlier.Scores[at]
		s.Answer, s.UpdatedAt = 1+s.Answer%4, s.UpdatedAt+1
	}
	equal(t, "earlier rounds changed since", shown(adopted, before, first), signed)
	equal(t, "one of them is gone", shown(adopted, first), signed)
	between := before.Clone()
	between.ID, between.Date = "between", now.Date.AddWeeks(-20)
	equal(t, "one came in between", shown(adopted, before, first, between), signed)

	reopened, err := adopted.Reopen("2026-12-02", "daarom", 1_900_000_000_001)
	if err != nil {
		t.Fatal(err)
	}
	if shown(reopened, before, first) == signed {
		t.Error("opened again, it is still compared with what was")
	}
}
