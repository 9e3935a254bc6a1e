package pdf_test

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/report"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
)

// overviewPages runs check on every overview in both languages.
func overviewPages(t *testing.T, check func(t *testing.T, o *assessment.Overview, doc report.Document, pages []report.Page)) {
	for name, o := range overviews(t) {
		for _, code := range words.Codes {
			t.Run(name+"/"+code, func(t *testing.T) {
				doc := report.BuildOverview(o, words.In(code), "1.0.0")
				check(t, o, doc, report.Layout(doc, writer(t)))
			})
		}
	}
}

func TestOverviewLayout(t *testing.T) {
	overviewPages(t, func(t *testing.T, _ *assessment.Overview, doc report.Document, pages []report.Page) {
		for n, p := range pages {
			if n == 0 && p.Width <= p.Height {
				t.Error("the page of the teams stands upright")
			}
			holdsApart(t, n+1, p)
			if first := p.Items[0]; n > 0 && (first.Element == nil || first.Element.Role != report.RoleH2) && !strings.Contains(textOf(p), doc.Continued) {
				t.Errorf("page %d does not say what goes on there", n+1)
			}
			for _, want := range []string{doc.Foot, doc.PageOf(n+1, len(pages))} {
				if !strings.Contains(textOf(p), want) {
					t.Errorf("page %d lacks %q", n+1, want)
				}
			}
		}
	})
}

// A selection of teams is said on every page, so that none is taken for the whole school.
func TestOverviewPagesSayTheSelection(t *testing.T) {
	o := *overviews(t)["mixed"]
	o.Selection = "4 van 11 teams: te laat, evaluatie voorbij"
	pages := report.Layout(report.BuildOverview(&o, words.In("nl"), "1.0.0"), writer(t))
	for n, p := range pages {
		if !strings.Contains(textOf(p), "4 van 11 teams") { // the foot has no room for every filter
			t.Errorf("page %d does not say it", n+1)
		}
	}
	if first := textOf(pages[0]); strings.Count(first, o.Selection) != 2 || strings.Contains(first, fmt.Sprintf("· %d teams", len(o.Rows))) {
		t.Errorf("the first page:\n%s", first)
	}
}

func TestOverviewStructure(t *testing.T) {
	overviewPages(t, func(t *testing.T, _ *assessment.Overview, _ report.Document, pages []report.Page) {
		tree := pages[0].Tree
		if h := find(tree, report.RoleH1); len(h) != 1 || h[0].Title == "" {
			t.Errorf("%d headings of level 1", len(h))
		}
		for _, row := range find(tree, report.RoleRow) {
			if first := row.Children[0]; first.Role != report.RoleHeadCell || first.Scope == report.ScopeNone {
				t.Errorf("a row that begins with a %s", first.Role)
			}
		}
	})
}

// TestOverviewListsEveryTeam checks that each team is listed completely, with its numbers, and that no row is split.
func TestOverviewListsEveryTeam(t *testing.T) {
	overviewPages(t, func(t *testing.T, o *assessment.Overview, doc report.Document, pages []report.Page) {
		lang := words.In(doc.Lang)
		rows, on := rowsOf(pages, 0)
		if len(o.Rows) == 0 {
			if len(rows) > 0 || !strings.Contains(textOf(pages[0]), lang.Say("report.overview.none")) {
				t.Error("nothing says that there are no teams")
			}
			return
		}
		if len(rows) != len(o.Rows)+2 {
			t.Fatalf("%d rows for %d teams, the heads and the total", len(rows), len(o.Rows))
		}
		for i := range o.Rows {
			r := &o.Rows[i]
			cells := rows[i+1]
			name := bare(report.Clean(cmp.Or(r.Team.Name, lang.Say("field.name")), report.Bold, writer(t)))
			if !strings.HasPrefix(cells[0], name+bare(lang.ShortDate(r.Date))) {
				t.Errorf("team %d is %q, want %q", i, cells[0], name)
			}
			open, late := "–", ""
			if r.Open > 0 {
				open = bare(lang.Say("overview.open", "count", r.Open))
			}
			if r.Late > 0 {
				late = bare(lang.Say("overview.late", "count", r.Late))
			}
			tail := cells[len(cells)-4:]
			if tail[1] != open+late || !strings.HasPrefix(tail[2], bare(cmp.Or(lang.Date(r.Plan.EvaluationDate), "–"))) {
				t.Errorf("team %d: %q, want %d, %d and %s", i, tail, r.Open, r.Late, r.Plan.EvaluationDate)
			}
			for k, x := range r.Areas {
				if area := bare(o.Card.In(o.Card.Areas[k].Title, doc.Lang)); len(o.Card.Areas) > 6 {
					if !strings.Contains(cells[1], area) {
						t.Errorf("team %d: nothing about %s", i, area)
					}
					continue
				}
				want := "–"
				if x.Label != "" {
					want = bare(lang.Say("label_short." + string(x.Label)))
				}
				if !strings.HasSuffix(cells[1+k], want) || x.Mean != nil && !strings.HasPrefix(cells[1+k], lang.Mean(x.Mean)) {
					t.Errorf("team %d, area %d: %q, want %q", i, k, cells[1+k], want)
				}
			}
			if len(on[i+1]) != 1 && len(r.Team.Name) < 5000 {
				t.Errorf("team %d stands on %d pages", i, len(on[i+1]))
			}
		}
	})
}

