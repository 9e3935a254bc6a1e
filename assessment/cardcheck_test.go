package assessment_test

import (
	"fmt"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
)

type cardCase struct {
	change func(*assessment.Card)
	want   string
}

func checkEachCard(t *testing.T, tests map[string]cardCase) {
	t.Helper()
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			c := shipped(t)
			tt.change(c)
			equal(t, "faults", found(c.Check()), lines(tt.want))
		})
	}
}

func TestCheckCardHeader(t *testing.T) {
	id := func(s string) func(*assessment.Card) { return func(c *assessment.Card) { c.ID = s } }
	version := func(s string) func(*assessment.Card) { return func(c *assessment.Card) { c.Version = s } }
	long := strings.Repeat("é", 1001)
	checkEachCard(t, map[string]cardCase{
		"nothing":          {func(*assessment.Card) {}, ""},
		"a newer schema":   {func(c *assessment.Card) { c.Schema = 2 }, "schema newer"},
		"no schema":        {func(c *assessment.Card) { c.Schema = 0 }, "schema range"},
		"id":               {id("een-kaart-2"), ""},
		"no id":            {id(""), "id pattern"},
		"id with capitals": {id("LOB"), "id pattern"},
		"id with space":    {id("lob mbo"), "id pattern"},
		"id with a line":   {id("lob\n"), "id pattern"},
		"version":          {version("10.20.30"), ""},
		"version of two":   {version("1.2"), "version pattern"},
		"version of four":  {version("1.2.3.4"), "version pattern"},
		"version with v":   {version("v1.2.3"), "version pattern"},
		"no version":       {version(""), "version pattern"},
		"languages twice":  {func(c *assessment.Card) { c.Languages = []string{"nl", "en", "nl"} }, "languages[2] twice"},
		"title empty":      {func(c *assessment.Card) { c.Title["nl"] = " " }, "title.nl empty"},
		"title too long":   {func(c *assessment.Card) { c.Title["en"] = long }, "title.en too_long"},
		"title just fits":  {func(c *assessment.Card) { c.Title["en"] = long[:len("é")*1000] }, ""},
		"a language less":  {func(c *assessment.Card) { delete(c.Disclaimer, "en") }, "disclaimer.en language"},
		"a language more":  {func(c *assessment.Card) { c.Scale.Rule["de"] = "x" }, "scale.rule.de language"},
		"no origin":        {func(c *assessment.Card) { c.Origin = "" }, "origin empty"},
		"scale texts": {func(c *assessment.Card) {
			c.Scale.Levels[0].Title["nl"], c.Scale.Levels[3].Meaning["en"] = "", ""
		}, "scale.levels[0].title.nl empty\nscale.levels[3].meaning.en empty"},
		"equal level titles": {func(c *assessment.Card) { c.Scale.Levels[1].Title = c.Scale.Levels[0].Title }, ""},
		"answers": {func(c *assessment.Card) {
			c.Answers.Unknown.Title["nl"], c.Answers.NotApplicable.Title["nl"] = "", ""
		}, "answers.unknown.title.nl empty\nanswers.not_applicable.title.nl empty"},
		"prompt":       {func(c *assessment.Card) { c.DiscussionPrompts[1]["nl"] = "" }, "discussion_prompts[1].nl empty"},
		"pillar twice": {func(c *assessment.Card) { c.Pillars = append(c.Pillars, c.Pillars[0]) }, "pillars[2].key twice"},
		"theme title":  {func(c *assessment.Card) { c.Themes[1].Title["nl"] = "" }, "themes[1].title.nl empty"},
		"role twice":   {func(c *assessment.Card) { c.Roles = append(c.Roles, c.Roles[0]) }, "roles[9].key twice"},
		"kind twice":   {func(c *assessment.Card) { c.ActionKinds = append(c.ActionKinds, c.ActionKinds[0]) }, "action_kinds[2].key twice"},
		"term twice":   {func(c *assessment.Card) { c.Terms = append(c.Terms, c.Terms[0]) }, "terms[4].key twice"},
		"term title":   {func(c *assessment.Card) { c.Terms[0].Title["en"] = "" }, "terms[0].title.en empty"},
		"term of 0":    {func(c *assessment.Card) { c.Terms[0].Weeks = 0 }, "terms[0].weeks range"},
		"source twice": {func(c *assessment.Card) { c.Sources = append(c.Sources, c.Sources[0]) }, fmt.Sprintf("sources[%d].key twice", len(shipped(t).Sources))},
		"source texts": {func(c *assessment.Card) { c.Sources[0].Title, c.Sources[0].URL = "", "" }, "sources[0].title empty\nsources[0].url empty"},
		"no areas":     {func(c *assessment.Card) { c.Areas = nil }, "areas count"},
		"odd language": {func(c *assessment.Card) { *c = *inOneLanguage(c, "Nederlands") }, "languages[0] pattern"},
		"one language": {func(c *assessment.Card) { *c = *inOneLanguage(c, "nl") }, ""},
	})
}

