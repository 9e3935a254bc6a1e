package pdf

import (
	"bytes"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

var trailer = regexp.MustCompile(`trailer\n<<\n/Size (\d+)\n/Root (\d+) 0 R\n/Info (\d+) 0 R\n>>\nstartxref\n(\d+)\n%%EOF\n$`)

// update is an incremental update of a file gofpdf made: objects that are new or replace others, after the bytes that
// are there, which stay as they are.
type update struct {
	file             []byte
	size, root, info int // objects in the file, and which of them are its catalog and its properties
	table            int // where its table of objects is
	out              bytes.Buffer
	at               map[int]int // where the objects of the update are
}

func newUpdate(file []byte) (*update, error) {
	m := trailer.FindSubmatch(file)
	if m == nil {
		return nil, fmt.Errorf("no trailer where gofpdf puts it")
	}
	u := &update{file: file, at: make(map[int]int)}
	for i, into := range []*int{&u.size, &u.root, &u.info, &u.table} {
		n, err := strconv.Atoi(string(m[i+1]))
		if err != nil {
			return nil, fmt.Errorf("read trailer: %w", err)
		}
		*into = n
	}
	u.out.Write(file)
	return u, nil
}

// number is that of a new object.
func (u *update) number() int {
	u.size++
	return u.size - 1
}

// put writes an object.
func (u *update) put(number int, body string) {
	u.at[number] = u.out.Len()
	fmt.Fprintf(&u.out, "%d 0 obj\n%s\nendobj\n", number, body)
}

// putStream writes an object with data.
func (u *update) putStream(number int, entries string, data []byte) {
	u.put(number, fmt.Sprintf("<<%s /Length %d>>\nstream\n%s\nendstream", entries, len(data), data))
}

// extend writes a dictionary of the file again, with further entries. It fails when the object does not begin as told.
func (u *update) extend(number int, begins, entries string) error {
	body, begin := u.file, fmt.Appendf(nil, "\n%d 0 obj\n%s\n", number, begins)
	from := bytes.LastIndex(body, begin)
	if from < 0 {
		return fmt.Errorf("object %d does not begin with %q", number, begins)
	}
	body = body[from+len(begin):]
	end := bytes.Index(body, []byte(">>\nendobj"))
	if end < 0 {
		return fmt.Errorf("object %d has no end", number)
	}
	u.put(number, begins+"\n"+strings.TrimSpace(string(body[:end]))+"\n"+entries+">>")
	return nil
}

// bytes is the file with its update.
func (u *update) bytes() []byte {
	table := u.out.Len()
	u.out.WriteString("xref\n")
	numbers := slices.Sorted(maps.Keys(u.at))
	for len(numbers) > 0 {
		n := 1
		for n < len(numbers) && numbers[n] == numbers[0]+n {
			n++
		}
		fmt.Fprintf(&u.out, "%d %d\n", numbers[0], n)
		for _, number := range numbers[:n] {
			fmt.Fprintf(&u.out, "%010d 00000 n \n", u.at[number])
		}
		numbers = numbers[n:]
	}
	fmt.Fprintf(&u.out, "trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n/Prev %d\n>>\nstartxref\n%d\n%%%%EOF\n",
		u.size, u.root, u.info, u.table, table)
	return u.out.Bytes()
}

// textString is a text as PDF writes it, whatever its letters.
func textString(s string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String() + ">"
}
