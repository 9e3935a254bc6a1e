package assessment_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// sealed returns an assessment of the first n people, adopted before there were editions.
func sealed(a *assessment.Assessment, n int) *assessment.Assessment {
	b := a.Clone()
	b.Ballots = b.Ballots[:n]
	b.Plan.Status, b.Plan.AdoptedOn = assessment.PlanAdopted, assessment.Date(fmt.Sprint("2026-11-", 10+n))
	b.SealOlder()
	return b
}

// In whatever order files of one assessment come together that were adopted with more and fewer people, no two tallies that a
// computer ever shows or writes differ by one or two of them, whether of ballots or of editions. An edition that was shown
// with its tallies keeps them.
func TestEditionsExposeNobody(t *testing.T) {
	for seed := range uint64(200) {
		dice := rand.New(rand.NewPCG(seed, 1))
		all := round(4, "2 3")
		poll(all, strings.Repeat("1 2 3 4 ", 3), strings.Repeat("2 4 4 1 3 ", 3)[:24])
		files := []*assessment.Assessment{sealed(all, 3+dice.IntN(2))}
		for range 3 {
			files = append(files, sealed(all, 3+dice.IntN(9)))
		}
		dice.Shuffle(len(files), func(i, j int) { files[i], files[j] = files[j], files[i] })
		a := all.Clone()
		a.Ballots = a.Ballots[:4]
		if dice.IntN(2) == 0 {
			a = files[0].Clone()
		}
		counts, had := []int{len(a.Counted())}, map[string]bool{}
		for _, f := range files {
			m, err := a.Merge(f)
			if err != nil {
				t.Fatal(err)
			}
			a = m.Assessment
			counts = append(counts, len(a.Counted()))
			for _, e := range a.Plan.Editions {
				if len(e.Tallies) > 0 {
					counts, had[e.ID] = append(counts, e.Ballots), true
				} else if had[e.ID] {
					t.Fatalf("seed %d: the edition of %d lost its tallies", seed, e.Ballots)
				}
			}
			for _, x := range counts {
				for _, y := range counts {
					if d := x - y; d == 1 || d == 2 {
						t.Fatalf("seed %d: tallies of %v people are shown", seed, counts)
					}
				}
			}
			if last := a.AsAdopted(); last.BallotsShown() != (len(last.Edition.Tallies) > 0) || last.Result().Ballots != a.Plan.LastEdition().Ballots {
				t.Fatalf("seed %d: the edition shows %d ballots, %v", seed, last.Result().Ballots, last.BallotsShown())
			}
		}
	}
}

// An edition is never replaced by content that does not match its id, on either side; one whose tallies were removed here
// stays without them.
func TestEditionsAreNeverReplaced(t *testing.T) {
	a := storetest.Sample(storetest.Card(4))
	a.Plan.Status, a.Plan.AdoptedOn, a.Plan.SealedAt, a.Plan.Editions = assessment.PlanAdopted, "2026-11-24", 0, nil
	a.SealOlder()
	raw, err := json.Marshal(a.Plan.Editions)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*assessment.Edition){
		"larger":  func(e *assessment.Edition) { e.Team.Name = "zzz" },
		"smaller": func(e *assessment.Edition) { e.Team.Name = "" },
		"tallies": func(e *assessment.Edition) { e.Tallies = map[string]assessment.Tally{} },
	} {
		b := a.Clone()
		b.Plan.Editions = nil
		if err := json.Unmarshal(raw, &b.Plan.Editions); err != nil {
			t.Fatal(err)
		}
		change(&b.Plan.Editions[0])
		for _, x := range []struct{ to, from *assessment.Assessment }{{a, b}, {b, a}} {
			m, err := x.to.Merge(x.from)
			if err != nil {
				t.Fatal(err)
			}
			want := string(raw)
			if name == "tallies" {
				want = jsonOf(t, x.to.Plan.Editions)
			}
			equal(t, name, jsonOf(t, m.Assessment.Plan.Editions), want)
			equal(t, name+", changed", m.Changed(), x.to == b && name != "tallies")
		}
	}
}

// A shown ballot never changes, whatever a file says of the same person: the difference would be that person's. A ballot that
// was not shown still gets its remarks.
func TestShownBallotsStay(t *testing.T) {
	for name, other := range map[string]assessment.Ballot{
		"other answers": {Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{"V1": 4}},
		"remarks":       {Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{"V1": 1}, Remarks: map[string]string{"V1": "zeker"}},
	} {
		for _, revealed := range []bool{true, false} {
			a := round(4, "2")
			poll(a, "1 2 3")
			b := a.Clone()
			other.ID = b.Ballots[0].ID
			b.Ballots[0], b.Revealed = other, revealed
			m, err := a.Merge(b)
			if err != nil {
				t.Fatal(err)
			}
			equal(t, name, jsonOf(t, m.Assessment.Ballots), jsonOf(t, a.Ballots))
			equal(t, name+", told", m.Ballots, 0)
			if !revealed { // there they come to be shown as they are here
				if m, err = b.Merge(a); err != nil {
					t.Fatal(err)
				}
				equal(t, name+", the other way round", jsonOf(t, m.Assessment.Ballots), jsonOf(t, a.Ballots))
			}
			hidden := a.Clone()
			hidden.Revealed, b.Revealed = false, false
			if m, err = hidden.Merge(b); err != nil {
				t.Fatal(err)
			}
			equal(t, name+", before the reveal", jsonOf(t, m.Assessment.Ballots), jsonOf(t, b.Ballots))
		}
	}
}

// One of two plans wins that older programs adopted on the same day. If it is not the one here, the user must confirm.
func TestAdoptedOnTheSameDayNeedsConfirmation(t *testing.T) {
	for name, change := range map[string]func(*assessment.Assessment){
		"team":  func(a *assessment.Assessment) { a.Team.Name = "Ander team" },
		"score": func(a *assessment.Assessment) { a.Scores[0].Answer = 4 },
		"plan":  func(a *assessment.Assessment) { a.Plan.Strong = "Iets anders" },
	} {
		all := round(4, "2 3")
		other := all.Clone()
		change(other)
		x, y := sealed(all, 0), sealed(other, 0)
		asked := 0
		for _, pair := range [][2]*assessment.Assessment{{x, y}, {y, x}} {
			m, err := pair[0].Merge(pair[1])
			if err != nil {
				t.Fatal(err)
			}
			replaces := m.Assessment.Plan.LastEdition().ID != pair[0].Plan.LastEdition().ID || m.Assessment.Team.Name != pair[0].Team.Name ||
				m.Assessment.Scores[0].Answer != pair[0].Scores[0].Answer || len(m.Assessment.Changes()) > 0
			if asks := len(pair[0].ChangesToAgreed(pair[1])) > 0; asks != replaces {
				t.Errorf("%s: it asks: %v, it replaces something: %v", name, asks, replaces)
			} else if asks {
				asked++
			}
		}
		if asked == 0 {
			t.Errorf("%s: nothing is replaced, so this proves nothing", name)
		}
		if len(x.ChangesToAgreed(x.Clone())) > 0 {
			t.Errorf("%s: it asks of itself", name)
		}
	}
}
