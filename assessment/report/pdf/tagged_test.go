package pdf_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"kwaliteitskaart/assessment/report"
)

// objects is a file as parsed by qpdf, which is independent of gofpdf and of this package.
type objects map[string]struct {
	Value  any
	Stream struct {
		Data []byte
		Dict map[string]any
	}
}

func objectsOf(t *testing.T, path string) objects {
	t.Helper()
	var read struct{ Qpdf []json.RawMessage }
	out := run(t, "qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=inline", "--decode-level=generalized", path)
	if err := json.Unmarshal([]byte(out), &read); err != nil {
		t.Fatal(err)
	}
	all := make(objects)
	if err := json.Unmarshal(read.Qpdf[1], &all); err != nil {
		t.Fatal(err)
	}
	return all
}

func (o objects) dict(ref any) map[string]any {
	d, _ := o["obj:"+ref.(string)].Value.(map[string]any)
	return d
}

func (o objects) catalog() map[string]any {
	return o.dict(o["trailer"].Value.(map[string]any)["/Root"])
}

// spot identifies a mark by its page and its number on that page.
type spot struct {
	page   string
	number int
}

// structured returns the element that each mark belongs to, from the structure tree of a file. It checks each element
// on the way.
func (o objects) structured(t *testing.T) map[spot]string {
	owner := make(map[spot]string)
	var walk func(ref, parent string)
	walk = func(ref, parent string) {
		e := o.dict(ref)
		if e["/P"] != parent {
			t.Errorf("%s thinks it is in %v, not in %s", ref, e["/P"], parent)
		}
		if e["/S"] == "/Figure" {
			alt, _ := e["/Alt"].(string)
			if box, _ := e["/A"].(map[string]any)["/BBox"].([]any); len(alt) <= len("u:") || len(box) != 4 {
				t.Errorf("a figure with alternative %q in %v", alt, box)
			}
		}
		if e["/S"] == "/TH" && e["/A"].(map[string]any)["/Scope"] == nil {
			t.Error("a header cell that does not say what it heads")
		}
		kids, _ := e["/K"].([]any)
		for _, kid := range kids {
			at := spot{}
			switch kid := kid.(type) {
			case string:
				walk(kid, ref)
				continue
			case float64:
				at = spot{e["/Pg"].(string), int(kid)}
			case map[string]any:
				at = spot{kid["/Pg"].(string), int(kid["/MCID"].(float64))}
			}
			if owner[at] != "" {
				t.Errorf("%v is both of %s and of %s", at, owner[at], ref)
			}
			owner[at] = ref
		}
	}
	root := o.catalog()["/StructTreeRoot"].(string)
	walk(o.dict(root)["/K"].(string), root)
	return owner
}

// marked returns the marks in a page's content. It checks that everything painted is inside a mark or an artifact.
func marked(t *testing.T, content string) []int {
	var numbers []int
	open, word := false, ""
	var last []string
	operator := func() {
		switch word {
		case "":
			return
		case "BMC", "BDC":
			if open {
				t.Error("a mark in a mark")
			}
			open = true
			var number int
			tag := strings.Join(last, " ")
			if _, after, ok := strings.Cut(tag, "/MCID "); ok {
				if _, err := fmt.Sscan(after, &number); err != nil {
					t.Errorf("mark %q: %v", tag, err)
				}
				numbers = append(numbers, number)
			} else if !strings.HasPrefix(tag, "/Artifact") {
				t.Errorf("a mark %q of nothing", tag)
			}
		case "EMC":
			if !open {
				t.Error("the end of no mark")
			}
			open = false
		case "Tj", "TJ", "'", `"`, "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "BI":
			if !open {
				t.Errorf("%s %s is neither tagged nor an artifact", strings.Join(last, " "), word)
			}
		default:
			if c := word[0]; c >= '0' && c <= '9' || strings.IndexByte("/<>[]-.", c) >= 0 {
				last, word = append(last, word), ""
				return
			}
		}
		last, word = nil, ""
	}
	for i := 0; i < len(content); i++ {
		switch c := content[i]; {
		case c == '(':
			for i++; content[i] != ')'; i++ {
				if content[i] == '\\' {
					i++
				}
			}
		case c == ' ' || c == '\n' || c == '\r':
			operator()
		default:
			word += string(c)
		}
	}
	operator()
	if open {
		t.Error("a mark without end")
	}
	return numbers
}

