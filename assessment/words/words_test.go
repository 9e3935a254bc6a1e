package words_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/filekind"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/assets"
)

// rooms are the packages whose own say method prefixes the key.
var rooms = map[string]string{"assessment/report": "report."}

// family matches the first part of a key that is completed with a word of the domain.
var family = regexp.MustCompile(`^[a-z_]+(\.[a-z_]+)*[._]$`)

// phrases is the translations of a language: for each key its forms, only "other" if there is no plural.
type phrases map[string]map[string]string

func load(t *testing.T, lang string) phrases {
	t.Helper()
	all := phrases{}
	files, err := fs.Glob(assets.Translations, "translations/*."+lang+".json")
	if err != nil || len(files) == 0 {
		t.Fatalf("translations of %s: %v, %v", lang, files, err)
	}
	for _, f := range files {
		b, err := assets.Translations.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		var keys map[string]json.RawMessage
		if err := json.Unmarshal(b, &keys); err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		if twice := regexp.MustCompile(`(?m)^  "[^"]+": `).FindAll(b, -1); len(twice) != len(keys) {
			t.Errorf("%s: %d lines with a key, but %d different keys", f, len(twice), len(keys))
		}
		for k, v := range keys {
			if all[k] != nil {
				t.Errorf("%s: %s also stands in another room", f, k)
			}
			forms := map[string]string{"other": ""}
			if v[0] == '"' {
				var s string
				if err := json.Unmarshal(v, &s); err != nil {
					t.Fatalf("%s: %s: %v", f, k, err)
				}
				forms["other"] = s
			} else if err := json.Unmarshal(v, &forms); err != nil {
				t.Fatalf("%s: %s: %v", f, k, err)
			}
			all[k] = forms
		}
	}
	return all
}

var (
	action = regexp.MustCompile(`{{[^}]*}}`)
	blank  = regexp.MustCompile(`\.(\w+)`)
)

