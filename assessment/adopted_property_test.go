package assessment_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sort"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

// laptops is one assessment on several computers that exchange files, each with a clock of its own.
type laptops struct {
	*testing.T
	dice
	each  []*assessment.Assessment
	clock []assessment.Instant
	files []*assessment.Assessment // written on the way, to be merged at any later time
	made  int
	met   map[string]int
}

func newLaptops(t *testing.T, seed uint64, met map[string]int) *laptops {
	l := &laptops{T: t, dice: dice{rand.New(rand.NewPCG(20261130, seed))}, met: met}
	a := storetest.Sample(storetest.Card(4))
	for range 2 + l.IntN(5) {
		l.each = append(l.each, a.Clone())
		l.clock = append(l.clock, 1_796_000_000_000+assessment.Instant(l.IntN(5))*1000)
	}
	return l
}

func (l *laptops) id() string { l.made++; return fmt.Sprint("new-", l.made) }

// step does one random thing on one of the laptops.
func (l *laptops) step() {
	i := l.IntN(len(l.each))
	l.clock[i] += assessment.Instant(l.IntN(3))
	now, a := l.clock[i], l.each[i]
	on := assessment.Date("2026-12-01").AddWeeks(l.IntN(3))
	switch n := l.IntN(12); {
	case n < 1:
		if next, err := a.Adopt(on, "zo", nil, now); err == nil {
			l.each[i] = next
			l.met["adopted"]++
		}
	case n < 2:
		if next, err := a.Reopen(on, "daarom", now); err == nil {
			l.each[i] = next
			l.met["reopened"]++
		}
	case n < 6:
		l.each[i] = l.changed(a, now, on)
	case n < 7 && l.chance(30): // a file changed by hand, or made by an older program
		next := a.Clone()
		s := &next.Scores[l.IntN(len(next.Scores))]
		s.Evidence, s.UpdatedAt = l.id(), now.After(s.UpdatedAt)
		next.Present, next.UpdatedAt = l.id(), now.After(next.UpdatedAt)
		l.each[i] = next
	case n < 8:
		l.files = append(l.files, a.Clone())
	default:
		from := l.each[l.IntN(len(l.each))]
		if len(l.files) > 0 && l.chance(50) {
			from = l.files[l.IntN(len(l.files))]
		}
		l.each[i] = l.merged(a, from)
		l.met["merged"]++
	}
}

// changed returns an assessment with one change that a store would make.
func (l *laptops) changed(a *assessment.Assessment, now assessment.Instant, on assessment.Date) *assessment.Assessment {
	next := a.Clone()
	p := &next.Plan
	text := []string{"een", "twee", "drie"}[l.IntN(3)]
	free := a.RefuseScores() == nil
	var pr *assessment.Priority
	if len(p.Priorities) > 0 {
		pr = &p.Priorities[l.IntN(len(p.Priorities))]
	}
	var act *assessment.Action
	if pr != nil && len(pr.Actions) > 0 {
		act = &pr.Actions[l.IntN(len(pr.Actions))]
	}
	switch n := l.IntN(11); {
	case n == 0 && free:
		s := &next.Scores[l.IntN(len(next.Scores))]
		s.Answer, s.Note, s.Disagreed, s.UpdatedAt = assessment.Answer(1+l.IntN(4)), text, l.chance(30), now.After(s.UpdatedAt)
	case n == 1 && free:
		next.Facilitator, next.UpdatedAt = text, now.After(next.UpdatedAt)
	case n == 2:
		p.Strong, p.UpdatedAt = text, now.After(p.UpdatedAt)
	case n == 3 && pr != nil:
		pr.Goal, pr.Position, pr.UpdatedAt = text, l.IntN(5), now.After(pr.UpdatedAt)
	case n < 6 && act != nil:
		if l.chance(20) {
			act.CarriedFrom = []string{"", "older", "another"}[l.IntN(3)]
		}
		act.What, act.Euros, act.Feasibility, act.UpdatedAt = text, l.IntN(3)*9000, 1+l.IntN(3), now.After(act.UpdatedAt)
	case n == 6 && act != nil:
		act.Status, act.Reason, act.UpdatedAt = assessment.ActionStatuses[l.IntN(4)], "reden", now.After(act.UpdatedAt)
	case n == 7 && act != nil:
		if err := p.Answer(act.ID, assessment.Reply{Kind: assessment.ReplyKinds[l.IntN(4)], Words: text}, now); err != nil {
			l.Fatal(err)
		}
	case n == 8 && pr != nil:
		x := assessment.NewAction("2026-11-01")
		x.ID, x.What, x.Owner, x.Due, x.UpdatedAt = l.id(), text, "wie", "2027-01-01", now
		pr.Actions = append(pr.Actions, x)
	case n == 9 && act != nil && len(pr.Actions) > 1:
		next.Deleted = append(next.Deleted, assessment.Deletion{ID: act.ID, UpdatedAt: now.After(act.UpdatedAt)})
		gone := act.ID
		pr.Actions = slices.DeleteFunc(slices.Clone(pr.Actions), func(x assessment.Action) bool { return x.ID == gone })
	case n == 10 && act != nil:
		act.Notes = append(act.Notes, assessment.Note{ID: l.id(), Date: on, Text: text})
	}
	p.Log = p.FollowLog(&a.Plan, on)
	next.Sort()
	if faults := next.Check(); len(faults) > 0 {
		l.Fatalf("not sound after a change: %v", faults)
	}
	return next
}

