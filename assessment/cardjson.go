package assessment

import (
	"bytes"
	"encoding/json"
	"reflect"
)

// Settled returns a card of which every text is Tidied, with its Compact written anew from that: one card has one form,
// however it came in, in whatever order its fields stood, and with whatever a word processor left between its letters.
func (c Card) Settled() *Card {
	c = Tidied(c)
	var b bytes.Buffer
	encode(&b, reflect.ValueOf(c), c.Languages)
	c.Compact = b.Bytes()
	return &c
}

// encode is encoding/json for what a card is made of, but for the order of languages, empty lists as [], and characters of
// HTML as they are.
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
		t := v.Interface().(Text) // the only map of a card
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
			panic(err) // a card is made of strings and numbers
		}
		b.Truncate(b.Len() - 1) // the end of the line
	}
}
