package exchange

import (
	"archive/zip"
	"bytes"
	"strings"
	"unicode/utf16"
)

// beginnings is how files begin that people take for a workbook, by what they are.
var beginnings = []struct{ begins, is string }{
	{"%pdf", "pdf"},
	{"<!doctype html", "html"},
	{"<html", "html"},
	{"<meta", "html"},
	{"<table", "html"},
}

// otherThanWorkbook is what a file is that is no workbook (.xlsx), as far as that can be told by what is in it; nothing for one
// that may be a workbook.
func otherThanWorkbook(b []byte) string {
	if isWorkbook(b) {
		return otherZip(b)
	}
	if bytes.HasPrefix(b, []byte("\xD0\xCF\x11\xE0")) { // the old kind, which a new one with a password is wrapped in
		for name, is := range map[string]string{"EncryptedPackage": "locked", "WordDocument": "word"} {
			if bytes.Contains(b, inWide(name)) {
				return is
			}
		}
		return "xls"
	}
	start := bytes.TrimSpace(bytes.TrimPrefix(b, byteOrderMark))
	start = bytes.ToLower(start[:min(len(start), 1000)])
	for _, k := range beginnings {
		if bytes.HasPrefix(start, []byte(k.begins)) {
			return k.is
		}
	}
	says := func(words string) bool { return bytes.Contains(start, []byte(words)) }
	switch {
	case len(start) == 0:
		return "empty"
	case says("schemas-microsoft-com:office:spreadsheet"), says(`progid="excel.sheet"`):
		return "xml"
	case says("opendocument:xmlns:office"):
		return "ods"
	case says("<html"):
		return "html"
	case bytes.HasPrefix(b, []byte("\xFF\xFE")), bytes.IndexByte(b, 0) < 0:
		return "csv"
	}
	return "other"
}

// otherZip is what a zip is that is no workbook: by a part that only such a file has.
func otherZip(b []byte) string {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return "" // reading says it
	}
	kind := "zip"
	for _, f := range z.File {
		switch name := partName(f.Name); {
		case name == "xl/workbook.xml", strings.HasPrefix(name, "xl/worksheets/"), name == "_rels/.rels" && kind == "zip":
			kind = ""
		case name == "xl/workbook.bin":
			return "xlsb"
		case strings.HasPrefix(name, "word/"):
			return "word"
		case name == "content.xml":
			return "ods"
		case strings.HasPrefix(name, "index/"), name == "index.zip":
			return "numbers"
		}
	}
	return kind
}

// inWide is a word as old files write their names.
func inWide(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}

// foreignKind is what a file is that is none of ours, as far as that can be told by what is in it: empty, html, pdf, picture,
// office, zip or other.
func foreignKind(b []byte) string {
	for _, begins := range []string{"\x89PNG", "\xFF\xD8\xFF", "GIF8"} {
		if bytes.HasPrefix(b, []byte(begins)) {
			return "picture"
		}
	}
	switch kind := otherThanWorkbook(b); kind {
	case "empty", "html", "pdf", "zip":
		return kind
	case "", "xls", "xlsb", "word", "ods", "numbers", "locked", "xml":
		return "office"
	}
	return "other"
}
