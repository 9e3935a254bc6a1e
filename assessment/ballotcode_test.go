package assessment_test

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

const codeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// ballotFor returns a ballot that a code can contain: without remarks, and with answers in scope only.
func (d dice) ballotFor(c *assessment.Card, scope assessment.Scope) assessment.Ballot {
	b := assessment.Ballot{
		Group: assessment.Groups[d.IntN(len(assessment.Groups))], Answers: map[string]assessment.Answer{}, Remarks: map[string]string{},
	}
	blanks := []int{0, 0, 20, 100}[d.IntN(4)]
	for _, ind := range c.InScope(scope) {
		if !d.chance(blanks) {
			answers := []assessment.Answer{assessment.Unknown, assessment.NotApplicable}
			for level := range c.Levels() {
				answers = append(answers, assessment.Answer(level+1))
			}
			b.Answers[ind.ID] = answers[d.IntN(len(answers))]
		}
	}
	return b
}

func (d dice) mark() assessment.Mark { return assessment.Mark(d.IntN(int(assessment.MaxMark) + 1)) }

func (d dice) scope() assessment.Scope {
	return []assessment.Scope{assessment.ScopeFull, assessment.ScopeCore}[d.IntN(2)]
}

// characters returns a code without separators.
func characters(code string) string { return strings.ReplaceAll(code, "-", "") }

// Any ballot is recovered from its code, however the code is typed.
func TestBallotComesBackFromItsCode(t *testing.T) {
	d := dice{rand.New(rand.NewPCG(21, 1))}
	for range randomRounds() {
		card, scope := d.card(), d.scope()
		codes := assessment.NewBallotCode(card, scope, "an assessment")
		want, mark := d.ballotFor(card, scope), d.mark()
		want.ID = codes.BallotID(mark)
		code := codes.Write(want, mark)
		for name, typed := range map[string]string{
			"as it is": code, "in small letters": strings.ToLower(code), "without dashes": characters(code),
			"with spaces": strings.ReplaceAll(code, "-", "\u00A0 "), "with long dashes": strings.ReplaceAll(code, "-", " – "),
			"with letters that look alike": strings.NewReplacer("1", "l", "0", "o").Replace(code), "with others": strings.NewReplacer("1", "I", "0", "O").Replace(code),
		} {
			got, m, err := codes.Read(typed)
			if err != nil || m != mark || !cmp.Equal(got, want) {
				t.Fatalf("%s: %q gives %v, mark %x, error %v; want %v, mark %x", name, typed, got, m, err, want, mark)
			}
		}
		whole, blanks := codes.Lengths()
		length := blanks
		if len(want.Answers) == len(card.InScope(scope)) {
			length = whole
		}
		if len(characters(code)) != length {
			t.Fatalf("%s has %d characters, not %d", code, len(characters(code)), length)
		}
		for group := range strings.SplitSeq(code, "-") {
			if len(group) > 4 {
				t.Fatalf("%s is not in groups of four", code)
			}
		}
	}
}

// A code for the shipped card has 31 characters, or 32 if some indicators are not answered.
func TestLengthOfACode(t *testing.T) {
	codes := assessment.NewBallotCode(shippedAs(t, "1.1.0"), assessment.ScopeFull, "x")
	if whole, blanks := codes.Lengths(); whole != 31 || blanks != 32 || !codes.Fits() {
		t.Errorf("%d and %d characters", whole, blanks)
	}
	var many []given
	for i := range assessment.MaxIndicators {
		for _, area := range []string{"A", "B", "C", "D", "E"} {
			many = append(many, given{id: fmt.Sprint(area, i)})
		}
	}
	if assessment.NewBallotCode(cardOf(6, many...), assessment.ScopeFull, "x").Fits() {
		t.Errorf("a code of %d indicators is short enough to type", len(many))
	}
}

// Codes never change, because pages that were sent out generate them. These were computed by another program.
func TestCodesStayTheSame(t *testing.T) {
	card := cardOf(4, given{id: "V1"}, given{id: "V2"}, given{id: "B1"}, given{id: "B2"})
	card.Compact = []byte(`{"id":"test-card"}`)
	codes := assessment.NewBallotCode(card, assessment.ScopeFull, "0c1e5b1e-0000-4000-8000-000000000001")
	b := assessment.Ballot{Group: assessment.GroupManagement, Answers: map[string]assessment.Answer{
		"V1": 4, "V2": assessment.Unknown, "B1": assessment.NotApplicable, "B2": 1,
	}}
	const mark = 0xABCDEF
	if got, want := codes.Write(b, mark), "1KPM-TQKF-F226-HG57"; got != want {
		t.Errorf("whole: %s, want %s", got, want)
	}
	delete(b.Answers, "B1")
	if got, want := codes.Write(b, mark), "2KPM-TQKF-F3JM-9CWP"; got != want {
		t.Errorf("with a blank: %s, want %s", got, want)
	}
	if got, want := codes.BallotID(mark), "8b463677-447c-493b-8ade-2c2026233489"; got != want {
		t.Errorf("the ballot is %s, want %s", got, want)
	}
	if _, _, err := codes.Read("3KPM-TQKF-F226-2912"); assessment.CodeOf(err) != assessment.CodeCodeNewer {
		t.Errorf("of version 3: %v", err)
	}
}

