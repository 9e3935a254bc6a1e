package assessment

import "slices"

// singlesOut reports whether others is one or two people: subtracting everybody else would leave their answers.
func singlesOut(others int) bool { return others > 0 && others < MinBallots }

// others returns the smallest possible number of people in x whose ballots are not in list; it is exact below MinBallots. If
// finding it takes too many steps it returns 1, with which nothing may be shown.
func (x tallied) others(list []Ballot) int {
	s := search{left: maxSteps, list: list, most: -1, enough: x.ballots}
	for id, t := range x.tallies {
		room := append(slices.Clone(t.Levels), t.Unknown, t.NotApplicable, t.Blank)
		s.room = append(s.room, room)
		of := make([]int, len(list))
		rest := make([][]int, len(list)+1)
		rest[len(list)] = make([]int, len(room))
		for i := len(list) - 1; i >= 0; i-- {
			of[i] = cell(list[i].Answers[id], len(t.Levels))
			rest[i] = slices.Clone(rest[i+1])
			rest[i][of[i]]++
		}
		s.of, s.rest = append(s.of, of), append(s.rest, rest)
	}
	s.try(0, 0)
	if others := x.ballots - s.most; s.left > 0 || others == 0 {
		return others
	}
	return 1
}

// maxSteps is the number of steps after which a search gives up.
const maxSteps = 20_000

// cell returns the index of an answer in a row of search.room: its level, or one of the three constants after those.
func cell(a Answer, levels int) int {
	switch {
	case a == Unknown:
		return levels
	case a == NotApplicable:
		return levels + 1
	case a == Blank, int(a) > levels:
		return levels + 2
	}
	return int(a) - 1
}

// search finds the largest number of ballots in list that fit in room, which has the number of times that each indicator was
// given each answer.
type search struct {
	list   []Ballot
	room   [][]int   // by indicator and cell
	of     [][]int   // the cell of each ballot, by indicator
	rest   [][][]int // by indicator, the number of ballots from each one on in each cell
	most   int
	enough int
	left   int // steps left
}

// try adds ballots from index from on; taken of the earlier ones fit.
func (s *search) try(from, taken int) {
	s.most = max(s.most, taken)
	if from == len(s.list) || s.most >= s.enough || s.left == 0 || s.bound(from, taken) <= max(s.most, s.enough-MinBallots) {
		return
	}
	s.left--
	fits := true
	for i, room := range s.room {
		fits = fits && room[s.of[i][from]] > 0
	}
	if fits {
		s.change(from, -1)
		s.try(from+1, taken+1)
		s.change(from, 1)
	}
	s.try(from+1, taken)
}

// bound returns an upper bound on the number of ballots that fit.
func (s *search) bound(from, taken int) int {
	most := min(s.enough, taken+len(s.list)-from)
	for i, room := range s.room {
		fit := taken
		for c, n := range s.rest[i][from] {
			fit += min(n, room[c])
		}
		most = min(most, fit)
	}
	return most
}

func (s *search) change(ballot, by int) {
	for i, room := range s.room {
		room[s.of[i][ballot]] += by
	}
}
