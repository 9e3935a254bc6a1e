//go:build slow

package ui

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/ui/session"
	"kwaliteitskaart/ui/widgets"
)

const sameRounds = 200

// Every number and text of the result and the plan on screen equals that of the domain, for the same random rounds with which
// a test of the command line compares all other output. Half of them have an earlier round.
func TestSameOnScreen(t *testing.T) {
	d, chance := storetest.NewDice(4), storetest.NewDice(5)
	met := map[string]int{}
	rooms := map[string]*room{}
	for _, code := range words.Codes {
		rooms[code] = enter(t, code)
		rooms[code].today = "2027-03-01"
	}
	for i := range sameRounds {
		a := d.Round(t)
		r := rooms[storetest.OneOf(d, words.Codes...)]
		a.Team.Name = fmt.Sprint("Team ", i)
		var earlier []*assessment.Assessment
		if i%2 == 1 {
			earlier = []*assessment.Assessment{chance.Before(a)}
		}
		for _, round := range append(slices.Clone(earlier), a) {
			if err := r.store.Add(t.Context(), round); err != nil {
				t.Fatal(err)
			}
		}
		var err error
		if r.session, err = session.Open(t.Context(), r.store, a.ID, r.queue, r.Today, func() {}); err != nil {
			t.Fatal(err)
		}
		s := shown{room: r, round: i, a: a, result: a.Result()}
		if trends := a.Trends(earlier); len(trends) > 0 {
			s.trend = trends[0]
		}
		s.resultScreen(met)
		s.planScreen(met)
		if t.Failed() {
			t.Fatalf("round %d, in %s", i, r.lang.Code())
		}
	}
	for _, what := range []string{"areas", "compared", "indicators", "rose", "ranked", "actions", "overdue", "notes", "gaps", "stopped"} {
		if met[what] < 20 {
			t.Errorf("the rounds are too tame: %q was met %d times", what, met[what])
		}
	}
}

// shown is one assessment on screen.
type shown struct {
	*room
	round  int
	a      *assessment.Assessment
	result *assessment.Result
	trend  *assessment.Trend
}

// read returns everything a screen shows, in order: text, the content of fields and charts, and their descriptions
// for screen readers. It reads the built screen; laying out 200 rounds in the window would take minutes.
func (s *shown) read(on screen) []string {
	var all []string
	seen := widgets.NewScroll(on.build().body)
	seen.Resize(fyne.NewSize(minWidth, 1e6)) // all of it is in view
	walk(seen, func(o fyne.CanvasObject) {
		switch x := o.(type) {
		case *fyne.Container:
		case *widgets.Text:
			all = append(all, x.Words())
		case *widgets.Entry:
			all = append(all, x.Text)
		case *canvas.Text:
			all = append(all, x.Text)
		case picture:
			all = append(all, x.AccessibilityLabel())
			if x.AccessibilityRole() == fyne.AccessibleRoleText {
				test.WidgetRenderer(x).Layout(x.MinSize()) // it is drawn at the size it gets
			}
		}
	})
	return all
}

// picture is a widget with a description.
type picture interface {
	fyne.Widget
	AccessibilityLabel() string
	AccessibilityRole() fyne.AccessibleRole
}

// has checks that texts are on screen, one directly after the other: as they are in a field, elsewhere without
// control characters.
func (s *shown) has(all []string, what string, want ...string) {
	s.Helper()
	for i := range len(all) - len(want) + 1 {
		if slices.EqualFunc(all[i:i+len(want)], want, func(shown, written string) bool {
			return shown == written || shown == widgets.Plain(written)
		}) {
			return
		}
	}
	s.Errorf("round %d: no %s %q on screen:\n%q", s.round, what, want, all)
}

func (s *shown) card(t assessment.Text) string { return s.a.Card.In(t, s.lang.Code()) }

func (s *shown) title(indicator string) string {
	ind, _ := s.a.Card.Indicator(indicator)
	return s.card(ind.Title)
}