func (l *laptops) merged(a, b *assessment.Assessment) *assessment.Assessment {
	l.Helper()
	m, err := a.Merge(b)
	if err != nil {
		l.Fatal(err)
	}
	if is := m.Assessment; a.Plan.SealedAt != 0 && b.Plan.SealedAt > a.Plan.SealedAt && len(a.ChangesToAgreed(b)) == 0 {
		was := agreement(a.Team, a.Details, a.Scores, &assessment.Plan{Status: a.Plan.Status})
		equal(l.T, "fixed though nobody was asked", agreement(is.Team, is.Details, is.Scores, &assessment.Plan{Status: is.Plan.Status}), was)
		equal(l.T, "status though nobody was asked", is.Plan.Status, a.Plan.Status)
	}
	return m.Assessment
}

// bytesOf returns an assessment as a file contains it.
func bytesOf(t *testing.T, a *assessment.Assessment) string {
	c := a.Clone()
	c.Sort()
	return jsonOf(t, c)
}

// laws checks the laws of merging for three states.
func (l *laptops) laws(x, y, z *assessment.Assessment) {
	l.Helper()
	xy, yx := l.merged(x, y), l.merged(y, x)
	equal(l.T, "either way round", bytesOf(l.T, yx), bytesOf(l.T, xy))
	equal(l.T, "grouped", bytesOf(l.T, l.merged(x, l.merged(y, z))), bytesOf(l.T, l.merged(xy, z)))
	equal(l.T, "twice", bytesOf(l.T, l.merged(xy, y)), bytesOf(l.T, xy))
	equal(l.T, "with itself", bytesOf(l.T, l.merged(x, x)), bytesOf(l.T, x))
	if x.Plan.SealedAt == y.Plan.SealedAt {
		return
	}
	later := x
	if y.Plan.SealedAt > x.Plan.SealedAt {
		later = y
	}
	equal(l.T, "scores of the later side", jsonOf(l.T, xy.Scores), jsonOf(l.T, later.Scores))
	equal(l.T, "details of the later side", xy.Details, later.Details)
	equal(l.T, "adoption of the later side", fmt.Sprint(xy.Plan.Status, xy.Plan.AdoptedOn, xy.Plan.SealedAt), fmt.Sprint(later.Plan.Status, later.Plan.AdoptedOn, later.Plan.SealedAt))
	for _, e := range slices.Concat(x.Plan.Editions, y.Plan.Editions) {
		if !slices.ContainsFunc(xy.Plan.Editions, func(is assessment.Edition) bool { return is.ID == e.ID }) {
			l.Errorf("an edition is lost")
		}
	}
	l.met["laws of two adoptions"]++
}

