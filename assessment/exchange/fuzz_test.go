package exchange_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assets"
)

// FuzzRead reads any input, as a file and as the content of a valid envelope, which the checksum would otherwise
// protect.
func FuzzRead(f *testing.F) {
	a := small(f)
	file := written(f, a)
	f.Add(file)
	f.Add([]byte(contentOf(f, file)))
	f.Add([]byte(contentOf(f, written(f, a, exchange.WithoutBallots()))))
	card, err := exchange.ReadCard([]byte(smallCard))
	if err != nil {
		f.Fatal(err)
	}
	own := assessment.New(card, assessment.Team{ID: "t"}, "2026-11-23", 1)
	own.ID = "own"
	f.Add([]byte(contentOf(f, written(f, own))))
	f.Add([]byte(`{"format":"kwaliteitskaart","version":2}`))
	f.Add([]byte("age-encryption.org/v1\n"))
	cards := storetest.BuiltIn(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, file := range [][]byte{b, sealed("kwaliteitskaart", string(b))} {
			var a *assessment.Assessment
			var err error
			modestly(t, func() { a, err = exchange.Read(file, cards) })
			if err != nil {
				bounded(t, err)
				continue
			}
			if len(a.Ballots) > assessment.MaxBallots || len(a.Check()) > 0 {
				t.Fatal("accepted what breaks a rule")
			}
			first, err := exchange.Write(a)
			if err != nil {
				t.Fatalf("what was read cannot be written: %v", err)
			}
			again, err := exchange.Read(first, cards)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(a, again); diff != "" {
				t.Fatal(diff)
			}
			if second, err := exchange.Write(again); err != nil || !bytes.Equal(first, second) {
				t.Fatalf("written twice, other bytes: %v", err)
			}
		}
	})
}

// FuzzReadInvitation reads any input, as a file and as the content of an envelope of an invitation.
func FuzzReadInvitation(f *testing.F) { fuzzSmallFile(f, invitation) }

// FuzzReadBallot reads any input, as a file and as the content of an envelope of a ballot.
func FuzzReadBallot(f *testing.F) { fuzzSmallFile(f, ballot) }

func fuzzSmallFile(f *testing.F, format string) {
	file := three(f)[format]
	content := contentOf(f, file)
	f.Add(file)
	f.Add([]byte(content))
	f.Add([]byte(strings.Replace(content, `{"id":"lob-mbo","version":"1.1.0"}`, smallCard, 1)))
	f.Add([]byte(`{"format":"` + format + `","version":2}`))
	cards := storetest.BuiltIn(f)
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, file := range [][]byte{b, sealed(format, string(b))} {
			var read *exchange.Opened
			var err error
			modestly(t, func() { read, err = exchange.ReadAny(file, cards) })
			if err != nil {
				bounded(t, err)
				continue
			}
			first, err := rewritten(read)
			if err != nil {
				t.Fatalf("what was read cannot be written: %v", err)
			}
			again, err := exchange.ReadAny(first, cards)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(read, again, sameFile); diff != "" {
				t.Fatal(diff)
			}
			if second, err := rewritten(again); err != nil || !bytes.Equal(first, second) {
				t.Fatalf("written twice, other bytes: %v", err)
			}
			if read.Ballots != nil {
				accepted(t, read.Ballots)
			}
		}
	})
}

// accepted checks that a ballot that was read fits its assessment, which can then be handed over with it.
func accepted(t *testing.T, b *exchange.Ballots) {
	a := assessment.New(b.Card, assessment.Team{}, "2026-11-23", 1)
	a.ID = b.Assessment
	if err := b.For(a); err != nil {
		t.Fatalf("refused by the assessment it is for: %v", err)
	}
	a.Ballots = b.List
	if _, err := exchange.Write(a); err != nil {
		t.Fatalf("an assessment with it cannot be written: %v", err)
	}
	a.ID = "other" + b.Assessment
	if err := b.For(a); assessment.CodeOf(err) != assessment.CodeBallotElsewhere {
		t.Fatalf("another assessment takes it: %v", err)
	}
}

// FuzzReadCard reads any input as a card.
func FuzzReadCard(f *testing.F) {
	shipped, err := assets.Cards.ReadFile(shippedCard)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(shipped)
	f.Add([]byte(smallCard))
	f.Add([]byte(`{"schema":2}`))
	f.Fuzz(func(t *testing.T, b []byte) {
		var card *assessment.Card
		var err error
		modestly(t, func() { card, err = exchange.ReadCard(b) })
		if err != nil {
			bounded(t, err)
			return
		}
		again, err := exchange.ReadCard(card.Compact)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(card, again); diff != "" {
			t.Fatal(diff)
		}
	})
}

// bounded checks that an error is a refusal, and is short whatever it refuses.
func bounded(t *testing.T, err error) {
	var e *assessment.Error
	if !errors.As(err, &e) || !assessment.Refused(err) {
		t.Fatalf("not a refusal: %v", err)
	}
	if len(e.Faults) > assessment.MaxFaults+1 {
		t.Fatalf("%d faults", len(e.Faults))
	}
	if (e.Code == assessment.CodeContent || e.Code == assessment.CodeCardInvalid) && len(e.Faults) == 0 {
		t.Fatalf("%s without a fault", e.Code)
	}
	for _, x := range e.Faults {
		if utf8.RuneCountInString(x.Place) > 300 || utf8.RuneCountInString(x.Got) > 100 {
			t.Fatalf("unreadable: %v", x)
		}
	}
}
