// Package words formats text, dates and numbers in Dutch and English. The texts are in the translations; this package
// fills in their blanks. It is used by the window, the command line and the documents.
package words

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assets"
)

// Codes lists the languages; the first is the default.
var Codes = []string{"nl", "en"}

// None is shown where there is no number or date.
const None = "–"

// Language formats text, dates and numbers in one language. It is safe for concurrent use.
type Language struct {
	code    string
	words   *i18n.Localizer
	numbers *message.Printer
}

// bundles contains the translations by language, each loaded on first use: every start of the program would wait for
// them.
var bundles = func() map[string]func() *i18n.Bundle {
	all := make(map[string]func() *i18n.Bundle)
	for _, code := range Codes {
		all[code] = sync.OnceValue(func() *i18n.Bundle { return read(code) })
	}
	return all
}()

func read(code string) *i18n.Bundle {
	b := i18n.NewBundle(language.MustParse(code))
	b.RegisterUnmarshalFunc("json", json.Unmarshal)
	files, err := fs.Glob(assets.Translations, "translations/*."+code+".json")
	for _, f := range files {
		if err == nil {
			_, err = b.LoadMessageFileFS(assets.Translations, f)
		}
	}
	if err != nil {
		panic(fmt.Sprintf("embedded translations: %v", err)) // a broken build, which the tests catch
	}
	return b
}

// In returns the language with the given code, or the default language for an unknown code. Region and encoding are
// ignored: "en_GB.UTF-8" is English.
func In(code string) *Language {
	chosen := Codes[0]
	for _, c := range Codes {
		if strings.HasPrefix(strings.ToLower(code), c) {
			chosen = c
		}
	}
	return &Language{
		code:    chosen,
		words:   i18n.NewLocalizer(bundles[chosen](), chosen),
		numbers: message.NewPrinter(language.MustParse(chosen)),
	}
}

// Code returns "nl" or "en".
func (l *Language) Code() string { return l.code }

// Say returns the text under a key. args alternate names and values, for the blanks in the text ({{.team}}); an int
// named "count" also chooses between singular and plural. An unknown key is returned unchanged; a test prevents that.
func (l *Language) Say(key string, args ...any) string {
	c := &i18n.LocalizeConfig{MessageID: key}
	if len(args) > 0 {
		blanks := make(map[string]any, len(args)/2)
		for i := 0; i+1 < len(args); i += 2 {
			blanks[fmt.Sprint(args[i])] = args[i+1]
		}
		c.TemplateData = blanks
		if n, ok := blanks["count"].(int); ok {
			c.PluralCount = n
			if n > 999 { // below that a template may compare it
				blanks["count"] = l.Number(n)
			}
		}
	}
	s, err := l.words.Localize(c)
	if err != nil && s == "" {
		return key
	}
	return s
}

// Date returns a date in figures, 23-11-2026, or 23 Nov 2026 in English.
func (l *Language) Date(d assessment.Date) string {
	if l.code == "nl" && d != "" {
		return d.Time().Format("02-01-2006")
	}
	return l.ShortDate(d)
}

// ShortDate returns a date with a short month: 23 nov 2026.
func (l *Language) ShortDate(d assessment.Date) string { return l.date(d, "month.short.") }

// LongDate returns a date in words: 23 november 2026.
func (l *Language) LongDate(d assessment.Date) string { return l.date(d, "month.long.") }

// Month returns the month of a date in words, with its year.
func (l *Language) Month(d assessment.Date) string {
	return l.Say("month.long."+string(d[5:7])) + " " + string(d[:4])
}

// Moment returns a date and time of day in the local time zone: 23-11-2026 14:05.
func (l *Language) Moment(at assessment.Instant) string {
	t := at.Time().Local()
	return l.Date(assessment.DateOf(t)) + " " + t.Format("15:04")
}

func (l *Language) date(d assessment.Date, months string) string {
	t := d.Time()
	if t.IsZero() {
		return None
	}
	return fmt.Sprintf("%d %s %d", t.Day(), l.Say(months+t.Format("01")), t.Year())
}

// Mean returns a mean to one decimal: 2,9, or 2.9 in English; None for nil.
func (l *Language) Mean(m *assessment.Mean) string {
	if m == nil {
		return None
	}
	if l.code == "nl" {
		return strings.Replace(m.String(), ".", ",", 1)
	}
	return m.String()
}