// rowsOf returns the texts of the cells of each row of the n-th table, without spaces, and the pages that each row is on.
func rowsOf(pages []report.Page, n int) (rows [][]string, on []map[int]bool) {
	tables := find(pages[0].Tree, report.RoleTable)
	if n >= len(tables) {
		return nil, nil
	}
	for _, row := range find(tables[n], report.RoleRow) {
		cells, where := cellsOf(row, pages)
		rows, on = append(rows, cells), append(on, where)
	}
	return rows, on
}

// The pages after the teams list the sums of the asks, every ask, every late action, every indicator and every unread file.
func TestOverviewPagesAfterTheTeams(t *testing.T) {
	o := teams(storetest.BuiltIn(t).Newest(exchange.DefaultCard), 8, func(i int) string { return fmt.Sprint("Team ", i) })
	o.Unread = []assessment.UnreadFile{{Name: "oud-plan.kwaliteitskaart", Reason: "oud-plan.kwaliteitskaart is beschadigd."}, {Name: "x", Reason: "heeft een wachtwoord."}}
	for _, x := range o.Asks()[:2] {
		x.Status = assessment.ActionDone
	}
	late, asked := 0, 0
	for _, x := range o.Actions() {
		if x.Late {
			late++
		}
	}
	for _, x := range o.Asks() {
		if x.Open() {
			asked++
		}
	}
	pages := report.Layout(report.BuildOverview(o, words.In("nl"), ""), writer(t))
	for n, want := range []int{len(o.Rows) + 1, 2, asked, late, len(o.Indicators())} {
		if rows, _ := rowsOf(pages, n); len(rows) != want+1 || want == 0 {
			t.Errorf("table %d has %d rows, want %d and the heads", n, len(rows), want)
		}
	}
	all := ""
	for _, p := range pages {
		all += textOf(p)
	}
	for _, want := range []string{
		"2 bestanden niet gelezen", "oud-plan.kwaliteitskaart is beschadigd.", "x: heeft een wachtwoord.",
		fmt.Sprintf("Daarnaast zijn er %d vragen van acties die klaar of gestopt zijn", len(o.Asks())-asked), "stand 20 januari 2027",
	} {
		if !strings.Contains(strings.ReplaceAll(all, "\n", " "), want) {
			t.Errorf("nothing says %q", want)
		}
	}
}

// find returns the descendants of e with the given role, in reading order.
func find(e *report.Element, role report.Role) []*report.Element {
	var all []*report.Element
	for _, c := range e.Children {
		if c.Role == role {
			all = append(all, c)
		}
		all = append(all, find(c, role)...)
	}
	return all
}

