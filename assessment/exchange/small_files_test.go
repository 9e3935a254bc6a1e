package exchange_test

import (
	"errors"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
)

const (
	invitation = "kwaliteitskaart-invitation"
	ballot     = "kwaliteitskaart-ballot"
)

func TestInvitation(t *testing.T) {
	a := small(t)
	a.Scope = assessment.ScopeCore
	want := &exchange.Invitation{Card: a.Card, Team: a.Team.Name, Assessment: "small", Scope: assessment.ScopeCore}
	path := filepath.Join(t.TempDir(), "x"+exchange.Extension)
	if err := exchange.Invite(a).Save(path); err != nil {
		t.Fatal(err)
	}
	f, err := exchange.Folder("").Open(path, "")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(&exchange.Opened{Invitation: want}, f, sameFile); diff != "" {
		t.Error(diff)
	}
	b, err := exchange.Invite(a).Write()
	if err != nil {
		t.Fatal(err)
	}
	content := `{"card":{"id":"lob-mbo","version":"1.1.0"},"team":{"name":"<Zorg> & • é\n"},"assessment":"small","scope":"core"}`
	if got := contentOf(t, b); got != content {
		t.Errorf("got  %s\nwant %s", got, content)
	}
}

func TestBallotFile(t *testing.T) {
	a := small(t)
	invited := exchange.Invite(a)
	cast := invited.Cast(assessment.Ballot{Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{
		"V2": unknown, "V1": 3, "B1": notApplicable,
	}, Waiting: true})
	if other := invited.Cast(assessment.Ballot{}); len(cast.List[0].ID) != 36 || other.List[0].ID == cast.List[0].ID {
		t.Errorf("ids %q and %q are not new and random", cast.List[0].ID, other.List[0].ID)
	}
	read, err := invited.FromPaper("scan.pdf", []assessment.Ballot{{Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{"V1": 3}}})
	if err != nil {
		t.Fatal(err)
	}
	handedIn, err := invited.ReadForm(url.Values{"group": {"team"}, "answers.V1": {"3"}})
	if err != nil {
		t.Fatal(err)
	}
	storetest.Marked(t, a.ID, cast.List[0].ID, read.Ballots.List[0].ID, handedIn.Ballots.List[0].ID)
	cast.List[0].ID = "z"
	if again := invited.Cast(cast.List[0]); again.List[0].ID != "z" {
		t.Errorf("cast again it becomes another ballot: %q", again.List[0].ID)
	}
	path := filepath.Join(t.TempDir(), exchange.BallotName())
	if err := cast.Save(path); err != nil {
		t.Fatal(err)
	}
	f, err := exchange.Folder("").Open(path, "")
	if err != nil {
		t.Fatal(err)
	}
	want := &exchange.Ballots{Card: a.Card, Assessment: "small", List: []assessment.Ballot{{
		ID: "z", Group: assessment.GroupTeam, Answers: cast.List[0].Answers, Remarks: map[string]string{},
	}}}
	if diff := cmp.Diff(&exchange.Opened{Ballots: want}, f, sameFile); diff != "" {
		t.Error(diff)
	}
	if !cast.List[0].Waiting || cast.List[0].Remarks != nil {
		t.Error("writing changed the ballot")
	}
	b, err := cast.Write()
	if err != nil {
		t.Fatal(err)
	}
	content := `{"card":{"id":"lob-mbo","version":"1.1.0"},"assessment":"small",` +
		`"ballot":{"id":"z","group":"team","answers":{"B1":"not_applicable","V1":3,"V2":"unknown"},"remarks":{}}}`
	if got := contentOf(t, b); got != content {
		t.Errorf("got  %s\nwant %s", got, content)
	}
}

func TestBallotName(t *testing.T) {
	seen := map[string]bool{}
	for range 100 {
		name := exchange.BallotName()
		if !regexp.MustCompile(`^antwoorden-[0-9a-f]{8}\.kwaliteitskaart$`).MatchString(name) || seen[name] {
			t.Fatalf("%q, or it was there before", name)
		}
		seen[name] = true
	}
}

