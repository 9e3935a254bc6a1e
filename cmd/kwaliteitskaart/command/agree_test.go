//go:build slow

package command_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/sqlite"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
)

// For random teams with two rounds each, list, overview, workbook, csv and paper agree on how much is scored, open and late,
// and on what is asked. The home screen shows the rows of list. Source: .github/spec/signed.md.
func TestNumbersAgree(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is missing")
	}
	d := storetest.NewDice(19)
	carried, late := 0, 0
	for i := range 12 {
		lang := words.In(storetest.OneOf(d, words.Codes...))
		s := surfaces{T: t, round: i, words: lang, dir: t.TempDir()}
		data := filepath.Join(s.dir, "data")
		store, err := sqlite.Open(t.Context(), data, sqlite.Options{Holder: "test"})
		if err != nil {
			t.Fatal(err)
		}
		for range 4 {
			newer := d.Round(t)
			older := olderRound(d.Round(t), newer)
			for _, a := range []*assessment.Assessment{older, newer} {
				if err := store.Add(t.Context(), a); err != nil {
					t.Fatal(err)
				}
			}
			carried += len(assessment.TeamActions([]*assessment.Assessment{older})) - len(ofRound(older, newer))
		}
		home, err := store.Summaries(context.WithoutCancel(t.Context()), sameDay)
		if err != nil {
			t.Fatal(err)
		}
		if err := store.Close(); err != nil {
			t.Fatal(err)
		}
		late += s.agree(home)
	}
	if carried < 5 || late < 20 {
		t.Errorf("too tame: %d taken along, %d late", carried, late)
	}
}

// olderRound makes a a round before newer, whose actions newer may continue.
func olderRound(a, newer *assessment.Assessment) *assessment.Assessment {
	a.Team, a.Date, a.ID = newer.Team, newer.Date.AddWeeks(-52), newer.ID+"-before"
	a.Plan.Status, a.Plan.AdoptedOn, a.Plan.Waived, a.Plan.SealedAt, a.Plan.Editions = assessment.PlanDraft, "", "", 0, nil
	for i := range a.Plan.Priorities {
		p := &a.Plan.Priorities[i]
		p.ID = "o" + p.ID
		for k := range p.Actions {
			p.Actions[k].ID, p.Actions[k].CarriedFrom = "old"+strings.TrimPrefix(p.Actions[k].ID, "a"), ""
		}
	}
	a.Sort()
	return a
}

// ofRound returns the actions of older that newer does not continue.
func ofRound(older, newer *assessment.Assessment) []assessment.TeamAction {
	return assessment.OfRound(assessment.TeamActions([]*assessment.Assessment{older, newer}), older.ID)
}

// agree compares the surfaces, and returns the number of late actions.
func (s *surfaces) agree(home []assessment.Summary) int {
	type numbers struct{ Scored, Total, Open, Overdue int }
	want, list := map[string]numbers{}, map[string]numbers{}
	open, late := map[string]int{}, 0
	for _, x := range home {
		want[x.ID] = numbers{x.Scored, x.Total, x.OpenActions, x.OverdueActions}
		open[x.Team.ID] += x.OpenActions
		late += x.OverdueActions
	}
	var rows []struct {
		ID             string
		Scored, Total  int
		OpenActions    int `json:"open_actions"`
		OverdueActions int `json:"overdue_actions"`
	}
	s.decode(&rows, "list", "--json")
	for _, r := range rows {
		list[r.ID] = numbers{r.Scored, r.Total, r.OpenActions, r.OverdueActions}
		var result struct {
			Areas      []struct{ Scored int }
			Indicators []any
		}
		s.decode(&result, "result", r.ID, "--json")
		scored := 0
		for _, a := range result.Areas {
			scored += a.Scored
		}
		s.same("result of "+r.ID, [2]int{r.Scored, r.Total}, [2]int{scored, len(result.Indicators)})
		s.csv(r.ID, r.OpenActions, r.OverdueActions)
	}
	s.same("list --json and home", want, list)

	var o struct {
		Teams []struct {
			ID      string
			Open    int `json:"open_actions"`
			Overdue int `json:"overdue_actions"`
			Asks    assessment.AskTotals
		}
		Total struct {
			Open    int `json:"open_actions"`
			Overdue int `json:"overdue_actions"`
			Asks    assessment.AskTotals
		}
		Actions []struct {
			Status  assessment.ActionStatus
			Overdue bool
		}
	}
	s.decode(&o, "overview", "--all", "--json")
	sums, overdue, asked := map[string]int{}, 0, assessment.AskSum{}
	for _, x := range o.Teams {
		sums[x.ID] += x.Open
		overdue += x.Overdue
		asked.Asks, asked.Hours, asked.Euros = asked.Asks+x.Asks.Asked.Asks, asked.Hours+x.Asks.Asked.Hours, asked.Euros+x.Asks.Asked.Euros
	}
	all, allLate := 0, 0
	for _, x := range o.Actions {
		if x.Status != assessment.ActionDone && x.Status != assessment.ActionStopped {
			all++
		}
		if x.Overdue {
			allLate++
		}
	}
	s.same("open by team", open, sums)
	s.same("late in all", [3]int{late, late, late}, [3]int{overdue, o.Total.Overdue, allLate})
	s.same("open in all", o.Total.Open, all)
	s.same("asked in all", [3]int{o.Total.Asks.Asked.Asks, o.Total.Asks.Asked.Hours, o.Total.Asks.Asked.Euros}, [3]int{asked.Asks, asked.Hours, asked.Euros})
	s.onSheet(all, late)
	s.onPaper(all, late, asked)
	return late
}

