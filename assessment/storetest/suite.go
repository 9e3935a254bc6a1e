package storetest

import (
	"context"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"kwaliteitskaart/assessment"
)

// Run runs the suite. open must return an empty store that stamps records with now, and close it when its test ends.
func Run(t *testing.T, open func(t *testing.T, now func() assessment.Instant) assessment.Store) {
	parts := []struct {
		name string
		run  func(b *bench)
	}{
		{"an empty store", emptyStore},
		{"loaded equals added", loadedEqualsAdded},
		{"lists are sorted", listsAreSorted},
		{"texts are stored unchanged", textsUnchanged},
		{"cards", cards},
		{"uses of cards", cardUses},
		{"add refuses", addRefuses},
		{"details", details},
		{"scores", scores},
		{"plan", plan},
		{"priorities", priorities},
		{"actions", actions},
		{"notes", notes},
		{"a slow clock", slowClock},
		{"remove", remove},
		{"refusals change nothing", refusals},
		{"teams are per assessment", teamPerAssessment},
		{"summaries", summaries},
		{"summaries follow changes", summariesFollow},
		{"rounds", rounds},
		{"taken along", carriedOver},
		{"taken along twice", carriedOverTwice},
		{"kept elsewhere", keptElsewhere},
		{"merging under a later adoption", mergingUnderLater},
		{"bin", bin},
		{"emptying the bin", emptyBin},
		{"discarding an empty assessment", discard},
		{"forgetting a team", forget},
		{"replacing a team", replace},
		{"draft", draft},
		{"casting", casting},
		{"waiting ballots", waitingBallots},
		{"groups of waiting ballots", waitingGroups},
		{"waiting ballots shown elsewhere", shownElsewhere},
		{"ballots of nobody", withoutAnswers},
		{"ballots from files", ballotFiles},
		{"a ballot from a code and a file", twoWays},
		{"too many ballots", tooManyBallots},
		{"taking back", takingBack},
		{"expected", expected},
		{"refusals of ballots change nothing", ballotRefusals},
		{"adopting", adopting},
		{"what is adopted is fixed", adoptedIsFixed},
		{"ballots while adopted", adoptedBallots},
		{"changes of an adopted plan", adoptedChanges},
		{"reopening", reopening},
		{"closing", closing},
		{"what the leadership answers", answering},
		{"merging what is adopted", mergingAdopted},
		{"fields that came later", laterFields},
		{"moving to another version of the card", moving},
		{"moving is refused", movingRefused},
		{"taking in", takingIn},
		{"merging", merging},
		{"merging what is kept of the round before", mergingPrevious},
		{"merging ballots", mergingBallots},
		{"merging is refused", mergingRefused},
		{"nobody is exposed", nobodyExposed},
		{"everything stored can be written", alwaysWritten},
		{"many records", manyRecords},
		{"strange clocks", strangeClocks},
		{"several goroutines", goroutines},
		{"a stopped caller", cancelled},
	}
	for _, p := range parts {
		t.Run(p.name, func(t *testing.T) {
			b := &bench{T: t, ctx: t.Context(), clock: 1_796_000_000_000}
			b.store = open(t, func() assessment.Instant { return b.clock })
			if _, keeps := b.store.(assessment.Keeper); !keeps && !Thorough && slices.Contains(long, p.name) {
				t.Skip("-tags slow tries this on a store that keeps nothing too")
			}
			p.run(b)
		})
	}
}

// long lists the parts of the suite that take seconds.
var long = []string{"nobody is exposed", "everything stored can be written"}

// bench is a store under test, with a clock that stands still until it is set.
type bench struct {
	*testing.T
	ctx   context.Context
	store assessment.Store
	clock assessment.Instant
}

// must fails the test immediately on an error.
func (b *bench) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatalf("unexpected error: %v", err)
	}
}

// want checks the code of an error with a message for the user.
func (b *bench) want(code assessment.Code, err error) {
	b.Helper()
	if got := assessment.CodeOf(err); got != code {
		b.Errorf("got error %v, want code %q", err, code)
	}
}

// added stores and returns a new sample on a card, modified by change.
func (b *bench) added(card *assessment.Card, change ...func(*assessment.Assessment)) *assessment.Assessment {
	b.Helper()
	a := Sample(card)
	for _, f := range change {
		f(a)
	}
	b.must(b.store.Add(b.ctx, a))
	return a
}

func (b *bench) load(id string) *assessment.Assessment {
	b.Helper()
	a, err := b.store.Load(b.ctx, id)
	b.must(err)
	return a
}

// same checks that the store contains exactly this assessment.
func (b *bench) same(want *assessment.Assessment) {
	b.Helper()
	if d := diff(want, b.load(want.ID)); d != "" {
		b.Errorf("stored assessment differs (-want +got):\n%s", d)
	}
	agreed := *want
	agreed.Ballots = nil
	got, err := b.store.LoadAgreed(b.ctx, want.ID)
	b.must(err)
	if d := diff(&agreed, got); d != "" {
		b.Errorf("what was agreed differs (-want +got):\n%s", d)
	}
}

// diff treats empty and nil lists as equal, and compares cards with reflect, which is much faster.
func diff(want, got any) string {
	return cmp.Diff(want, got, cmpopts.EquateEmpty(),
		cmp.Comparer(func(x, y *assessment.Card) bool { return reflect.DeepEqual(x, y) }))
}

func emptyStore(b *bench) {
	list, err := b.store.Summaries(b.ctx, Today)
	b.must(err)
	if len(list) != 0 {
		b.Errorf("shelf of an empty store: %v", list)
	}
	_, err = b.store.Load(b.ctx, "nobody")
	b.want(assessment.CodeNotFound, err)
	_, err = b.store.Previous(b.ctx, "nobody")
	b.want(assessment.CodeNotFound, err)
}

func loadedEqualsAdded(b *bench) {
	for _, levels := range []int{3, 4, 6} {
		card := Card(levels)
		full := Sample(card)
		core := Sample(card)
		core.Scope, core.Status = assessment.ScopeCore, assessment.StatusClosed
		blank := assessment.New(card, assessment.Team{}, Today, b.clock)
		for _, a := range []*assessment.Assessment{full, core, blank} {
			before := a.Clone()
			b.must(b.store.Add(b.ctx, a))
			if d := diff(before, a); d != "" {
				b.Errorf("Add changed what it was given:\n%s", d)
			}
			b.same(a)
		}
	}
}

func listsAreSorted(b *bench) {
	a := Sample(Card(4))
	want := a.Clone()
	slices.Reverse(a.Ballots)
	slices.Reverse(a.Scores)
	slices.Reverse(a.Deleted)
	slices.Reverse(a.Plan.Priorities)
	for i := range a.Plan.Priorities {
		slices.Reverse(a.Plan.Priorities[i].Actions)
		for j := range a.Plan.Priorities[i].Actions {
			slices.Reverse(a.Plan.Priorities[i].Actions[j].Notes)
		}
	}
	b.must(b.store.Add(b.ctx, a))
	b.same(want)
}