// The id of a ballot does not reveal how it came in: all look random, and each is that of some mark.
func TestBallotIDs(t *testing.T) {
	shape := regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
	var ballots []string
	for n := range 100 {
		ballots = append(ballots, assessment.NewBallotID("x"), assessment.ScannedBallotID("x", sha256.Sum256([]byte{byte(n)})))
	}
	for _, id := range append(ballots, assessment.NewID()) {
		if !shape.MatchString(id) {
			t.Errorf("the id %s", id)
		}
	}
	slices.Sort(ballots)
	if n := len(slices.Compact(ballots)); n != 200 {
		t.Errorf("%d ids, want 200", n)
	}
	storetest.Marked(t, "x", ballots...)
}

// Any single wrong character is detected, as are any two and a transposition of two.
func TestWrongCharactersAreDetected(t *testing.T) {
	d := dice{rand.New(rand.NewPCG(21, 2))}
	for range 60 {
		card, scope := d.card(), d.scope()
		codes := assessment.NewBallotCode(card, scope, "x")
		if !codes.Fits() {
			continue
		}
		code := []byte(characters(codes.Write(d.ballotFor(card, scope), d.mark())))
		refused := func(what string, wrong []byte) {
			t.Helper()
			if b, _, err := codes.Read(string(wrong)); assessment.CodeOf(err) != assessment.CodeCodeWrong {
				t.Fatalf("%s: %s for %s gives %v, error %v", what, wrong, code, b, err)
			}
		}
		other := func(at int) byte {
			for {
				if c := codeAlphabet[d.IntN(len(codeAlphabet))]; c != code[at] {
					return c
				}
			}
		}
		for at := range code {
			for _, c := range []byte(codeAlphabet) {
				if wrong := slices.Clone(code); c != code[at] {
					wrong[at] = c
					refused("one", wrong)
				}
			}
			if at > 0 && code[at] != code[at-1] {
				wrong := slices.Clone(code)
				wrong[at], wrong[at-1] = wrong[at-1], wrong[at]
				refused("swapped", wrong)
			}
			for second := range at {
				wrong := slices.Clone(code)
				wrong[at], wrong[second] = other(at), other(second)
				refused("two", wrong)
			}
		}
	}
}

// A code for another card, scope or assessment is refused with that reason.
func TestCodesForAnotherAssessmentAreRefused(t *testing.T) {
	card := shippedAs(t, "1.1.0")
	card.Compact = []byte("a card")
	reworded := *card
	reworded.Compact = []byte("a card with another word")
	codes := assessment.NewBallotCode(card, assessment.ScopeFull, "one")
	d := dice{rand.New(rand.NewPCG(21, 3))}
	for name, to := range map[string]*assessment.BallotCode{
		"assessment": assessment.NewBallotCode(card, assessment.ScopeFull, "two"),
		"scope":      assessment.NewBallotCode(card, assessment.ScopeCore, "one"),
		"card":       assessment.NewBallotCode(&reworded, assessment.ScopeFull, "one"),
	} {
		scope := assessment.ScopeFull
		if name == "scope" {
			scope = assessment.ScopeCore
		}
		for range 50 {
			code := to.Write(d.ballotFor(card, scope), d.mark())
			if b, _, err := codes.Read(code); assessment.CodeOf(err) != assessment.CodeCodeElsewhere {
				t.Fatalf("another %s: %s gives %v, error %v", name, code, b, err)
			}
		}
	}
}

// An invalid code is refused with the right reason.
func TestInvalidCodesAreRefused(t *testing.T) {
	card := shippedAs(t, "1.1.0")
	codes := assessment.NewBallotCode(card, assessment.ScopeFull, "x")
	code := codes.Write(dice{rand.New(rand.NewPCG(21, 4))}.ballotFor(card, assessment.ScopeFull), 7)
	for typed, want := range map[string]string{
		"":                                       `code_length blanks="32" length="0" whole="31"`,
		" - \n":                                  `code_length blanks="32" length="0" whole="31"`,
		code[:len(code)-1]:                       `code_wrong`,
		code + "00":                              `code_length blanks="32" length="34" whole="31"`,
		code + code:                              `code_length blanks="32" length="64" whole="31"`,
		"1234-56U8":                              `code_character character="U" group="2"`,
		"Q7KD-9MT?":                              `code_character character="?" group="2"`,
		code[:len(code)-6]:                       `code_length blanks="32" length="27" whole="31"`,
		"Q7KD-9MTA-X3RV-HC8P-2WNE-J6FY-B4ZQ-001": `code_wrong`,
	} {
		if _, _, err := codes.Read(typed); err == nil || err.Error() != want {
			t.Errorf("%q: %v, want %s", typed, err, want)
		}
	}
}

