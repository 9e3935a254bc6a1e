package exchange

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"

	"kwaliteitskaart/assessment"
)

// What a workbook may hold before it is unpacked for good: a few kilobytes zipped can be gigabytes once a library has
// them in memory, because many cells may point at one long text.
const (
	maxUnpacked = 8 << 20
	maxCellText = 4 * 32_767 // bytes; a spreadsheet has room for 32,767 characters in a cell
)

// guardWorkbook refuses a zip that unpacks to more than a workbook with a card needs (CodeTooLarge), or that has a row
// or a cell no card has room for. Nothing is held of it but one piece at a time.
func guardWorkbook(b []byte) error {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return noWorkbook(err)
	}
	var total uint64
	for _, part := range z.File {
		if total += part.UncompressedSize64; total > maxUnpacked || part.UncompressedSize64 > maxUnpacked {
			return assessment.Fail(assessment.CodeTooLarge, errors.New("unpacks to too much"))
		}
	}
	for _, part := range z.File {
		if err := guardPart(part); err != nil {
			return err
		}
	}
	return nil
}

// guardPart counts the cells of each row and the text of each cell. What is no XML has neither.
func guardPart(part *zip.File) error {
	r, err := part.Open()
	if err != nil {
		return noWorkbook(err)
	}
	defer r.Close()
	tokens := xml.NewDecoder(r)
	tokens.Strict = false
	var foreign error // no program writes another encoding than UTF-8, and in one nothing could be counted
	tokens.CharsetReader = func(label string, _ io.Reader) (io.Reader, error) {
		foreign = noWorkbook(errors.New("encoding " + label))
		return nil, foreign
	}
	cells, text := 0, 0
	for {
		t, err := tokens.RawToken()
		if err != nil {
			return foreign // or its end, or no XML, which the library judges
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch t.Name.Local {
			case "row":
				cells = 0
			case "c":
				cells, text = cells+1, 0
			case "si", "is":
				text = 0
			}
		case xml.CharData:
			text += len(t)
		}
		if cells > maxColumns || text > maxCellText {
			return assessment.Fail(assessment.CodeTooLarge, errors.New("a row or a cell holds too much"))
		}
	}
}
