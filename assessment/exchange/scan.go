package exchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"kwaliteitskaart/assessment"
)

// syntax returns the fault, with line and column, of bytes that are not exactly one JSON value, or nil.
func syntax(b []byte, at string) *assessment.Fault {
	if json.Valid(b) {
		return nil
	}
	var whole json.RawMessage
	err, got := json.Unmarshal(b, &whole), ""
	if e := (*json.SyntaxError)(nil); errors.As(err, &e) {
		before := b[:min(max(0, int(e.Offset)-1), len(b))]
		got = fmt.Sprintf("%d:%d", bytes.Count(before, []byte("\n"))+1, len(before)-bytes.LastIndexByte(before, '\n'))
	}
	return &assessment.Fault{Place: at, Code: assessment.FaultSyntax, Got: got}
}

// scanner reads JSON token by token, with the bytes of each.
type scanner struct {
	input  []byte
	tokens *json.Decoder
}

func newScanner(b []byte) scanner {
	s := scanner{input: b, tokens: json.NewDecoder(bytes.NewReader(b))}
	s.tokens.UseNumber()
	return s
}

func (s scanner) token() (json.Token, []byte, error) {
	from := s.tokens.InputOffset()
	t, err := s.tokens.Token()
	return t, s.since(from), err
}

// since returns the input from an offset to the current position, without separators.
func (s scanner) since(from int64) []byte {
	return bytes.TrimLeft(s.input[from:s.tokens.InputOffset()], " \t\r\n:,")
}

// skip skips the next value, however deep, and returns its bytes.
func (s scanner) skip() ([]byte, error) {
	from := s.tokens.InputOffset()
	var value json.RawMessage
	err := s.tokens.Decode(&value) // many times faster than token by token
	return s.since(from), err
}

// skipRest skips the rest of a value that begins with t.
func (s scanner) skipRest(t json.Token) error {
	for depth := 0; ; {
		switch t {
		case json.Delim('{'), json.Delim('['):
			depth++
		case json.Delim('}'), json.Delim(']'):
			depth--
		}
		if depth == 0 {
			return nil
		}
		var err error
		if t, err = s.tokens.Token(); err != nil {
			return err
		}
	}
}

// peek returns the named fields of a JSON object without checking the others. With an error it returns those found
// before it.
func peek(b []byte, names ...string) (map[string]json.RawMessage, error) {
	found := make(map[string]json.RawMessage)
	s := newScanner(b)
	if t, _, err := s.token(); err != nil || t != json.Delim('{') {
		return found, errors.Join(errors.New("not an object"), err)
	}
	for s.tokens.More() {
		t, _, err := s.token()
		if err != nil {
			return found, err
		}
		raw, err := s.skip()
		if err != nil {
			return found, err
		}
		if name, ok := t.(string); ok && slices.Contains(names, name) && found[name] == nil {
			found[name] = raw
		}
	}
	_, _, err := s.token()
	return found, err
}

// short returns enough of a foreign text to recognise it by.
func short(s string) string { return clip(s, 60) }

func clip(s string, most int) string {
	if utf8.RuneCountInString(s) > most {
		s = string([]rune(s)[:most]) + "…"
	}
	return s
}

// wellFormed reports whether a JSON string represents real text: valid UTF-8 without half surrogate pairs.
// encoding/json would replace these with U+FFFD, but texts are kept exactly or refused.
func wellFormed(raw []byte) bool {
	if !utf8.Valid(raw) {
		return false
	}
	s := string(raw)
	for {
		i := strings.IndexByte(s, '\\')
		if i < 0 {
			return true
		}
		s = s[i:]
		if s[1] != 'u' {
			s = s[2:]
			continue
		}
		if len(s) >= 12 && s[6] == '\\' && s[7] == 'u' && half(s[2:6], "89ab") && half(s[8:12], "cdef") {
			s = s[12:]
			continue
		}
		if half(s[2:6], "89abcdef") {
			return false
		}
		s = s[6:]
	}
}

// half reports whether four hex digits are half of a surrogate pair whose second digit is in second.
func half(hex, second string) bool {
	hex = strings.ToLower(hex)
	return hex[0] == 'd' && strings.IndexByte(second, hex[1]) >= 0
}