func (s *surfaces) decode(to any, args ...string) {
	s.Helper()
	if err := json.Unmarshal([]byte(s.run(args...)), to); err != nil {
		s.Fatal(err)
	}
}

// csv compares the open and late actions of a round's csv with its numbers; those that a newer round continues are in both.
func (s *surfaces) csv(id string, open, late int) {
	path := filepath.Join(s.dir, "x.csv")
	s.run("export", id, "--out", path)
	b, err := os.ReadFile(path)
	if err != nil {
		s.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\uFEFF"))))
	if s.words.Code() == "nl" {
		r.Comma = ';'
	}
	list, err := r.ReadAll()
	if err != nil {
		s.Fatal(err)
	}
	status, overdue := -1, -1
	for i, head := range list[0] {
		switch head {
		case s.words.Say("field.status"):
			status = i
		case s.words.Say("sheet.action.overdue"):
			overdue = i
		}
	}
	if status < 0 || overdue < 0 {
		s.Fatalf("no status or late among %q", list[0])
	}
	stillOpen, isLate := 0, 0
	for _, row := range list[1:] {
		if row[status] == s.words.Say("status.todo") || row[status] == s.words.Say("status.doing") {
			stillOpen++
		}
		if row[overdue] == s.yes(true) {
			isLate++
		}
	}
	if before := strings.HasSuffix(id, "-before"); stillOpen < open || isLate < late || !before && (stillOpen != open || isLate != late) {
		s.Errorf("csv of %s: %d open and %d late, and the list says %d and %d", id, stillOpen, isLate, open, late)
	}
}

// onSheet compares the sums of the sheet of teams.
func (s *surfaces) onSheet(open, late int) {
	path := filepath.Join(s.dir, "o.xlsx")
	s.run("overview", "--all", "--out", path)
	f, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
	if err != nil {
		s.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows(s.words.Say("overview.tab.teams"))
	if err != nil {
		s.Fatal(err)
	}
	sums := map[string]int{}
	for _, row := range rows[1:] {
		for i, cell := range row {
			n, _ := strconv.Atoi(cell)
			sums[rows[0][i]] += n
		}
	}
	s.same("sheet of teams", [2]int{open, late}, [2]int{sums[s.words.Say("sheet.plan.open")], sums[s.words.Say("sheet.plan.overdue")]})
}

// onPaper searches for the total on the page of the teams.
func (s *surfaces) onPaper(open, late int, asked assessment.AskSum) {
	path := filepath.Join(s.dir, "o.pdf")
	s.run("overview", "--all", "--out", path)
	b, err := exec.CommandContext(s.Context(), "pdftotext", "-layout", path, "-").Output()
	if err != nil {
		s.Fatal(err)
	}
	text := strings.ReplaceAll(string(b), "\u00A0", " ")
	_, total, _ := strings.Cut(text, s.words.Say("overview.total"))
	want := []string{s.words.Say("overview.open", "count", open)}
	if late > 0 {
		want = append(want, s.words.Say("overview.late", "count", late))
	}
	if asked.Hours > 0 {
		want = append(want, s.words.Say("report.hours", "count", asked.Hours, "hours", s.words.Number(asked.Hours)))
	}
	for _, w := range want {
		if !strings.Contains(total, w) {
			s.Errorf("round %d: not on paper in the total: %q", s.round, w)
		}
	}
}
