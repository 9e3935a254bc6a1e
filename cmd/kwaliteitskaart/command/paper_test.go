//go:build slow

package command_test

import (
	"os/exec"
	"regexp"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"kwaliteitskaart/assessment"
)

// plain returns what all output has in common: letters and digits, with each accent combined with its letter.
func plain(parts ...string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, norm.NFC.String(strings.Join(parts, " ")))
}

// paper compares the printed plan, in reading order, with the numbers and texts of the result and the plan.
func (s *surfaces) paper(file string) {
	paths := strings.TrimSpace(s.run("print", file, "--document", "plan", "--out", s.dir))
	out, err := exec.Command("pdfinfo", "-struct-text", paths).Output()
	if err != nil {
		s.Fatal(err)
	}
	var read strings.Builder
	for line := range strings.Lines(string(out)) {
		if said := strings.TrimSpace(line); strings.HasPrefix(said, `"`) { // other lines describe structure
			read.WriteString(plain(said))
		}
	}
	has := func(what string, parts ...string) {
		if want := plain(parts...); !strings.Contains(read.String(), want) {
			s.Errorf("round %d: the plan on paper lacks %s: %q\n%s", s.round, what, parts, out)
		}
	}
	say := func(key string, args ...any) string { return s.words.Say("report."+key, args...) }
	for i := range s.a.Card.Areas {
		if x := s.a.Result().Area(s.a.Card.Areas[i].ID); x != nil {
			// Between them are the numbers in the bar.
			row := regexp.MustCompile(plain(s.card(s.a.Card.Areas[i].Title)) + `\d*` +
				plain(s.words.Mean(x.Mean), s.words.Say("label."+string(x.Label))))
			if !row.MatchString(read.String()) {
				s.Errorf("round %d: the plan on paper lacks area %s: %s\n%s", s.round, x.ID, row, out)
			}
		}
	}
	p := &s.a.Plan
	for _, said := range []string{p.Strong, p.Concern, p.Choice, p.Waived} {
		has("sentence", said)
	}
	means := func(hours, euros int) []string {
		var m []string
		if hours > 0 {
			m = append(m, say("hours", "count", hours, "hours", s.words.Number(hours)))
		}
		if euros > 0 {
			m = append(m, s.words.Euros(euros))
		}
		return m
	}
	for _, x := range p.ByDue() {
		ind, _ := s.a.Card.Indicator(x.Priority.Indicator)
		row := []string{s.words.Date(x.Due), x.What}
		if x.QuickWin(p.Date) {
			row = append(row, say("quick_win"))
		}
		row = append(row, ind.ID, s.card(ind.Title), x.Owner)
		if x.Helpers != "" {
			row = append(row, say("with", "helpers", x.Helpers))
		}
		row = append(row, s.words.Date(x.Start), x.DoneWhen)
		row = append(append(row, means(x.Hours, x.Euros)...), s.words.Say("status."+string(x.Status)))
		if x.Overdue(sameDay) {
			row = append(row, s.words.Say("status.overdue"))
		}
		has("action", row...)
		has("request", x.Ask)
		for _, n := range x.Notes {
			has("note", s.words.Date(n.Date), n.Text)
		}
		if x.Status == assessment.ActionStopped {
			has("reason", x.Reason)
		}
	}
	for _, pr := range p.Priorities {
		has("priority", pr.Why)
		has("goal", pr.Goal)
		has("student effect", pr.StudentEffect)
	}
	if len(p.ByDue()) > 0 {
		has("totals", means(p.Totals())...)
	}
}