func (s *shown) resultScreen(met map[string]int) {
	all := s.read(&resultScreen{w: s.Window})
	if answered, _ := s.a.Answered(); answered == 0 {
		s.has(all, "words for nothing", s.noResult())
		return
	}
	for i, level := range s.a.Card.Scale.Levels {
		s.has(all, "level", strconv.Itoa(i+1), s.card(level.Title))
	}
	for i := range s.a.Card.Areas {
		if x := s.result.Area(s.a.Card.Areas[i].ID); x != nil {
			s.area(all, x, met)
		}
	}
	for _, x := range s.result.Indicators {
		s.indicator(all, x, met)
	}
	for key, list := range map[string][]string{
		"result.strong": s.result.Strongest(3), "result.weak": s.result.Weakest(3), "result.find_out": s.result.Unknown(),
		"result.up": s.moved(s.trend.Risers()), "result.down": s.moved(s.trend.Fallers()),
	} {
		if len(list) == 0 {
			continue
		}
		s.has(all, "highlights", s.say(key))
		at := slices.Index(all, s.say(key))
		for _, id := range list {
			title := id + " " + s.title(id)
			next := slices.IndexFunc(all[at+1:], func(shown string) bool { return shown == title || shown == widgets.Plain(title) })
			if next < 0 || next > 3 {
				s.Errorf("round %d: %s does not stand under %s: %q", s.round, id, s.say(key), all[at:min(at+12, len(all))])
				return
			}
			at += 1 + next
		}
	}
	if s.trend == nil {
		return
	}
	for _, why := range assessment.LeftOuts {
		if n := s.trend.LeftOut[why]; n > 0 {
			if !strings.Contains(strings.Join(all, "\n"), s.say("left_out."+string(why), "count", n)) {
				s.Errorf("round %d: nothing says that %d are left out: %s", s.round, n, why)
			}
		}
	}
}

func (s *shown) moved(list []assessment.IndicatorTrend) (ids []string) {
	for _, m := range list[:min(3, len(list))] {
		ids = append(ids, m.ID)
	}
	return ids
}

func (s *shown) area(all []string, x *assessment.AreaResult, met map[string]int) {
	i := slices.IndexFunc(s.a.Card.Areas, func(area assessment.Area) bool { return area.ID == x.ID })
	title, label, mean := s.card(s.a.Card.Areas[i].Title), s.say("label."+string(x.Label)), s.lang.Mean(x.Mean)
	var counts, numbers []string
	for level, n := range x.Levels {
		if n > 0 {
			counts, numbers = append(counts, fmt.Sprintf("%d × %d", n, level+1)), append(numbers, strconv.Itoa(n))
		}
	}
	if x.Unknown > 0 {
		numbers = append(numbers, strconv.Itoa(x.Unknown)+" ?")
	}
	why, was := s.whyLabel(s.a.Card, s.result, x), ""
	if t := s.trend.Area(x.ID); t.Then != nil {
		was = s.say("result.was", "mean", s.lang.Mean(t.Then))
		if t.Common < x.Scored {
			was = s.lang.Mean(t.Then) + " → " + s.lang.Mean(t.Now) + "*"
		}
		met["compared"]++
	}
	said := []string{title, label, mean, why}
	if was != "" {
		said = append(said, was)
	}
	row := append([]string{strings.Join(said, ", "), title, label, mean, title + ": " + strings.Join(counts, ", ")}, numbers...)
	row = append(row, why, was)
	s.has(all, "area", row...)
	met["areas"]++
}

