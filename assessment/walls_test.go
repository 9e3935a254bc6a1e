package assessment_test

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

const (
	module  = "kwaliteitskaart"
	domain  = module + "/assessment"
	screen  = module + "/ui"
	program = module + "/cmd/kwaliteitskaart"
)

// room is one of our packages as listed by go list: its own imports, those of its tests, and all its dependencies.
type room struct {
	ImportPath   string
	Name         string
	Imports      []string
	TestImports  []string
	XTestImports []string
	Deps         []string
}

// tests returns the additional imports of the package's tests.
func (r room) tests() []string { return slices.Concat(r.TestImports, r.XTestImports) }

// wall is a rule about imports: what the matching packages must not have.
type wall struct {
	says    string
	rooms   func(at string) bool
	has     func(r room) []string
	refused func(of string) bool
}

func imports(r room) []string { return slices.Clone(r.Imports) }
func needs(r room) []string   { return slices.Concat(r.Imports, r.Deps) }
func all(r room) []string     { return slices.Concat(r.Imports, r.Deps, r.tests()) }
func both(r room) []string    { return slices.Concat(r.Imports, r.tests()) }

// walls are the rules about imports.
var walls = []wall{
	{"the domain needs nothing of ours", is(domain), needs, func(of string) bool { return under(module)(of) && of != domain }},
	{"the domain, charts and documents do no I/O", is(domain, domain+"/chart", domain+"/report"), imports, inputOutput},
	{"only paper makes the program's documents", not(under(program+"/paper", domain+"/report/pdf")), imports, under(domain + "/report/pdf")},
	{"the command line and paper need no window", under(program+"/command", program+"/paper"), needs, under("fyne.io", "github.com/go-gl")},
	{"only report/pdf knows gofpdf", not(under(domain + "/report/pdf")), imports, under("github.com/jung-kurt/gofpdf")},
	{"only scan/container reads PDF", not(under(domain + "/scan/container")), imports, under("github.com/pdfcpu")},
	{"only scan reads QR codes", not(is(domain + "/scan")), imports, under("github.com/makiuchi-d")},
	{"reading scans needs no files", is(domain + "/scan"), imports, inputOutput},
	{"the window opens no scans by itself", under(screen), needs, under("github.com/pdfcpu", domain+"/scan/container")},
	{"only sqlite knows SQL, and the yardstick of it", not(under(domain+"/sqlite", module+"/cmd/dev/bench/yardstick")), imports, under("github.com/mattn/go-sqlite3", "database/sql")},
	{"only cmd opens a window", not(under(module + "/cmd")), both, under("fyne.io/fyne/v2/app")},
	{"the window knows no SQL and no PDF", under(screen), needs, storage},
	{
		"an open assessment needs no window, no files and no documents", under(screen + "/session"), needs,
		under("fyne.io", "github.com/go-gl", screen+"/widgets", screen+"/theme", domain+"/exchange", domain+"/report", domain+"/words"),
	},
	{"nor do its tests", under(screen + "/session"), room.tests, under("fyne.io", domain+"/exchange", domain+"/report", screen+"/widgets")},
	{"tests of the window build without cgo", under(screen), room.tests, storage},
	{"rooms inside do not look at the window", under(domain), all, under(screen)},
	{"the store in memory is for tests", under(module), imports, is(domain + "/memory")},
	{"rooms inside need no window", under(domain, module+"/assets"), needs, under("fyne.io", "github.com/go-gl")},
	{"only cmd sees everything", not(under(module + "/cmd")), all, under(module + "/cmd")},
	{"nothing of ours talks to a network, except the booth, and to fetch a validator", not(under(program+"/booth", module+"/cmd/dev/verapdf")), imports, network},
	{"the command line has no booth", under(program+"/command", program+"/paper"), needs, under(program + "/booth")},
}

// is matches the given paths exactly.
func is(paths ...string) func(string) bool {
	return func(p string) bool { return slices.Contains(paths, p) }
}

// under matches the given paths and all paths below them.
func under(paths ...string) func(string) bool {
	return func(p string) bool {
		return slices.ContainsFunc(paths, func(x string) bool { return p == x || strings.HasPrefix(p, x+"/") })
	}
}

func not(match func(string) bool) func(string) bool {
	return func(p string) bool { return !match(p) }
}

func storage(p string) bool {
	return under(domain+"/sqlite", domain+"/report/pdf", "github.com/jung-kurt/gofpdf", "github.com/mattn/go-sqlite3",
		"github.com/go-gl")(p) || p == "database/sql" // its driver package is imported by google/uuid and is harmless
}

func inputOutput(p string) bool {
	return under("os", "io/ioutil", "net", "database", "syscall", "embed", "golang.org/x/sys")(p)
}

func network(p string) bool { return under("net")(p) && p != "net/url" && p != "net/mail" }

// TestWalls checks the structure in .github/spec/architecture.md on each system that the program is built for.
func TestWalls(t *testing.T) {
	for _, system := range []string{"linux", "windows", "darwin"} {
		rooms := listRooms(t, system)
		if !slices.ContainsFunc(rooms, func(r room) bool { return r.ImportPath == domain }) {
			t.Fatal("go list does not know the domain")
		}
		for _, w := range walls {
			for _, r := range rooms {
				if !w.rooms(r.ImportPath) {
					continue
				}
				broken := slices.DeleteFunc(w.has(r), not(w.refused))
				slices.Sort(broken)
				for _, p := range slices.Compact(broken) {
					t.Errorf("%s: %s, but %s has %s", system, w.says, r.ImportPath, p)
				}
			}
		}
		for _, r := range rooms {
			for _, name := range []string{r.Name, path.Base(r.ImportPath)} {
				if slices.Contains([]string{"util", "utils", "common", "helper", "helpers", "misc"}, name) {
					t.Errorf("%s: a package is named after what it provides", r.ImportPath)
				}
			}
		}
	}
}

func listRooms(t *testing.T, system string) []room {
	t.Helper()
	cmd := exec.Command("go", "list", "-e", "-json=ImportPath,Name,Imports,TestImports,XTestImports,Deps", "./...")
	cmd.Dir = ".."
	// Go disables cgo when cross-compiling, and leaves out packages that need it; listing compiles nothing.
	cmd.Env = append(os.Environ(), "GOOS="+system, "CGO_ENABLED=1")
	var said strings.Builder
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, said.String())
	}
	var rooms []room
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		var r room
		switch err := d.Decode(&r); {
		case errors.Is(err, io.EOF):
			return rooms
		case err != nil:
			t.Fatal(err)
		}
		rooms = append(rooms, r)
	}
}

// TestTopLevelHasOnlyKnownEntries checks that the repository has no other top-level entries.
func TestTopLevelHasOnlyKnownEntries(t *testing.T) {
	agreed := []string{"cmd", "ui", "assessment", "assets", "go.mod", "go.sum", "FyneApp.toml", "README.md"}
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !slices.Contains(agreed, e.Name()) && !strings.HasPrefix(e.Name(), ".") {
			t.Errorf("%s does not belong at the top level", e.Name())
		}
	}
}
