package exchange_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assets"
)

const shippedCard = "card/lob-mbo-1.0.0.json"

func TestShippedCards(t *testing.T) {
	for version, want := range map[string]struct {
		indicators    []int
		core, actions int
	}{
		"1.0.0": {[]int{7, 8, 9, 8}, 12, 67},
		"1.1.0": {[]int{7, 8, 10, 8}, 12, 69},
	} {
		card := storetest.BuiltIn(t).Find(assessment.CardRef{ID: exchange.DefaultCard, Version: version})
		if card == nil {
			t.Errorf("%s is not there", version)
			continue
		}
		var indicators []int
		core, actions := 0, 0
		for _, a := range card.Areas {
			indicators = append(indicators, len(a.Indicators))
			for _, ind := range a.Indicators {
				actions += len(ind.Actions)
				if ind.Core {
					core++
				}
			}
		}
		if diff := cmp.Diff(want.indicators, indicators); diff != "" || core != want.core || actions != want.actions {
			t.Errorf("%s: indicators %v, %d core, %d actions", version, indicators, core, actions)
		}
	}
	if got := storetest.BuiltIn(t).Newest(exchange.DefaultCard).Version; got != "1.1.0" {
		t.Errorf("new assessments are made with %s", got)
	}
	for _, card := range storetest.BuiltIn(t) {
		if _, err := assets.Cards.ReadFile("card/" + card.ID + "-" + card.Version + ".json"); err != nil {
			t.Errorf("%v is not in the file its name says", card.Ref())
		}
	}
}

func TestCards(t *testing.T) {
	version := func(id, v string) *assessment.Card { return &assessment.Card{ID: id, Version: v} }
	cards := exchange.Cards{version("a", "1.9.0"), version("a", "1.10.0"), version("a", "1.10"), version("b", "2.0.0")}
	if got := cards.Newest("a"); got != cards[1] {
		t.Errorf("newest is %v", got.Ref())
	}
	if cards.Newest("c") != nil || cards.Find(assessment.CardRef{ID: "b", Version: "1.9.0"}) != nil {
		t.Error("found what is not there")
	}
	if got := cards.Find(assessment.CardRef{ID: "a", Version: "1.9.0"}); got != cards[0] {
		t.Errorf("found %v", got)
	}
}

// gone is a value that removes the one at a place.
var gone = new(int)

