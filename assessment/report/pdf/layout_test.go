package pdf_test

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/words"
)

// smallestType is the smallest type that may be printed, in points.
const smallestType = 7.0

// laidOut is a document made from a sample, with its pages.
type laidOut struct {
	sample
	kind  report.Kind
	pages []report.Page
}

var laidOutOnce []laidOut

// pagesOf runs check on every document of every sample.
func pagesOf(t *testing.T, check func(t *testing.T, kind report.Kind, s sample, pages []report.Page)) {
	if laidOutOnce == nil {
		w := writer(t)
		for _, s := range samples(t) {
			for _, kind := range kinds {
				laidOutOnce = append(laidOutOnce, laidOut{sample: s, kind: kind})
			}
		}
		var all sync.WaitGroup
		for i := range laidOutOnce {
			l := &laidOutOnce[i]
			all.Go(func() { l.pages = report.Layout(report.Build(l.kind, l.in), w) })
		}
		all.Wait()
	}
	for _, l := range laidOutOnce {
		t.Run(l.name+"/"+string(l.kind), func(t *testing.T) { check(t, l.kind, l.sample, l.pages) })
	}
}

// large is the samples whose card does not fit on two pages.
var large = []string{"dozen6", "levels6", "areas12", "areas26", "titles"}

func TestDocumentsHaveThePromisedPages(t *testing.T) {
	pagesOf(t, func(t *testing.T, kind report.Kind, s sample, pages []report.Page) {
		most := map[report.Kind]int{report.Summary: 1, report.Card: 1, report.Form: 2, report.Prepare: 1, report.Timetable: 1}[kind]
		if kind == report.Form && slices.Contains(large, s.name) {
			most = 0
		}
		if most > 0 && len(pages) > most {
			t.Errorf("%d pages", len(pages))
		}
		if lying := pages[0].Width > pages[0].Height; lying != (kind == report.Card) {
			t.Errorf("the first page is %v by %v", pages[0].Width, pages[0].Height)
		}
	})
}

// TestNoPageIsEmpty checks that a plan with nothing after its summary has no further pages, and that no document
// has an empty page.
func TestNoPageIsEmpty(t *testing.T) {
	in := example(t)
	in.Earlier, in.Assessment.Previous = nil, nil // they would add the fates of actions
	in.Assessment.Plan.Priorities = nil
	sealAnew(in.Assessment)
	if pages := report.Layout(report.Build(report.Plan, in), writer(t)); len(pages) != 1 {
		t.Errorf("%d pages for a plan without priorities", len(pages))
	}
	pagesOf(t, func(t *testing.T, _ report.Kind, _ sample, pages []report.Page) {
		for n, p := range pages {
			if !slices.ContainsFunc(p.Items, func(it report.Item) bool { return it.Element != nil }) {
				t.Errorf("page %d says nothing", n+1)
			}
		}
	})
}

// TestActionsAreNotSplitOverPages checks that an action in the plan stays on one page if it fits on one.
func TestActionsAreNotSplitOverPages(t *testing.T) {
	in := example(t)
	in.Assessment.Plan.Priorities = filled(in.Assessment.Card, 12, "Wij leggen vast wie wat doet en kijken in juni terug.").Plan.Priorities
	pages := report.Layout(report.Build(report.Plan, in), writer(t))
	actions := 0
	for _, list := range find(pages[0].Tree, report.RoleList) {
		for _, item := range list.Children {
			if len(find(item, report.RoleP)) < 3 {
				continue // not an action
			}
			actions++
			if on := pagesWith(item, pages); len(on) != 1 {
				t.Errorf("action %d stands on %d pages", actions, len(on))
			}
		}
	}
	if want := len(in.Assessment.Plan.ByDue()); actions != want {
		t.Errorf("%d actions, want %d", actions, want)
	}
}

// pagesWith returns the pages that contain an item of e or of its descendants.
func pagesWith(e *report.Element, pages []report.Page) map[int]bool {
	on := make(map[int]bool)
	for n, p := range pages {
		for _, it := range p.Items {
			for at := it.Element; at != nil; at = at.Parent {
				if at == e {
					on[n] = true
				}
			}
		}
	}
	return on
}

func TestNothingLeavesTheMarginsOrOverlaps(t *testing.T) {
	pagesOf(t, func(t *testing.T, _ report.Kind, _ sample, pages []report.Page) {
		for n, p := range pages {
			holdsApart(t, n+1, p)
		}
	})
}

