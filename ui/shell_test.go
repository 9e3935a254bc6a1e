package ui

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// shellFiles are the files of everything around the screens: the window, its rail, notices, keys, ways back, second window
// and booth, the steps, and opening, saving, closing and tidying on any screen.
var shellFiles = []string{
	"appearance.go", "background.go", "beamer.go", "clock.go", "closing.go", "example.go", "files.go", "follow.go", "held.go", "keys.go", "open.go", "phones.go", "screen.go",
	"shell.go", "steps.go", "takeback.go", "tidy.go", "tip.go", "trail.go", "ui.go", "unkept.go", "window.go",
}

// parsed returns the files of this package without its tests.
func parsed(t *testing.T, set *token.FileSet) (files []*ast.File) {
	t.Helper()
	paths, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}

// nothingImported replaces every package that this one imports: only the names of this package count here.
type nothingImported struct{}

func (nothingImported) Import(path string) (*types.Package, error) {
	p := types.NewPackage(path, filepath.Base(strings.TrimSuffix(path, "/v2")))
	p.MarkComplete()
	return p, nil
}

// TestShellKnowsFewScreens limits how many names of screens the shell uses: each ties it to one.
func TestShellKnowsFewScreens(t *testing.T) {
	const most = 19
	set := token.NewFileSet()
	files := parsed(t, set)
	info := types.Info{Uses: make(map[*ast.Ident]types.Object)}
	config := types.Config{Importer: nothingImported{}, Error: func(error) {}} // imported names are missing
	pkg, _ := config.Check("ui", set, files, &info)
	shell := func(at token.Pos) bool { return slices.Contains(shellFiles, set.Position(at).Filename) }
	named := make(map[*ast.Ident]bool) // fields in a literal, whose type counts
	for _, f := range files {
		ast.Inspect(f, func(n ast.Node) bool {
			if pair, ok := n.(*ast.KeyValueExpr); ok {
				if id, ok := pair.Key.(*ast.Ident); ok {
					named[id] = true
				}
			}
			return true
		})
	}
	used := make(map[string]bool)
	for id, o := range info.Uses {
		if !named[id] && o.Pkg() == pkg && shell(id.Pos()) && o.Pos().IsValid() && !shell(o.Pos()) {
			used[o.Name()+" of "+set.Position(o.Pos()).Filename] = true
		}
	}
	if len(used) > most {
		t.Errorf("the shell uses %d names of screens, want at most %d:\n%s", len(used), most, strings.Join(slices.Sorted(maps.Keys(used)), "\n"))
	}
}

// A screen asks another for something only through an interface of screen.go: no code asserts the type of a screen.
func TestNoScreenIsAskedForByType(t *testing.T) {
	set := token.NewFileSet()
	check := func(x ast.Expr) {
		star, ok := x.(*ast.StarExpr)
		if !ok {
			return
		}
		if id, ok := star.X.(*ast.Ident); ok && strings.HasSuffix(id.Name, "Screen") {
			t.Errorf("%v: %s is asked for by its type", set.Position(x.Pos()), id.Name)
		}
	}
	for _, f := range parsed(t, set) {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.TypeAssertExpr:
				check(n.Type)
			case *ast.CaseClause:
				for _, x := range n.List {
					check(x)
				}
			}
			return true
		})
	}
}
