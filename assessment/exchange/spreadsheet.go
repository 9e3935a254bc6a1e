package exchange

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"strconv"
	"strings"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/filekind"
)

// What may be read of a workbook: its parts, once unpacked, as one goes through them, and the text that is kept.
const (
	maxUnpacked = 64 << 20
	maxKept     = MaxFile
)

// spreadsheet is a workbook as it is read: only sheets, and of those only what a person reads in them. Its formats weigh
// nothing, however many cells have one, and pictures are never unpacked.
type spreadsheet struct {
	parts  map[string]*zip.File // by their names in lower case
	unpack int64                // bytes that may still be unpacked
	keep   int                  // bytes of text that may still be kept

	shared  []string  // texts that cells share
	formats []oddness // of what each style makes of a number
	from    int       // the day number of the first of January 1900 less one
}

// sheet is one sheet as the workbook lists it.
type sheet struct {
	name, part string
	hidden     bool
}

// errTooMuch is that a workbook holds more than a card can.
var errTooMuch = errors.New("a workbook with too much in it")

// openWorkbook returns every sheet of a workbook that has a text in sight, in its order. Numbers and dates are as they are stored,
// formulas what they last came to. It is refused with CodeTooLarge as a file that is too large, and with
// CodeCardInvalid when it is no workbook or holds more than a card can.
func openWorkbook(b []byte) ([]*grid, error) {
	if len(b) > MaxFile {
		return nil, assessment.Fail(assessment.CodeTooLarge, nil)
	}
	if kind := filekind.Of(b); kind != filekind.Workbook {
		return nil, noWorkbook(kind, nil)
	}
	s := &spreadsheet{parts: make(map[string]*zip.File), unpack: maxUnpacked, keep: maxKept}
	grids, err := s.read(b)
	var refusal *assessment.Error
	switch {
	case errors.As(err, &refusal):
		return nil, refusal
	case errors.Is(err, errTooMuch):
		return nil, noWorkbook(tooMuch, err)
	case err != nil:
		return nil, noWorkbook(filekind.Broken, err)
	}
	return grids, nil
}

// tooMuch is a workbook that holds more than fits on a card.
const tooMuch filekind.Kind = "large"

// noWorkbook refuses what is no workbook with a card, but of another kind.
func noWorkbook(kind filekind.Kind, err error) error {
	refusal := invalidCard(assessment.Fault{Code: assessment.FaultWorkbook, Got: string(kind)})
	refusal.Err = err
	return refusal
}

func (s *spreadsheet) read(b []byte) ([]*grid, error) {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return nil, fmt.Errorf("open workbook: %w", err)
	}
	for _, f := range z.File {
		s.parts[partName(f.Name)] = f
	}
	root, err := s.relations("")
	if err != nil {
		return nil, err
	}
	book := "xl/workbook.xml"
	for _, r := range root {
		if r.kind == "officeDocument" {
			book = r.target
		}
	}
	related, err := s.relations(book)
	if err != nil {
		return nil, err
	}
	for _, r := range related {
		switch r.kind {
		case "sharedStrings":
			err = s.readShared(r.target)
		case "styles":
			err = s.readStyles(r.target)
		}
		if err != nil {
			return nil, err
		}
	}
	sheets, err := s.sheets(book, related)
	if err != nil {
		return nil, err
	}
	var grids []*grid
	for _, sh := range sheets {
		g := &grid{name: sh.name, hidden: sh.hidden, odd: make(map[[2]int]oddity)}
		if err := s.readSheet(sh.part, g); err != nil {
			return nil, err
		}
		grids = append(grids, g)
	}
	return grids, nil
}

