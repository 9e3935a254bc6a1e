package assessment_test

import (
	"fmt"
	"slices"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// united merges in both directions and checks that the results are equal except for which ballots wait.
func united(t *testing.T, a, b *assessment.Assessment) *assessment.Merged {
	t.Helper()
	m, err := a.Merge(b)
	if err != nil {
		t.Fatal(err)
	}
	back, err := b.Merge(a)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "merged the other way round", jsonOf(t, back.Assessment), jsonOf(t, m.Assessment))
	again, err := m.Assessment.Merge(b)
	if err != nil || again.Changed() {
		t.Errorf("merged again: %+v, %v", again, err)
	}
	return m
}

func TestMergeAppliesDeletions(t *testing.T) {
	a := storetest.Sample(storetest.Card(4))
	p := a.Plan.Priorities[0]
	act := lastAction(a)
	for name, id := range map[string]string{"priority": p.ID, "action": act.ID, "note": act.Notes[0].ID} {
		b := a.Clone()
		b.Deleted = append(b.Deleted, assessment.Deletion{ID: id, UpdatedAt: 1_700_000_000_000})
		b.Sort()
		m := united(t, a, b)
		if text := jsonOf(t, m.Assessment.Plan); slices.Contains(idsIn(&m.Assessment.Plan), id) {
			t.Errorf("the %s comes back: %s", name, text)
		}
		equal(t, name+" is told", len(m.Replaced), 1)
		equal(t, name+" is told as gone", m.Replaced[0].After.Gone(), true)
	}
}

// A copy on another version of the card is refused as such.
func TestMergeOfAnotherCard(t *testing.T) {
	a := storetest.Sample(storetest.Card(4))
	b, card := a.Clone(), *a.Card
	card.Version = "9.9.9"
	b.Card = &card
	_, err := a.Merge(b)
	equal(t, "another version", assessment.CodeOf(err), assessment.CodeMergeCard)
}

// A stamp from a clock that is far off is clamped to the range that can be written.
func TestMergeClampsStamps(t *testing.T) {
	a := storetest.Sample(storetest.Card(4))
	b := a.Clone()
	b.Facilitator, b.UpdatedAt = "somebody else", assessment.LastInstant+7
	m, err := a.Merge(b)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "facilitator", m.Assessment.Facilitator, b.Facilitator)
	equal(t, "stamp", m.Assessment.UpdatedAt, assessment.LastInstant)
}

// Merging keeps the previous round of either side, and the later one if both have one.
func TestMergeKeepsTheLaterPreviousRound(t *testing.T) {
	a := storetest.Sample(storetest.Card(4))
	before := a.Clone()
	before.ID, before.Date = "before", a.Date.AddWeeks(-52)
	b, later := a.Clone(), a.Clone()
	b.Previous = assessment.PreviousOf(before)
	before.UpdatedAt = b.Previous.UpdatedAt + 1
	later.Previous = assessment.PreviousOf(before)
	equal(t, "of the one side", united(t, a, b).Assessment.Previous, b.Previous)
	equal(t, "of the later side", united(t, b, later).Assessment.Previous, later.Previous)
}

func lastAction(a *assessment.Assessment) *assessment.Action {
	list := a.Plan.Priorities[0].Actions
	return &list[len(list)-1]
}

func idsIn(p *assessment.Plan) (ids []string) {
	for _, x := range p.Priorities {
		ids = append(ids, x.ID)
		for _, a := range x.Actions {
			ids = append(ids, a.ID)
			for _, n := range a.Notes {
				ids = append(ids, n.ID)
			}
		}
	}
	return ids
}

func TestLaterOfTwoDeletionsIsKept(t *testing.T) {
	a := storetest.Sample(storetest.Card(4))
	b := a.Clone()
	b.Deleted[0].UpdatedAt += 5
	want := b.Deleted[0].UpdatedAt
	m := united(t, a, b)
	equal(t, "kept", m.Assessment.Deleted[0].UpdatedAt, want)
	equal(t, "changed", m.Changed(), true)
	equal(t, "has something to tell", m.Listed(), false)
}

// A deletion applies to priorities, actions and notes. Whatever its id, it never removes a ballot.
func TestDeletionsNeverRemoveBallots(t *testing.T) {
	a := storetest.Sample(storetest.Card(4))
	b := a.Clone()
	b.Ballots = nil
	for _, x := range a.Ballots {
		b.Deleted = append(b.Deleted, assessment.Deletion{ID: x.ID, UpdatedAt: 1_900_000_000_000})
	}
	b.Sort()
	m := united(t, a, b)
	equal(t, "ballots", jsonOf(t, m.Assessment.Ballots), jsonOf(t, a.Ballots))
	equal(t, "deletions stay", len(m.Assessment.Deleted), 5)
	equal(t, "faults", len(m.Assessment.Check()), 0)
	equal(t, "changed", m.Changed(), true)

	// Nor is the same ballot then treated as new, or dropped.
	late := m.Assessment.Clone()
	late.Ballots = late.Ballots[:3]
	m = united(t, late, a)
	equal(t, "new", m.New.Ballots, 1)

	// All other deleted records stay deleted.
	c := a.Clone()
	c.Deleted = append(c.Deleted, assessment.Deletion{ID: "x", UpdatedAt: 1_900_000_000_000}, assessment.Deletion{ID: "x"})
	equal(t, "twice", len(c.Check()) > 0, true)
	c.Deleted = []assessment.Deletion{{ID: a.Plan.Priorities[0].ID, UpdatedAt: 1_900_000_000_000}}
	equal(t, "a priority that is there", len(c.Check()) > 0, true)
}