// blanks returns the names of the blanks in a text.
func blanks(s string) []string {
	names := map[string]bool{}
	for _, a := range action.FindAllString(s, -1) {
		for _, m := range blank.FindAllStringSubmatch(a, -1) {
			names[m[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(names))
}

func TestLanguagesHaveTheSameKeysAndBlanks(t *testing.T) {
	nl, en := load(t, "nl"), load(t, "en")
	for _, k := range slices.Sorted(maps.Keys(nl)) {
		if en[k] == nil {
			t.Errorf("%s: not in English", k)
			continue
		}
		if n, e := slices.Sorted(maps.Keys(nl[k])), slices.Sorted(maps.Keys(en[k])); !slices.Equal(n, e) {
			t.Errorf("%s: forms %v in Dutch, %v in English", k, n, e)
			continue
		}
		for form, s := range nl[k] {
			if strings.TrimSpace(s) == "" || strings.TrimSpace(en[k][form]) == "" {
				t.Errorf("%s: empty", k)
			}
			if n, e := blanks(s), blanks(en[k][form]); !slices.Equal(n, e) {
				t.Errorf("%s: blanks %v in Dutch, %v in English", k, n, e)
			}
		}
	}
	for _, k := range slices.Sorted(maps.Keys(en)) {
		if nl[k] == nil {
			t.Errorf("%s: not in Dutch", k)
		}
	}
}

func TestPluralsHaveBothForms(t *testing.T) {
	for _, lang := range words.Codes {
		for k, forms := range load(t, lang) {
			if len(forms) == 1 {
				continue
			}
			if got := slices.Sorted(maps.Keys(forms)); !slices.Equal(got, []string{"one", "other"}) {
				t.Errorf("%s in %s: forms %v, want one and other", k, lang, got)
			}
		}
	}
}

// recordFields returns every field of a record that users are told of, and the kinds of records that can be added or removed.
func recordFields() []string {
	fields := []string{"card", "priority_added", "priority_removed", "action_added", "action_removed"}
	untold := []string{"id", "updated_at", "sealed_at", "editions", "log", "priorities", "actions", "notes", ""}
	for _, record := range []any{
		assessment.Team{}, assessment.Details{}, assessment.Score{}, assessment.Plan{}, assessment.Priority{}, assessment.Action{},
	} {
		for _, f := range reflect.VisibleFields(reflect.TypeOf(record)) {
			if name := f.Tag.Get("json"); !slices.Contains(untold, name) {
				fields = append(fields, name)
			}
		}
	}
	return fields
}

func TestEveryWordOfTheDomainIsTranslated(t *testing.T) {
	families := map[string][]string{
		"error.":  values(slices.Concat(assessment.Refusals, assessment.Failures)),
		"fault.":  values(assessment.FaultCodes),
		"kind.":   append(values(filekind.All), "large"),
		"label.":  values(assessment.Labels),
		"group.":  values(assessment.Groups),
		"status.": append(values(assessment.ActionStatuses), "overdue"),
		"scope.":  values([]assessment.Scope{assessment.ScopeFull, assessment.ScopeCore}),
		// Each of these is used in at least one place; if one word of a family is used, all are.
		"gap.":             values(assessment.GapKinds),
		"left_out.":        values(assessment.LeftOuts),
		"report.left_out.": values(assessment.LeftOuts),
		"field.":           recordFields(),

		"report.not_compared.": values(assessment.LeftOuts),
	}
	shared := []string{"status.", "field."} // the window has a status too, and merging names the fields of all records
	optional := []string{"gap.", "left_out.", "report.left_out.", "report.not_compared.", "field."}
	for _, lang := range words.Codes {
		all := load(t, lang)
		for prefix, want := range families {
			var got []string
			for k := range all {
				if rest, ok := strings.CutPrefix(k, prefix); ok {
					got = append(got, rest)
				}
			}
			if len(got) == 0 && slices.Contains(optional, prefix) {
				continue
			}
			for _, w := range want {
				if !slices.Contains(got, w) {
					t.Errorf("%s%s: not in %s", prefix, w, lang)
				}
			}
			for _, g := range got {
				if !slices.Contains(shared, prefix) && !slices.Contains(want, g) {
					t.Errorf("%s%s in %s: no such word in the domain", prefix, g, lang)
				}
			}
		}
	}
}

// namesakes are keys whose words are also those of a field that they do not name, by a common prefix.
var namesakes = map[string]string{
	"page.remark":         "the page that people fill in has only words of its own",
	"report.column.level": "of an answer; the field is that of the programme",
	"report.column.when":  "of a change; the field is the day of the assessment",
	"sheet.card.":         "names of sheets",
	"sheet.head.":         "fields of a card",
	"step.team":           "name of a step",
}

// A field of a record has one name on screen, on paper and in sheets: its words stand under field. only, with or without a
// colon.
func TestFieldsHaveOneName(t *testing.T) {
	nl, en := load(t, "nl"), load(t, "en")
	both := func(key string) string {
		return strings.TrimSuffix(nl[key]["other"], ":") + " | " + strings.TrimSuffix(en[key]["other"], ":")
	}
	names, met := map[string]string{}, map[string]bool{}
	keys := slices.Sorted(maps.Keys(nl))
	for _, k := range keys {
		if strings.HasPrefix(k, "field.") {
			if other := names[both(k)]; other != "" {
				t.Errorf("%s has the words of %s", k, other)
			}
			names[both(k)] = k
		}
	}
	for _, k := range keys {
		field := names[both(k)]
		if field == "" || field == k {
			continue
		}
		prefix := ""
		for p := range namesakes {
			if strings.HasPrefix(k, p) {
				prefix, met[p] = p, true
			}
		}
		if prefix == "" {
			t.Errorf("%s has the words of %s: use that", k, field)
		}
	}
	for p := range namesakes {
		if !met[p] {
			t.Errorf("%s: no key like it has the words of a field", p)
		}
	}
}

func values[S ~string](list []S) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = string(s)
	}
	return out
}

// Errors are sentences. An error followed by faults ends in a colon.
func TestErrorsAreSentences(t *testing.T) {
	faults := values([]assessment.Code{assessment.CodeInvalid, assessment.CodeContent, assessment.CodeCardInvalid, assessment.CodeMergeLimit, assessment.CodePresets})
	for _, lang := range words.Codes {
		for k, forms := range load(t, lang) {
			code, ok := strings.CutPrefix(k, "error.")
			if !ok {
				continue
			}
			end := "."
			if slices.Contains(faults, code) {
				end = ":"
			}
			if s := forms["other"]; !strings.HasSuffix(s, end) || strings.Contains(s, "\n") {
				t.Errorf("%s in %s: want one line that ends in %q: %s", k, lang, end, s)
			}
		}
	}
}

// Every key in the code has a translation with all blanks filled in, and every translation is used.
func TestCodeAndTranslationsMatch(t *testing.T) {
	all := load(t, words.Codes[0])
	said := map[string]bool{}
	for path, file := range sources(t) {
		room := rooms[filepath.ToSlash(filepath.Dir(path))]
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.BasicLit:
				s, _ := literal(n)
				said[s], said[room+s] = true, true
				if !family.MatchString(s) {
					return true
				}
				for k := range all {
					if strings.HasPrefix(k, s) || strings.HasPrefix(k, room+s) {
						said[k] = true
					}
				}
			case *ast.CallExpr:
				checkSay(t, path, room, n, all)
			}
			return true
		})
	}
	for _, k := range slices.Sorted(maps.Keys(all)) {
		if !said[k] {
			t.Errorf("%s: nothing says it", k)
		}
	}
}

