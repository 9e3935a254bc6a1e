package assessment_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// writers lists the functions that create, replace or write a file, in the standard library and in libraries we use.
var writers = map[string][]string{
	"os":     {"Create", "CreateTemp", "WriteFile", "OpenFile", "Rename", "Link", "Symlink", "Truncate"},
	"ioutil": {"WriteFile", "TempFile"},
	"atomic": {"WriteFile", "ReplaceFile"},
	"":       {"SaveAs", "OutputFileAndClose"}, // of excelize and gofpdf, on values of any name
}

// proven lists where files are written, and why that is safe. Every file that a user asks for is written by the
// first.
var proven = map[string]string{
	"assessment/exchange/file.go":            "the one proven writer: beside, synced, read back, compared, renamed",
	"assessment/sqlite":                      "the database, and copies of it, which it verifies itself",
	"cmd/kwaliteitskaart/journal/crash.go":   "the report of a crash, when nothing else may work any more",
	"cmd/kwaliteitskaart/console_windows.go": "the console the program was started from, which is no file",
}

// TestFilesAreWrittenInOnePlace checks that files are written only by the verified writer and the known exceptions.
func TestFilesAreWrittenInOnePlace(t *testing.T) {
	used := map[string]bool{}
	for _, room := range []string{"assessment", "ui", "assets", "cmd/kwaliteitskaart"} {
		err := filepath.WalkDir(filepath.Join("..", room), func(path string, _ fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			name := strings.TrimPrefix(filepath.ToSlash(path), "../")
			set := token.NewFileSet()
			file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				s, ok := n.(*ast.SelectorExpr)
				if !ok || !writes(s) {
					return true
				}
				for place := range proven {
					if name == place || strings.HasPrefix(name, place+"/") {
						used[place] = true
						return true
					}
				}
				t.Errorf("%s writes a file itself: use exchange.WriteFile", set.Position(s.Pos()))
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for place := range proven {
		if !used[place] {
			t.Errorf("%s writes nothing", place)
		}
	}
}

func writes(s *ast.SelectorExpr) bool {
	of := ""
	if x, ok := s.X.(*ast.Ident); ok {
		of = x.Name
	}
	return slices.Contains(writers[of], s.Sel.Name) || slices.Contains(writers[""], s.Sel.Name)
}