// partName returns the name of a part as one is looked up by: they are the same in any case, and some programs write
// backslashes.
func partName(name string) string {
	return strings.TrimPrefix(strings.ToLower(strings.ReplaceAll(name, `\`, "/")), "/")
}

// walk goes through the elements of a part that has to be there; each is given where one begins and may read it on.
func (s *spreadsheet) walk(name string, each func(*xml.Decoder, xml.StartElement) error) error {
	f := s.parts[partName(name)]
	if f == nil {
		return fmt.Errorf("workbook without %s", name)
	}
	r, err := f.Open()
	if err != nil {
		return fmt.Errorf("open %s: %w", name, err)
	}
	defer r.Close()
	d := xml.NewDecoder(&metered{r, &s.unpack})
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if start, ok := t.(xml.StartElement); ok && err == nil {
			err = each(d, start)
		}
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
	}
}

// metered reads no more than there is left.
type metered struct {
	r    io.Reader
	left *int64
}

func (m *metered) Read(b []byte) (int, error) {
	n, err := m.r.Read(b)
	if *m.left -= int64(n); *m.left < 0 {
		return 0, errTooMuch
	}
	return n, err
}

// relation is a part that another one leads to; its kind is the last word of the address that says it.
type relation struct{ id, kind, target string }

// relations returns what a part leads to; for no part, the workbook itself. A part without any leads nowhere.
func (s *spreadsheet) relations(of string) (found []relation, err error) {
	name := path.Join(path.Dir(of), "_rels", path.Base(of)+".rels")
	if of == "" {
		name = "_rels/.rels"
	}
	if s.parts[partName(name)] == nil {
		return nil, nil
	}
	err = s.walk(name, func(_ *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local == "Relationship" {
			target := strings.ReplaceAll(attribute(e, "Target"), `\`, "/")
			if !strings.HasPrefix(target, "/") {
				target = path.Join(path.Dir(of), target)
			}
			found = append(found, relation{attribute(e, "Id"), path.Base(attribute(e, "Type")), target})
		}
		return nil
	})
	return found, err
}

// sheets returns the sheets with cells that a workbook lists, in its order.
func (s *spreadsheet) sheets(book string, related []relation) (list []sheet, err error) {
	err = s.walk(book, func(_ *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			if truly(attribute(e, "date1904")) {
				s.from = daysTo1904
			}
		case "sheet":
			for _, r := range related {
				if r.id == attribute(e, "id") && r.kind == "worksheet" {
					list = append(list, sheet{attribute(e, "name"), r.target, strings.Contains(strings.ToLower(attribute(e, "state")), "hidden")})
				}
			}
		}
		return nil
	})
	if err == nil && len(list) == 0 {
		err = errors.New("workbook without sheets")
	}
	return list, err
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// truly reports whether an attribute says yes.
func truly(s string) bool { return s == "1" || s == "true" }

// richText is a text with or without formats of its own. How it is pronounced stands beside it and is not read.
type richText struct {
	Plain []string `xml:"t"`
	Runs  []struct {
		Text string `xml:"t"`
	} `xml:"r"`
}

func (t richText) String() string {
	var b strings.Builder
	for _, s := range t.Plain {
		b.WriteString(s)
	}
	for _, r := range t.Runs {
		b.WriteString(r.Text)
	}
	return unescaped(b.String())
}

// escaped is a character by its number, as _x000D_ for a carriage return.
var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescaped returns a text with line feeds for line ends of any kind, and characters that were written by their number.
func unescaped(s string) string {
	if strings.Contains(s, "_x") {
		s = escaped.ReplaceAllStringFunc(s, func(x string) string {
			n, err := strconv.ParseUint(x[2:6], 16, 16)
			if err != nil {
				return x
			}
			return string(rune(n))
		})
	}
	return lineFeeds.Replace(s)
}

func (s *spreadsheet) readShared(part string) error {
	size := 0
	return s.walk(part, func(d *xml.Decoder, e xml.StartElement) error {
		if e.Name.Local != "si" {
			return nil
		}
		var t richText
		if err := d.DecodeElement(&t, &e); err != nil {
			return err
		}
		shared := t.String()
		if size += len(shared) + 16; size > maxKept {
			return errTooMuch
		}
		s.shared = append(s.shared, shared)
		return nil
	})
}