// edited returns the shipped card with other values at some places, given as "areas.1.id".
func edited(t testing.TB, edits map[string]any) []byte {
	t.Helper()
	b, err := assets.Cards.ReadFile(shippedCard)
	if err != nil {
		t.Fatal(err)
	}
	var card any
	if err := json.Unmarshal(b, &card); err != nil {
		t.Fatal(err)
	}
	for place, value := range edits {
		card = put(card, strings.Split(place, "."), value)
	}
	b, err = json.Marshal(card)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func put(in any, path []string, value any) any {
	if len(path) == 0 {
		if change, ok := value.(func(any) any); ok {
			return change(in)
		}
		return value
	}
	switch in := in.(type) {
	case map[string]any:
		if value == gone && len(path) == 1 {
			delete(in, path[0])
		} else {
			in[path[0]] = put(in[path[0]], path[1:], value)
		}
	case []any:
		i, err := strconv.Atoi(path[0])
		if err != nil {
			panic(err)
		}
		in[i] = put(in[i], path[1:], value)
	}
	return in
}

// times returns a function that repeats the first entry of a list n times.
func times(n int) func(any) any {
	return func(list any) any { return slices.Repeat(list.([]any)[:1], n) }
}

func less(list any) any { return list.([]any)[1:] }

func TestReadCardRefuses(t *testing.T) {
	long := strings.Repeat("é", assessment.MaxCardText+1)
	for _, c := range []struct {
		place string // the place to change
		value any
		want  string // the fault: place and code, if the place is not the changed one
	}{
		{"schema", 2, "schema newer"},
		{"schema", 0, "schema range"},
		{"schema", "1", "schema type"},
		{"id", "Lob", "id pattern"},
		{"id", "", "id pattern"},
		{"version", "1.2", "version pattern"},
		{"version", gone, "version missing"},
		{"languages", []any{}, "languages count"},
		{"languages", []any{"nl", "en", "nl"}, "languages[2] twice"},
		{"languages", []any{"nl", "en", "NL"}, "languages[2] pattern"},
		{"languages", nil, "languages type"},
		{"title.en", gone, "title.en language"},
		{"title.fr", "Carte", "title.fr language"},
		{"title.nl", " \n", "title.nl empty"},
		{"title.nl", long, "title.nl too_long"},
		{"title.nl", nil, "title.nl type"},
		{"title", "Kaart", "title type"},
		{"disclaimer.nl", "", "disclaimer.nl empty"},
		{"origin", "", "origin empty"},
		{"scale.rule.nl", "", "scale.rule.nl empty"},
		{"scale.levels", times(2), "scale.levels count"},
		{"scale.levels", times(7), "scale.levels count"},
		{"scale.levels.0.meaning.en", gone, "scale.levels[0].meaning.en language"},
		{"scale.levels.0.colour", "red", "scale.levels[0].colour unknown_field"},
		{"answers.unknown.title.nl", "", "answers.unknown.title.nl empty"},
		{"answers.unknown.requires_note", "no", "answers.unknown.requires_note type"},
		{"answers.not_applicable", gone, "answers.not_applicable missing"},
		{"answers.maybe", map[string]any{"deep": []any{1}}, "answers.maybe unknown_field"},
		{"discussion_prompts.1.en", "", "discussion_prompts[1].en empty"},
		{"pillars.0.key", "", "pillars[0].key empty"},
		{"themes.0.key", "curriculum", "themes[1].key twice"},
		{"roles.0.title.nl", gone, "roles[0].title.nl language"},
		{"terms.0.weeks", 0, "terms[0].weeks range"},
		{"terms.0.weeks", 1.5, "terms[0].weeks type"},
		{"terms.0.weeks", json.Number("1e400"), "terms[0].weeks type"},
		{"terms.0.weeks", json.Number("99999999999999999999"), "terms[0].weeks type"},
		{"terms.0.key", "term", "terms[1].key twice"},
		{"action_kinds.1.key", "quick_win", "action_kinds[1].key twice"},
		{"sources.0.url", "", "sources[0].url empty"},
		{"sources.0.key", "C6", "sources[1].key twice"},
		{"areas", []any{}, "areas count"},
		{"areas.0.id", "v", "areas[0].id pattern"},
		{"areas.0.id", "VVV", "areas[0].id pattern"},
		{"areas.1.id", "V", "areas[1].id twice"},
		{"areas.0.question.nl", "", "areas[0].question.nl empty"},
		{"areas.0.indicators", []any{}, "areas[0].indicators count"},
		{"areas.0.indicators", times(21), "areas[0].indicators count"},
		{"areas.0.indicators.1.id", "V1", "areas[0].indicators[1].id twice"},
		{"areas.0.indicators.1.id", "B1", "areas[0].indicators[1].id pattern"},
		{"areas.0.indicators.1.id", "V01", "areas[0].indicators[1].id pattern"},
		{"areas.0.indicators.1.revision", 0, "areas[0].indicators[1].revision range"},
		{"areas.0.indicators.1.core", 1, "areas[0].indicators[1].core type"},
		{"areas.0.indicators.1.importance", 4, "areas[0].indicators[1].importance range"},
		{"areas.0.indicators.1.target", 5, "areas[0].indicators[1].target range"},
		{"areas.0.indicators.1.target", gone, "areas[0].indicators[1].target missing"},
		{"areas.0.indicators.1.Target", 3, "areas[0].indicators[1].Target unknown_field"},
		{"areas.0.indicators.1.pillar", "x", "areas[0].indicators[1].pillar reference"},
		{"areas.0.indicators.1.themes.0", "x", "areas[0].indicators[1].themes[0] reference"},
		{"areas.0.indicators.1.sources.0", "x", "areas[0].indicators[1].sources[0] reference"},
		{"areas.0.indicators.1.statement.nl", "", "areas[0].indicators[1].statement.nl empty"},
		{"areas.1.indicators.3.levels", less, "areas[1].indicators[3].levels count"},
		{"areas.1.indicators.3.levels.2.nl", "", "areas[1].indicators[3].levels[2].nl empty"},
		{"areas.0.indicators.0.evidence.0.nl", "", "areas[0].indicators[0].evidence[0].nl empty"},
		{"areas.0.indicators.0.origin.0.section", "", "areas[0].indicators[0].origin[0].section empty"},
		{"areas.0.indicators.0.actions.1.id", "V1-A1", "areas[0].indicators[0].actions[1].id twice"},
		{"areas.0.indicators.0.actions.0.for_levels.0", 5, "areas[0].indicators[0].actions[0].for_levels[0] range"},
		{"areas.0.indicators.0.actions.0.for_levels.0", 2, "areas[0].indicators[0].actions[0].for_levels[1] twice"},
		{"areas.0.indicators.0.actions.0.owner", "x", "areas[0].indicators[0].actions[0].owner reference"},
		{"areas.0.indicators.0.actions.0.term", "x", "areas[0].indicators[0].actions[0].term reference"},
		{"areas.0.indicators.0.actions.0.kind", "x", "areas[0].indicators[0].actions[0].kind reference"},
		{"areas.0.indicators.0.actions.0.result.en", "", "areas[0].indicators[0].actions[0].result.en empty"},
		{"note", "new", "note unknown_field"},
	} {
		t.Run(fmt.Sprintf("%s %.10v", c.place, c.value), func(t *testing.T) {
			_, err := exchange.ReadCard(edited(t, map[string]any{c.place: c.value}))
			if got := faults(t, err, assessment.CodeCardInvalid); !slices.Contains(got, c.want) {
				t.Errorf("faults %v, want %s", got, c.want)
			}
		})
	}
}

// faults returns the place and code of each fault of a refusal.
func faults(t testing.TB, err error, code assessment.Code) []string {
	t.Helper()
	var e *assessment.Error
	if !errors.As(err, &e) || e.Code != code {
		t.Fatalf("error %v, want %s", err, code)
	}
	var list []string
	for _, f := range e.Faults {
		list = append(list, strings.TrimSpace(f.Place+" "+string(f.Code)))
	}
	return list
}

func TestReadCardListsAllFaults(t *testing.T) {
	_, err := exchange.ReadCard(edited(t, map[string]any{
		"title.nl": 7, "extra": []any{map[string]any{}}, "areas.0.key": gone,
		"areas.1.indicators.3.levels": less, "areas.2.indicators.0.target": 9, "terms.0.weeks": -1,
	}))
	want := []string{
		"areas[0].key missing", "areas[1].indicators[3].levels count", "areas[2].indicators[0].target range",
		"extra unknown_field", "terms[0].weeks range", "title.nl type",
	}
	got := faults(t, err, assessment.CodeCardInvalid)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}

	_, err = exchange.ReadCard(edited(t, map[string]any{"schema": 2, "colour": "red", "areas": gone}))
	if diff := cmp.Diff([]string{"schema newer"}, faults(t, err, assessment.CodeCardInvalid)); diff != "" {
		t.Error("a card from the future:", diff)
	}

	_, err = exchange.ReadCard(edited(t, map[string]any{"languages": []any{"de", "fr"}}))
	got = faults(t, err, assessment.CodeCardInvalid)
	if len(got) != assessment.MaxFaults+1 || got[assessment.MaxFaults] != "too_many_fault" {
		t.Errorf("%d faults, the last %s", len(got), got[len(got)-1])
	}
}