func TestSmallFilesRefuse(t *testing.T) {
	files := three(t)
	ref := `{"id":"lob-mbo","version":"1.1.0"}`
	long := strings.Repeat("x", assessment.MaxID+1)
	for name, c := range map[string]struct {
		format   string
		old, new string
		want     string // code, args and faults
	}{
		"empty invitation":     {invitation, "", `{}`, "content card missing team missing assessment missing scope missing"},
		"card missing":         {invitation, `"card":` + ref + `,`, ``, "content card missing"},
		"card a text":          {invitation, ref, `"lob-mbo"`, "content card type"},
		"card twice":           {invitation, `"card":` + ref, `"card":` + ref + `,"card":` + ref, "content card twice"},
		"card named too much":  {invitation, `"1.1.0"`, `"1.1.0","x":1`, "content card.x unknown_field"},
		"unknown card":         {invitation, `1.1.0`, `9.0.0`, `unknown_card card="lob-mbo" version="9.0.0"`},
		"own card, newer":      {invitation, ref, `{"schema":2}`, "newer_file"},
		"own card, broken":     {invitation, ref, strings.Replace(smallCard, `"target":2`, `"target":4`, 1), "content card.areas[0].indicators[0].target range"},
		"more of the team":     {invitation, `"team":{`, `"team":{"id":"t",`, "content team.id unknown_field"},
		"team a text":          {invitation, `"team":{`, `"x":1,"team":"Zorg","y":{`, "content x unknown_field team type y unknown_field"},
		"nameless team":        {invitation, `"name"`, `"Name"`, "content team.Name unknown_field team.name missing"},
		"long team name":       {invitation, `"name":"`, `"name":"` + strings.Repeat("é", assessment.MaxText), "content team.name too_long"},
		"invalid UTF-8":        {invitation, `"name":"`, "\"name\":\"\xff", "content team.name syntax"},
		"whole assessment":     {invitation, `"small"`, `{"id":"small"}`, "content assessment type"},
		"no assessment":        {invitation, `"small"`, `""`, "content assessment empty"},
		"long assessment id":   {invitation, `"small"`, `"` + long + `"`, "content assessment too_long"},
		"odd assessment id":    {invitation, `"small"`, `"a b"`, "content assessment pattern"},
		"bad scope":            {invitation, `"full"`, `"all"`, "content scope choice"},
		"scope null":           {invitation, `"full"`, `null`, "content scope type"},
		"whom it is for":       {invitation, `"scope"`, `"for":"Jan","scope"`, "content for unknown_field"},
		"a ballot within":      {invitation, `"scope"`, `"ballot":{},"scope"`, "content ballot unknown_field"},
		"content of a ballot":  {invitation, "", contentOf(t, files[ballot]), "content ballot unknown_field team missing scope missing"},
		"empty ballot file":    {ballot, "", `{}`, "content card missing assessment missing ballot missing"},
		"ballot, unknown card": {ballot, `1.1.0`, `9.0.0`, `unknown_card card="lob-mbo" version="9.0.0"`},
		"ballot, broken card":  {ballot, ref, `{"schema":2}`, "newer_file"},
		"ballot for nothing":   {ballot, `"small"`, `""`, "content assessment empty"},
		"ballot for anything":  {ballot, `"small"`, `null`, "content assessment type"},
		"ballot null":          {ballot, `"ballot":{`, `"ballot":null,"x":{`, "content ballot type x unknown_field"},
		"ballot without id":    {ballot, `"id":"y",`, ``, "content ballot.id missing"},
		"ballot with empty id": {ballot, `"id":"y"`, `"id":""`, "content ballot.id empty"},
		"ballot with a name":   {ballot, `"id":"y"`, `"id":"y","name":"Jan"`, "content ballot.name unknown_field"},
		"ballot with a time":   {ballot, `"assessment"`, `"at":"2026-11-23T12:00:00Z","assessment"`, "content at unknown_field"},
		"ballot that waits":    {ballot, `"id":"y"`, `"id":"y","Waiting":true`, "content ballot.Waiting unknown_field"},
		"bad group":            {ballot, `"team"`, `"parents"`, "content ballot.group choice"},
		"answers a list":       {ballot, `{"V1":3}`, `[3]`, "content ballot.answers type"},
		"blank answer":         {ballot, `{"V1":3}`, `{"V1":null}`, "content ballot.answers.V1 type"},
		"answer twice":         {ballot, `{"V1":3}`, `{"V1":3,"V1":3}`, "content ballot.answers.V1 twice"},
		"no such answer":       {ballot, `{"V1":3}`, `{"V1":"yes"}`, "content ballot.answers.V1 type"},
		"no such level":        {ballot, `{"V1":3}`, `{"V1":5}`, "content ballot.answers.V1 range"},
		"no such indicator":    {ballot, `{"V1":3}`, `{"V9":3}`, "content ballot.answers.V9 reference"},
		"misleading indicator": {ballot, `{"V1":3}`, `{"assessment.id":3}`, "content ballot.answers.assessment.id reference"},
		"no such remark":       {ballot, `{"B1":"?"}`, `{"B9":"?"}`, "content ballot.remarks.B9 reference"},
		"long remark":          {ballot, `"?"`, `"` + strings.Repeat("é", assessment.MaxText+1) + `"`, "content ballot.remarks.B1 too_long"},
	} {
		t.Run(name, func(t *testing.T) {
			content := c.new
			if before := contentOf(t, files[c.format]); c.old != "" {
				if content = strings.Replace(before, c.old, c.new, 1); content == before {
					t.Fatalf("the content has no %s", c.old)
				}
			}
			f, err := exchange.ReadAny(sealed(c.format, content), storetest.BuiltIn(t))
			if got := refusal(t, err); f != nil || got != c.want {
				t.Errorf("got  %.500s\nwant %s", got, c.want)
			}
		})
	}
}

