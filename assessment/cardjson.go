package assessment

import (
	"bytes"
	"encoding/json"
	"reflect"
)

// Settled returns a card in which every text is Tidied, with Compact rebuilt from the result, so that equal cards
// have the same form, whatever the order of their fields and whatever invisible characters a word processor added.
func (c Card) Settled() *Card {
	c = Tidied(c)
	var b bytes.Buffer
	encode(&b, reflect.ValueOf(c), c.Languages)
	c.Compact = b.Bytes()
	return &c
}

// encode is encoding/json for the types in a card, except that it keeps the order of languages, writes empty lists as
// [], and does not escape HTML characters.
func encode(b *bytes.Buffer, v reflect.Value, languages []string) {
	between := func(i int) {
		if i > 0 {
			b.WriteByte(',')
		}
	}
	switch v.Kind() {
	case reflect.Struct:
		b.WriteByte('{')
		n := 0
		for i := range v.NumField() {
			if name := v.Type().Field(i).Tag.Get("json"); name != "-" {
				between(n)
				n++
				b.WriteString(`"` + name + `":`)
				encode(b, v.Field(i), languages)
			}
		}
		b.WriteByte('}')
	case reflect.Map:
		t := v.Interface().(Text) // the only map in a card
		b.WriteByte('{')
		for i, l := range languages {
			between(i)
			encode(b, reflect.ValueOf(l), nil)
			b.WriteByte(':')
			encode(b, reflect.ValueOf(t[l]), nil)
		}
		b.WriteByte('}')
	case reflect.Slice:
		b.WriteByte('[')
		for i := range v.Len() {
			between(i)
			encode(b, v.Index(i), languages)
		}
		b.WriteByte(']')
	default:
		e := json.NewEncoder(b)
		e.SetEscapeHTML(false)
		if err := e.Encode(v.Interface()); err != nil {
			panic(err) // a card consists of strings and numbers
		}
		b.Truncate(b.Len() - 1) // the final newline
	}
}