func (s *shown) indicator(all []string, x assessment.IndicatorResult, met map[string]int) {
	name := x.ID + " " + s.title(x.ID)
	words := []string{name}
	switch x.Answer {
	case assessment.Unknown:
		words = append(words, s.say("result.unknown"))
	case assessment.NotApplicable:
		words = append(words, s.say("result.not_applicable"))
	case assessment.Blank:
		words = append(words, s.say("answer.blank"))
	default:
		words = append(words, s.say("result.at_level", "level", int(x.Answer)))
	}
	words = append(words, s.say("result.norm_is", "level", x.Norm))
	if x.Target != x.Norm {
		words = append(words, strings.ToLower(s.say("field.target"))+" "+strconv.Itoa(x.Target))
	}
	if moved := s.trend.Indicator(x.ID); moved.Then.IsLevel() {
		words = append(words, s.say("result.last_level", "level", int(moved.Then)))
		if moved.Direction == assessment.DirectionUp {
			met["rose"]++
		}
	}
	said := strings.Join(words, ", ")
	s.has(all, "indicator", said, x.ID, s.title(x.ID))
	at := slices.Index(all, said)
	if says := map[assessment.Answer]string{assessment.Unknown: "result.to_find_out", assessment.NotApplicable: "result.not_applicable"}[x.Answer]; says != "" &&
		!slices.Contains(all[at+3:at+5], s.say(says)) || slices.Contains(all[at+3:at+4], s.say("result.core")) != x.Core {
		s.Errorf("round %d: %s is %+v: %q", s.round, x.ID, x, all[at:min(at+6, len(all))])
	}
	if x.Answer.IsLevel() && !slices.Contains(all[at:min(at+6, len(all))], x.Answer.String()) {
		s.Errorf("round %d: the dots of %s do not show %s: %q", s.round, x.ID, x.Answer, all[at:min(at+6, len(all))])
	}
	met["indicators"]++
}

// changesOf returns those changes of what was agreed.
func (s *shown) changesOf(is func(assessment.Change) bool) []assessment.Change {
	return slices.DeleteFunc(s.a.Changes(), func(c assessment.Change) bool { return !is(c) })
}

func (s *shown) planScreen(met map[string]int) {
	p := newPlanScreen(s.Window)
	p.all = true
	all := s.read(p)
	for _, id := range s.result.Priorities {
		x := s.result.Indicator(id)
		why := s.say("plan.why_points", "count", x.Target-int(x.Answer), "importance", x.Importance)
		row := []string{id, s.title(id), why}
		if n := len(s.changesOf(func(c assessment.Change) bool { return c.Indicator == id && c.Kind != assessment.RecordScore })); n > 0 && s.a.Plan.PriorityFor(id) != nil {
			row = append(row, s.say("plan.marked", "count", n))
			met["marked"]++
		}
		s.has(all, "ranked", append(row, strconv.Itoa(x.Points))...)
		met["ranked"]++
	}
	for _, g := range s.a.Gaps() {
		s.has(all, "gap", s.say("gap."+string(g.Kind), "indicator", g.Indicator)+" →")
		met["gaps"]++
	}
	var seen []string
	for _, pr := range s.a.Plan.Priorities {
		if slices.Contains(seen, pr.Indicator) {
			continue // the checklist asks to remove one of the two
		}
		seen = append(seen, pr.Indicator)
		p.chosen = pr.Indicator
		all = s.read(p)
		s.has(all, "priority", pr.Indicator+" "+s.title(pr.Indicator))
		for _, field := range []string{pr.Why, pr.Goal, pr.StudentEffect} {
			s.has(all, "text", field)
		}
		for _, act := range pr.Actions {
			s.action(all, p, act, met)
		}
	}
	s.wholePlan(p)
	s.boardOf(p)
}

