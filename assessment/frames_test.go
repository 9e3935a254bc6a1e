package assessment_test

import (
	"testing"

	"kwaliteitskaart/assessment"
)

func TestFramesNameTheirIndicators(t *testing.T) {
	_, a := twoRounds("1 2", "3 1 ?")
	c := a.Card
	c.Themes = []assessment.Keyed{{Key: "class"}, {Key: "nobody"}}
	c.Sources = []assessment.Source{{Key: "S0", Title: "FAQ"}, {Key: "S1", Title: "Ambitieagenda"}}
	in := c.Areas[0].Indicators
	in[0].Themes, in[1].Themes, in[2].Themes, in[2].Sources = []string{"class"}, []string{"class"}, []string{"class"}, []string{"S1"}
	in[0].Sources, in[1].Sources = []string{"S1"}, []string{"S0"}
	in[0].Target, in[1].Target = 3, 2
	themes, sources := a.Result().Frames(c)
	if len(themes) != 1 || len(sources) != 2 {
		t.Fatalf("themes %+v, sources %+v", themes, sources)
	}
	equal(t, "of the theme", len(themes[0].Indicators), 3)
	equal(t, "with a level", themes[0].Scored, 2)
	equal(t, "at the norm", themes[0].AtNorm, 1)
	equal(t, "the source that most name comes first", sources[0].Key, "S1")
	equal(t, "of the source", sources[0].Indicators[1].ID, "V3")
	equal(t, "of the source with a level", sources[0].Scored, 1)
}
