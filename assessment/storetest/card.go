package storetest

import (
	"fmt"

	"kwaliteitskaart/assessment"
)

// Card returns a small valid card with the given number of levels (3 to 6): three areas with eight indicators, of
// which three are core, in Dutch and English. It is the same every time.
func Card(levels int) *assessment.Card {
	c := &assessment.Card{
		Schema: assessment.CardSchema, ID: fmt.Sprintf("test-%d", levels), Version: "1.0.0",
		Languages: []string{"nl", "en"},
		Title:     text("Proefkaart", "Test card"), Disclaimer: text("Alleen voor proeven", "For tests only"),
		Origin:            "storetest",
		DiscussionPrompts: []assessment.Text{text("Waar zie je dat?", "Where does it show?")},
		Pillars:           []assessment.Keyed{{Key: "pillar", Title: text("Pijler", "Pillar")}},
		Themes:            []assessment.Keyed{{Key: "theme", Title: text("Thema", "Theme")}},
		Roles:             []assessment.Keyed{{Key: "coach", Title: text("Coach", "Coach")}},
		Terms:             []assessment.Term{{Key: "short", Weeks: 6, Title: text("Kort", "Short")}},
		ActionKinds: []assessment.Keyed{
			{Key: assessment.KindQuickWin, Title: text("Snel", "Quick")},
			{Key: "key", Title: text("Kern", "Key")},
		},
		Sources: []assessment.Source{{Key: "source", Title: "Source", URL: "https://example.org/"}},
	}
	c.Scale.Rule = text("Twijfel: kies de lagere", "In doubt choose the lower")
	for i := range levels {
		c.Scale.Levels = append(c.Scale.Levels, assessment.ScaleLevel{
			Title: numbered("Niveau", "Level", i+1), Meaning: numbered("Betekenis", "Meaning", i+1),
		})
	}
	c.Answers.Unknown.Title = text("Weet ik niet", "I don't know")
	c.Answers.NotApplicable = assessment.AnswerTitle{Title: text("N.v.t.", "N/a"), RequiresNote: true}
	c.Areas = []assessment.Area{area("A", levels, 3, 1), area("B", levels, 4, 2), area("C", levels, 1, 0)}

	return c.Settled()
}

// area returns an area with the given number of indicators, the first of which are core.
func area(id string, levels, indicators, core int) assessment.Area {
	a := assessment.Area{
		ID: id, Key: "area-" + id, Title: text("Gebied "+id, "Area "+id), Question: text("Hoe staat het?", "How is it?"),
	}
	for n := range indicators {
		key := fmt.Sprintf("%s%d", id, n+1)
		ind := assessment.Indicator{
			ID: key, Revision: 1, Core: n < core, Importance: n%3 + 1, Target: levels - 1,
			Pillar: "pillar", Themes: []string{"theme"},
			Title: text("Titel "+key, "Title "+key), Statement: text("Stelling "+key, "Statement "+key),
			Explanation: text("Uitleg", "Explanation"),
			Evidence:    []assessment.Text{text("Verslag", "Report")},
			Origin:      []assessment.Origin{{Section: "1", About: "all"}},
			Sources:     []string{"source"},
		}
		for l := range levels {
			ind.Levels = append(ind.Levels, numbered(key+" op niveau", key+" at level", l+1))
		}
		ind.Actions = []assessment.CardAction{{
			ID: key + "-A1", ForLevels: []int{1, 2}, Owner: "coach", Term: "short", Kind: assessment.KindQuickWin,
			Text: text("Doe iets", "Do something"), Result: text("Het is gedaan", "It is done"),
		}}
		a.Indicators = append(a.Indicators, ind)
	}
	return a
}

func text(nl, en string) assessment.Text { return assessment.Text{"nl": nl, "en": en} }

func numbered(nl, en string, n int) assessment.Text {
	return text(fmt.Sprintf("%s %d", nl, n), fmt.Sprintf("%s %d", en, n))
}
