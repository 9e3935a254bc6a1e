package sqlite

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
)

// laptop is one of several that work on the same assessment. Its clock is wrong, and so coarse that changes on
// different laptops often have the same stamp.
type laptop struct {
	*testing.T
	*rand.Rand
	store *Store
	clock assessment.Instant
	id    string
	cards exchange.Cards
}

// Whatever up to six laptops change, and in whatever order and however often they read each other's files, including
// outdated ones: in the end all export the same bytes, and each has every ballot that was in a file. Which of those
// wait, and which tallies therefore are in no file, is local to each laptop. Source: .github/spec/exchange.md, Merging.
func TestMergingConverges(t *testing.T) {
	converge(t, 1, 20)
}

func converge(t *testing.T, seed uint64, steps int) {
	r := rand.New(rand.NewPCG(seed, seed))
	card := storetest.Card(4)
	a := storetest.Sample(card)
	a.Revealed = false
	before := a.Clone()
	before.ID, before.Date = "before", a.Date.AddWeeks(-52)
	laptops := make([]*laptop, 2+r.IntN(5))
	for i := range laptops {
		l := &laptop{T: t, Rand: r, clock: 1_796_000_000_000 + assessment.Instant(r.IntN(3)), id: a.ID, cards: exchange.Cards{card}}
		l.store = opened(t, t.TempDir(), Options{Now: func() assessment.Instant { return l.clock }})
		must(t, l.store.Add(t.Context(), a))
		must(t, l.store.Add(t.Context(), before))
		laptops[i] = l
	}
	var files [][]byte
	for range steps {
		l := laptops[r.IntN(len(laptops))]
		switch n := r.IntN(10); {
		case n < 7:
			l.edit()
		case n < 8:
			files = append(files, l.export())
		case len(files) > 0:
			l.merge(files[r.IntN(len(files))])
		}
	}
	for _, l := range laptops {
		files = append(files, l.export())
	}
	var want []byte
	cast := laptops[0].inFiles(files)
	for i, l := range laptops {
		for _, f := range r.Perm(len(files)) {
			for range 1 + r.IntN(2) {
				l.merge(files[f])
			}
		}
		got := l.agreed()
		if i == 0 {
			want = got
		}
		held := l.load().Ballots
		for id := range cast {
			if !slices.ContainsFunc(held, func(b assessment.Ballot) bool { return b.ID == id }) {
				t.Fatalf("seed %d: laptop %d of %d has no ballot %s, which was in a file", seed, i+1, len(laptops), id)
			}
		}
		if !bytes.Equal(got, want) {
			t.Fatalf("seed %d: laptop %d of %d exports otherwise than the first:\n%s\n---\n%s", seed, i+1, len(laptops), got, want)
		}
	}
}

func (l *laptop) load() *assessment.Assessment {
	l.Helper()
	a, err := l.store.Load(l.Context(), l.id)
	must(l.T, err)
	return a
}

// forFile returns the assessment as a file contains it.
func (l *laptop) forFile() *assessment.Assessment {
	l.Helper()
	r, err := assessment.LoadRound(l.Context(), l.store, l.id)
	must(l.T, err)
	return r.ForFile()
}

func (l *laptop) export(options ...exchange.Option) []byte {
	l.Helper()
	b, err := exchange.Write(l.forFile(), options...)
	must(l.T, err)
	return b
}

// agreed returns what must be equal on all laptops: no ballots, and no tallies of editions, which a laptop leaves out of its
// files if they would reveal a waiting ballot.
func (l *laptop) agreed() []byte {
	l.Helper()
	a := l.forFile().Clone()
	for i := range a.Plan.Editions {
		a.Plan.Editions[i].Tallies = map[string]assessment.Tally{}
	}
	b, err := exchange.Write(a, exchange.WithoutBallots())
	must(l.T, err)
	return b
}

// inFiles returns the ids of the ballots in files.
func (l *laptop) inFiles(files [][]byte) map[string]bool {
	l.Helper()
	ids := make(map[string]bool)
	for _, f := range files {
		a, err := exchange.Read(f, l.cards)
		must(l.T, err)
		for _, b := range a.Ballots {
			ids[b.ID] = true
		}
	}
	return ids
}

func (l *laptop) merge(file []byte) {
	l.Helper()
	a, err := exchange.Read(file, l.cards)
	must(l.T, err)
	m, err := l.store.TakeIn(l.Context(), a)
	must(l.T, err)
	now := l.forFile()
	for _, r := range m.Replaced {
		if len(r.Changes()) == 0 && !r.After.Gone() {
			l.Errorf("told as replaced, but nothing is otherwise: %+v", r)
		}
	}
	if m, err = now.Merge(a); err != nil || m.Changed() {
		l.Errorf("the same file again changes %+v, %v", m, err)
	}
}