// checkSay checks a call that returns a text: its key exists, and all blanks are filled in.
func checkSay(t *testing.T, path, room string, call *ast.CallExpr, all phrases) {
	t.Helper()
	fun, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || len(call.Args) == 0 || fun.Sel.Name != "Say" && fun.Sel.Name != "say" {
		return
	}
	if fun.Sel.Name == "Say" {
		room = ""
	}
	if sum, ok := call.Args[0].(*ast.BinaryExpr); ok {
		checkFamily(t, path, room, sum, all)
		return
	}
	key, ok := literal(call.Args[0])
	if !ok {
		return
	}
	key = room + key
	if all[key] == nil {
		t.Errorf("%s says %q, which has no words", path, key)
		return
	}
	if call.Ellipsis.IsValid() {
		return
	}
	var given []string
	for i := 1; i < len(call.Args); i += 2 {
		name, ok := literal(call.Args[i])
		if !ok {
			return // composed elsewhere
		}
		given = append(given, name)
	}
	if len(call.Args)%2 == 0 {
		t.Errorf("%s says %q with a name that has no value", path, key)
	}
	for _, s := range all[key] {
		for _, name := range blanks(s) {
			if !slices.Contains(given, name) {
				t.Errorf("%s says %q without %s", path, key, name)
			}
		}
	}
}

// checkFamily checks a composed key: at least one key has its prefix.
func checkFamily(t *testing.T, path, room string, sum *ast.BinaryExpr, all phrases) {
	t.Helper()
	for {
		left, ok := sum.X.(*ast.BinaryExpr)
		if !ok {
			break
		}
		sum = left
	}
	prefix, ok := literal(sum.X)
	if !ok {
		return
	}
	for k := range all {
		if strings.HasPrefix(k, room+prefix) {
			return
		}
	}
	t.Errorf("%s says %q and more, which has no words", path, room+prefix)
}

func literal(e ast.Expr) (string, bool) {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(lit.Value)
	return s, err == nil
}

// sources returns all non-test Go files of the program by their path in the project.
func sources(t *testing.T) map[string]*ast.File {
	t.Helper()
	root := filepath.Join("..", "..")
	files := map[string]*ast.File{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (strings.HasPrefix(d.Name(), ".") && path != root || path == filepath.Join(root, "cmd", "dev")):
			return fs.SkipDir // what the project's own tool prints is not part of the program
		case d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go"):
			return nil
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		files[name], err = parser.ParseFile(token.NewFileSet(), path, b, parser.SkipObjectResolution)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
