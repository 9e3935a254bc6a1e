package exchange_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
)

// small returns an unsorted assessment with one of everything.
func small(t testing.TB) *assessment.Assessment {
	a := assessment.New(storetest.BuiltIn(t).Newest(exchange.DefaultCard), assessment.Team{ID: "team", Name: "<Zorg> & • é\n"}, "2026-11-23", 1_790_000_000_000)
	a.ID = "small"
	a.Ballots = []assessment.Ballot{
		{ID: "y", Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{"V1": 3}, Remarks: map[string]string{"B1": "?"}},
		{ID: "x", Group: assessment.GroupStudents},
	}
	a.Scores = []assessment.Score{
		{Indicator: "V2", Answer: assessment.Unknown, Target: 3, Importance: 1},
		{Indicator: "V1", Answer: 3, Target: 3, Importance: 3, UpdatedAt: 1_700_000_000_123},
	}
	notes := []assessment.Note{{ID: "n2", Date: "2026-12-02"}, {ID: "n1", Date: "2026-12-01", Text: "begonnen"}}
	a.Plan.Priorities = []assessment.Priority{
		{ID: "p2", Indicator: "B1", Position: 2},
		{ID: "p1", Indicator: "V1", Position: 1, Actions: []assessment.Action{
			{ID: "a1", Feasibility: 2, Status: assessment.ActionTodo},
			{ID: "a2", Feasibility: 2, Status: assessment.ActionDoing, Due: "2027-01-01", Notes: notes},
		}},
	}
	a.Deleted = []assessment.Deletion{{ID: "d2", UpdatedAt: 2}, {ID: "d1", UpdatedAt: 1}}
	return a
}