// holdsApart checks that all items on a page are inside the margins, that type is large enough, and that no texts
// overlap.
func holdsApart(t *testing.T, n int, p report.Page) {
	t.Helper()
	type box struct {
		x0, y0, x1, y1 float64
		text           string
	}
	var boxes []box
	for _, it := range p.Items {
		x0, y0, x1, y1 := it.Shape.Bounds()
		side := 10.0
		if b, ok := it.Shape.(report.Box); ok && p.Stamped && b.Width == report.SquareSide {
			side = report.SquareAt
		}
		if x0 < side || y0 < 4 || x1 > p.Width-side || y1 > p.Height-4 {
			t.Errorf("page %d: %+v leaves the margins", n, it.Shape)
		}
		if s, ok := it.Shape.(report.Text); ok {
			boxes = append(boxes, box{x0, y0, x1, y1, s.Text})
			if s.Style.Size < smallestType-0.001 {
				t.Errorf("page %d: %q stands in %v points", n, s.Text, s.Style.Size)
			}
		}
	}
	slices.SortFunc(boxes, func(a, b box) int { return cmp.Compare(a.y0, b.y0) })
	const touch = 0.05
	for i, a := range boxes {
		for _, b := range boxes[i+1:] {
			if b.y0 >= a.y1-touch {
				break
			}
			if b.x0 < a.x1-touch && a.x0 < b.x1-touch && b.y1 > a.y0+touch {
				t.Errorf("page %d: %q and %q overlap", n, a.text, b.text)
			}
		}
	}
}

func TestStructure(t *testing.T) {
	pagesOf(t, func(t *testing.T, _ report.Kind, _ sample, pages []report.Page) {
		count := make(map[report.Role]int)
		known := make(map[*report.Element]bool)
		last := 0
		var walk func(e *report.Element)
		walk = func(e *report.Element) {
			known[e] = true
			count[e.Role]++
			switch e.Role {
			case report.RoleH1, report.RoleH2, report.RoleH3:
				level := int(e.Role[1] - '0')
				if level > last+1 {
					t.Errorf("heading %q of level %d follows one of level %d", e.Title, level, last)
				}
				if last = level; strings.TrimSpace(e.Title) == "" {
					t.Error("a heading without a title")
				}
			case report.RoleFigure:
				if strings.TrimSpace(e.Alt) == "" {
					t.Error("a figure without an alternative")
				}
			case report.RoleHeadCell:
				if e.Scope == report.ScopeNone {
					t.Error("a header cell without a scope")
				}
			case report.RoleListBody:
				if e.Parent.Role != report.RoleListItem || e.Parent.Parent.Role != report.RoleList {
					t.Errorf("a list body in a %s in a %s", e.Parent.Role, e.Parent.Parent.Role)
				}
			}
			if cell := e.Role == report.RoleCell || e.Role == report.RoleHeadCell; cell && e.Parent.Role != report.RoleRow {
				t.Errorf("a cell in a %s", e.Parent.Role)
			}
			for _, c := range e.Children {
				if c.Parent != e {
					t.Errorf("a %s in a %s thinks it is elsewhere", c.Role, e.Role)
				}
				walk(c)
			}
		}
		walk(pages[0].Tree)
		if count[report.RoleH1] != 1 {
			t.Errorf("%d headings of level 1", count[report.RoleH1])
		}
		drawn := make(map[*report.Element]bool)
		for n, p := range pages {
			for _, it := range p.Items {
				if it.Element == nil {
					continue
				}
				drawn[it.Element] = true
				if !known[it.Element] {
					t.Fatalf("page %d: %+v belongs to an element that is not in the tree", n+1, it.Shape)
				}
			}
		}
		for e := range known {
			if len(e.Children) == 0 && !drawn[e] && e.Role != report.RoleCell {
				t.Errorf("a %s of which nothing is drawn", e.Role)
			}
		}
	})
}

func TestNoHeadingEndsAPage(t *testing.T) {
	pagesOf(t, func(t *testing.T, _ report.Kind, _ sample, pages []report.Page) {
		for n, p := range pages {
			lowest, at := (*report.Element)(nil), 0.0
			for _, it := range p.Items {
				if _, _, _, y := it.Shape.Bounds(); it.Element != nil && y > at {
					lowest, at = it.Element, y
				}
			}
			if lowest != nil && strings.HasPrefix(string(lowest.Role), "H") {
				t.Errorf("page %d ends with %q", n+1, lowest.Title)
			}
		}
	})
}

