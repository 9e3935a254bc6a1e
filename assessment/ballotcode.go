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

// BallotCode turns ballots for one assessment into codes that can be read out and typed, and back. A code holds the group and
// the answers in scope; remarks do not fit into one. The page that people fill in makes the same codes with its own script.
//
// A code is made of characters of 5 bits: 1 for the version, which says how the answers are packed; 8 for the check of what
// it is for and the mark; the group and the answers as one number in mixed radix; 4 for a CRC of all before it.
// Source: .github/spec/everyone.md, Invulblad; .github/spec/decisions.md, Code.
type BallotCode struct {
	assessment string
	levels     int
	indicators []*Indicator
	check      uint16
}

// Mark is 24 random bits that the code and the file of one person share, so that both together count once.
type Mark uint32

// MaxMark is the largest mark.
const MaxMark Mark = 1<<24 - 1

// MaxCode is the most characters a code may have; where it could have more only the file is offered.
const MaxCode = 64

// The versions of a code.
const (
	codeWhole  = 1 // every indicator has an answer
	codeBlanks = 2 // some have none, which takes one value more for each
)

// What a code is made of. The order of Groups and of the answers is part of it: another order is another version.
const (
	codeAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ" // Crockford's base 32
	codeGroup    = 4                                  // characters that stand together
	codeHead     = 9                                  // characters before the answers
	codeTail     = 4                                  // characters of the CRC
)

// NewBallotCode returns the codes of ballots for an assessment with a card and scope.
func NewBallotCode(card *Card, scope Scope, assessment string) *BallotCode {
	about := sha256.Sum256(slices.Concat([]byte(string(scope)+"\n"+assessment+"\n"), card.Compact))
	return &BallotCode{
		assessment: assessment, levels: card.Levels(), indicators: card.InScope(scope),
		check: binary.BigEndian.Uint16(about[:]),
	}
}

// Check returns the 16 bits by which a code tells that it is for this card, scope and assessment.
func (c *BallotCode) Check() uint16 { return c.check }

// Lengths returns how many characters a code has when every indicator is answered, and when some are not.
func (c *BallotCode) Lengths() (whole, blanks int) { return c.length(codeWhole), c.length(codeBlanks) }

// Fits reports whether every ballot has a code that is short enough to type.
func (c *BallotCode) Fits() bool {
	_, most := c.Lengths()
	return most <= MaxCode
}

// BallotID returns the id of the ballot with a mark. Whoever hands in both a code and a file has one ballot.
func (c *BallotCode) BallotID(m Mark) string {
	sum := sha256.Sum256([]byte("kwaliteitskaart-ballot\n" + c.assessment + "\n" + hex.EncodeToString([]byte{byte(m >> 16), byte(m >> 8), byte(m)})))
	id := uuid.UUID(sum[:16])
	id[6], id[8] = id[6]&0x0F|0x80, id[8]&0x3F|0x80 // version 8: made of a hash
	return id.String()
}

// Write returns the code of a ballot that has a group, in groups of four characters. Answers out of scope and remarks are not in it.
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
	code = append(code, byte(sum>>15&31), byte(sum>>10&31), byte(sum>>5&31), byte(sum&31))
	var text strings.Builder
	for i, v := range code {
		if i > 0 && i%codeGroup == 0 {
			text.WriteByte('-')
		}
		text.WriteByte(codeAlphabet[v])
	}
	return text.String()
}

// Read returns the ballot that a code holds, and its mark. Capitals, spaces and dashes do not matter; I and L are 1, O is 0. Refused
// are a character that no code has (CodeCodeCharacter), another number of characters than the codes of this assessment have
// (CodeCodeLength), a mistake (CodeCodeWrong: any one or two wrong characters are noticed), a code that is for something else
// (CodeCodeElsewhere), and one of a newer version (CodeCodeNewer).
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

// unpack returns the ballot in the digits of a code, and false for digits that Write does not make.
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

// radix returns how many answers an indicator can have in a version: its levels, unknown, not applicable, and perhaps none.
func (c *BallotCode) radix(version int) int {
	if version == codeWhole {
		return c.levels + 2
	}
	return c.levels + 3
}

// value returns the number of an answer, below the radix.
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

// length returns how many characters a code of a version has.
func (c *BallotCode) length(version int) int {
	digits := make([]byte, 2+len(c.indicators)) // with room: an answer takes less than a character
	multiplyAdd(digits, 0, len(Groups)-1)
	for range c.indicators {
		multiplyAdd(digits, c.radix(version), c.radix(version)-1)
	}
	first := slices.IndexFunc(digits, func(d byte) bool { return d != 0 })
	return codeHead + len(digits) - first + codeTail
}

// multiplyAdd multiplies a number in base 32, the largest digit first, and adds to it.
func multiplyAdd(digits []byte, by, add int) {
	for i := len(digits) - 1; i >= 0; i-- {
		add += int(digits[i]) * by
		digits[i] = byte(add & 31)
		add >>= 5
	}
}

// divide divides a number in base 32 and returns what is left over.
func divide(digits []byte, by int) (rest int) {
	for i, d := range digits {
		rest = rest<<5 | int(d)
		digits[i] = byte(rest / by)
		rest %= by
	}
	return rest
}

// valueOf returns a number of up to 12 digits in base 32.
func valueOf(digits []byte) (n uint64) {
	for _, d := range digits {
		n = n<<5 | uint64(d)
	}
	return n
}

// crc20 returns a CRC of 20 bits by the polynomial 0x16B04F, which notices any two wrong characters of up to MaxCode.
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
	return ^sum & 0xFFFFF // so that zeros behind a code are noticed
}

// codeValues returns the characters of a code as numbers.
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
			return nil, Fail(CodeCodeCharacter, nil, "character", string(r), "group", strconv.Itoa(len(values)/codeGroup+1))
		}
		values = append(values, byte(i))
	}
	return values, nil
}
