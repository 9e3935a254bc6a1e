package pdf

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
)

var (
	trailer   = regexp.MustCompile(`trailer\n<<\n/Size (\d+)\n/Root (\d+) 0 R\n/Info (\d+) 0 R\n>>\nstartxref\n(\d+)\n%%EOF\n$`)
	closeDict = []byte("\n>>\nendobj")
)

// withLanguage adds to the catalog of a file what gofpdf has no call for: the language of the document, and that a
// viewer shows its title instead of its file name. It appends an incremental update; the bytes before stay as they
// are.
func withLanguage(file []byte, lang string) ([]byte, error) {
	m := trailer.FindSubmatch(file)
	if m == nil {
		return nil, fmt.Errorf("no trailer where gofpdf puts it")
	}
	size, root, info, start := string(m[1]), string(m[2]), string(m[3]), string(m[4])
	from := bytes.LastIndex(file, []byte("\n"+root+" 0 obj\n<<\n"))
	if from < 0 {
		return nil, fmt.Errorf("no catalog %s", root)
	}
	catalog := file[from+1:]
	end := bytes.Index(catalog, closeDict)
	if end < 0 {
		return nil, fmt.Errorf("catalog %s has no end", root)
	}
	var out bytes.Buffer
	out.Write(file)
	at := out.Len()
	out.Write(catalog[:end])
	fmt.Fprintf(&out, "\n/Lang (%s)\n/ViewerPreferences << /DisplayDocTitle true >>%s\n", lang, closeDict)
	xref := out.Len()
	n, err := strconv.Atoi(root)
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(&out, "xref\n%d 1\n%010d 00000 n \n", n, at)
	fmt.Fprintf(&out, "trailer\n<<\n/Size %s\n/Root %s 0 R\n/Info %s 0 R\n/Prev %s\n>>\nstartxref\n%d\n%%%%EOF\n", size, root, info, start, xref)
	return out.Bytes(), nil
}
