package assessment

import "slices"

// singlesOut reports whether a number of others is that of one or two people: taking the ballots of the rest away would leave
// their answers.
func singlesOut(others int) bool { return others > 0 && others < MinBallots }

// others returns how many of the people of whom x is the answers are certainly not in list: 0, 1, 2, or more. Where this
// takes too many steps to find out, it is 1, of which nothing may be shown.
func (x tallied) others(list []Ballot) int {
	s := search{left: patience, list: list, most: -1, enough: x.ballots}
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
	s.take(0, 0)
	if others := x.ballots - s.most; s.left > 0 || others == 0 {
		return others
	}
	return 1
}

// patience is the number of steps after which a search for ballots gives up.
const patience = 20_000

// cell returns the place of an answer in the room of an indicator: its level, or one of the three that are none.
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

// search looks for the most ballots in list that fit in the room there is for each answer to each indicator.
type search struct {
	list   []Ballot
	room   [][]int   // by indicator and cell
	of     [][]int   // the cell of each ballot, by indicator
	rest   [][][]int // how many of the ballots from one on are in each cell, by indicator
	most   int
	enough int
	left   int // steps
}

// take goes on with the ballots from one on, taken of which fit so far.
func (s *search) take(from, taken int) {
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
		s.take(from+1, taken+1)
		s.change(from, 1)
	}
	s.take(from+1, taken)
}

// bound returns a number of ballots that can not be exceeded.
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
