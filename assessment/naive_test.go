package assessment_test

import (
	"fmt"
	"math/big"
	"sort"
	"strings"
	"unicode"

	"kwaliteitskaart/assessment"
)

// This file implements .github/spec/rules.md a second time, as literally and simply as possible: lists written out in
// full, fractions as fractions, the first of a list found by comparing all. It reads the domain's data and calls none
// of its functions.

type naiveIndicator struct {
	area, id      string
	core          bool
	norm          int
	answer        assessment.Answer
	target        int
	importance    int
	evidence      string
	levels        []int // all levels in ballots, sorted
	unknown       int
	notApplicable int
	blank         int
	shown         bool
	place         int
}

// naiveBallots returns the ballots that count: all that do not wait and contain an answer in scope.
func naiveBallots(a *assessment.Assessment) []assessment.Ballot {
	var counted []assessment.Ballot
	for _, b := range a.Ballots {
		answers := 0
		for _, area := range a.Card.Areas {
			for _, ind := range area.Indicators {
				if _, given := b.Answers[ind.ID]; given && (a.Scope == "full" || ind.Core) {
					answers++
				}
			}
		}
		if !b.Waiting && answers > 0 {
			counted = append(counted, b)
		}
	}
	return counted
}

func naiveRead(a *assessment.Assessment) []naiveIndicator {
	var all []naiveIndicator
	for _, area := range a.Card.Areas {
		for _, ind := range area.Indicators {
			if a.Scope == "core" && !ind.Core {
				continue
			}
			x := naiveIndicator{
				area: area.ID, id: ind.ID, core: ind.Core, norm: ind.Target, target: ind.Target, importance: ind.Importance,
				shown: a.Revealed && len(naiveBallots(a)) >= 3, place: len(all),
			}
			for _, s := range a.Scores {
				if s.Indicator == ind.ID {
					x.answer, x.target, x.importance, x.evidence = s.Answer, s.Target, s.Importance, s.Evidence
				}
			}
			for _, b := range naiveBallots(a) {
				answer, given := b.Answers[ind.ID]
				switch {
				case !given:
					x.blank++
				case answer == assessment.Unknown:
					x.unknown++
				case answer == assessment.NotApplicable:
					x.notApplicable++
				default:
					x.levels = append(x.levels, int(answer))
				}
			}
			sort.Ints(x.levels)
			all = append(all, x)
		}
	}
	return all
}

func (x naiveIndicator) scored() bool { return x.answer >= 1 }

func (x naiveIndicator) spread() int {
	if !x.shown || len(x.levels) < 2 {
		return 0
	}
	return x.levels[len(x.levels)-1] - x.levels[0]
}

func (x naiveIndicator) proposed() int {
	if len(x.levels) == 0 {
		return 0
	}
	return x.levels[(len(x.levels)-1)/2]
}

func (x naiveIndicator) discuss() []string {
	var reasons []string
	if !x.shown {
		return reasons
	}
	if x.spread() >= 2 {
		reasons = append(reasons, `"spread"`)
	}
	if x.unknown > 0 && 3*x.unknown >= len(x.levels)+x.unknown {
		reasons = append(reasons, `"unknown"`)
	}
	if x.notApplicable > 0 && len(x.levels)+x.unknown > 0 {
		reasons = append(reasons, `"contested"`)
	}
	return reasons
}

func (x naiveIndicator) points() int {
	if !x.scored() || x.target <= int(x.answer) {
		return 0
	}
	return (x.target - int(x.answer)) * x.importance
}

func (x naiveIndicator) supported() bool {
	if !x.scored() || int(x.answer) < x.norm {
		return true
	}
	for _, r := range x.evidence {
		if !unicode.IsSpace(r) {
			return true
		}
	}
	return false
}

// naiveOrder repeatedly takes the first of the remaining indicators.
func naiveOrder(all []naiveIndicator, before func(x, y naiveIndicator) bool) string {
	var ids []string
	for len(all) > 0 {
		first := 0
		for i := range all {
			if before(all[i], all[first]) {
				first = i
			}
		}
		ids = append(ids, fmt.Sprintf("%q", all[first].id))
		all = append(append([]naiveIndicator{}, all[:first]...), all[first+1:]...)
	}
	return "[" + strings.Join(ids, ",") + "]"
}