// inOneLanguage reduces all texts of a card to one language.
func inOneLanguage(c *assessment.Card, lang string) *assessment.Card {
	for _, texts := range textsOf(c) {
		*texts = assessment.Text{lang: "tekst"}
	}
	c.Languages = []string{lang}
	return c
}

func textsOf(c *assessment.Card) []*assessment.Text {
	all := []*assessment.Text{&c.Title, &c.Disclaimer, &c.Scale.Rule, &c.Answers.Unknown.Title, &c.Answers.NotApplicable.Title}
	for i := range c.Scale.Levels {
		all = append(all, &c.Scale.Levels[i].Title, &c.Scale.Levels[i].Meaning)
	}
	for i := range c.DiscussionPrompts {
		all = append(all, &c.DiscussionPrompts[i])
	}
	for _, keyed := range [][]assessment.Keyed{c.Pillars, c.Themes, c.Roles, c.ActionKinds} {
		for i := range keyed {
			all = append(all, &keyed[i].Title)
		}
	}
	for i := range c.Terms {
		all = append(all, &c.Terms[i].Title)
	}
	for i := range c.Areas {
		area := &c.Areas[i]
		all = append(all, &area.Title, &area.Question)
		for j := range area.Indicators {
			ind := &area.Indicators[j]
			all = append(all, &ind.Title, &ind.Statement, &ind.Explanation)
			for k := range ind.Levels {
				all = append(all, &ind.Levels[k])
			}
			for k := range ind.Evidence {
				all = append(all, &ind.Evidence[k])
			}
			for k := range ind.Actions {
				all = append(all, &ind.Actions[k].Text, &ind.Actions[k].Result)
			}
		}
	}
	return all
}

func TestCheckCardFindsEveryEmptyText(t *testing.T) {
	c := shipped(t)
	for i, text := range textsOf(c) {
		was := (*text)["nl"]
		(*text)["nl"] = ""
		if got := c.Check(); len(got) != 1 || got[0].Code != assessment.FaultEmpty || !strings.HasSuffix(got[0].Place, ".nl") {
			t.Errorf("text %d emptied: %v", i, got)
		}
		(*text)["nl"] = was
	}
	equal(t, "restored", c.Check(), nil)
}