// TestEverythingIsTagged checks that everything on the pages is either in the structure or an artifact, and that
// marks and elements refer to each other consistently.
func TestEverythingIsTagged(t *testing.T) {
	type file struct {
		name string
		kind report.Kind
		in   report.Input
	}
	var files []file
	for _, kind := range kinds {
		files = append(files, file{"example", kind, example(t)})
	}
	for _, s := range samples(t) {
		if slices.Contains([]string{"longer", "strange"}, s.name) {
			files = append(files, file{s.name, report.Full, s.in})
		}
	}
	for _, f := range files {
		t.Run(f.name+"/"+string(f.kind), func(t *testing.T) {
			t.Parallel()
			_, path := written(t, f.kind, f.in)
			all := objectsOf(t, path)
			catalog := all.catalog()
			if m, _ := catalog["/MarkInfo"].(map[string]any); m["/Marked"] != true || catalog["/Outlines"] == nil {
				t.Errorf("the catalog is %v", catalog)
			}
			owner := all.structured(t)
			parents := all.dict(all.dict(catalog["/StructTreeRoot"])["/ParentTree"])["/Nums"].([]any)
			pages := all.dict(catalog["/Pages"])["/Kids"].([]any)
			if len(parents) != 2*len(pages) {
				t.Fatalf("the parents of %d pages, of %d", len(parents)/2, len(pages))
			}
			seen := 0
			for i, ref := range pages {
				page := all.dict(ref)
				if page["/StructParents"] != float64(i) || page["/Tabs"] != "/S" {
					t.Errorf("page %d is %v", i+1, page)
				}
				of := parents[2*i+1].([]any)
				numbers := marked(t, string(all["obj:"+page["/Contents"].(string)].Stream.Data))
				if len(numbers) != len(of) {
					t.Errorf("page %d has %d marks, and parents of %d", i+1, len(numbers), len(of))
				}
				for want, number := range numbers {
					at := spot{ref.(string), number}
					if number != want || owner[at] == "" || owner[at] != of[number] {
						t.Errorf("mark %d of page %d is of %q, and its parent %v", number, i+1, owner[at], of[number])
					}
				}
				seen += len(numbers)
			}
			if seen != len(owner) {
				t.Errorf("%d marks on the pages, %d in the structure", seen, len(owner))
			}
		})
	}
}

// TestDeclaresOnlyWhatItMeets checks that a file claims PDF/UA only if its content allows that.
func TestDeclaresOnlyWhatItMeets(t *testing.T) {
	style := report.Style{Face: report.Regular, Size: 10, Leading: 5}
	heading := func(level int) report.Block { return report.Heading{Level: level, Text: "Kop", Style: style} }
	cell := func(scope report.Scope, span int) report.Cell {
		return report.Cell{Scope: scope, Span: span, Blocks: []report.Block{report.Paragraph{Spans: []report.Span{{Text: "cel", Style: style}}}}}
	}
	table := func(rows ...[]report.Cell) report.Block {
		return report.Table{Columns: []report.Column{{Share: 1}, {Share: 1}}, Rows: rows}
	}
	column, plain := cell(report.ScopeColumn, 1), cell(report.ScopeNone, 1)
	for _, c := range []struct {
		name   string
		title  string
		blocks []report.Block
		want   bool
	}{
		{"in order", "Titel", []report.Block{heading(1), heading(2), heading(3), heading(2)}, true},
		{"no title", "", []report.Block{heading(1)}, false},
		{"no heading", "Titel", []report.Block{table([]report.Cell{column, column})}, false},
		{"two titles", "Titel", []report.Block{heading(1), heading(1)}, false},
		{"level passed over", "Titel", []report.Block{heading(1), heading(3)}, false},
		{"begins below", "Titel", []report.Block{heading(2), heading(1)}, false},
		{"table", "Titel", []report.Block{heading(1), table([]report.Cell{column, column}, []report.Cell{cell(report.ScopeNone, 2)})}, true},
		{"table without header", "Titel", []report.Block{heading(1), table([]report.Cell{plain, plain})}, false},
		{"uneven table", "Titel", []report.Block{heading(1), table([]report.Cell{column, column}, []report.Cell{plain})}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			doc := report.Document{
				Title: c.title, Lang: "nl", PageOf: func(int, int) string { return "1" },
				Sections: []report.Section{{Blocks: c.blocks}},
			}
			var b bytes.Buffer
			if err := writer(t).Write(context.Background(), doc, &b); err != nil {
				t.Fatal(err)
			}
			if got := declared(b.Bytes()); got != c.want {
				t.Errorf("declares PDF/UA: %v", got)
			}
		})
	}
}

// declared reports whether a file claims to be PDF/UA-1.
func declared(file []byte) bool {
	return bytes.Contains(file, []byte("<pdfuaid:part>1</pdfuaid:part>"))
}