func TestSmallFilesAreNotWrittenIfUnreadable(t *testing.T) {
	for name, spoil := range map[string]func(*exchange.Invitation, *assessment.Ballot){
		"team":      func(i *exchange.Invitation, _ *assessment.Ballot) { i.Team = strings.Repeat("x", assessment.MaxText+1) },
		"scope":     func(i *exchange.Invitation, _ *assessment.Ballot) { i.Scope = "" },
		"id":        func(i *exchange.Invitation, _ *assessment.Ballot) { i.Assessment = "" },
		"card":      func(i *exchange.Invitation, _ *assessment.Ballot) { c := *i.Card; c.Compact = nil; i.Card = &c },
		"group":     func(_ *exchange.Invitation, b *assessment.Ballot) { b.Group = "" },
		"level":     func(_ *exchange.Invitation, b *assessment.Ballot) { b.Answers = map[string]assessment.Answer{"V1": 9} },
		"blank":     func(_ *exchange.Invitation, b *assessment.Ballot) { b.Answers = map[string]assessment.Answer{"V1": 0} },
		"indicator": func(_ *exchange.Invitation, b *assessment.Ballot) { b.Remarks = map[string]string{"Z1": ""} },
		"remark": func(_ *exchange.Invitation, b *assessment.Ballot) {
			b.Remarks = map[string]string{"V1": strings.Repeat("x", assessment.MaxText+1)}
		},
	} {
		a := small(t)
		i, b := exchange.Invite(a), a.Ballots[0]
		spoil(i, &b)
		path := filepath.Join(t.TempDir(), "x")
		invited, cast := i.Save(path), i.Cast(b).Save(path)
		inInvitation := name == "team" || name == "scope" || name == "id" || name == "card"
		if refused := assessment.CodeOf(invited) == assessment.CodeInvalid; refused != inInvitation {
			t.Errorf("%s: invitation %v", name, invited)
		}
		inBallot := name != "team" && name != "scope" // a ballot has neither
		if refused := assessment.CodeOf(cast) == assessment.CodeInvalid; refused != inBallot {
			t.Errorf("%s: ballot %v", name, cast)
		}
	}
}