func naiveDiscussion(all []naiveIndicator) string {
	var flagged []naiveIndicator
	for _, x := range all {
		if len(x.discuss()) > 0 {
			flagged = append(flagged, x)
		}
	}
	return naiveOrder(flagged, func(x, y naiveIndicator) bool {
		if x.spread() != y.spread() {
			return x.spread() > y.spread()
		}
		if x.unknown != y.unknown {
			return x.unknown > y.unknown
		}
		if x.core != y.core {
			return x.core
		}
		if x.proposed() != y.proposed() {
			return x.proposed() < y.proposed()
		}
		return x.place < y.place
	})
}

func naivePriorities(all []naiveIndicator) string {
	var with []naiveIndicator
	for _, x := range all {
		if x.points() > 0 {
			with = append(with, x)
		}
	}
	return naiveOrder(with, func(x, y naiveIndicator) bool {
		if x.points() != y.points() {
			return x.points() > y.points()
		}
		if x.core != y.core {
			return x.core
		}
		if x.answer != y.answer {
			return x.answer < y.answer
		}
		if x.spread() != y.spread() {
			return x.spread() > y.spread()
		}
		return x.place < y.place
	})
}

func naiveMean(levels []int) string {
	if len(levels) == 0 {
		return "null"
	}
	sum := 0
	for _, level := range levels {
		sum += level
	}
	return big.NewRat(int64(sum), int64(len(levels))).FloatString(1)
}

// naiveLess reports whether part is less than num/denom of whole.
func naiveLess(part, whole int, num, denom int64) bool {
	share := new(big.Rat).Mul(big.NewRat(int64(whole), 1), big.NewRat(num, denom))
	return big.NewRat(int64(part), 1).Cmp(share) < 0
}

func naiveLabel(of []naiveIndicator) string {
	applicable, scored, below := 0, 0, 0
	anyCoreAtOne, everyCoreAtNorm := false, true
	for _, x := range of {
		if x.answer == assessment.NotApplicable {
			continue
		}
		applicable++
		if x.scored() {
			scored++
			if int(x.answer) < x.norm {
				below++
			}
		}
		if x.core {
			if x.answer == 1 {
				anyCoreAtOne = true
			}
			if !x.scored() || int(x.answer) < x.norm {
				everyCoreAtNorm = false
			}
		}
	}
	if applicable == 0 {
		return "not_applicable"
	}
	if naiveLess(scored, applicable, 6, 10) {
		return "insufficient"
	}
	if anyCoreAtOne || !naiveLess(below, scored, 1, 2) {
		return "vulnerable"
	}
	if everyCoreAtNorm && !naiveLess(scored-below, scored, 3, 4) {
		return "in_order"
	}
	return "developing"
}

func naiveCounts(levels []int, n int) string {
	var counts []string
	for level := 1; level <= n; level++ {
		count := 0
		for _, l := range levels {
			if l == level {
				count++
			}
		}
		counts = append(counts, fmt.Sprint(count))
	}
	return "[" + strings.Join(counts, ",") + "]"
}