// A code is shown in groups while it is typed, up to the first invalid character.
func TestCodeGroups(t *testing.T) {
	for typed, want := range map[string]string{
		"": " 0", "q7k": "Q7K 3", "Q7KD": "Q7KD 4", "q7kd 9mto": "Q7KD-9MT0 8", "Q7KD-9-": "Q7KD-9 5", "Q7KD-9MU": "Q7KD-9M 6 U in 2", "?": " 0 ? in 1",
	} {
		groups, n, err := assessment.CodeGroups(typed)
		got := fmt.Sprint(groups, " ", n)
		if e := (*assessment.Error)(nil); errors.As(err, &e) {
			got += " " + e.Args["character"] + " in " + e.Args["group"]
		}
		if got != want {
			t.Errorf("%q: %s, want %s", typed, got, want)
		}
	}
}

// Any input is refused, or is a valid ballot with exactly this code.
func FuzzBallotCode(f *testing.F) {
	card := shippedAs(f, "1.1.0")
	codes := assessment.NewBallotCode(card, assessment.ScopeFull, "x")
	d := dice{rand.New(rand.NewPCG(21, 5))}
	for range 20 {
		f.Add(codes.Write(d.ballotFor(card, assessment.ScopeFull), d.mark()))
	}
	f.Fuzz(func(t *testing.T, typed string) {
		check(t, card, codes, typed)
		if len(typed) > 4 {
			check(t, card, codes, typed[:len(typed)-4]+sumOf(typed[:len(typed)-4])) // otherwise the checksum rejects almost all of them
		}
	})
}

// check checks that typed is refused or is a valid code.
func check(t *testing.T, card *assessment.Card, codes *assessment.BallotCode, typed string) {
	t.Helper()
	b, mark, err := codes.Read(typed)
	if err != nil {
		if !assessment.Refused(err) {
			t.Fatalf("%q: %v", typed, err)
		}
		return
	}
	if faults := assessment.CheckBallot(card, &b); len(faults) > 0 {
		t.Fatalf("%q gives a ballot that is refused: %v", typed, faults)
	}
	again, m, err := codes.Read(codes.Write(b, mark))
	if err != nil || m != mark || !cmp.Equal(again, b) {
		t.Fatalf("%q gives %v, and its code %v, error %v", typed, b, again, err)
	}
}

// sumOf returns the last four characters of a code, computed bit by bit.
func sumOf(code string) string {
	const top = 1 << 19
	sum := 1<<20 - 1
	for _, c := range code {
		for bit := 4; bit >= 0; bit-- {
			out := sum&top != 0
			sum = sum << 1 & (1<<20 - 1)
			if out != (strings.IndexRune(codeAlphabet, c)>>bit&1 == 1) {
				sum ^= 0x6B04F
			}
		}
	}
	sum ^= 1<<20 - 1
	return string([]byte{codeAlphabet[sum>>15], codeAlphabet[sum>>10&31], codeAlphabet[sum>>5&31], codeAlphabet[sum&31]})
}

// crc20 returns the CRC of the characters of a code, computed a second time.
func crc20(values []byte) int {
	sum := 0xFFFFF
	for _, v := range values {
		sum ^= int(v) << 15
		for range 5 {
			if sum <<= 1; sum>>20 != 0 {
				sum ^= 0x16B04F
			}
		}
	}
	return ^sum & 0xFFFFF
}

// A code with a group beyond the last one is refused, even if all else is right.
func TestCodeWithAnUnknownGroupIsRefused(t *testing.T) {
	card := storetest.Card(4)
	codes, all := assessment.NewBallotCode(card, assessment.ScopeFull, "an assessment"), card.InScope(assessment.ScopeFull)
	b := assessment.Ballot{Group: assessment.Groups[len(assessment.Groups)-1], Answers: map[string]assessment.Answer{}}
	step := big.NewInt(1) // the difference between two groups
	for _, ind := range all {
		b.Answers[ind.ID] = 1
		step.Mul(step, big.NewInt(int64(card.Levels()+2)))
	}
	text := characters(codes.Write(b, 7))
	values := make([]byte, len(text))
	for i := range text {
		values[i] = byte(strings.IndexByte(codeAlphabet, text[i]))
	}
	const head, tail = 9, 4
	number := new(big.Int)
	for _, v := range values[head : len(values)-tail] {
		number.Add(number.Lsh(number, 5), big.NewInt(int64(v)))
	}
	number.Add(number, step)
	for i := len(values) - tail - 1; i >= head; i-- {
		values[i] = byte(new(big.Int).And(number, big.NewInt(31)).Int64())
		number.Rsh(number, 5)
	}
	equal(t, "what no longer fits in the digits", number.Sign(), 0)
	sum := crc20(values[:len(values)-tail])
	for i := range tail {
		values[len(values)-1-i] = byte(sum >> (5 * i) & 31)
	}
	forged := ""
	for _, v := range values {
		forged += codeAlphabet[v : v+1]
	}
	if _, _, err := codes.Read(forged); assessment.CodeOf(err) != assessment.CodeCodeWrong {
		t.Errorf("%s gives %v", forged, err)
	}
}
