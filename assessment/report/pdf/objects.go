package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
)

// header is the start of a file. Its second line marks the file as binary for programs that transfer it.
const header = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"

var trailer = regexp.MustCompile(`trailer\n<<\n/Size (\d+)\n/Root (\d+) 0 R\n/Info (\d+) 0 R\n>>\nstartxref\n(\d+)\n%%EOF\n$`)

// objects is the objects of a file by number; index 0 is unused. They are read from the output of gofpdf, to be
// changed and extended.
type objects struct {
	all        [][]byte
	root, info int // the numbers of the catalog and the information dictionary
}

// read parses a file written by gofpdf.
func read(file []byte) (*objects, error) {
	m := trailer.FindSubmatchIndex(file)
	if m == nil {
		return nil, fmt.Errorf("no trailer where gofpdf puts it")
	}
	var size, table int
	o := &objects{}
	for i, into := range []*int{&size, &o.root, &o.info, &table} {
		n, err := strconv.Atoi(string(file[m[2*i+2]:m[2*i+3]]))
		if err != nil {
			return nil, fmt.Errorf("read trailer: %w", err)
		}
		*into = n
	}
	o.all = make([][]byte, size)
	rows := file[min(table, m[0]):m[0]]
	for n := range size {
		const row = len("0000000000 65535 f \n")
		at := len(fmt.Sprintf("xref\n0 %d\n", size)) + n*row
		if at+row > len(rows) {
			return nil, fmt.Errorf("no place of object %d", n)
		}
		if n == 0 {
			continue
		}
		from, err := strconv.Atoi(string(rows[at : at+10]))
		if err != nil || from > table {
			return nil, fmt.Errorf("read the place of object %d: %w", n, err)
		}
		body, ok := bytes.CutPrefix(file[from:table], fmt.Appendf(nil, "%d 0 obj\n", n))
		if !ok {
			return nil, fmt.Errorf("object %d is not in its place", n)
		}
		if o.all[n], err = untilEnd(body); err != nil {
			return nil, fmt.Errorf("object %d: %w", n, err)
		}
	}
	return o, nil
}

var length = regexp.MustCompile(`^<<[^>]*/Length (\d+)[^>]*>>\nstream\n`)

// untilEnd returns the first object in body. An end marker inside its stream is ignored.
func untilEnd(body []byte) ([]byte, error) {
	skip := 0
	if m := length.FindSubmatchIndex(body); m != nil {
		n, err := strconv.Atoi(string(body[m[2]:m[3]]))
		if err != nil || m[1]+n > len(body) {
			return nil, fmt.Errorf("a stream without end")
		}
		skip = m[1] + n
	}
	end := bytes.Index(body[skip:], []byte("\nendobj\n"))
	if end < 0 {
		return nil, fmt.Errorf("no end")
	}
	return body[:skip+end], nil
}

// number reserves a number for a new object and returns it.
func (o *objects) number() int {
	o.all = append(o.all, nil)
	return len(o.all) - 1
}

// set sets the body of an object.
func (o *objects) set(number int, body string) { o.all[number] = []byte(body) }

// setStream sets the body of an object to a stream.
func (o *objects) setStream(number int, entries string, data []byte) {
	o.set(number, fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", entries, len(data), data))
}

// extend adds entries to a dictionary. It fails if the object does not begin with begins.
func (o *objects) extend(number int, begins, entries string) error {
	body, ok := bytes.CutSuffix(o.all[number], []byte(">>"))
	if !ok || !bytes.HasPrefix(body, []byte(begins+"\n")) {
		return fmt.Errorf("object %d is not a dictionary that begins with %q", number, begins)
	}
	o.set(number, strings.TrimSpace(string(body))+"\n"+entries+">>")
	return nil
}

// bytes returns the objects as a file. Its identifier is derived from its content, so that the same document gives
// the same file.
func (o *objects) bytes() []byte {
	var out bytes.Buffer
	out.WriteString(header)
	places := make([]int, len(o.all))
	for n, body := range o.all {
		if n > 0 {
			places[n] = out.Len()
			fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", n, body)
		}
	}
	id := sha256.Sum256(out.Bytes())
	table := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(o.all))
	for _, at := range places[1:] {
		fmt.Fprintf(&out, "%010d 00000 n \n", at)
	}
	fmt.Fprintf(&out, "trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n/ID [<%x> <%[4]x>]\n>>\nstartxref\n%[5]d\n%%%%EOF\n",
		len(o.all), o.root, o.info, id[:16], table)
	return out.Bytes()
}

// textString returns s as a PDF text string in UTF-16.
func textString(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String() + ">"
}