func TestReadCardAcceptsOtherCards(t *testing.T) {
	small, err := exchange.ReadCard([]byte(smallCard))
	if err != nil {
		t.Fatal(err)
	}
	if small.Levels() != 3 || small.In(small.Title, "en") != "Klein" || small.Areas[0].Indicators[0].Actions == nil {
		t.Errorf("read as %+v", small)
	}
	spaced, err := exchange.ReadCard([]byte("\uFEFF" + strings.ReplaceAll(smallCard, ",", " ,\r\n\t")))
	if err != nil || string(spaced.Compact) != string(small.Compact) {
		t.Errorf("white space makes another card: %v", err)
	}
}

// smallCard is the smallest possible card of a school.
const smallCard = `{"schema":1,"id":"klein","version":"0.1.0","languages":["nl"],"title":{"nl":"Klein"},
"disclaimer":{"nl":"Proef"},"origin":"Proef","scale":{"rule":{"nl":"Kies"},"levels":[
{"title":{"nl":"A"},"meaning":{"nl":"a"}},{"title":{"nl":"B"},"meaning":{"nl":"b"}},{"title":{"nl":"B"},"meaning":{"nl":"b"}}]},
"answers":{"unknown":{"title":{"nl":"Weet niet"},"requires_note":true},"not_applicable":{"title":{"nl":"Nvt"},"requires_note":true}},
"discussion_prompts":[],"pillars":[{"key":"p","title":{"nl":"P"}}],"themes":[],"roles":[],"terms":[],"action_kinds":[],
"areas":[{"id":"Q","key":"q","title":{"nl":"Q"},"question":{"nl":"?"},"indicators":[{"id":"Q1","revision":1,"core":true,
"importance":1,"target":2,"pillar":"p","themes":[],"title":{"nl":"T"},"statement":{"nl":"S <&> \u2028"},"explanation":{"nl":"E"},
"levels":[{"nl":"1"},{"nl":"2"},{"nl":"3"}],"evidence":[],"actions":[],"origin":[],"sources":[]}]}],"sources":[]}`
