package ui

import (
	"fmt"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/ui/session"
)

// With several earlier rounds, the result shows each of them: by area, with the indicators that cannot be compared and why,
// and by indicator.
func TestResultBesideAllRounds(t *testing.T) {
	r := enter(t, "nl")
	example := storetest.Example(t)
	oldest := *example[0]
	oldest.ID, oldest.Date, oldest.Scope = assessment.NewID(), "2024-11-25", assessment.ScopeCore
	oldest.Plan = assessment.Plan{Date: oldest.Date, Status: assessment.PlanDraft}
	oldest.Ballots = nil
	r.addExample()
	if err := r.store.Add(t.Context(), &oldest); err != nil {
		t.Fatal(err)
	}
	r.openThen(r.session.Assessment.ID, func() { r.goTo(session.StepResult) })

	s := r.session
	if len(s.Earlier) != 2 {
		t.Fatalf("%d rounds before", len(s.Earlier))
	}
	trends := s.Assessment.Trends(s.Earlier)
	for _, trend := range trends {
		r.sees(r.lang.Date(trend.Since), r.why(trend))
		for _, area := range trend.Areas {
			r.sees(r.lang.Mean(area.Then) + " → " + r.lang.Mean(area.Now))
		}
	}
	if strings.Contains(r.words(), "korte scan\n") {
		t.Error("levels are shown unasked")
	}
	r.pressButton(r.say("result.levels"))
	v1, v2 := trends[1].Indicator("V1"), trends[1].Indicator("V2")
	if v1.LeftOut != "" || v2.LeftOut != assessment.LeftOutScope {
		t.Fatalf("the example changed: %+v, %+v", v1, v2)
	}
	for _, i := range []assessment.IndicatorTrend{v1, v2} {
		ind, _ := s.Assessment.Card.Indicator(i.ID)
		then := i.Then.String()
		if i.LeftOut != "" {
			then = r.say("report.not_compared." + string(i.LeftOut))
		}
		r.finds(fmt.Sprintf("%s %s\n%s\n%v\n%v\n", i.ID, s.Assessment.Card.In(ind.Title, "nl"), then, trends[0].Indicator(i.ID).Then, i.Now))
	}
}