// Merge reports every change it makes.
func TestMergeReportsEveryChange(t *testing.T) {
	const later = 1_900_000_000_000
	changes := map[string]func(*assessment.Assessment){
		"team":          func(a *assessment.Assessment) { a.Team.Name, a.UpdatedAt = "Zuid", later },
		"a later stamp": func(a *assessment.Assessment) { a.UpdatedAt = later },
		"score":         func(a *assessment.Assessment) { a.Scores[0].Note, a.Scores[0].UpdatedAt = "anders", later },
		"score, stamp":  func(a *assessment.Assessment) { a.Scores[0].UpdatedAt = later },
		"plan":          func(a *assessment.Assessment) { a.Plan.Strong, a.Plan.UpdatedAt = "anders", later },
		"priority": func(a *assessment.Assessment) {
			a.Plan.Priorities[0].Why, a.Plan.Priorities[0].UpdatedAt = "anders", later
		},
		"position": func(a *assessment.Assessment) {
			a.Plan.Priorities[0].Position, a.Plan.Priorities[0].UpdatedAt = 9, later
		},
		"action, stamp": func(a *assessment.Assessment) { a.Plan.Priorities[0].Actions[0].UpdatedAt = later },
		"note":          func(a *assessment.Assessment) { lastAction(a).Notes[0].Text = "zzz" },
		"ballot":        func(a *assessment.Assessment) { a.Ballots[0].Group = assessment.GroupTeam },
		"remark": func(a *assessment.Assessment) {
			a.Ballots[0].Group, a.Ballots[0].Remarks = assessment.GroupTeam, map[string]string{"B2": "zzz"}
		},
		"another ballot": func(a *assessment.Assessment) {
			a.Ballots = append(a.Ballots, assessment.Ballot{ID: "new", Group: assessment.GroupTeam})
		},
		"deletion": func(a *assessment.Assessment) {
			a.Deleted = append(a.Deleted, assessment.Deletion{ID: "new", UpdatedAt: later})
		},
	}
	for name, change := range changes {
		a := storetest.Sample(storetest.Card(4))
		for i := range a.Ballots {
			a.Ballots[i].Group = assessment.GroupManagement // so that the changed ballot has the larger bytes
		}
		a.Revealed = a.Revealed && name != "ballot" && name != "remark" // a shown ballot never changes
		b := a.Clone()
		change(b)
		m, err := a.Merge(b)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if differs := jsonOf(t, a.Ballots)+jsonOf(t, a) != jsonOf(t, m.Assessment.Ballots)+jsonOf(t, m.Assessment); m.Changed() != differs || !differs {
			t.Errorf("%s: changed %v, says %v: %+v", name, differs, m.Changed(), m)
		}
	}
	adopted := storetest.Adopted(storetest.Card(4))
	for name, change := range map[string]func(*assessment.Assessment){
		"answer": func(a *assessment.Assessment) {
			lastAction(a).Reply = &assessment.Reply{Words: "goed", UpdatedAt: later}
		},
		"log": func(a *assessment.Assessment) {
			a.Plan.Log = append(a.Plan.Log, assessment.LogEntry{ID: "new", Field: "due"})
		},
		"previous": func(a *assessment.Assessment) { a.Previous.Date, a.Previous.UpdatedAt = "2024-11-24", later },
	} {
		b := adopted.Clone()
		change(b)
		if m := united(t, adopted, b); m.Unlisted || !m.Listed() {
			t.Errorf("%s: says that nothing of it is seen: %+v", name, m)
		}
	}
	hidden := round(4, "1")
	hidden.Mode = assessment.ModeIndividual
	poll(hidden, "1 2 3")
	shown := hidden.Clone()
	hidden.Revealed = false
	hidden.Ballots = append(hidden.Ballots, assessment.Ballot{ID: "own", Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{"V1": 4}})
	if m, err := hidden.Merge(shown); err != nil || !m.Revealed || m.Waiting() != 1 {
		t.Errorf("revealed by a file: %+v, %d wait, %v", m, m.Waiting(), err)
	}
	a := storetest.Sample(storetest.Card(4))
	if m := united(t, a, a.Clone()); m.Changed() {
		t.Errorf("nothing new: %+v", m)
	}
	a.Revealed = false
	b := a.Clone()
	a.Ballots[0].Group, b.Ballots[0].Group = assessment.GroupManagement, assessment.GroupTeam
	equal(t, "ballots with other answers", united(t, a, b).Ballots, 1)
}