// Number returns a whole number with thousands separators: 1.500, or 1,500 in English.
func (l *Language) Number(n int) string { return l.numbers.Sprintf("%d", n) }

// Euros returns an amount in whole euros: € 1.500, or €1,500 in English.
func (l *Language) Euros(n int) string {
	if l.code == "nl" {
		return "€ " + l.Number(n)
	}
	return "€" + l.Number(n)
}

// dates lists the blanks in error messages that contain a date.
var dates = []string{"date", "start", "due"}

// Error returns the message for err: what happened, that nothing is lost, and what to do. If several rules are
// broken, each follows on a line of its own. An error without a code gets a general message; its cause is for the
// log.
func (l *Language) Error(err error) string {
	e := codedOf(err)
	lines := []string{l.sentences(e, func(arg string) string { return arg })}
	faults, more := e.Faults, 0
	if e.Code != assessment.CodeCardInvalid {
		faults = alike(faults)
		more = len(e.Faults) - len(faults)
	}
	if e.Code != assessment.CodeCardInvalid && len(faults) > fewFaults {
		faults, more = faults[:fewFaults], len(e.Faults)-fewFaults
	}
	for _, f := range faults {
		lines = append(lines, "  "+l.Fault(f))
	}
	if more > 0 {
		lines = append(lines, "  "+l.Say("faults.more", "count", more))
	}
	return strings.Join(lines, "\n")
}

// alike returns the first of the faults that differ in their place only: of a file that nobody mends by hand one says it.
func alike(all []assessment.Fault) (first []assessment.Fault) {
	for _, f := range all {
		same := func(x assessment.Fault) bool { return x.Code == f.Code && x.Got == f.Got && x.Want == f.Want }
		if f.Got == "" || !slices.ContainsFunc(first, same) {
			first = append(first, f)
		}
	}
	return first
}

// Brief returns only the first sentence of Error, on one line: what is wrong.
func (l *Language) Brief(err error) string {
	const stop = "\uE000" // stands for a full stop that does not end a sentence
	said, _, _ := strings.Cut(l.sentences(codedOf(err), func(arg string) string { return strings.ReplaceAll(arg, ".", stop) })+" ", ". ")
	return visible(strings.ReplaceAll(said, stop, ".")) + "."
}

func codedOf(err error) *assessment.Error {
	e := &assessment.Error{Code: assessment.CodeUnexpected}
	errors.As(err, &e)
	return e
}

// sentences returns the sentences of an error; blank formats the values in it.
func (l *Language) sentences(e *assessment.Error, blank func(string) string) string {
	args := []any{"kind", "", "is", ""}
	for k, v := range e.Args {
		if k == "kind" {
			args = append(args, "is", l.Say("kind."+v))
		}
		if d, err := assessment.ParseDate(v); err == nil && slices.Contains(dates, k) {
			v = l.Date(d)
		}
		args = append(args, k, blank(v))
	}
	return l.Say("error."+string(e.Code), args...)
}

// Skipped returns a sentence about what an overview left out of a folder; "" for nothing.
func (l *Language) Skipped(folders, others int) string {
	var said []string
	for _, x := range []struct {
		key   string
		count int
	}{{"overview.skipped.folders", folders}, {"overview.skipped.others", others}} {
		if x.count > 0 {
			said = append(said, l.Say(x.key, "count", x.count))
		}
	}
	return strings.Join(said, " ")
}

// fewFaults is the maximum number of faults listed for a file that people do not edit. For a card, which people write, all
// are listed.
const fewFaults = 10

// Fault returns a broken rule: its place, what is wrong, and what is expected.
func (l *Language) Fault(f assessment.Fault) string {
	f.Place, f.Got = visible(f.Place), visible(f.Got)
	args := []any{"got", f.Got, "want", f.Want, "is", l.Say("kind." + f.Got)}
	if f.Code == assessment.FaultTooLong {
		has, _ := strconv.Atoi(f.Got) // the domain wrote them
		most, _ := strconv.Atoi(f.Want)
		args = append(args, "over", l.Number(has-most), "most", l.Number(most))
	}
	s := l.Say("fault."+string(f.Code), args...)
	if f.Place == "" {
		return s
	}
	return f.Place + ": " + s
}

// visible returns the text of a fault on one line, with every invisible character as its number: it may be the fault.
func visible(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) && r != '\u00A0':
			b.WriteByte(' ')
		case unicode.IsGraphic(r) && r != '\u00A0':
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, "<U+%04X>", r)
		}
	}
	return b.String()
}
