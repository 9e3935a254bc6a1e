//go:build slow

package command_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/cmd/kwaliteitskaart/command"
)

const (
	randomRounds = 200
	sameDay      = assessment.Date("2027-03-01")
)

// Every number and text of the result and the plan is the same in the domain, result --json, the workbook, the list
// of actions and on paper: the program makes each from the hand-over file, and the test reads it back. A test of the
// window checks the same for the screen.
func TestSameEverywhere(t *testing.T) {
	met := map[string]int{}
	d := storetest.NewDice(4)
	_, missing := exec.LookPath("pdfinfo")
	t.Run("rounds", func(t *testing.T) {
		for i := range randomRounds {
			a := d.Round(t)
			lang := words.In(storetest.OneOf(d, words.Codes...))
			for _, x := range a.Result().Areas {
				met["label "+string(x.Label)]++
			}
			met["actions"] += len(a.Plan.ByDue())
			met[fmt.Sprint(a.Card.Levels(), " levels")]++
			met[fmt.Sprint("ballots shown ", a.BallotsShown())]++
			t.Run(fmt.Sprintf("%d in %s", i, lang.Code()), func(t *testing.T) {
				t.Parallel() // reading pages takes long
				s := surfaces{T: t, round: i, a: a, words: lang, dir: t.TempDir()}
				file := filepath.Join(s.dir, "team"+exchange.Extension)
				if err := exchange.Save(file, a); err != nil {
					t.Fatal(err)
				}
				s.result(file)
				s.workbook(file)
				if missing == nil {
					s.paper(file)
				}
			})
		}
	})
	for _, what := range []string{
		"label not_applicable", "label insufficient", "label vulnerable", "label in_order", "label developing", "actions", "3 levels",
		"4 levels", "5 levels", "6 levels", "ballots shown true", "ballots shown false",
	} {
		if met[what] < 5 {
			t.Errorf("the rounds are too tame: %q was met %d times", what, met[what])
		}
	}
	if missing != nil {
		if os.Getenv("KWALITEITSKAART_REQUIRE_TOOLS") != "" {
			t.Fatalf("pdfinfo is required here: %v", missing)
		}
		t.Logf("pdfinfo is missing: paper was not compared")
	}
}

// surfaces is one assessment and everything that shows it.
type surfaces struct {
	*testing.T
	round int
	a     *assessment.Assessment
	words *words.Language
	dir   string
}

// run returns the program's standard output.
func (s *surfaces) run(args ...string) string {
	s.Helper()
	line, stdout, stderr := program()
	args = append(args, "--lang", s.words.Code(), "--today", string(sameDay), "--data", filepath.Join(s.dir, "data"))
	if code := line.Run(context.Background(), args); code != command.Done {
		s.Fatalf("%v: exit code %d: %s", args, code, stderr)
	}
	return stdout.String()
}

func (s *surfaces) same(what string, want, got any) {
	s.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		s.Errorf("round %d, %s (-domain +there):\n%s", s.round, what, diff)
	}
}

func (s *surfaces) result(file string) {
	want, err := json.Marshal(s.a.Result())
	if err != nil {
		s.Fatal(err)
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, []byte(s.run("result", file, "--json"))); err != nil {
		s.Fatal(err)
	}
	s.same("result --json", unescaped(want), unescaped(compact.Bytes()))
}

// unescaped decodes JSON.
func unescaped(b []byte) (v any) {
	if err := json.Unmarshal(b, &v); err != nil {
		return err
	}
	return v
}

// workbook checks the workbook and the list of actions, which must also agree with each other.
func (s *surfaces) workbook(file string) {
	path := filepath.Join(s.dir, "plan.xlsx")
	s.run("export", file, "--out", path)
	f, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
	if err != nil {
		s.Fatal(err)
	}
	defer f.Close()
	s.same("sheet of scores", s.scores(), s.rows(f, "sheet.scores"))
	sheet := s.rows(f, "sheet.actions")
	s.same("sheet of actions", s.actions(serial), sheet)
	result := s.rows(f, "sheet.result")
	s.same("areas", s.areas(), result[:len(s.a.Result().Areas)])
	s.facts(result[len(s.a.Result().Areas):])

	path = filepath.Join(s.dir, "plan.csv")
	s.run("export", file, "--out", path)
	b, err := os.ReadFile(path)
	if err != nil {
		s.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b, []byte("\uFEFF"))))
	if r.Comma = ','; s.words.Code() == "nl" {
		r.Comma = ';'
	}
	list, err := r.ReadAll()
	if err != nil {
		s.Fatal(err)
	}
	for i := range list {
		for j := range list[i] {
			list[i][j] = strings.TrimPrefix(list[i][j], "'")
		}
	}
	for i := range list {
		if i > 0 && list[i][0] != held(s.a.Team.Name) {
			s.Errorf("round %d: the csv is of team %q", s.round, list[i][0])
		}
		list[i] = list[i][1:]
	}
	s.same("csv", s.actions(func(d assessment.Date) string { return string(d) }), trimmed(list[1:]))
	heads, err := f.GetRows(s.words.Say("sheet.actions"))
	if err != nil {
		s.Fatal(err)
	}
	s.same("heads", list[0], heads[0])
}

