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

// The limits on what is read of a workbook, in bytes: the parts it unpacks, and the text it keeps.
const (
	maxUnpacked = 64 << 20
	maxKept     = MaxFile
)

// spreadsheet reads a workbook: only the sheets, and of those only what a person sees. Formats cost nothing, however
// many cells have one, and pictures are never unpacked.
type spreadsheet struct {
	parts  map[string]*zip.File // by their names in lower case
	unpack int64                // bytes that may still be unpacked
	keep   int                  // bytes of text that may still be kept

	shared  []string  // shared strings
	formats []oddness // the effect of each style on a number
	from    int       // the day number of 31 December 1899
}

// sheet is one sheet as listed in the workbook.
type sheet struct {
	name, part string
	hidden     bool
}

// errTooMuch means that a workbook contains more than a card can.
var errTooMuch = errors.New("a workbook with too much in it")

// openWorkbook returns all sheets of a workbook that contain visible text, in order. Numbers and dates are as stored,
// formulas have their last value. It refuses a file that is too large with CodeTooLarge, and one that is not a
// workbook or contains more than a card can with CodeCardInvalid.
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

// tooMuch is the kind of a workbook that contains more than fits on a card.
const tooMuch filekind.Kind = "large"

// noWorkbook refuses a file that is not a workbook with a card, but of the given kind.
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

// partName normalises the name of a part: names are case-insensitive, and some programs write backslashes.
func partName(name string) string {
	return strings.TrimPrefix(strings.ToLower(strings.ReplaceAll(name, `\`, "/")), "/")
}

// walk calls each at the start of each element of a required part; each may read on.
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

// metered reads at most the number of bytes left.
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

// relation is a reference from one part to another; kind is the last element of its type URL.
type relation struct{ id, kind, target string }

// relations returns the references of a part, or of the workbook itself for "". A part without references has none.
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

// sheets returns the sheets with cells that a workbook lists, in order.
func (s *spreadsheet) sheets(book string, related []relation) (list []sheet, err error) {
	err = s.walk(book, func(_ *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "workbookPr":
			if isTrue(attribute(e, "date1904")) {
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

// isTrue reports whether the value of an attribute is true.
func isTrue(s string) bool { return s == "1" || s == "true" }

// richText is a text, with or without formats. Its phonetic text is not read.
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

// escaped matches a character code such as _x000D_ for a carriage return.
var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescaped returns a text with all line ends as line feeds, and character codes replaced by the characters.
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
