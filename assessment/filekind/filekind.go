// Package filekind detects the kind of a file from its content, whatever its name, so that every import can name a
// wrong file.
package filekind

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Kind is the kind of a file. Its description, which follows the file's name, is the translation of "kind." + kind.
type Kind string

// The kinds of files. Ours is a hand-over, ballot or invitation file, Card a card as JSON; either may still be
// damaged.
const (
	Empty     Kind = "empty"
	Text      Kind = "text"
	UTF16     Kind = "utf16" // text with two bytes per character
	HTML      Kind = "html"
	Page      Kind = "page" // our own, on which a colleague scores
	Link      Kind = "link" // to a page or file
	PDF       Kind = "pdf"
	Picture   Kind = "picture"
	JSON      Kind = "json"
	Cut       Kind = "cut" // JSON that is truncated or damaged
	Ours      Kind = "ours"
	Card      Kind = "card"
	Zip       Kind = "zip"
	Packed    Kind = "packed" // otherwise than as a zip
	Program   Kind = "program"
	Broken    Kind = "broken" // a zip, or a file packed as one, that cannot be unpacked
	Workbook  Kind = "workbook"
	OldBook   Kind = "xls"
	Binary    Kind = "xlsb"
	XML       Kind = "xml" // a workbook as XML
	Open      Kind = "ods"
	Numbers   Kind = "numbers"
	Locked    Kind = "locked" // an office document with a password
	Word      Kind = "word"
	Office    Kind = "office" // another office document
	Database  Kind = "database"
	Encrypted Kind = "encrypted" // with age
	Folder    Kind = "folder"
	Device    Kind = "device" // a pipe, or another path that is not a regular file
	Other     Kind = "other"
)

// All lists every kind.
var All = []Kind{
	Empty, Text, UTF16, HTML, Page, Link, PDF, Picture, JSON, Cut, Ours, Card, Zip, Packed, Program, Broken, Workbook, OldBook, Binary, XML, Open, Numbers,
	Locked, Word, Office, Database, Encrypted, Folder, Device, Other,
}

// beginnings maps the first bytes of files, in lower case and after white space, to their kind.
var beginnings = []struct {
	begins string
	is     Kind
}{
	{"%pdf", PDF},
	{"\x89png", Picture},
	{"\xff\xd8\xff", Picture},
	{"gif8", Picture},
	{"bm", Picture},
	{"ii*\x00", Picture},
	{"mm\x00*", Picture},
	{"<svg", Picture},
	{"<!doctype html", HTML},
	{"<html", HTML},
	{"[internetshortcut]", Link},
	{"l\x00\x00\x00\x01\x14\x02\x00", Link}, // a shortcut of Windows
	{"{\\rtf", Word},
	{"[desktop entry]", Link},
	{"<meta", HTML},
	{"<table", HTML},
	{"sqlite format 3\x00", Database},
	{"\x00\x01\x00\x00standard ", Database},
	{"\x1f\x8b", Packed},
	{"7z\xbc\xaf\x27\x1c", Packed},
	{"rar!\x1a\x07", Packed},
	{"\xfd7zxz\x00", Packed},
	{"mz", Program},
	{"\x7felf", Program},
	{"age-encryption.org/", Encrypted},
	{"-----begin age encrypted file-----", Encrypted},
}

// ownPage is text that only the page on which a colleague scores contains.
const ownPage = `<main id="ask">
<form id="sheet"`

// maxRead is the number of bytes of a file that are read to detect its kind.
const maxRead = 16 << 20

// In returns the kind of the file at path. It returns Other if the file cannot be read.
func In(path string) Kind {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return Other
	case info.IsDir():
		return Folder
	case !info.Mode().IsRegular():
		return Device
	}
	f, err := os.Open(path)
	if err != nil {
		return Other
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxRead))
	if err != nil {
		return Other
	}
	return Of(b)
}

