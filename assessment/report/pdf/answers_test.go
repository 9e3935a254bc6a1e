package pdf_test

import (
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/report"
)

// replies answers each ask of the example, and returns their actions.
func replies(in report.Input) (later, granted *assessment.Action) {
	p := &in.Assessment.Plan
	granted, later = &p.Priorities[2].Actions[0], &p.Priorities[0].Actions[1]
	granted.Reply = &assessment.Reply{Kind: assessment.ReplyPartly, Words: "Verspreid over februari tot en met mei.", Hours: 10, On: "2026-11-27"}
	later.Reply = &assessment.Reply{Kind: assessment.ReplyLater, Words: "Bij de begroting van januari.", On: "2026-11-28"}
	return later, granted
}

// Each ask is printed with the leadership's answer or the words for none, and the sums name what they add up.
func TestAsksArePrintedWithTheirAnswers(t *testing.T) {
	in := example(t)
	replies(in)
	in.Assessment.Plan.Strong, in.Assessment.Plan.Concern, in.Assessment.Plan.Choice = "", "", "" // room for all
	for _, kind := range []report.Kind{report.Summary, report.Plan, report.Full} {
		all := bare(textsOf(t, kind, in))
		for _, want := range []string{
			"Deels 10 uur, 27-11-2026", "Later, 28-11-2026", "nog niet beantwoord",
			"Van 6 acties die nog lopen: gevraagd 40 uur en € 1.500", "; toegezegd 10 uur; niet toegezegd 2 uur en € 1.500; nog open 28 uur.",
		} {
			if !strings.Contains(all, bare(want)) {
				t.Errorf("%s does not say %q", kind, want)
			}
		}
	}
	if all := bare(textsOf(t, report.Summary, in)); !strings.Contains(all, bare("€ 1.500 (18 uur zonder toelichting); toegezegd")) {
		t.Errorf("what is signed does not add up:\n%s", all)
	}
	if all := bare(textsOf(t, report.Actions, in)); !strings.Contains(all, bare("Antwoord van de leiding: Deels 10 uur, 27-11-2026. Verspreid over februari")) {
		t.Error("the hand-out lacks the answer")
	}
}

// The fates of earlier actions are printed the same from the data folder and from a file, which contains only its own round.
func TestFatesArePrintedTheSameFromAFile(t *testing.T) {
	here, file := example(t), example(t)
	file.Assessment.Previous = assessment.PreviousOf(file.Earlier[0])
	file.Earlier = nil
	for name, in := range map[string]report.Input{"data folder": here, "file": file} {
		for _, kind := range []report.Kind{report.Plan, report.Full} {
			_, all, found := strings.Cut(bare(textsOf(t, kind, in)), bare("Wat er van het vorige plan is geworden Van 7 acties:"))
			if !found {
				t.Fatalf("%s, %s: nothing is said of the last plan", name, kind)
			}
			for _, b := range here.Became() {
				want := []string{b.What, in.Words.Date(b.Due), in.Words.Say("report.fate." + string(b.Fate))}
				if b.Fate == assessment.FateStopped {
					want = append(want, b.Reason)
				}
				for _, s := range want {
					if !strings.Contains(all, bare(s)) {
						t.Errorf("%s, %s: of %q it does not say %q", name, kind, b.What, s)
					}
				}
			}
		}
		if !strings.Contains(textsOf(t, report.Summary, in), "was 1,7") {
			t.Errorf("%s: the last round's means are missing", name)
		}
	}
}