// naiveResult returns the result as data, as in .github/spec/rules.md.
func naiveResult(a *assessment.Assessment) string {
	n := len(a.Card.Scale.Levels)
	all := naiveRead(a)
	var indicators, areas []string
	for _, x := range all {
		ballots := `"ballots":null,"lowest":null,"highest":null,"proposed":null`
		if x.shown {
			ends := `"lowest":null,"highest":null,"proposed":null`
			if k := len(x.levels); k > 0 {
				ends = fmt.Sprintf(`"lowest":%d,"highest":%d,"proposed":%d`, x.levels[0], x.levels[k-1], x.proposed())
			}
			ballots = fmt.Sprintf(`"ballots":{"levels":%s,"unknown":%d,"not_applicable":%d,"blank":%d},%s`,
				naiveCounts(x.levels, n), x.unknown, x.notApplicable, x.blank, ends)
		}
		answer := fmt.Sprint(int(x.answer))
		switch x.answer {
		case assessment.Blank:
			answer = "null"
		case assessment.Unknown:
			answer = `"unknown"`
		case assessment.NotApplicable:
			answer = `"not_applicable"`
		}
		indicators = append(indicators, fmt.Sprintf(
			`{"id":%q,"answer":%s,"norm":%d,"target":%d,"importance":%d,"core":%v,%s,"discuss":[%s],"points":%d,"supported":%v}`,
			x.id, answer, x.norm, x.target, x.importance, x.core, ballots, strings.Join(x.discuss(), ","), x.points(), x.supported()))
	}
	for _, area := range a.Card.Areas {
		var of []naiveIndicator
		var levels []int
		count := map[assessment.Answer]int{}
		for _, x := range all {
			if x.area == area.ID {
				of = append(of, x)
				if x.scored() {
					levels = append(levels, int(x.answer))
				} else {
					count[x.answer]++
				}
			}
		}
		if len(of) == 0 {
			continue
		}
		applicable := len(of) - count[assessment.NotApplicable]
		mean := naiveMean(levels)
		if naiveLess(len(levels), applicable, 6, 10) {
			mean = "null"
		}
		areas = append(areas, fmt.Sprintf(
			`{"id":%q,"applicable":%d,"scored":%d,"unknown":%d,"blank":%d,"not_applicable":%d,"levels":%s,"mean":%s,"label":%q}`,
			area.ID, applicable, len(levels), count[assessment.Unknown], count[assessment.Blank], count[assessment.NotApplicable],
			naiveCounts(levels, n), mean, naiveLabel(of)))
	}
	return fmt.Sprintf(
		`{"assessment":%q,"card":{"id":%q,"version":%q},"scope":%q,"ballots":%d,"indicators":[%s],"areas":[%s],"discussion":%s,"priorities":%s}`,
		a.ID, a.Card.ID, a.Card.Version, string(a.Scope), len(naiveBallots(a)), strings.Join(indicators, ","), strings.Join(areas, ","),
		naiveDiscussion(all), naivePriorities(all))
}

// naiveTrend returns a trend as text: a line for each indicator and area in scope now.
func naiveTrend(later, earlier *assessment.Assessment) string {
	var out []string
	before := naiveRead(earlier)
	revisions := func(a *assessment.Assessment) map[string]int {
		m := map[string]int{}
		for _, area := range a.Card.Areas {
			for _, ind := range area.Indicators {
				m[ind.ID] = ind.Revision
			}
		}
		return m
	}
	then, now := revisions(earlier), revisions(later)
	for _, area := range later.Card.Areas {
		var pastLevels, presentLevels []int
		any := false
		for _, x := range naiveRead(later) {
			if x.area != area.ID {
				continue
			}
			any = true
			var old *naiveIndicator
			for i := range before {
				if before[i].id == x.id {
					old = &before[i]
				}
			}
			var line string
			switch {
			case earlier.Card.ID != later.Card.ID || then[x.id] == 0:
				line = "left out: card"
			case len(earlier.Card.Scale.Levels) != len(later.Card.Scale.Levels):
				line = "left out: levels"
			case then[x.id] != now[x.id]:
				line = "left out: revision"
			case old == nil:
				line = "left out: scope"
			case !old.scored():
				line = "left out: then"
			case !x.scored():
				line = "left out: now"
			default:
				direction := "same"
				if x.answer > old.answer {
					direction = "up"
				} else if x.answer < old.answer {
					direction = "down"
				}
				line = fmt.Sprintf("%s from %v", direction, int(old.answer))
				pastLevels, presentLevels = append(pastLevels, int(old.answer)), append(presentLevels, int(x.answer))
			}
			out = append(out, fmt.Sprintf("%s %d %s", x.id, int(x.answer), line))
		}
		if any {
			out = append(out, fmt.Sprintf("%s %s %s over %d", area.ID, naiveMean(pastLevels), naiveMean(presentLevels), len(pastLevels)))
		}
	}
	return strings.Join(out, "\n")
}