// rows returns the rows of a sheet below its header, without trailing empty cells.
func (s *surfaces) rows(f *excelize.File, key string) [][]string {
	rows, err := f.GetRows(s.words.Say(key))
	if err != nil || len(rows) == 0 {
		s.Fatalf("%s: %d rows, %v", key, len(rows), err)
	}
	return trimmed(rows[1:])
}

func trimmed(rows [][]string) [][]string {
	out := [][]string{}
	for _, row := range rows {
		for len(row) > 0 && row[len(row)-1] == "" {
			row = row[:len(row)-1]
		}
		out = append(out, append([]string{}, row...))
	}
	return out
}

// held returns a text with line endings as in spreadsheets.
func held(s string) string { return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s) }

// serial returns a date as a spreadsheet serial number.
func serial(d assessment.Date) string {
	if d == "" {
		return ""
	}
	return strconv.Itoa(int(d.Time().Sub(assessment.Date("1899-12-31").Time()).Hours()/24) + 1)
}

func orNone(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func (s *surfaces) yes(b bool) string {
	if b {
		return map[string]string{"nl": "ja", "en": "yes"}[s.words.Code()]
	}
	return map[string]string{"nl": "nee", "en": "no"}[s.words.Code()]
}

func (s *surfaces) card(t assessment.Text) string { return held(s.a.Card.In(t, s.words.Code())) }

func (s *surfaces) answer(x assessment.Answer) (answer, level string) {
	switch x {
	case assessment.Blank:
		return s.words.Say("answer.blank"), ""
	case assessment.Unknown:
		return s.card(s.a.Card.Answers.Unknown.Title), ""
	case assessment.NotApplicable:
		return s.card(s.a.Card.Answers.NotApplicable.Title), ""
	}
	return x.String(), s.card(s.a.Card.Scale.Levels[x-1].Title)
}

func (s *surfaces) scores() [][]string {
	r := s.a.Result()
	rows := [][]string{}
	for _, x := range r.Indicators {
		ind, area := s.a.Card.Indicator(x.ID)
		score := s.a.Score(x.ID)
		answer, level := s.answer(x.Answer)
		unsupported := ""
		if x.Answer.IsLevel() && int(x.Answer) >= x.Norm {
			unsupported = s.yes(!x.Supported)
		}
		row := []string{
			x.ID, s.card(ind.Title), s.card(area.Title), answer, level, strconv.Itoa(x.Norm), strconv.Itoa(x.Target),
			strconv.Itoa(x.Importance), s.yes(x.Core), strconv.Itoa(x.Points), orNone(slices.Index(r.Priorities, x.ID) + 1),
			unsupported, s.yes(score.Strength), s.yes(score.Disagreed), held(score.Note), held(score.Evidence),
		}
		if b := x.Ballots; b != nil {
			row = append(row, orNone(b.Proposed()), orNone(b.Lowest()), orNone(b.Highest()))
			for _, n := range b.Levels {
				row = append(row, strconv.Itoa(n))
			}
			var why []string
			for _, reason := range x.Discuss {
				why = append(why, s.words.Say("sheet.reason."+string(reason)))
			}
			row = append(row, strconv.Itoa(b.Unknown), strconv.Itoa(b.NotApplicable), strconv.Itoa(b.Blank),
				orNone(slices.Index(r.Discussion, x.ID)+1), strings.Join(why, ", "))
		}
		rows = append(rows, row)
	}
	return trimmed(rows)
}

func (s *surfaces) actions(date func(assessment.Date) string) [][]string {
	rows := [][]string{}
	for _, x := range s.a.Plan.ByDue() {
		ind, _ := s.a.Card.Indicator(x.Priority.Indicator)
		var notes []string
		for _, n := range x.Notes {
			notes = append(notes, s.words.Date(n.Date)+": "+held(n.Text))
		}
		reply, said, hours, euros, on := "", "", "", "", ""
		if x.Asks() {
			reply = s.words.Say("report.reply.none")
		}
		if r := x.Reply; r != nil {
			said = held(r.Words)
			if r.Kind != assessment.ReplyNone && x.Asks() {
				reply, on = s.words.Say("reply."+string(r.Kind)), date(r.On)
				h, e := x.Granted()
				hours, euros = strconv.Itoa(h), strconv.Itoa(e)
			}
		}
		rows = append(rows, []string{
			date(x.Due), held(x.What), ind.ID, s.card(ind.Title), held(x.Owner), held(x.Helpers), date(x.Start), held(x.DoneWhen),
			strconv.Itoa(x.Hours), strconv.Itoa(x.Euros), held(x.Ask), strconv.Itoa(x.Feasibility), s.yes(x.QuickWin(s.a.Plan.Date)),
			s.words.Say("status." + string(x.Status)), s.yes(x.Overdue(sameDay)), held(x.Reason), reply, hours, euros, on, said,
			strings.Join(notes, "\n"),
		})
	}
	return trimmed(rows)
}

func (s *surfaces) areas() [][]string {
	rows := [][]string{}
	for _, x := range s.a.Result().Areas {
		i := slices.IndexFunc(s.a.Card.Areas, func(area assessment.Area) bool { return area.ID == x.ID })
		row := []string{
			x.ID, s.card(s.a.Card.Areas[i].Title), strconv.Itoa(x.Applicable), strconv.Itoa(x.Scored), strconv.Itoa(x.Unknown),
			strconv.Itoa(x.Blank), strconv.Itoa(x.NotApplicable),
		}
		for _, n := range x.Levels {
			row = append(row, strconv.Itoa(n))
		}
		mean := ""
		if x.Mean != nil {
			mean = x.Mean.String()
		}
		rows = append(rows, append(row, mean, s.words.Say("label."+string(x.Label))))
	}
	return trimmed(rows)
}

// facts checks the rows below the areas against the plan and the assessment's details.
func (s *surfaces) facts(rows [][]string) {
	p := &s.a.Plan
	hours, euros := p.Totals()
	open, overdue := p.Progress(sameDay)
	facts := map[string]string{
		"field.name": held(s.a.Team.Name), "field.institution": held(s.a.Team.Institution), "field.assessed_on": serial(s.a.Date),
		"field.programme": held(s.a.Team.Programme), "sheet.about.ballots": strconv.Itoa(s.a.Result().Ballots), "sheet.about.assessment": s.a.ID,
		"field.scope": s.words.Say("scope." + string(s.a.Scope)), "field.adopted_on": serial(p.AdoptedOn),
		"field.waived": held(p.Waived), "field.evaluation_date": serial(p.EvaluationDate), "field.strong": held(p.Strong),
		"field.concern": held(p.Concern), "field.choice": held(p.Choice), "sheet.plan.hours": strconv.Itoa(hours),
		"sheet.plan.euros": strconv.Itoa(euros), "sheet.plan.open": strconv.Itoa(open), "sheet.plan.overdue": strconv.Itoa(overdue),
	}
	for key, want := range facts {
		found := false
		for _, row := range rows {
			if len(row) > 0 && row[0] == s.words.Say(key) {
				got := ""
				if len(row) > 1 {
					got = row[1]
				}
				found = found || got == want
			}
		}
		if !found {
			s.Errorf("round %d: no %s %q on the sheet of the result", s.round, key, want)
		}
	}
	want := [][]string{}
	for _, pr := range p.Priorities {
		ind, _ := s.a.Card.Indicator(pr.Indicator)
		score := s.a.Score(pr.Indicator)
		from, _ := s.answer(score.Answer)
		want = append(want, []string{
			pr.Indicator, s.card(ind.Title), from, strconv.Itoa(score.Target), held(pr.Why), held(pr.Goal), held(pr.StudentEffect),
			strconv.Itoa(len(pr.Actions)),
		})
	}
	s.same("priorities", want, rows[len(rows)-len(want):])
}