// Late ballots that count in a file but not here wait; ballots that waited here are never counted into an output that
// differs from the file's by one or two people.
func TestMergeKeepsLateBallotsWaiting(t *testing.T) {
	tests := []struct {
		name, counted, waiting, file string
		wait                         int
	}{
		{"nothing new", "tttt", "t", "tttt", 1},
		{"one more in the file", "tttt", "", "ttttt", 1},
		{"three more in the file", "tttt", "", "ttttttt", 0},
		{"three more in the file, one waits here", "tttt", "t", "ttttttt", 1},
		{"three more in the file, three wait here", "tttt", "ss", "ttttttt", 2},
	}
	for _, tt := range tests {
		a := late(tt.counted, tt.waiting)
		for i := range a.Ballots {
			if a.Ballots[i].Waiting {
				a.Ballots[i].ID = fmt.Sprint("here", i)
			}
		}
		b := late(tt.file, "")
		b.ID, b.Team = a.ID, a.Team
		m, err := a.Merge(b)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, tt.name, m.Assessment.WaitingBallots(), tt.wait)
	}
}

// Ballots once revealed stay revealed, whichever record is put back.
func TestPutBackKeepsBallotsRevealed(t *testing.T) {
	a := storetest.Sample(storetest.Card(4))
	a.Revealed = false
	b := a.Clone()
	b.Revealed, b.Facilitator, b.UpdatedAt = true, "iemand anders", a.UpdatedAt+1
	m := united(t, a, b)
	for _, r := range m.Replaced {
		next, err := m.Assessment.PutBack(r, b.UpdatedAt)
		if err != nil {
			t.Fatal(err)
		}
		equal(t, "revealed", next.Revealed, true)
		equal(t, "put back", next.Facilitator, a.Facilitator)
	}
	equal(t, "replaced", len(m.Replaced), 1)
	equal(t, "comes back", m.Replaced[0].ComesBack(), []assessment.RecordChange{{Field: "facilitator", Before: a.Facilitator, After: b.Facilitator}})
	equal(t, "can be put back", len(assessment.PutBackable(m.Replaced)), 1)
	b.Facilitator = a.Facilitator
	only := united(t, a, b)
	equal(t, "the reveal is told", len(only.Replaced), 1)
	equal(t, "the reveal can be put back", len(assessment.PutBackable(only.Replaced)), 0)
}

func TestClockIsSetBackBeyondSixHours(t *testing.T) {
	const hour = assessment.Instant(3600 * 1000)
	right := 1000 * hour
	for now, want := range map[assessment.Instant]bool{
		right: false, right + 1000*hour: false, right - 6*hour: false, right - 6*hour - 1: true, 0: true,
	} {
		equal(t, fmt.Sprint(now), assessment.SetBack(right, now), want)
	}
	equal(t, "never", assessment.SetBack(0, right), false)
}

// A file cannot replace an edition, or the card that it was made on, under the same id.
func TestMergeReplacesNoEdition(t *testing.T) {
	for name, change := range map[string]func(*assessment.Edition){
		"team":    func(e *assessment.Edition) { e.Team.Name = "\u00ff" },
		"score":   func(e *assessment.Edition) { e.Scores[0].Target = 1 },
		"plan":    func(e *assessment.Edition) { e.Plan.Strong = "\u00ff" },
		"ballots": func(e *assessment.Edition) { e.Ballots++ },
		"card":    func(e *assessment.Edition) { e.Card.Whole = []byte(`{"areas":[]}`) },
	} {
		a := storetest.Adopted(storetest.Card(4))
		if faults := a.Check(); len(faults) > 0 {
			t.Fatal(faults)
		}
		b := a.Clone()
		e := &b.Plan.Editions[0]
		e.Scores = slices.Clone(e.Scores)
		change(e)
		if len(b.Check()) == 0 {
			t.Errorf("%s: an edition that its id was not made of breaks no rule", name)
		}
		for _, pair := range [][2]*assessment.Assessment{{a, b}, {b, a}} {
			if m, err := pair[0].Merge(pair[1]); err == nil && jsonOf(t, m.Assessment.Plan.Editions) != jsonOf(t, a.Plan.Editions) {
				t.Errorf("%s: what was agreed was replaced", name)
			}
		}
	}
}

// A priority that is put back keeps the actions that it has now.
func TestPutBackPriorityKeepsItsActions(t *testing.T) {
	a := storetest.Sample(storetest.Card(4))
	p := a.Plan.Priorities[0]
	was := p
	was.Goal, was.Actions = "eerder", nil
	next, err := a.PutBack(assessment.Replacement{
		Kind: assessment.RecordPriority, ID: p.ID, Before: assessment.Record{Priority: &was}, After: assessment.Record{Priority: &p},
	}, 1_797_000_000_000)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, "goal", next.Plan.Priority(p.ID).Goal, "eerder")
	equal(t, "actions", next.Plan.Priority(p.ID).Actions, p.Actions)
}
