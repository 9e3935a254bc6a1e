package assessment

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/google/uuid"
)

// BallotCode converts ballots for one assessment to codes that can be read out and typed, and back. A code contains
// the group and the answers in scope, but no remarks. The page that people fill in generates the same codes with its
// own script.
//
// A code consists of characters of 5 bits: 1 for the version, which determines how answers are encoded; 8 for the
// check value of the assessment and the mark; the group and the answers as one mixed-radix number; and 4 for a CRC of
// all preceding characters. Source: .github/spec/everyone.md, Invulblad; .github/spec/decisions.md, Code.
type BallotCode struct {
	assessment string
	levels     int
	indicators []*Indicator
	check      uint16
}

// Mark is a random 24-bit value shared by the code and the file of one person, so that the two count as one ballot.
type Mark uint32

// MaxMark is the largest mark.
const MaxMark Mark = 1<<24 - 1

// MaxCode is the maximum length of a code in characters; for cards that could need longer codes only the file is
// offered.
const MaxCode = 64

// The versions of a code.
const (
	codeWhole  = 1 // every indicator has an answer
	codeBlanks = 2 // some indicators have no answer, which adds one value to the radix
)

// The layout of a code. The order of Groups and of the answers is part of it: changing either requires a new version.
const (
	codeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ" // Crockford's base 32
	codeGroup    = 4                                  // characters per group
	codeHead     = 9                                  // characters before the answers
	codeTail     = 4                                  // characters of the CRC
)

// NewBallotCode returns the codes of ballots for the given assessment, card and scope.
func NewBallotCode(card *Card, scope Scope, assessment string) *BallotCode {
	about := sha256.Sum256(slices.Concat([]byte(string(scope)+"\n"+assessment+"\n"), card.Compact))
	return &BallotCode{
		assessment: assessment, levels: card.Levels(), indicators: card.InScope(scope),
		check: binary.BigEndian.Uint16(about[:]),
	}
}

// Check returns the 16-bit value by which a code identifies its card, scope and assessment.
func (c *BallotCode) Check() uint16 { return c.check }

// Lengths returns the number of characters in a code if every indicator is answered, and if some are not.
func (c *BallotCode) Lengths() (whole, blanks int) { return c.length(codeWhole), c.length(codeBlanks) }

// Fits reports whether the codes of all ballots are short enough to type.
func (c *BallotCode) Fits() bool {
	_, most := c.Lengths()
	return most <= MaxCode
}

// BallotID returns the id of the ballot with the given mark. The code and the file of one person give the same ballot.
func (c *BallotCode) BallotID(m Mark) string { return markedID(c.assessment, m) }

// NewBallotID returns the id of a new ballot for an assessment: that of a random mark. Every ballot has such an id, even one
// entered on this computer or on paper. Otherwise trying all marks would reveal who did not hand in by code, file or phone.
func NewBallotID(assessment string) string {
	random := uuid.New()
	return markedID(assessment, Mark(binary.BigEndian.Uint32(random[:4]))&MaxMark)
}

// ScannedBallotID returns the id of a ballot read from pictures of paper, of which it is given a digest: the same scan
// gives the same id.
func ScannedBallotID(assessment string, digest [sha256.Size]byte) string {
	return markedID(assessment, Mark(binary.BigEndian.Uint32(digest[:]))&MaxMark)
}

// markedID returns the id of the ballot with a mark. It looks like any other random id.
func markedID(assessment string, m Mark) string {
	mark := hex.EncodeToString([]byte{byte(m >> 16), byte(m >> 8), byte(m)})
	digest := sha256.Sum256([]byte("kwaliteitskaart-ballot\n" + assessment + "\n" + mark))
	id := uuid.UUID(digest[:16])
	id[6], id[8] = id[6]&0x0F|0x40, id[8]&0x3F|0x80 // the version and variant of a random id
	return id.String()
}

// Write returns the code of b, which must have a group, in groups of four characters. It leaves out remarks and
// answers out of scope.
func (c *BallotCode) Write(b Ballot, m Mark) string {
	version := codeWhole
	for _, ind := range c.indicators {
		if b.Answers[ind.ID] == Blank {
			version = codeBlanks
		}
	}
	digits := make([]byte, c.length(version)-codeHead-codeTail)
	multiplyAdd(digits, 0, slices.Index(Groups, b.Group))
	for _, ind := range c.indicators {
		multiplyAdd(digits, c.radix(version), c.value(b.Answers[ind.ID]))
	}
	code := []byte{byte(version)}
	head := uint64(c.check)<<24 | uint64(m&MaxMark)
	for shift := 35; shift >= 0; shift -= 5 {
		code = append(code, byte(head>>shift&31))
	}
	code = append(code, digits...)
	sum := crc20(code)
	return grouped(append(code, byte(sum>>15&31), byte(sum>>10&31), byte(sum>>5&31), byte(sum&31)))
}

// grouped returns the characters of a code in groups.
func grouped(values []byte) string {
	var text strings.Builder
	for i, v := range values {
		if i > 0 && i%codeGroup == 0 {
			text.WriteByte('-')
		}
		text.WriteByte(codeAlphabet[v])
	}
	return text.String()
}