// cellsOf returns the text of each cell of a row, without spaces, and the pages that the row is on.
func cellsOf(row *report.Element, pages []report.Page) ([]string, map[int]bool) {
	cell := make(map[*report.Element]int)
	var mark func(e *report.Element, i int)
	mark = func(e *report.Element, i int) {
		cell[e] = i
		for _, c := range e.Children {
			mark(c, i)
		}
	}
	for i, c := range row.Children {
		mark(c, i)
	}
	cells, on := make([]string, len(row.Children)), make(map[int]bool)
	for n, p := range pages {
		for _, it := range p.Items {
			i, ok := cell[it.Element]
			if s, is := it.Shape.(report.Text); ok && is {
				cells[i] += bare(s.Text)
				on[n] = true
			}
		}
	}
	return cells, on
}

func TestOverviewMarksWhatNeedsAttention(t *testing.T) {
	o := teams(storetest.BuiltIn(t).Newest(exchange.DefaultCard), 20, func(i int) string { return fmt.Sprint("Team ", i) })
	late, vulnerable := 1, 0 // the total row also has the number of late actions
	for i := range o.Rows {
		late += min(o.Rows[i].Late, 1)
		for _, x := range o.Rows[i].Areas {
			if x.Label == assessment.LabelVulnerable {
				vulnerable++
			}
		}
	}
	if late == 1 || vulnerable == 0 {
		t.Fatalf("%d late, %d vulnerable: nothing to see", late, vulnerable)
	}
	number := regexp.MustCompile(`^\d+[ \x{a0}]te[ \x{a0}]laat$`)
	for _, p := range report.Layout(report.BuildOverview(o, words.In("nl"), ""), writer(t)) {
		for _, it := range p.Items {
			s, ok := it.Shape.(report.Text)
			switch {
			case !ok:
			case number.MatchString(s.Text):
				late--
				if s.Style.Face != report.Bold {
					t.Errorf("%q is not bold", s.Text)
				}
			case s.Text == "Kwetsbaar":
				vulnerable--
				if s.Style.Face != report.Bold {
					t.Errorf("%q is not bold", s.Text)
				}
			}
		}
	}
	if late != 0 || vulnerable != 0 {
		t.Errorf("%d late and %d vulnerable left unsaid", late, vulnerable)
	}
}

func TestOverviewFilesAreValid(t *testing.T) {
	overviewPages(t, func(t *testing.T, o *assessment.Overview, doc report.Document, pages []report.Page) {
		if len(o.Rows) > 20 && !storetest.Thorough {
			t.Skip("only in the slow tests")
		}
		path := filepath.Join(t.TempDir(), "overview.pdf")
		if *keep != "" {
			path = filepath.Join(*keep, strings.ReplaceAll(t.Name(), "/", "-")+".pdf")
		}
		var files [2][]byte
		for i := range files {
			var b bytes.Buffer
			if err := writer(t).Write(context.Background(), doc, &b); err != nil {
				t.Fatal(err)
			}
			files[i] = b.Bytes()
		}
		if !bytes.Equal(files[0], files[1]) {
			t.Error("the same overview gives other bytes")
		}
		if err := os.WriteFile(path, files[0], 0o600); err != nil {
			t.Fatal(err)
		}
		run(t, "qpdf", "--check", path)
		if info := run(t, "pdfinfo", path); !regexp.MustCompile(fmt.Sprintf(`(?m)^Pages: +%d$`, len(pages))).MatchString(info) {
			t.Errorf("not %d pages:\n%s", len(pages), info)
		}
	})
}

// TestOverviewGolden compares the content of an overview, in reading order and with roles, with the golden text: as
// laid out, and with -tags slow as read back from the file, which takes poppler seconds.
func TestOverviewGolden(t *testing.T) {
	o := overviews(t)["mixed"]
	for _, code := range words.Codes {
		doc := report.BuildOverview(o, words.In(code), "1.0.0")
		golden(t, "overview."+code+".txt", readAloud(report.Layout(doc, writer(t))))
		if !storetest.Thorough && !*update {
			continue
		}
		var b bytes.Buffer
		if err := writer(t).Write(context.Background(), doc, &b); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(t.TempDir(), "overview.pdf")
		if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		golden(t, "overview."+code+".structure.txt", run(t, "pdfinfo", "-struct-text", path))
	}
}
