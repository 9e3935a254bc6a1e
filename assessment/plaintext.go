package assessment

import (
	"reflect"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// PlainText returns a text that was typed, pasted or read from a file in plain characters: special characters of word
// processors are replaced by ordinary ones. All line ends, including soft ones, become line feeds; bullets of symbol
// fonts become "•"; non-breaking spaces become spaces. Characters that are invisible or cannot be written are
// removed. PlainText is idempotent. Source: .github/spec/screens.md, Typing is safe.
func PlainText(s string) string {
	if plainAlready(s) {
		return s
	}
	s = strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\r\n", "\n")
	var b strings.Builder
	for _, r := range s {
		b.WriteString(plainRune(r))
	}
	return bullets.ReplaceAllString(b.String(), "• ")
}

// bullets matches the bullets of a list as a word processor copies them, each followed by a tab.
var bullets = regexp.MustCompile(`(?m)^[ \t]*[•·▪◦○●■§o]\t[ \t]*`)

func plainAlready(s string) bool {
	for i := range len(s) {
		if c := s[i]; c >= utf8.RuneSelf || c < ' ' && c != '\n' || c == 0x7F {
			return false
		}
	}
	return true
}

func plainRune(r rune) string {
	switch {
	case r == '\r', r == '\v', r == '\f', r == '\u0085', r == '\u2028', r == '\u2029':
		return "\n"
	case r == '\u00A0', r == '\u2007', r == '\u202F': // non-breaking spaces
		return " "
	case r == '\x1E': // Word's own non-breaking hyphen
		return "-"
	case r == '\uF0E0':
		return "→"
	case r >= '\uF020' && r <= '\uF0FF': // the range in which Windows maps symbol fonts
		return "•"
	case r == '\n', r == '\t':
		return string(r)
	case unicode.IsControl(r), r == '\u00AD', r == '\u200B', r == '\u2060', r == '\uFEFF', r >= '\uFFF9' && r <= '\uFFFC', r == '\uFFFE', r == '\uFFFF':
		return ""
	}
	return string(r)
}

// Tidied returns a copy of a record, with everything beneath it, in which each text is PlainText. Changed parts are
// not shared with the original. Identifiers are left unchanged: one with special characters is refused instead of
// mistaken for another.
func Tidied[T any](record T) T { return tidied(reflect.ValueOf(&record).Elem()).Interface().(T) }

var text = reflect.TypeFor[string]()

// identifiers are the fields of records and cards that name one of them, or a part of the card. The keys within a card are
// texts: they and what refers to them are tidied alike.
var identifiers = map[string]bool{"ID": true, "Version": true, "Indicator": true, "Suggestion": true, "CarriedFrom": true, "Record": true}

func tidied(v reflect.Value) reflect.Value {
	switch v.Kind() {
	case reflect.String:
		if v.Type() == text {
			return reflect.ValueOf(PlainText(v.String()))
		}
	case reflect.Pointer:
		if v.IsNil() || v.Type() == reflect.TypeFor[*Card]() { // a card is tidied when it is read
			return v
		}
		c := reflect.New(v.Type().Elem())
		c.Elem().Set(tidied(v.Elem()))
		return c
	case reflect.Struct:
		c := reflect.New(v.Type()).Elem()
		c.Set(v)
		for i := range v.NumField() {
			if c.Field(i).CanSet() && !identifiers[v.Type().Field(i).Name] {
				c.Field(i).Set(tidied(v.Field(i)))
			}
		}
		return c
	case reflect.Slice:
		if kind := v.Type().Elem().Kind(); v.IsNil() || kind != reflect.Struct && kind != reflect.String && kind != reflect.Map {
			return v
		}
		c := reflect.MakeSlice(v.Type(), v.Len(), v.Len())
		for i := range v.Len() {
			c.Index(i).Set(tidied(v.Index(i)))
		}
		return c
	case reflect.Map:
		if v.IsNil() || v.Type().Elem().Kind() != reflect.String {
			return v
		}
		c := reflect.MakeMapWithSize(v.Type(), v.Len())
		for k, x := range v.Seq2() {
			c.SetMapIndex(k, tidied(x))
		}
		return c
	}
	return v
}
