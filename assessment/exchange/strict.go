package exchange

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"

	"kwaliteitskaart/assessment"
)

var (
	rawMessage = reflect.TypeFor[json.RawMessage]()
	cardCopy   = reflect.TypeFor[assessment.CardCopy]()
	errEnough  = errors.New("too many faults")
)

// decode decodes JSON into target, a pointer to a struct, and returns all faults; at is the place of the whole. The
// type of target is the schema: every field is required, names match exactly and occur once, and there are no other
// fields. Values without a field are skipped, never built.
func decode(b []byte, at string, target any) []assessment.Fault {
	if fault := syntax(b, at); fault != nil {
		return []assessment.Fault{*fault}
	}
	d := &decoder{scanner: newScanner(b), schemas: make(map[reflect.Type][]field)}
	if err := d.value(at, reflect.ValueOf(target).Elem()); err != nil && !errors.Is(err, errEnough) {
		d.faults = append(d.faults, assessment.Fault{Place: at, Code: assessment.FaultSyntax, Got: err.Error()})
	}
	return d.faults
}

// mostEntries is the maximum number of entries of a list or an object, far more than any has: each entry takes
// memory, and a file has room for millions.
const mostEntries = 10_000

// tooMany adds a fault for a list or an object that is too long, and ends decoding.
func (d *decoder) tooMany(at string) error {
	most := strconv.Itoa(mostEntries)
	return errors.Join(errEnough, d.add(at, assessment.FaultCount, ">"+most, "0…"+most))
}

type decoder struct {
	scanner
	schemas map[reflect.Type][]field
	faults  []assessment.Fault
}

type field struct {
	name  string
	index []int
}

// add adds a fault; it returns errEnough when there are too many to continue.
func (d *decoder) add(at string, code assessment.FaultCode, got, want string) error {
	d.faults = append(d.faults, assessment.Fault{Place: at, Code: code, Got: short(got), Want: want})
	if len(d.faults) < assessment.MaxFaults {
		return nil
	}
	d.faults = append(d.faults, assessment.Fault{Code: assessment.FaultTooManyFaults})
	return errEnough
}

func (d *decoder) value(at string, v reflect.Value) error {
	if v.Type() == rawMessage {
		raw, err := d.skip()
		v.SetBytes(raw)
		return err
	}
	if v.Type() == cardCopy {
		return d.card(at, v.Addr().Interface().(*assessment.CardCopy))
	}
	t, raw, err := d.token()
	if err != nil {
		return err
	}
	return d.fill(at, v, t, raw)
}

// fill is value after the first token of the value has been read.
func (d *decoder) fill(at string, v reflect.Value, t json.Token, raw []byte) error {
	if _, ok := t.(string); ok && !wellFormed(raw) {
		return d.add(at, assessment.FaultSyntax, "UTF-8", "")
	}
	if own, ok := reflect.TypeAssert[json.Unmarshaler](v.Addr()); ok {
		return d.own(at, own, t, raw)
	}
	switch v.Kind() {
	case reflect.Pointer: // a record, or null for none
		if t == nil {
			return nil
		}
		v.Set(reflect.New(v.Type().Elem()))
		return d.fill(at, v.Elem(), t, raw)
	case reflect.Struct:
		if t == json.Delim('{') {
			return d.object(at, v)
		}
		return d.wrong(at, t, raw, "{ … }")
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		if t == json.Delim('{') {
			return d.entries(at, v)
		}
		return d.wrong(at, t, raw, "{ … }")
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 0, 0))
		if t == json.Delim('[') {
			return d.list(at, v)
		}
		return d.wrong(at, t, raw, "[ … ]")
	case reflect.String:
		if s, ok := t.(string); ok {
			v.SetString(s)
			return nil
		}
		return d.wrong(at, t, raw, `"…"`)
	case reflect.Bool:
		if yes, ok := t.(bool); ok {
			v.SetBool(yes)
			return nil
		}
		return d.wrong(at, t, raw, "true, false")
	case reflect.Int:
		if n, ok := t.(json.Number); ok {
			if i, err := n.Int64(); err == nil && !v.OverflowInt(i) {
				v.SetInt(i)
				return nil
			}
		}
		return d.wrong(at, t, raw, "0, 1, 2, …")
	}
	panic(fmt.Sprintf("decode %s: no rule for %s", at, v.Type()))
}

// card reads a card's name and version, or a whole card.
func (d *decoder) card(at string, c *assessment.CardCopy) error {
	raw, err := d.skip()
	if err != nil {
		return err
	}
	var faults []assessment.Fault
	if head, _ := peek(raw, "schema", "areas"); len(head) == 0 {
		faults = decode(raw, at, &c.CardRef)
	} else {
		var card *assessment.Card
		if card, faults = readCard(raw, at); len(faults) == 0 {
			*c = assessment.CardCopy{CardRef: card.Ref(), Whole: card.Compact}
		}
	}
	for _, f := range faults {
		if err := d.add(f.Place, f.Code, f.Got, f.Want); err != nil {
			return err
		}
	}
	return nil
}