// Of returns the kind of a file with content b.
func Of(b []byte) Kind {
	for mark := []byte("\ufeff"); bytes.HasPrefix(b, mark); {
		b = bytes.TrimPrefix(b, mark)
	}
	switch {
	case bytes.HasPrefix(b, []byte("PK\x03\x04")):
		return packed(b)
	case bytes.HasPrefix(b, []byte("\xD0\xCF\x11\xE0")): // the old format, which also wraps new files with a password
		for name, is := range map[string]Kind{"EncryptedPackage": Locked, "WordDocument": Word, "Workbook": OldBook, "Book": OldBook} {
			if bytes.Contains(b, wide(name)) {
				return is
			}
		}
		return Office
	}
	text := bytes.TrimSpace(b)
	start := lower(text[:min(len(text), 1000)])
	if len(start) == 0 {
		return Empty
	}
	for _, k := range beginnings {
		if bytes.HasPrefix(start, []byte(k.begins)) && (k.begins != "bm" && k.begins != "mz" || !utf8.Valid(start)) {
			if k.is == HTML && bytes.Contains(b, []byte(ownPage)) {
				return Page
			}
			return k.is
		}
	}
	says := func(words string) bool { return bytes.Contains(start, []byte(words)) }
	switch {
	case says("schemas-microsoft-com:office:spreadsheet"), says(`progid="excel.sheet"`):
		return XML
	case says("opendocument:xmlns:office"):
		return Open
	case twoBytes(b):
		return UTF16
	case start[0] == '{' || start[0] == '[':
		return object(text)
	case says("<html"):
		return HTML
	case bytes.IndexByte(b, 0) < 0:
		return Text
	}
	return Other
}

// lower returns a copy of b with its ASCII letters in lower case and all other bytes unchanged.
func lower(b []byte) []byte {
	b = bytes.Clone(b)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return b
}

// packed returns the kind of a zip, by a part that only that kind contains.
func packed(b []byte) Kind {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return Broken
	}
	kind := Zip
	switch says := b[:min(len(b), 200)]; { // documents say it first
	case bytes.Contains(says, []byte("opendocument.spreadsheet")):
		return Open
	case bytes.Contains(says, []byte("opendocument.")):
		return Office
	}
	for _, f := range z.File {
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
		switch {
		case name == "xl/workbook.xml", strings.HasPrefix(name, "xl/worksheets/"):
			kind = Workbook
		case name == "xl/workbook.bin":
			return Binary
		case strings.HasPrefix(name, "word/"):
			return Word
		case strings.HasPrefix(name, "ppt/"):
			return Office
		case name == "content.xml":
			return Open
		case strings.HasPrefix(name, "index/"), name == "index.zip":
			return Numbers
		case name == "_rels/.rels" && kind == Zip:
			kind = Workbook // with its parts under other names
		}
	}
	return kind
}

// object returns the kind of a JSON object, even if it is truncated.
func object(b []byte) Kind {
	d := json.NewDecoder(bytes.NewReader(b))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return jsonOrCut(b)
	}
	var schema, areas bool
	for d.More() {
		name, err := d.Token()
		if err != nil {
			break
		}
		var value json.RawMessage
		err = d.Decode(&value)
		switch name {
		case "format":
			if bytes.HasPrefix(value, []byte(`"kwaliteitskaart`)) {
				return Ours
			}
		case "schema":
			schema = true
		case "areas":
			areas = true
		}
		if err != nil {
			break
		}
	}
	if schema && areas {
		return Card
	}
	return jsonOrCut(b)
}

func jsonOrCut(b []byte) Kind {
	if json.Valid(b) {
		return JSON
	}
	return Cut
}

// twoBytes reports whether a text has two bytes per character, as some editors on Windows save it.
func twoBytes(b []byte) bool {
	if bytes.HasPrefix(b, []byte("\xFF\xFE")) || bytes.HasPrefix(b, []byte("\xFE\xFF")) {
		return true
	}
	const enough = 8
	if len(b) < enough {
		return false
	}
	little, big := true, true
	for i := 0; i < enough; i += 2 {
		little = little && b[i] >= ' ' && b[i+1] == 0
		big = big && b[i] == 0 && b[i+1] >= ' '
	}
	return little || big
}

// wide returns s as UTF-16, the encoding in which old office files store their names.
func wide(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}
