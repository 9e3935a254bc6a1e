package pdf

import (
	"bytes"
	"encoding/xml"
	"fmt"

	"kwaliteitskaart/assessment/report"
)

// accessible reports whether a document meets what PDF/UA-1 requires of its content: a title, a language, a heading
// of level 1 before all other headings and no other, no skipped heading levels, alternative text for every figure,
// and tables with equally long rows whose header cells have a scope. The other requirements of PDF/UA-1 are met by
// the way every file is written.
func accessible(doc report.Document, tree *report.Element) bool {
	level, ok := 0, doc.Title != "" && doc.Lang != ""
	titles := 0
	var walk func(e *report.Element)
	walk = func(e *report.Element) {
		switch e.Role {
		case report.RoleH1, report.RoleH2, report.RoleH3:
			next := int(e.Role[1] - '0')
			ok = ok && next <= level+1 && e.Title != ""
			if level = next; level == 1 {
				titles++
			}
		case report.RoleFigure:
			ok = ok && e.Alt != ""
		case report.RoleHeadCell:
			ok = ok && e.Scope != report.ScopeNone
		case report.RoleTable:
			ok = ok && even(e)
		}
		for _, c := range e.Children {
			walk(c)
		}
	}
	walk(tree)
	return ok && titles == 1
}

// even reports whether all rows of a table have the same number of columns, and at least one cell is a header.
func even(table *report.Element) bool {
	width, headed := 0, false
	for i, row := range table.Children {
		n := 0
		for _, cell := range row.Children {
			n += max(cell.Span, 1)
			headed = headed || cell.Role == report.RoleHeadCell
		}
		if i > 0 && n != width {
			return false
		}
		width = n
	}
	return headed
}

// xmp returns the properties of a document as XMP metadata, with the standards the file meets: PDF/A-2u, as every file does;
// PDF/UA-1 and PDF/A-2a if its content is accessible too.
func xmp(doc report.Document, accessible bool) []byte {
	ua, level := "", "U"
	if accessible {
		ua, level = "<pdfuaid:part>1</pdfuaid:part>\n", "A"
	}
	escaped := func(s string) string {
		var b bytes.Buffer
		_ = xml.EscapeText(&b, []byte(s)) // a buffer never fails
		return b.String()
	}
	return fmt.Appendf(nil, `<?xpacket begin="%s" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" `+
		`xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>%s</xmp:CreatorTool>
<pdf:Producer>%[6]s</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>%[8]s</pdfaid:conformance>
%[7]s</rdf:Description>
%[9]s</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>`, "\ufeff", escaped(doc.Title), escaped(doc.Author), escaped(doc.Subject), escaped(doc.Lang), escaped(doc.Program),
		ua, level, uaSchema)
}

// uaSchema describes the one property in the metadata that PDF/A does not define, as ISO 19005-2, 6.6.2.3 requires.
const uaSchema = `<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" ` +
	`xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file meets</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
`

// properties returns the same properties as a PDF information dictionary.
func properties(doc report.Document) string {
	made := doc.Made.UTC().Format("20060102150405")
	return fmt.Sprintf("<</Title %s\n/Author %s\n/Subject %s\n/Creator %s\n/Producer %[4]s\n/CreationDate (D:%[5]sZ)\n/ModDate (D:%[5]sZ)>>",
		textString(doc.Title), textString(doc.Author), textString(doc.Subject), textString(doc.Program), made)
}