// own lets a type read its own notation, from a scalar in its plainest spelling.
func (d *decoder) own(at string, target json.Unmarshaler, t json.Token, raw []byte) error {
	if s, ok := t.(string); ok {
		raw, _ = json.Marshal(s) // a string can always be encoded
	}
	if _, composite := t.(json.Delim); !composite && target.UnmarshalJSON(raw) == nil {
		return nil
	}
	if want := instants[reflect.TypeOf(target)]; want != "" {
		if s, ok := t.(string); ok {
			return d.add(at, assessment.FaultInstant, s, "")
		}
		return d.wrong(at, t, raw, want)
	}
	return d.wrong(at, t, raw, `1, 2, 3, …, "unknown", "not_applicable", null`)
}

// instants maps the types for instants to the notation they expect.
var instants = map[reflect.Type]string{
	reflect.TypeFor[*assessment.Instant](): `"2026-11-23T12:00:00Z"`,
	reflect.TypeFor[*assessment.Seal]():    `"2026-11-23T12:00:00Z", ""`,
}

// wrong adds a fault for a value of the wrong type and skips the rest of it.
func (d *decoder) wrong(at string, t json.Token, raw []byte, want string) error {
	got := string(raw)
	switch t {
	case json.Delim('{'):
		got = "{ … }"
	case json.Delim('['):
		got = "[ … ]"
	}
	if err := d.skipRest(t); err != nil {
		return err
	}
	return d.add(at, assessment.FaultType, got, want)
}

func (d *decoder) object(at string, v reflect.Value) error {
	schema := d.schema(v.Type())
	seen, err := d.members(at, func(at, name string) error {
		i := slices.IndexFunc(schema, func(f field) bool { return f.name == name })
		if i < 0 {
			if _, err := d.skip(); err != nil {
				return err
			}
			return d.add(at, assessment.FaultUnknownField, "", "")
		}
		return d.value(at, v.FieldByIndex(schema[i].index))
	})
	if err != nil {
		return err
	}
	for _, f := range schema {
		if !seen[f.name] {
			if err := d.add(join(at, f.name), assessment.FaultMissing, "", ""); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *decoder) entries(at string, v reflect.Value) error {
	_, err := d.members(at, func(at, name string) error {
		entry := reflect.New(v.Type().Elem()).Elem()
		err := d.value(at, entry)
		v.SetMapIndex(reflect.ValueOf(name), entry)
		return err
	})
	return err
}

// members reads an object to its end and calls each with each name, to read the value.
func (d *decoder) members(at string, each func(at, name string) error) (map[string]bool, error) {
	seen := make(map[string]bool)
	for n := 0; d.tokens.More(); n++ {
		if n == mostEntries {
			return nil, d.tooMany(at)
		}
		t, raw, err := d.token()
		if err != nil {
			return nil, err
		}
		name, _ := t.(string) // json.Decoder only accepts strings as names
		place := join(at, short(name))
		fault := assessment.FaultTwice
		if !wellFormed(raw) {
			fault = assessment.FaultSyntax
		} else if !seen[name] {
			seen[name] = true
			if err := each(place, name); err != nil {
				return nil, err
			}
			continue
		}
		if _, err := d.skip(); err != nil {
			return nil, err
		}
		if err := d.add(place, fault, name, ""); err != nil {
			return nil, err
		}
	}
	_, err := d.tokens.Token()
	return seen, err
}

func (d *decoder) list(at string, v reflect.Value) error {
	for i := 0; d.tokens.More(); i++ {
		if i == mostEntries {
			return d.tooMany(at)
		}
		entry := reflect.New(v.Type().Elem()).Elem()
		if err := d.value(fmt.Sprintf("%s[%d]", at, i), entry); err != nil {
			return err
		}
		v.Set(reflect.Append(v, entry))
	}
	_, err := d.tokens.Token()
	return err
}

// schema returns the fields of a struct with their JSON names, including those of embedded structs.
func (d *decoder) schema(t reflect.Type) []field {
	if s, ok := d.schemas[t]; ok {
		return s
	}
	s := schemaOf(t)
	d.schemas[t] = s
	return s
}

func schemaOf(t reflect.Type) []field {
	var s []field
	for _, f := range reflect.VisibleFields(t) {
		name := f.Tag.Get("json")
		if f.Anonymous && name == "" || !f.IsExported() || name == "-" {
			continue
		}
		if name == "" {
			name = f.Name
		}
		s = append(s, field{name, f.Index})
	}
	return s
}

func join(at, name string) string {
	if at == "" {
		return name
	}
	return at + "." + name
}