// agreement returns what was agreed, a line each, without progress, ids, order and stamps. It is computed without the domain.
func agreement(team assessment.Team, d assessment.Details, scores []assessment.Score, p *assessment.Plan) string {
	lines := []string{fmt.Sprint(team, d.Date, d.SchoolYear, d.Scope, d.Mode, d.Facilitator, d.Present)}
	for _, s := range scores {
		lines = append(lines, fmt.Sprintf("%s %d %q %q %d %d %v %v", s.Indicator, s.Answer, s.Note, s.Evidence, s.Target, s.Importance, s.Strength, s.Disagreed))
	}
	lines = append(lines, fmt.Sprintf("%s %q %q %q %s %s %q", p.Date, p.Strong, p.Concern, p.Choice, p.EvaluationDate, p.AdoptedOn, p.Waived))
	for _, x := range p.Priorities {
		var acts []string
		for _, a := range x.Actions {
			acts = append(acts, fmt.Sprintf("%q %q %q %s %s %q %d %d %q %d", a.What, a.Owner, a.Helpers, a.Start, a.Due, a.DoneWhen, a.Hours, a.Euros, a.Ask, a.Feasibility)+a.CarriedFrom)
		}
		sort.Strings(acts)
		lines = append(lines, fmt.Sprintf("%s %q %q %q\n  %s", x.Indicator, x.Why, x.Goal, x.StudentEffect, strings.Join(acts, "\n  ")))
	}
	sort.Strings(lines)
	return strings.Join(lines, "\n")
}

// otherOrder reports whether two priorities that both plans have are in another order.
func otherOrder(x, y *assessment.Plan) bool {
	var was, is []string
	for _, p := range x.Priorities {
		if y.Priority(p.ID) != nil {
			was = append(was, p.ID)
		}
	}
	for _, p := range y.Priorities {
		if x.Priority(p.ID) != nil {
			is = append(is, p.ID)
		}
	}
	return !slices.Equal(was, is)
}

// seen checks that Changes lists exactly the differences between what was agreed and what is stored.
func (l *laptops) seen(a *assessment.Assessment) {
	l.Helper()
	if a.Plan.Status != assessment.PlanAdopted {
		if len(a.Changes()) > 0 {
			l.Errorf("a draft has changes: %v", a.Changes())
		}
		return
	}
	now, differs := agreement(a.Team, a.Details, a.Scores, &a.Plan), false
	for _, e := range a.Plan.Editions {
		if e.SealedAt == a.Plan.SealedAt && (agreement(e.Team, e.Assessment, e.Scores, &e.Plan) != now || otherOrder(&e.Plan, &a.Plan)) {
			differs = true
		}
	}
	changes := a.Changes()
	if differs != (len(changes) > 0) {
		l.Errorf("differs from what was agreed: %v, told as %v", differs, changes)
	}
	l.met[fmt.Sprint("adopted and changed ", differs)]++
	for _, c := range changes {
		if c.On != "" {
			l.met["told with a day"]++
		} else {
			l.met["told without a day"]++
		}
		l.met["kind "+string(c.Kind)]++
	}
}

// Over random sequences of adopting, changing, reopening, writing files and merging them in any order, on up to six laptops,
// the laws of merging hold, and no difference between what was agreed and what is stored goes unnoticed. Source:
// .github/spec/signed.md, Adopting fixes; .github/spec/exchange.md, Merging.
func TestNoDifferenceGoesUnnoticed(t *testing.T) {
	met, sequences := map[string]int{}, 50
	if storetest.Thorough {
		sequences = 1000
	}
	for seed := range sequences {
		l := newLaptops(t, uint64(seed), met)
		for range 10 + l.IntN(30) {
			l.step()
		}
		for _, a := range l.each {
			l.seen(a)
		}
		pick := func() *assessment.Assessment { return l.each[l.IntN(len(l.each))] }
		l.laws(pick(), pick(), pick())

		// Merging all of them gives the same result in any order.
		all := slices.Concat(l.each, l.files)
		var first string
		for range 2 {
			l.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
			whole := all[0]
			for _, b := range all[1:] {
				whole = l.merged(whole, b)
			}
			l.seen(whole)
			if got := bytesOf(t, whole); first == "" {
				first = got
			} else {
				equal(t, "in another order", got, first)
			}
		}
		if t.Failed() {
			t.Fatalf("sequence %d", seed)
		}
	}
	for _, what := range []string{
		"adopted", "reopened", "merged", "laws of two adoptions", "adopted and changed true", "adopted and changed false",
		"told with a day", "told without a day", "kind assessment", "kind score", "kind plan", "kind priority", "kind action",
	} {
		if met[what] < 5 {
			t.Errorf("the sequences are too tame: %q was met %d times", what, met[what])
		}
	}
}