func TestEveryPageHasItsFooterAndDraftItsWord(t *testing.T) {
	pagesOf(t, func(t *testing.T, kind report.Kind, s sample, pages []report.Page) {
		doc := report.Build(kind, s.in)
		if adopted := s.in.Assessment.Plan.Status == assessment.PlanAdopted; (doc.Draft == "") != (adopted || !kind.OfPlan()) {
			t.Errorf("says %q, adopted: %v", doc.Draft, adopted)
		}
		for n, p := range pages {
			all := textOf(p)
			for _, want := range []string{doc.Foot, doc.PageOf(n+1, len(pages))} {
				if !strings.Contains(all, want) {
					t.Errorf("page %d lacks %q", n+1, want)
				}
			}
			if got := strings.Contains(all, "\nCONCEPT"); got != (doc.Draft != "") {
				t.Errorf("page %d says CONCEPT: %v, with %q", n+1, got, doc.Draft)
			}
		}
	})
}

// textOf returns the texts of a page, one per line.
func textOf(p report.Page) string {
	var b strings.Builder
	for _, it := range p.Items {
		if s, ok := it.Shape.(report.Text); ok {
			b.WriteString("\n" + s.Text)
		}
	}
	return b.String()
}

func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

func TestNothingWrittenIsLost(t *testing.T) {
	w := writer(t)
	holds := map[report.Kind]func(report.Input) []string{
		report.Plan: planned, report.Actions: tasks, report.Form: statements,
		report.Full: func(in report.Input) []string { return slices.Concat(planned(in), judgements(in)) },
	}
	pagesOf(t, func(t *testing.T, kind report.Kind, s sample, pages []report.Page) {
		if holds[kind] == nil {
			return
		}
		said := make(map[*report.Element]string)
		for _, p := range pages {
			for _, it := range p.Items {
				if x, ok := it.Shape.(report.Text); ok && it.Element != nil {
					said[it.Element] += bare(x.Text)
				}
			}
		}
		var all strings.Builder
		for _, s := range said {
			all.WriteString(s + "\n")
		}
		for _, want := range holds[kind](s.in) {
			if strings.TrimSpace(want) == "" {
				continue
			}
			if !strings.Contains(all.String(), bare(report.Clean(want, report.Regular, w))) {
				t.Errorf("it lacks %.80q", want)
			}
		}
	})
}

func TestDatesAndAmountsAreNotBroken(t *testing.T) {
	for _, lang := range words.Codes {
		in := example(t)
		in.Words = words.In(lang)
		for i := range in.Assessment.Plan.Priorities {
			p := &in.Assessment.Plan.Priorities[i]
			p.Actions[0].Hours, p.Actions[0].Euros = assessment.MaxNumber, assessment.MaxNumber
			p.Actions[0].Due = "2027-11-28"
		}
		var all string
		for _, p := range report.Layout(report.Build(report.Plan, in), writer(t)) {
			all += textOf(p)
		}
		hours, euros := in.Assessment.Plan.Totals()
		w := in.Words
		for _, want := range []string{
			"\n" + w.Date("2027-11-28") + "\n", "\n" + w.Euros(assessment.MaxNumber) + "\n", "\n" + w.Euros(euros) + "\n",
			"\n" + w.Say("report.hours", "count", hours, "hours", w.Number(hours)),
		} {
			if !strings.Contains(all, want) {
				t.Errorf("%s: %q does not stand on a line", lang, want)
			}
		}
	}
}

func TestNobodyIsNamedAndNoBallotIsShown(t *testing.T) {
	in := example(t)
	a := in.Assessment
	a.Facilitator, a.Present = "Gerrit Gespreksleider", "Anna Aanwezig"
	for i := range a.Ballots {
		a.Ballots[i].Remarks = map[string]string{"V1": "Geheime opmerking"}
	}
	for _, kind := range kinds {
		for _, p := range report.Layout(report.Build(kind, in), writer(t)) {
			for _, secret := range []string{"Gerrit", "Anna", "Geheime", a.Ballots[0].ID} {
				if strings.Contains(textOf(p), secret) {
					t.Errorf("%s says %q", kind, secret)
				}
			}
		}
	}
}

func TestLastRoundStaysHiddenUntilThisOneIsIn(t *testing.T) {
	in := example(t)
	a := in.Assessment
	a.Plan.Status = assessment.PlanDraft
	w := writer(t)
	for _, c := range []struct {
		blank bool
		want  bool
	}{{false, true}, {true, false}} {
		if c.blank {
			a.Scores[0].Answer = assessment.Blank
		}
		for _, kind := range kinds {
			all := textOf(report.Layout(report.Build(kind, in), w)[0])
			want := c.want && kind != report.Actions && kind.OfPlan()
			if got := strings.Contains(all, "was 1,7") || strings.Contains(all, "sinds 24-11-2025"); got != want {
				t.Errorf("%s shows last round: %v, with a blank answer: %v", kind, got, c.blank)
			}
		}
	}
}