func written(t testing.TB, a *assessment.Assessment, options ...exchange.Option) []byte {
	t.Helper()
	b, err := exchange.Write(a, options...)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// contentOf returns the content of a file as compact JSON.
func contentOf(t testing.TB, file []byte) string {
	t.Helper()
	var e struct{ Content json.RawMessage }
	var b bytes.Buffer
	if err := json.Unmarshal(file, &e); err != nil {
		t.Fatal(err)
	}
	if err := json.Compact(&b, e.Content); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// sealed puts content in an envelope with the right checksum.
func sealed(format, content string) []byte {
	var b bytes.Buffer
	if json.Compact(&b, []byte(content)) != nil {
		b.WriteString(content)
	}
	sum := sha256.Sum256(b.Bytes())
	return fmt.Appendf(nil, `{"format":"%s","version":1,"sha256":"%s","content":%s}`, format, hex.EncodeToString(sum[:]), content)
}

func TestWrite(t *testing.T) {
	a := small(t)
	b := written(t, a)
	if a.Ballots[0].ID != "y" || a.Plan.Priorities[1].Actions[0].ID != "a1" || a.Ballots[1].Answers != nil {
		t.Error("writing changed the assessment")
	}
	got, err := exchange.Read(b, storetest.BuiltIn(t))
	if err != nil {
		t.Fatal(err)
	}
	if got.Team != a.Team || got.Details != a.Details {
		t.Error("texts are not kept exactly")
	}
	if !bytes.Equal(written(t, got), b) {
		t.Error("writing what was read gives other bytes")
	}
	content := contentOf(t, b)
	for _, want := range []string{
		`{"card":{"id":"lob-mbo","version":"1.1.0"},"team":{"id":"team",`, `"name":"<Zorg> & • é\n"`,
		`"ballots":[{"id":"x","group":"students","answers":{},"remarks":{}},{"id":"y"`,
		`"scores":[{"indicator":"V1"`, `"updated_at":"2023-11-14T22:13:20.123Z"},{"indicator":"V2","answer":"unknown"`,
		`"priorities":[{"id":"p1"`, `"actions":[{"id":"a2"`, `"notes":[{"id":"n1"`, `"notes":[]}]},{"id":"p2"`,
		`"actions":[]}]},"previous":null,"deleted":[{"id":"d1"`,
	} {
		if !strings.Contains(content, want) {
			t.Errorf("content lacks %s\n%s", want, content)
		}
	}

	without := written(t, a, exchange.WithoutBallots())
	if got, err := exchange.Read(without, storetest.BuiltIn(t)); err != nil || len(got.Ballots) > 0 || len(got.Scores) != 2 {
		t.Errorf("without ballots: %v", err)
	}
	if len(a.Ballots) != 2 || !strings.Contains(contentOf(t, without), `"ballots":[]`) {
		t.Error("the ballots are left out in the wrong place")
	}
}

func TestWriteRefusesUnreadableFiles(t *testing.T) {
	for name, spoil := range map[string]func(*assessment.Assessment){
		"broken rule":     func(a *assessment.Assessment) { a.Scores[0].Target = 9 },
		"card never read": func(a *assessment.Assessment) { c := *a.Card; c.Compact = nil; a.Card = &c },
		"text too long":   func(a *assessment.Assessment) { a.Plan.Strong = strings.Repeat("x", assessment.MaxText+1) },
	} {
		a := small(t)
		spoil(a)
		if b, err := exchange.Write(a); assessment.CodeOf(err) != assessment.CodeInvalid || b != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	a := small(t)
	a.Ballots = hugeBallots()
	if b, err := exchange.Write(a); assessment.CodeOf(err) != assessment.CodeTooLarge || b != nil {
		t.Errorf("over the maximum: %v", err)
	}
}

// TestWaitingBallotsAreNotInTheFile checks that a file contains neither waiting ballots nor the expected number.
func TestWaitingBallotsAreNotInTheFile(t *testing.T) {
	a := small(t)
	late := assessment.Ballot{ID: "late", Group: assessment.GroupTeam, Waiting: true}
	file := written(t, a)
	a.Ballots, a.Expected = append([]assessment.Ballot{late}, a.Ballots...), 8
	if !bytes.Equal(written(t, a), file) {
		t.Error("the file differs")
	}
	if !a.Ballots[0].Waiting || a.Expected != 8 {
		t.Error("writing changed the assessment")
	}
}

// hugeBallots returns ballots that are valid individually and together exceed the size of a file.
func hugeBallots() []assessment.Ballot {
	all := make([]assessment.Ballot, assessment.MaxBallots)
	for i := range all {
		all[i] = assessment.Ballot{
			ID: fmt.Sprint(i), Group: assessment.GroupTeam,
			Remarks: map[string]string{"V1": strings.Repeat("x", assessment.MaxText), "V2": strings.Repeat("x", assessment.MaxText)},
		}
	}
	return all
}

func TestOwnCardTravelsWhole(t *testing.T) {
	card, err := exchange.ReadCard([]byte(smallCard))
	if err != nil {
		t.Fatal(err)
	}
	a := assessment.New(card, assessment.Team{}, "2026-11-23", 1)
	a.Scores = []assessment.Score{{Indicator: "Q1", Answer: 3, Target: 2, Importance: 1}}
	b := written(t, a)
	if !strings.Contains(contentOf(t, b), string(card.Compact)) {
		t.Error("the card is not in the file as it was read")
	}
	got, err := exchange.Read(b, storetest.BuiltIn(t))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got.Card.Compact, card.Compact) || !bytes.Equal(written(t, got), b) {
		t.Error("the card is not kept")
	}
	if got, err := exchange.Read(b, exchange.Cards{card}); err != nil || got.Card != card {
		t.Errorf("a card known here already: %v", err)
	}

	other := *card
	other.Compact = bytes.Replace(card.Compact, []byte("Kies"), []byte("Weeg"), 1)
	_, err = exchange.Read(b, exchange.Cards{&other})
	if want := `card_conflict card="klein" version="0.1.0"`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
	shipped := storetest.BuiltIn(t).Newest(exchange.DefaultCard)
	whole := strings.Replace(contentOf(t, written(t, small(t))), `{"id":"lob-mbo","version":"1.1.0"}`, string(shipped.Compact), 1)
	if got, err := exchange.Read(sealed("kwaliteitskaart", whole), storetest.BuiltIn(t)); err != nil || got.Card != shipped {
		t.Errorf("a built-in card given whole: %v", err)
	}
	changed := strings.Replace(whole, "Wij kunnen als team", "Wij kunnen", 1)
	if _, err := exchange.Read(sealed("kwaliteitskaart", changed), storetest.BuiltIn(t)); assessment.CodeOf(err) != assessment.CodeCardConflict {
		t.Errorf("a built-in card with other words: %v", err)
	}
}

// A hand-made file may have a day of adoption in a draft, or of closing in an open round; both are cleared.
func TestDraftOfAFileIsNotAdopted(t *testing.T) {
	a := small(t)
	content := contentOf(t, written(t, a))
	for _, field := range []string{"adopted_on", "closed_on"} {
		forged := strings.Replace(content, `"`+field+`":""`, `"`+field+`":"2026-11-30"`, 1)
		if forged == content {
			t.Fatalf("%s is not empty in the file", field)
		}
		file := bytes.Replace(sealed("kwaliteitskaart", forged), []byte(`"version":1`), []byte(`"version":2`), 1)
		read, err := exchange.Read(file, exchange.Cards{a.Card})
		if err != nil || read.Plan.AdoptedOn != "" || read.ClosedOn != "" {
			t.Errorf("%s: adopted on %q, closed on %q, %v", field, read.Plan.AdoptedOn, read.ClosedOn, err)
		}
	}
}

func TestReadRefuses(t *testing.T) {
	file := string(written(t, small(t)))
	content := contentOf(t, []byte(file))
	swap := func(old, new string) string {
		if !strings.Contains(file, old) {
			t.Fatalf("the file has no %s", old)
		}
		return strings.Replace(file, old, new, 1)
	}
	within := func(old, new string) string {
		if !strings.Contains(content, old) {
			t.Fatalf("the content has no %s", old)
		}
		return string(sealed("kwaliteitskaart", strings.Replace(content, old, new, 1)))
	}
	ref := `{"id":"lob-mbo","version":"1.1.0"}`
	ballot := `{"id":"x","group":"students","answers":{},"remarks":{}}`
	ballots := make([]string, assessment.MaxBallots)
	for i := range ballots {
		ballots[i] = strings.Replace(ballot, `"x"`, fmt.Sprintf(`"b%d"`, i), 1)
	}
	long := strings.Repeat("V", 1000)
	for name, c := range map[string]struct {
		file string
		want string // code, args and faults
	}{
		"an invitation":          {swap(`"kwaliteitskaart"`, `"kwaliteitskaart-invitation"`), `not_ours kind="ours"`},
		"a ballot":               {swap(`"kwaliteitskaart"`, `"kwaliteitskaart-ballot"`), `not_ours kind="ours"`},
		"content empty":          {string(sealed("kwaliteitskaart", "{}")), "content card missing team missing assessment missing ballots missing scores missing plan missing deleted missing"},
		"card missing":           {within(`"card":`+ref+`,`, ``), "content card missing"},
		"card a text":            {within(ref, `"lob-mbo"`), "content card type"},
		"unknown card":           {within(`1.1.0`, `9.0.0`), `unknown_card card="lob-mbo" version="9.0.0"`},
		"card named too much":    {within(`"1.1.0"`, `"1.1.0","x":1`), "content card.x unknown_field"},
		"own card, broken":       {within(ref, strings.Replace(smallCard, `"target":2`, `"target":4`, 1)), "content card.areas[0].indicators[0].target range"},
		"own card, half":         {within(ref, `{"id":"klein","schema":1,"areas":[]}`), "content card.version missing card.languages missing"},
		"own card, newer":        {within(ref, `{"schema":2}`), "newer_file"},
		"card twice":             {within(`"card":`+ref, `"card":`+ref+`,"card":`+ref), "content card twice"},
		"unknown field inside":   {within(`"crebo":""`, `"crebo":"","x":1`), "content team.x unknown_field"},
		"missing field inside":   {within(`"crebo":"",`, ``), "content team.crebo missing"},
		"name in other case":     {within(`"crebo"`, `"Crebo"`), "content team.Crebo unknown_field team.crebo missing"},
		"wrong type":             {within(`"revealed":false`, `"revealed":"no"`), "content assessment.revealed type"},
		"a float":                {within(`"hours":0`, `"hours":0.5`), "content plan.priorities[0].actions[0].hours type"},
		"negative":               {within(`"euros":0`, `"euros":-1`), "content plan.priorities[0].actions[0].euros range"},
		"bad scope":              {within(`"scope":"full"`, `"scope":"all"`), "content assessment.scope choice"},
		"bad group":              {within(`"group":"team"`, `"group":"parents"`), "content ballots[1].group choice"},
		"bad date":               {within(`"date":"2026-12-01"`, `"date":"2026-02-30"`), "content plan.priorities[0].actions[0].notes[0].date date"},
		"bad instant":            {within(`20.123Z`, `20.123456Z`), "content scores[0].updated_at instant"},
		"level out of range":     {within(`"answer":3`, `"answer":5`), "content scores[0].answer range"},
		"no such answer":         {within(`"answer":3`, `"answer":"yes"`), "content scores[0].answer type"},
		"not applicable, silent": {within(`"answer":3`, `"answer":"not_applicable"`), "content scores[0].note note"},
		"blank on a ballot":      {within(`{"V1":3}`, `{"V1":null}`), "content ballots[1].answers.V1 type"},
		"answer twice":           {within(`{"V1":3}`, `{"V1":3,"V1":3}`), "content ballots[1].answers.V1 twice"},
		"no such indicator":      {within(`{"V1":3}`, `{"V9":3}`), "content ballots[1].answers.V9 reference"},
		"a long name":            {within(`{"V1":3}`, `{"`+long+`":3}`), "content ballots[1].answers." + long[:200-len("ballots[1].answers.")] + "… reference"},
		"no such remark":         {within(`{"B1":"?"}`, `{"B9":"?"}`), "content ballots[1].remarks.B9 reference"},
		"no such score":          {within(`"indicator":"V2"`, `"indicator":"V9"`), "content scores[1].indicator reference"},
		"scored twice":           {within(`"indicator":"V2"`, `"indicator":"V1"`), "content scores[1].indicator twice"},
		"id twice":               {within(`"id":"a2"`, `"id":"p1"`), "content plan.priorities[0].actions[0].id twice"},
		"stopped without reason": {within(`"doing"`, `"stopped"`), "content plan.priorities[0].actions[0].reason reason"},
		"due before start":       {within(`"start":""`, `"start":"2028-01-01"`), "content plan.priorities[0].actions[0].due due"},
		"text too long":          {within(`"begonnen"`, `"`+strings.Repeat("é", 10_001)+`"`), "content plan.priorities[0].actions[0].notes[0].text too_long"},
		"too many ballots":       {within(`"ballots":[`, `"ballots":[`+strings.Join(ballots, ",")+","), "content ballots count"},
		"invalid UTF-8":          {within(`"begonnen"`, "\"\xff\""), "content plan.priorities[0].actions[0].notes[0].text syntax"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := exchange.Read([]byte(c.file), storetest.BuiltIn(t))
			if s := refusal(t, err); s != c.want && name != "own card, half" || !strings.HasPrefix(s, c.want) {
				t.Errorf("got  %.500s\nwant %s", s, c.want)
			}
		})
	}
}