func (s *shown) action(all []string, p *planScreen, act assessment.Action, met map[string]int) {
	due, status := s.say("plan.none"), s.say("status."+string(act.Status))
	if act.Due != "" {
		due = s.lang.Date(act.Due)
	}
	if act.Overdue(s.today) {
		status = s.say("status.overdue")
		met["overdue"]++
	}
	row := []string{orElse(act.What, s.say("plan.no_text"))}
	if act.Asks() {
		row = append(row, s.askWords(&act, act.Reply != nil || s.a.Plan.Status == assessment.PlanAdopted))
		met["asks"]++
	}
	var fields []string
	for _, c := range s.changesOf(func(c assessment.Change) bool { return c.Record == act.ID }) {
		fields = append(fields, strings.ToLower(s.say("field."+c.Field)))
		if c.Added() {
			fields = nil
			row = append(row, s.say("plan.marked_new"))
		}
	}
	if len(fields) > 0 {
		row = append(row, s.say("plan.marked_fields", "fields", strings.Join(fields, ", ")))
	}
	s.has(all, "action", append(row, orElse(act.Owner, s.say("plan.no_owner")), due, status)...)
	p.action = act.ID
	all = s.read(p)
	numbers := []string{"", ""}
	for i, n := range []int{act.Hours, act.Euros} {
		if n > 0 {
			numbers[i] = strconv.Itoa(n)
		}
	}
	dates := []string{"", ""}
	for i, d := range []assessment.Date{act.Start, act.Due} {
		if d != "" {
			dates[i] = s.lang.Date(d)
		}
	}
	for key, want := range map[string]string{
		"what": act.What, "owner": act.Owner, "helpers": act.Helpers, "done_when": act.DoneWhen, "ask": act.Ask,
		"hours": numbers[0], "euros": numbers[1], "start": dates[0], "due": dates[1],
	} {
		s.has(all, key, s.say("field."+key), want)
	}
	kind := s.say("action.key_action")
	if act.QuickWin(s.a.Plan.Date) {
		kind = s.say("action.quick_win")
	}
	s.has(all, "kind", kind)
	if act.Status == assessment.ActionStopped {
		s.has(all, "reason", s.say("action.reason"), act.Reason)
		met["stopped"]++
	}
	for _, n := range act.Notes {
		s.has(all, "note", s.lang.Date(n.Date), n.Text)
		met["notes"]++
	}
	p.action = ""
	met["actions"]++
}

func (s *shown) wholePlan(p *planScreen) {
	p.chosen = ""
	all, plan := s.read(p), &s.a.Plan
	for key, want := range map[string]string{"strong": plan.Strong, "concern": plan.Concern, "choice": plan.Choice} {
		s.has(all, key, s.say("field."+key), want)
	}
	for key, d := range map[string]assessment.Date{"field.date": plan.Date, "field.evaluation_date": plan.EvaluationDate} {
		want := ""
		if d != "" {
			want = s.lang.Date(d)
		}
		s.has(all, key, s.say(key), want)
	}
	hours, euros := plan.Totals()
	totals := s.say("plan.totals", "hours", s.say("report.hours", "count", hours, "hours", s.lang.Number(hours)), "euros", s.lang.Euros(euros))
	if hours == 0 && euros == 0 {
		totals = s.say("plan.nothing_asked")
	}
	s.has(all, "totals", totals)
	if plan.Status == assessment.PlanAdopted {
		s.has(all, "adopted", s.say("plan.adopted_on", "date", s.lang.Date(plan.AdoptedOn))+".")
	}
}

// boardOf checks that every action is on the board under its status, including those of a second priority for an
// indicator.
func (s *shown) boardOf(p *planScreen) {
	if len(s.a.Plan.ByDue()) == 0 {
		return
	}
	p.board = true
	all := s.read(p)
	for _, status := range assessment.ActionStatuses {
		n := 0
		for _, act := range s.a.Plan.ByDue() {
			if act.Status == status {
				n++
				s.has(all, "action on the board", act.Priority.Indicator, orElse(act.What, s.say("plan.no_text")))
			}
		}
		s.has(all, "column", s.say("status."+string(status))+" · "+s.lang.Number(n))
	}
	open, overdue := s.a.Plan.Progress(s.today)
	words := s.say("home.open_actions", "count", open)
	if overdue > 0 {
		words += " " + s.say("home.overdue", "count", overdue)
	}
	s.has(all, "totals on the board", words)
}