// TestOwnCardTravelsInSmallFiles checks that a colleague does not need the school's card beforehand.
func TestOwnCardTravelsInSmallFiles(t *testing.T) {
	card, err := exchange.ReadCard([]byte(smallCard))
	if err != nil {
		t.Fatal(err)
	}
	a := assessment.New(card, assessment.Team{}, "2026-11-23", 1)
	b, err := exchange.Invite(a).Write()
	if err != nil {
		t.Fatal(err)
	}
	f, err := exchange.ReadAny(b, storetest.BuiltIn(t))
	if err != nil || string(f.Invitation.Card.Compact) != string(card.Compact) {
		t.Fatalf("the card is not kept: %v", err)
	}
	b, err = f.Invitation.Cast(assessment.Ballot{Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{"Q1": 3}}).Write()
	if err != nil {
		t.Fatal(err)
	}
	if f, err = exchange.ReadAny(b, storetest.BuiltIn(t)); err != nil || f.Ballots.For(a) != nil {
		t.Fatalf("the ballot is refused: %v", err)
	}
	ref := strings.Replace(contentOf(t, b), string(card.Compact), `{"id":"klein","version":"0.1.0"}`, 1)
	if f, err := exchange.ReadAny(sealed(ballot, ref), exchange.Cards{card}); err != nil || f.Ballots.Card != card {
		t.Errorf("a name is not enough where the card is known: %v", err)
	}
	if _, err := exchange.ReadAny(sealed(ballot, ref), storetest.BuiltIn(t)); assessment.CodeOf(err) != assessment.CodeUnknownCard {
		t.Errorf("a name is enough where the card is not known: %v", err)
	}
	other := *card
	other.Compact = []byte(strings.Replace(string(card.Compact), "Kies", "Weeg", 1))
	if _, err := exchange.ReadAny(b, exchange.Cards{&other}); assessment.CodeOf(err) != assessment.CodeCardConflict {
		t.Errorf("the card is known here with other words: %v", err)
	}
	a.Card = &other
	if err := f.Ballots.For(a); assessment.CodeOf(err) != assessment.CodeCardConflict {
		t.Errorf("the assessment has other words: %v", err)
	}
}

func TestBallotFor(t *testing.T) {
	a := small(t)
	klein, err := exchange.ReadCard([]byte(smallCard))
	if err != nil {
		t.Fatal(err)
	}
	newer := *a.Card
	newer.Version = "1.2.0"
	path := filepath.Join(t.TempDir(), "antwoorden-1.kwaliteitskaart")
	if err := exchange.Invite(a).Cast(a.Ballots[0]).Save(path); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		change func(*assessment.Assessment, *exchange.Ballots)
		want   string
	}{
		"its own":           {func(*assessment.Assessment, *exchange.Ballots) {}, ""},
		"a core scan later": {func(a *assessment.Assessment, _ *exchange.Ballots) { a.Scope = assessment.ScopeCore }, ""},
		"another one": {
			func(a *assessment.Assessment, _ *exchange.Ballots) { a.ID = "other" },
			`ballot_elsewhere file="antwoorden-1.kwaliteitskaart"`,
		},
		"another card": {
			func(a *assessment.Assessment, _ *exchange.Ballots) { a.Card = klein },
			`ballot_card card="lob-mbo" file="antwoorden-1.kwaliteitskaart" version="1.1.0"`,
		},
		"another version": {
			func(a *assessment.Assessment, _ *exchange.Ballots) { a.Card = &newer },
			`ballot_card card="lob-mbo" file="antwoorden-1.kwaliteitskaart" version="1.1.0"`,
		},
		"both": {
			func(a *assessment.Assessment, _ *exchange.Ballots) { a.ID, a.Card = "other", klein },
			`ballot_elsewhere file="antwoorden-1.kwaliteitskaart"`,
		},
		"another indicator": {
			func(_ *assessment.Assessment, b *exchange.Ballots) { b.List[0].Answers["Q1"] = 1 },
			`content file="antwoorden-1.kwaliteitskaart" ballot.answers.Q1 reference`,
		},
		"another level": {
			func(_ *assessment.Assessment, b *exchange.Ballots) { b.List[0].Answers["V1"] = 5 },
			`content file="antwoorden-1.kwaliteitskaart" ballot.answers.V1 range`,
		},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := exchange.Folder("").Open(path, "")
			if err != nil {
				t.Fatal(err)
			}
			to := *a
			c.change(&to, f.Ballots)
			err = f.BallotsFor(&to)
			switch {
			case c.want == "" && err != nil:
				t.Errorf("refused: %v", err)
			case c.want != "":
				if got := refusal(t, err); got != c.want {
					t.Errorf("got  %s\nwant %s", got, c.want)
				}
			}
		})
	}
	e := (*assessment.Error)(nil)
	if err := (&exchange.Ballots{Card: a.Card, Assessment: "x"}).For(a); !errors.As(err, &e) || e.Args["file"] != "" {
		t.Errorf("from no file: %v", err)
	}
	whole := &exchange.Opened{Assessment: a}
	if err := whole.BallotsFor(a); assessment.CodeOf(err) != assessment.CodeNotBallot {
		t.Errorf("no ballots: %v", err)
	}
}