// Read returns the ballot in a code, and its mark. Case, spaces and dashes are ignored; I and L are read as 1, O as
// 0. It refuses an invalid character (CodeCodeCharacter), a length that codes of this assessment do not have
// (CodeCodeLength), a typing error (CodeCodeWrong; any one or two wrong characters are detected), a code for another
// assessment (CodeCodeElsewhere), and a newer version (CodeCodeNewer).
func (c *BallotCode) Read(text string) (Ballot, Mark, error) {
	code, err := codeValues(text)
	if err != nil {
		return Ballot{}, 0, err
	}
	whole, blanks := c.Lengths()
	right := len(code) > codeHead+codeTail && crc20(code[:len(code)-codeTail]) == valueOf(code[len(code)-codeTail:])
	fits := len(code) == whole || len(code) == blanks
	switch {
	case !right && !fits:
		return Ballot{}, 0, Fail(CodeCodeLength, nil, "length", strconv.Itoa(len(code)), "whole", strconv.Itoa(whole), "blanks", strconv.Itoa(blanks))
	case !right:
		return Ballot{}, 0, Fail(CodeCodeWrong, nil)
	}
	version, head := int(code[0]), valueOf(code[1:codeHead])
	switch {
	case version != codeWhole && version != codeBlanks:
		return Ballot{}, 0, Fail(CodeCodeNewer, nil)
	case uint16(head>>24) != c.check || len(code) != c.length(version):
		return Ballot{}, 0, Fail(CodeCodeElsewhere, nil)
	}
	mark := Mark(head) & MaxMark
	b, ok := c.unpack(version, slices.Clone(code[codeHead:len(code)-codeTail]))
	if !ok {
		return Ballot{}, 0, Fail(CodeCodeWrong, nil)
	}
	b.ID = c.BallotID(mark)
	return b, mark, nil
}

// unpack returns the ballot encoded in digits, or false if Write does not produce these digits.
func (c *BallotCode) unpack(version int, digits []byte) (Ballot, bool) {
	b := Ballot{Answers: make(map[string]Answer), Remarks: make(map[string]string)}
	complete := true
	for _, ind := range slices.Backward(c.indicators) {
		if a := c.answer(divide(digits, c.radix(version))); a != Blank {
			b.Answers[ind.ID] = a
		} else {
			complete = false
		}
	}
	group, above := int(digits[len(digits)-1]), digits[:len(digits)-1]
	if group >= len(Groups) || slices.Max(append(above, 0)) > 0 || complete != (version == codeWhole) {
		return Ballot{}, false
	}
	b.Group = Groups[group]
	return b, true
}

// radix returns the number of possible answers to an indicator in a version: its levels, unknown, not applicable, and
// possibly none.
func (c *BallotCode) radix(version int) int {
	if version == codeWhole {
		return c.levels + 2
	}
	return c.levels + 3
}

// value returns the digit for an answer, which is less than the radix.
func (c *BallotCode) value(a Answer) int {
	switch a {
	case Unknown:
		return c.levels
	case NotApplicable:
		return c.levels + 1
	case Blank:
		return c.levels + 2
	}
	return int(a) - 1
}

func (c *BallotCode) answer(value int) Answer {
	switch value {
	case c.levels:
		return Unknown
	case c.levels + 1:
		return NotApplicable
	case c.levels + 2:
		return Blank
	}
	return Answer(value + 1)
}

// length returns the number of characters in a code of the given version.
func (c *BallotCode) length(version int) int {
	digits := make([]byte, 2+len(c.indicators)) // more than enough: an answer takes less than a character
	multiplyAdd(digits, 0, len(Groups)-1)
	for range c.indicators {
		multiplyAdd(digits, c.radix(version), c.radix(version)-1)
	}
	first := slices.IndexFunc(digits, func(d byte) bool { return d != 0 })
	return codeHead + len(digits) - first + codeTail
}

// multiplyAdd multiplies a base 32 number, largest digit first, by by and adds add to it.
func multiplyAdd(digits []byte, by, add int) {
	for i := len(digits) - 1; i >= 0; i-- {
		add += int(digits[i]) * by
		digits[i] = byte(add & 31)
		add >>= 5
	}
}

// divide divides a base 32 number by by and returns the remainder.
func divide(digits []byte, by int) (rest int) {
	for i, d := range digits {
		rest = rest<<5 | int(d)
		digits[i] = byte(rest / by)
		rest %= by
	}
	return rest
}

// valueOf returns the value of a base 32 number of at most 12 digits.
func valueOf(digits []byte) (n uint64) {
	for _, d := range digits {
		n = n<<5 | uint64(d)
	}
	return n
}

// crc20 returns the 20-bit CRC with polynomial 0x16B04F, which detects any two wrong characters in a code of up to
// MaxCode.
func crc20(values []byte) uint64 {
	sum := uint64(0xFFFFF)
	for _, v := range values {
		sum ^= uint64(v) << 15
		for range 5 {
			sum <<= 1
			if sum>>20 != 0 {
				sum ^= 0x16B04F
			}
		}
	}
	return ^sum & 0xFFFFF // so that trailing zeros are detected
}

// CodeGroups returns the part of a code that was typed so far, in groups of four characters, and its number of
// characters. It stops at a character that no code contains (CodeCodeCharacter).
func CodeGroups(text string) (groups string, n int, err error) {
	values, err := codeValues(text)
	return grouped(values), len(values), err
}

// codeValues returns the characters of a code as digits; with an error, those before the refused character.
func codeValues(text string) ([]byte, error) {
	var values []byte
	for _, r := range PlainText(text) {
		if unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || r == '−' {
			continue
		}
		switch r = unicode.ToUpper(r); r {
		case 'I', 'L':
			r = '1'
		case 'O':
			r = '0'
		}
		i := strings.IndexRune(codeAlphabet, r)
		if i < 0 {
			return values, Fail(CodeCodeCharacter, nil, "character", string(r), "group", strconv.Itoa(len(values)/codeGroup+1))
		}
		values = append(values, byte(i))
	}
	return values, nil
}