// edit makes one random change of any kind that a user can make.
func (l *laptop) edit() {
	l.Helper()
	ctx, a := l.Context(), l.load()
	l.clock += assessment.Instant(l.IntN(2))
	text := fmt.Sprint("text ", l.IntN(5))
	switch l.IntN(11) {
	case 10: // the plan of the previous round, of which the others have their own copy
		before, err := l.store.Load(ctx, "before")
		must(l.T, err)
		act := before.Plan.ByDue()[l.IntN(2)]
		must(l.T, l.store.SaveAnswer(ctx, "before", act.ID, assessment.Reply{Kind: assessment.ReplyLater, Words: text}))
	case 0:
		team, d := a.Team, a.Details
		team.Name, d.Facilitator, d.Revealed = text, text, d.Revealed || l.IntN(4) == 0
		l.unless(l.store.SaveDetails(ctx, team, d), assessment.CodeAdopted)
	case 1, 2:
		indicators := a.Card.InScope(assessment.ScopeFull)
		s := a.Score(indicators[l.IntN(len(indicators))].ID)
		s.Answer, s.Note = assessment.Answer(l.IntN(4)), text
		l.unless(l.store.SaveScore(ctx, a.ID, s), assessment.CodeAdopted)
	case 3:
		p := a.Plan
		p.Strong = text
		must(l.T, l.store.SavePlan(ctx, a.ID, p))
		l.unless(l.store.Adopt(ctx, a.ID, "2026-12-01", "zo"), assessment.CodeAdopted, assessment.CodePlanIncomplete)
	case 9:
		l.unless(l.store.Reopen(ctx, a.ID, "2026-12-02", "daarom"), assessment.CodeNotFixed)
	case 4:
		p := assessment.Priority{ID: assessment.NewID(), Indicator: a.Card.InScope(assessment.ScopeFull)[0].ID}
		if n := len(a.Plan.Priorities); n > 0 && l.IntN(3) > 0 {
			p = a.Plan.Priorities[l.IntN(n)]
		}
		p.Goal, p.Position = text, l.IntN(3)
		must(l.T, l.store.SavePriority(ctx, a.ID, p))
	case 5, 6:
		l.editAction(a, text)
	case 7:
		b := assessment.Ballot{ID: assessment.NewID(), Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{a.Card.InScope(assessment.ScopeFull)[0].ID: 2}}
		_, err := l.store.AddBallots(ctx, a.ID, []assessment.Ballot{b})
		must(l.T, err)
	case 8:
		list, err := l.store.Replaced(ctx, a.ID)
		must(l.T, err)
		if len(list) == 0 {
			return
		}
		err = l.store.PutBack(ctx, a.ID, list[l.IntN(len(list))])
		l.unless(err, assessment.CodePutBack, assessment.CodeAdopted)
	}
}

// unless fails the test on an error, unless it has one of codes.
func (l *laptop) unless(err error, codes ...assessment.Code) {
	l.Helper()
	if err != nil && !slices.Contains(codes, assessment.CodeOf(err)) {
		l.Error(err)
	}
}

// editAction changes, adds or removes a priority or something beneath it.
func (l *laptop) editAction(a *assessment.Assessment, text string) {
	l.Helper()
	ctx := l.Context()
	if len(a.Plan.Priorities) == 0 {
		return
	}
	p := a.Plan.Priorities[l.IntN(len(a.Plan.Priorities))]
	x := assessment.NewAction("2026-11-01")
	if n := len(p.Actions); n > 0 && l.IntN(4) > 0 {
		x = p.Actions[l.IntN(n)]
	}
	switch n := l.IntN(8); {
	case n == 0:
		must(l.T, l.store.Remove(ctx, a.ID, p.ID))
	case n == 1 && len(p.Actions) > 0:
		must(l.T, l.store.Remove(ctx, a.ID, p.Actions[0].ID))
	case n == 2 && len(x.Notes) > 0:
		must(l.T, l.store.Remove(ctx, a.ID, x.Notes[0].ID))
	case n == 3 && len(p.Actions) > 0:
		must(l.T, l.store.AddNote(ctx, a.ID, p.Actions[0].ID, assessment.Note{ID: assessment.NewID(), Date: "2026-12-01", Text: text}))
	default:
		x.What, x.Owner, x.Due = text, text, "2027-01-01"
		must(l.T, l.store.SaveAction(ctx, a.ID, p.ID, x))
		must(l.T, l.store.SaveAnswer(ctx, a.ID, x.ID, assessment.Reply{Kind: assessment.ReplyLater, Words: text}))
	}
}
