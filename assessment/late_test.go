package assessment_test

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
)

// groupOf maps letters to groups.
var groupOf = map[rune]assessment.Group{
	't': assessment.GroupTeam, 'm': assessment.GroupManagement, 's': assessment.GroupStudents,
}

// late returns a revealed assessment with counted and waiting ballots, one letter each.
func late(counted, waiting string) *assessment.Assessment {
	a := round(4, "2")
	a.Revealed = true
	for i, r := range counted + waiting {
		a.Ballots = append(a.Ballots, assessment.Ballot{
			ID: fmt.Sprint("b", i), Group: groupOf[r], Waiting: i >= len(counted), Answers: map[string]assessment.Answer{"V1": 2},
		})
	}
	return a
}

func TestWaitingCanCount(t *testing.T) {
	tests := []struct {
		name, counted, waiting string
		want                   bool
	}{
		{"nobody came late", "ttt", "", false},
		{"one", "tttttt", "t", false},
		{"two", "tttttt", "tt", false},
		{"three", "tttttt", "ttt", true},
		{"groups shown: three of one", "tttmmm", "ttt", true},
		{"groups shown: three of both", "tttmmm", "tttmmm", true},
		{"groups shown: three of two groups", "tttmmm", "ttm", false},
		{"groups shown: many of one, one of another", "tttmmm", "ttttttm", false},
		{"groups shown: one of a new group", "tttttt", "ttts", false},
		{"groups shown: three of a new group", "tttttt", "sss", true},
		{"groups hidden before and after", "tttttm", "ttt", true},
		{"groups hidden before and after, of each one", "tttttm", "tss", true},
		{"groups would come to be shown by one", "tttttmm", "ttm", false},
		{"groups would come to be shown by three: the two before are all less the team", "tttttmm", "mmm", false},
		{"groups would come to be shown, and nothing was known of any", "tttttmm", "mmmttt", true},
		{"too few before to show anything", "tt", "mmmt", true},
		{"none before", "", "ttt", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a := late(tt.counted, tt.waiting)
			before := jsonOf(t, a.Ballots) + fmt.Sprint(a.WaitingBallots())
			equal(t, "can count", a.WaitingCanCount(), tt.want)
			equal(t, "changed nothing", jsonOf(t, a.Ballots)+fmt.Sprint(a.WaitingBallots()), before)
		})
	}
}

// cell is a set of people that cannot be distinguished: one group, counted at one moment.
type cell struct {
	group  assessment.Group
	moment int
}

// span is the linear space of all that can be derived by adding and subtracting what was shown. Each row gives how often it
// counts each cell, modulo a prime larger than any value that can occur.
type span [][]int64

const prime = 1<<31 - 1

func (s span) reduced(line []int64) []int64 {
	line = append([]int64{}, line...)
	for _, of := range s {
		lead := leading(of)
		for factor, i := line[lead], lead; i < len(line); i++ {
			line[i] = ((line[i]-factor*of[i])%prime + prime) % prime
		}
	}
	return line
}

func leading(line []int64) int {
	for i, n := range line {
		if n != 0 {
			return i
		}
	}
	return -1
}

func (s span) holds(line []int64) bool { return leading(s.reduced(line)) < 0 }

func (s span) with(line []int64) span {
	line = s.reduced(line)
	lead := leading(line)
	if lead < 0 {
		return s
	}
	inverse, base := int64(1), line[lead]
	for e := prime - 2; e > 0; e >>= 1 { // by Fermat's little theorem
		if e&1 == 1 {
			inverse = inverse * base % prime
		}
		base = base * base % prime
	}
	for i := range line {
		line[i] = line[i] * inverse % prime
	}
	return append(s, line)
}

// Somebody who records everything that is ever shown, and adds and subtracts it, never learns the answers of fewer than three
// people, in whatever order ballots arrive.
func TestLateBallotsNeverExposeAnyone(t *testing.T) {
	groupsShown, counted := 0, 0
	for seed := range uint64(3000) {
		r := rand.New(rand.NewPCG(seed, 4))
		some := func(most int) string {
			return strings.Repeat("t", r.IntN(most)) + strings.Repeat("m", r.IntN(most)) + strings.Repeat("s", r.IntN(most))
		}
		a := late(some(6), "")
		where := map[string]cell{}
		for _, b := range a.Ballots {
			where[b.ID] = cell{b.Group, 0}
		}
		shown := [][]string{}
		look := func() {
			if groups := a.ByGroup(); groups != nil {
				groupsShown++
				for _, g := range groups {
					shown = append(shown, idsOf(g))
				}
			} else if a.BallotsShown() {
				shown = append(shown, idsOf(a.Counted()))
			}
		}
		look()
		for moment := 1; moment <= 4; moment++ {
			for _, letter := range some(5) {
				a.Ballots = append(a.Ballots, assessment.Ballot{
					ID: fmt.Sprint("b", len(a.Ballots)), Group: groupOf[letter], Waiting: true, Answers: map[string]assessment.Answer{"V1": 2},
				})
			}
			if !a.WaitingCanCount() {
				continue
			}
			counted++
			for i := range a.Ballots {
				if b := &a.Ballots[i]; b.Waiting {
					b.Waiting, where[b.ID] = false, cell{b.Group, moment}
				}
			}
			look()
		}
		if few := givenAway(where, shown); few != nil {
			t.Fatalf("seed %d: what was shown tells the answers of %v", seed, few)
		}
	}
	if groupsShown < 1000 || counted < 1000 {
		t.Errorf("groups were shown %d times, late ballots counted %d times: that proves little", groupsShown, counted)
	}
}

func idsOf(list []assessment.Ballot) []string {
	var ids []string
	for _, b := range list {
		ids = append(ids, b.ID)
	}
	return ids
}

// givenAway returns cells of one or two people in total whose answers follow from what was shown, or nil.
func givenAway(where map[string]cell, shown [][]string) []cell {
	var cells []cell
	index, size := map[cell]int{}, map[cell]int{}
	for _, c := range where {
		if size[c]++; size[c] == 1 {
			index[c] = len(cells)
			cells = append(cells, c)
		}
	}
	known := span{}
	for _, people := range shown {
		line := make([]int64, len(cells))
		for _, id := range people {
			line[index[where[id]]] = 1
		}
		known = known.with(line)
	}
	for set := uint(1); set < 1<<len(cells); set++ {
		if bits.OnesCount(set) > 2 {
			continue // each cell has at least one person
		}
		line := make([]int64, len(cells))
		people, of := 0, []cell{}
		for i, c := range cells {
			if set>>i&1 == 1 {
				line[i] = 1
				people += size[c]
				of = append(of, c)
			}
		}
		if people < assessment.MinBallots && known.holds(line) {
			return of
		}
	}
	return nil
}
