// Package filekind tells what a file is by what is in it, whatever its name says, so that every door names a wrong file.
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

// Kind is what a file is. Its words, which follow the file's name, stand in the translations under "kind." + kind.
type Kind string

// What a file can be. Ours is a hand-over, ballot or invitation file, Card a card as JSON; whether they are whole, reading says.
const (
	Empty     Kind = "empty"
	Text      Kind = "text"
	UTF16     Kind = "utf16" // text, in two bytes a character
	HTML      Kind = "html"
	PDF       Kind = "pdf"
	Picture   Kind = "picture"
	JSON      Kind = "json"
	Cut       Kind = "cut" // JSON that breaks off or is damaged
	Ours      Kind = "ours"
	Card      Kind = "card"
	Zip       Kind = "zip"
	Broken    Kind = "broken" // a zip, or what is packed as one, that cannot be unpacked
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
	Device    Kind = "device" // a pipe, or another thing that is no file
	Other     Kind = "other"
)

// All lists every kind.
var All = []Kind{
	Empty, Text, UTF16, HTML, PDF, Picture, JSON, Cut, Ours, Card, Zip, Broken, Workbook, OldBook, Binary, XML, Open, Numbers,
	Locked, Word, Office, Database, Encrypted, Folder, Device, Other,
}

// beginnings is how files begin, in lower case, after white space.
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
	{"<meta", HTML},
	{"<table", HTML},
	{"sqlite format 3\x00", Database},
	{"\x00\x01\x00\x00standard ", Database},
	{"age-encryption.org/", Encrypted},
	{"-----begin age encrypted file-----", Encrypted},
}

// looked is how much of a file is read to tell what it is.
const looked = 16 << 20

// In tells what there is at a path. It is Other where that cannot be read.
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
	b, err := io.ReadAll(io.LimitReader(f, looked))
	if err != nil {
		return Other
	}
	return Of(b)
}

// Of tells what a file with this content is.
func Of(b []byte) Kind {
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	switch {
	case bytes.HasPrefix(b, []byte("PK\x03\x04")):
		return packed(b)
	case bytes.HasPrefix(b, []byte("\xD0\xCF\x11\xE0")): // the old kind, which a new one with a password is wrapped in
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
		if bytes.HasPrefix(start, []byte(k.begins)) && (k.begins != "bm" || !utf8.Valid(start)) {
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

// lower returns bytes with their ASCII letters in lower case, and all others as they are.
func lower(b []byte) []byte {
	b = bytes.Clone(b)
	for i, c := range b {
		if 'A' <= c && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return b
}

// packed tells what a zip is, by a part that only such a file has.
func packed(b []byte) Kind {
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		return Broken
	}
	kind := Zip
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
		case name == "content.xml" && bytes.Contains(b[:min(len(b), 200)], []byte("opendocument.text")):
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

// object tells whose JSON it is, also where that breaks off.
func object(b []byte) Kind {
	d := json.NewDecoder(bytes.NewReader(b))
	if t, err := d.Token(); err != nil || t != json.Delim('{') {
		return whole(b)
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
	return whole(b)
}

func whole(b []byte) Kind {
	if json.Valid(b) {
		return JSON
	}
	return Cut
}

// twoBytes reports whether a text has two bytes a character, as some editors on Windows save it.
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

// wide returns a word as old files write their names.
func wide(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return b
}