func TestCheckCardIndicators(t *testing.T) {
	ind := func(change func(*assessment.Indicator)) func(*assessment.Card) {
		return func(c *assessment.Card) { change(&c.Areas[1].Indicators[3]) }
	}
	act := func(change func(*assessment.CardAction)) func(*assessment.Card) {
		return func(c *assessment.Card) { change(&c.Areas[1].Indicators[3].Actions[1]) }
	}
	area := func(change func(*assessment.Area)) func(*assessment.Card) {
		return func(c *assessment.Card) { change(&c.Areas[2]) }
	}
	const at, inAction = "areas[1].indicators[3].", "areas[1].indicators[3].actions[1]."
	checkEachCard(t, map[string]cardCase{
		"area twice":               {area(func(a *assessment.Area) { a.ID, a.Indicators = "V", nil }), "areas[2].id twice\nareas[2].indicators count"},
		"area id in small letters": {area(func(a *assessment.Area) { a.ID, a.Indicators = "i", nil }), "areas[2].id pattern\nareas[2].indicators count"},
		"area id of three":         {area(func(a *assessment.Area) { a.ID, a.Indicators = "III", nil }), "areas[2].id pattern\nareas[2].indicators count"},
		"area key":                 {area(func(a *assessment.Area) { a.Key = "" }), "areas[2].key empty"},
		"20 indicators":            {area(func(a *assessment.Area) { indicatorsOf(a, 20) }), ""},
		"21 indicators":            {area(func(a *assessment.Area) { indicatorsOf(a, 21) }), "areas[2].indicators count"},
		"1 indicator":              {area(func(a *assessment.Area) { indicatorsOf(a, 1) }), ""},

		"another area's id": {ind(func(i *assessment.Indicator) { i.ID = "V99" }), at + "id pattern"},
		"id without number": {ind(func(i *assessment.Indicator) { i.ID = "B" }), at + "id pattern"},
		"id with number 0":  {ind(func(i *assessment.Indicator) { i.ID = "B0" }), at + "id pattern"},
		"id with leading 0": {ind(func(i *assessment.Indicator) { i.ID = "B04" }), at + "id pattern"},
		"id with a letter":  {ind(func(i *assessment.Indicator) { i.ID = "B4a" }), at + "id pattern"},
		"id twice":          {ind(func(i *assessment.Indicator) { i.ID = "B1" }), at + "id twice"},
		"a gap in numbers":  {ind(func(i *assessment.Indicator) { i.ID = "B44" }), ""},
		"revision 0":        {ind(func(i *assessment.Indicator) { i.Revision = 0 }), at + "revision range"},
		"revision 9":        {ind(func(i *assessment.Indicator) { i.Revision = 9 }), ""},
		"importance 0":      {ind(func(i *assessment.Indicator) { i.Importance = 0 }), at + "importance range"},
		"importance 4":      {ind(func(i *assessment.Indicator) { i.Importance = 4 }), at + "importance range"},
		"norm 0":            {ind(func(i *assessment.Indicator) { i.Target = 0 }), at + "target range"},
		"norm 1":            {ind(func(i *assessment.Indicator) { i.Target = 1 }), ""},
		"norm 4":            {ind(func(i *assessment.Indicator) { i.Target = 4 }), ""},
		"norm 5":            {ind(func(i *assessment.Indicator) { i.Target = 5 }), at + "target range"},
		"pillar":            {ind(func(i *assessment.Indicator) { i.Pillar = "x" }), at + "pillar reference"},
		"theme":             {ind(func(i *assessment.Indicator) { i.Themes = append(i.Themes, "x") }), at + fmt.Sprintf("themes[%d] reference", len(shipped(t).Areas[1].Indicators[3].Themes))},
		"source":            {ind(func(i *assessment.Indicator) { i.Sources[0] = "x" }), at + "sources[0] reference"},
		"a level less":      {ind(func(i *assessment.Indicator) { i.Levels = i.Levels[:3] }), at + "levels count"},
		"a level more":      {ind(func(i *assessment.Indicator) { i.Levels = append(i.Levels, i.Levels[0]) }), at + "levels count"},
		"origin":            {ind(func(i *assessment.Indicator) { i.Origin[0] = assessment.Origin{} }), at + "origin[0].section empty\n" + at + "origin[0].about empty"},
		"action without id": {act(func(a *assessment.CardAction) { a.ID = "" }), inAction + "id empty"},
		"action twice":      {act(func(a *assessment.CardAction) { a.ID = "V1-A1" }), inAction + "id twice"},
		"for level 0":       {act(func(a *assessment.CardAction) { a.ForLevels = []int{0, 1} }), inAction + "for_levels[0] range"},
		"for level 4":       {act(func(a *assessment.CardAction) { a.ForLevels = []int{4} }), ""},
		"for level 5":       {act(func(a *assessment.CardAction) { a.ForLevels = []int{4, 5} }), inAction + "for_levels[1] range"},
		"for a level twice": {act(func(a *assessment.CardAction) { a.ForLevels = []int{2, 2} }), inAction + "for_levels[1] twice"},
		"owner":             {act(func(a *assessment.CardAction) { a.Owner = "x" }), inAction + "owner reference"},
		"term":              {act(func(a *assessment.CardAction) { a.Term = "x" }), inAction + "term reference"},
		"kind":              {act(func(a *assessment.CardAction) { a.Kind = "x" }), inAction + "kind reference"},
	})
}

// indicatorsOf gives an area n indicators without actions.
func indicatorsOf(a *assessment.Area, n int) {
	first := a.Indicators[0]
	first.Actions = nil
	a.Indicators = nil
	for i := range n {
		first.ID = fmt.Sprint(a.ID, i+1)
		a.Indicators = append(a.Indicators, first)
	}
}

func TestCheckCardLevels(t *testing.T) {
	for n := range 9 {
		c := shipped(t)
		level := c.Scale.Levels[0]
		c.Scale.Levels = nil
		for range n {
			c.Scale.Levels = append(c.Scale.Levels, level)
		}
		for i := range c.Areas {
			for j := range c.Areas[i].Indicators {
				ind := &c.Areas[i].Indicators[j]
				text := ind.Levels[0]
				ind.Levels, ind.Actions, ind.Target = nil, nil, min(n, 1)
				for range n {
					ind.Levels = append(ind.Levels, text)
				}
			}
		}
		got := found(c.Check())
		switch {
		case n >= 3 && n <= 6:
			equal(t, fmt.Sprint(n, " levels"), got, []string{})
		case len(got) == 0 || got[0] != "scale.levels count":
			t.Errorf("%d levels: %v", n, got)
		}
	}
}

func TestCheckCardListsEveryFault(t *testing.T) {
	c := shipped(t)
	c.Version, c.Areas[1].Indicators[3].Importance, c.Areas[3].Indicators[0].Actions[0].Owner = "1", 7, "niemand"
	equal(t, "faults", c.Check(), []assessment.Fault{
		{Place: "version", Code: assessment.FaultPattern, Got: "1", Want: "1.2.3"},
		{Place: "areas[1].indicators[3].importance", Code: assessment.FaultRange, Got: "7", Want: "1…3"},
		{Place: "areas[3].indicators[0].actions[0].owner", Code: assessment.FaultReference, Got: "niemand", Want: "roles"},
	})
	c = &assessment.Card{}
	if got := c.Check(); len(got) < 5 {
		t.Errorf("an empty card has only these faults: %v", got)
	}
}
