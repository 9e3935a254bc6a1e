package assessment_test

import (
	"fmt"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
)

// crowd returns the assessment, revealed, with the ballots of people, who all answer differently.
func crowd(of *assessment.Assessment, people ...int) *assessment.Assessment {
	a := of.Clone()
	a.Revealed = true
	for _, p := range people {
		b := assessment.Ballot{ID: fmt.Sprint("ballot-", p), Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{}, Remarks: map[string]string{}}
		for i := range 8 {
			b.Answers[fmt.Sprint("V", i+1)] = assessment.Answer((p*p+p*(i+1)+i*i)%4 + 1)
		}
		b.Answers["V1"], b.Answers["V2"] = assessment.Answer(p%4+1), assessment.Answer(p/4%4+1)
		a.Ballots = append(a.Ballots, b)
	}
	return a
}

// adoptedBy returns a plan adopted elsewhere by people; its file comes without their ballots.
func adoptedBy(of *assessment.Assessment, people ...int) *assessment.Assessment {
	a := crowd(of, people...)
	a.Plan.Status, a.Plan.AdoptedOn = assessment.PlanAdopted, "2026-11-24"
	a.SealOlder()
	a.Ballots = nil
	return a
}

// An edition loses its tallies if subtracting the ballots shown here from it leaves one or two people, whoever else is shown.
func TestEditionRevealsNobody(t *testing.T) {
	of := round(4, strings.Repeat("2 ", 8))
	for name, x := range map[string]struct {
		shown, edition []int
		withheld       bool
	}{
		"one instead of another": {[]int{0, 1, 2}, []int{0, 1, 3}, true},
		"one of five":            {[]int{0, 1, 2, 3, 4}, []int{0, 1, 2, 3, 5}, true},
		"two of five":            {[]int{0, 1, 2, 3, 4}, []int{0, 1, 2, 5, 6}, true},
		"one beside few of many": {[]int{0, 1, 2, 3, 4, 5, 6, 7}, []int{0, 1, 2, 8}, true},
		"all but one":            {[]int{0, 1, 2, 3, 4, 5, 6, 7}, []int{0, 1, 2, 3, 4, 5, 6, 9}, true},
		"one more":               {[]int{0, 1, 2, 3}, []int{0, 1, 2, 3, 4}, true},
		"some of those shown":    {[]int{0, 1, 2, 3, 4, 5, 6, 7}, []int{0, 1, 2, 5}, false},
		"the same":               {[]int{0, 1, 2, 3}, []int{0, 1, 2, 3}, false},
		"three more":             {[]int{0, 1, 2}, []int{0, 1, 2, 3, 4, 5}, false},
		"three instead of three": {[]int{0, 1, 2, 3, 4}, []int{0, 1, 10, 11, 14}, false},
		"nobody is shown here":   {nil, []int{0, 1, 2}, false},
	} {
		a := crowd(of, x.shown...)
		m, err := a.Merge(adoptedBy(of, x.edition...))
		if err != nil {
			t.Fatal(name, err)
		}
		if e := m.Assessment.Plan.LastEdition(); (len(e.Tallies) == 0) != x.withheld {
			t.Errorf("%s: tallies withheld is %v", name, !x.withheld)
		}
	}
}

// Waiting ballots keep waiting if counting them would leave one or two people of an edition with tallies.
func TestWaitingBallotsRevealNobody(t *testing.T) {
	of := round(4, strings.Repeat("2 ", 8))
	for name, x := range map[string]struct {
		late    []int
		counted int
	}{
		"leaving two":   {[]int{3, 4, 5}, 3},
		"leaving none":  {[]int{3, 4, 5, 6, 7}, 8},
		"quite others":  {[]int{8, 9, 10}, 6},
		"leaving three": {[]int{3, 4, 9}, 6},
	} {
		m, err := crowd(of, 0, 1, 2).Merge(adoptedBy(of, 0, 1, 2, 3, 4, 5, 6, 7))
		if err != nil {
			t.Fatal(name, err)
		}
		a, err := m.Assessment.Reopen("2026-11-25", "Voor de proef.", assessment.LastInstant-9)
		if err != nil {
			t.Fatal(name, err)
		}
		if len(a.Plan.LastEdition().Tallies) == 0 {
			t.Fatal("the edition has no tallies")
		}
		late := crowd(of, x.late...)
		late.Revealed = false
		if m, err = a.Merge(late); err != nil {
			t.Fatal(name, err)
		}
		m.Assessment.CountWaiting()
		if n := len(m.Assessment.Counted()); n != x.counted {
			t.Errorf("%s: %d ballots count, not %d", name, n, x.counted)
		}
	}
}

// Two editions with people who are not shown here are not both shown: without those who are, they could differ by one or two
// people. The same answers again reveal nothing.
func TestTwoEditionsRevealNobody(t *testing.T) {
	of := round(4, strings.Repeat("2 ", 8))
	for name, x := range map[string]struct {
		shown, first, second []int
		withheld             bool
	}{
		"one of them in one only":  {[]int{0, 1, 2, 3}, []int{0, 1, 4, 5, 6, 7}, []int{2, 3, 5, 6, 7}, true},
		"one of them in each only": {[]int{0, 1, 2}, []int{0, 1, 2, 4, 5, 6}, []int{0, 1, 2, 4, 5, 7}, true},
		"nobody is shown here":     {nil, []int{0, 1, 2, 3}, []int{2, 3, 4, 5}, true},
		"three of them more":       {[]int{0, 1, 2}, []int{0, 1, 2, 4, 5, 6}, []int{0, 1, 2, 4, 5, 6, 7, 8, 9}, true},
		"the same again":           {[]int{0, 1, 2}, []int{0, 1, 2, 4, 5, 6}, []int{0, 1, 2, 4, 5, 6}, false},
		"all are shown here":       {[]int{0, 1, 2, 3, 4, 5}, []int{0, 1, 2, 8, 9, 10}, []int{0, 1, 2}, false},
	} {
		first, second := adoptedBy(of, x.first...), crowd(of, x.second...)
		second.Plan.Status, second.Plan.AdoptedOn = assessment.PlanAdopted, "2026-11-25"
		second.SealOlder()
		second.Ballots = nil
		a := crowd(of, x.shown...)
		for _, file := range []*assessment.Assessment{first, second} {
			m, err := a.Merge(file)
			if err != nil {
				t.Fatal(name, err)
			}
			a = m.Assessment
		}
		if shown := len(a.Plan.LastEdition().Tallies) > 0; len(a.Plan.Editions) != 2 || shown == x.withheld {
			t.Errorf("%s: of %d editions the last is shown: %v", name, len(a.Plan.Editions), shown)
		}
	}
}
