package words_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// texts calls check with every text in a language: those of the window, of paper, sheets, commands and refusals.
func texts(t *testing.T, lang string, check func(key, text string)) {
	t.Helper()
	files, err := filepath.Glob("../../assets/translations/*." + lang + ".json")
	if err != nil || len(files) < 10 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var all map[string]any
		if err := json.Unmarshal(b, &all); err != nil {
			t.Fatal(err)
		}
		for key, words := range all {
			if forms, ok := words.(map[string]any); ok {
				for _, form := range forms {
					check(key, form.(string))
				}
				continue
			}
			check(key, words.(string))
		}
	}
}

// notWords lists the entries in the left column of .github/spec/words.md that are not words: where words stood, or what the
// program computes.
var notWords = map[string]string{
	"Lever in":              "a sentence may ask for it (left.text); only a button may not",
	"Uitzoeken":             "what was wrong is ‘Uitzoeken (weet niet)’",
	"Meer tegelijk":         "what was wrong is the name of a button; files.take_hint says it of files",
	"Klaar":                 "a status; it was wrong on the button that closes a form",
	"Opgeslagen":            "the line that says so stays; it was wrong below its opposite",
	"Hele kaart":            "a choice; what was wrong is the time beside it",
	"Eerst ieder voor zich": "a choice; what was wrong is the time beside it",
	"Twee uur":              "a choice; what was wrong is the time beside it",
}

// No text uses what .github/spec/words.md has replaced: every row of its table, in either language.
func TestPlainWords(t *testing.T) {
	b, err := os.ReadFile("../../.github/spec/words.md")
	if err != nil {
		t.Fatal(err)
	}
	aside, apart := regexp.MustCompile(`\([^)]*\)`), regexp.MustCompile(` / |…|↔| beside | above | closes `)
	old, left := []string{}, map[string]string{}
	maps.Copy(left, notWords)
	_, table, _ := strings.Cut(string(b), "| not | but |")
	for line := range strings.Lines(table) {
		row, isRow := strings.CutPrefix(line, "| ")
		if !isRow {
			continue
		}
		cell, _, _ := strings.Cut(row, " | ")
		for _, phrase := range apart.Split(aside.ReplaceAllString(cell, ""), -1) {
			phrase = strings.Trim(phrase, ` ,"`)
			if _, ok := notWords[phrase]; ok {
				delete(left, phrase)
			} else if phrase != "" {
				old = append(old, regexp.QuoteMeta(phrase))
			}
		}
	}
	if len(old) < 45 || len(left) > 0 {
		t.Fatalf("%d phrases in words.md, without %q", len(old), left)
	}
	is := regexp.MustCompile(`(?i)(^|\P{L})(` + strings.Join(old, "|") + `)(\P{L}|$)`)
	for _, lang := range []string{"nl", "en"} {
		texts(t, lang, func(key, text string) {
			if found := is.FindString(text); found != "" {
				t.Errorf("%s in %s says %q", key, lang, found)
			}
		})
	}
}

// code matches the parts of a text that are for the program or the command line.
var code = regexp.MustCompile(`kwaliteitskaart restore ".*?"|\{\{.*?\}\}|--[a-z]+|\b[A-Z]{5,}\b`)

// One thing has one name. Except lists the texts that use the other word in another sense.
func TestOneNameForOneThing(t *testing.T) {
	for _, c := range []struct{ lang, name, not, except string }{
		{"nl", "we", `\bwij\b`, ""},
		{"nl", "zelfevaluatie", `\bassessments?\b|evaluatieronde`, ""},
		{"nl", "evaluatie", `evaluatie(datum|moment)|terug(blik|kijk)`, "plan.whole_hint"}, // the words that the page gives it
		{"nl", "status", `\bstand\b`, "report.stand report.standing overview.as_of"},       // the day of a page
		{"nl", "bezig", `\bloopt$`, ""},
		{"nl", "bestand voor een collega", `overdracht|doorgeefbestand|doorgeven als`, ""},
		{"nl", "inlezen", `\bopnemen\b|\bopgenomen\b|\bneem\b.*\bop\b|importe`, ""},
		{"nl", "bewaren", `opslaan|opslaat|opgeslagen`, "status.* file.saved_unsaved cli.help.overview"}, // what happens by itself
		{"nl", "verwijderen", `weghalen|weggehaald|weghaalt`, ""},
		{"nl", "pagina", `bladzij`, ""},
		{"nl", "pdf", `(?-i:\bPDF)`, ""},
		{"nl", "norm", `streefniveau|streefwaarde|drempel|onder zijn doel`, ""},
		{"nl", "kern", `\bcore\b|basisindicator`, ""},
		{"nl", "oordeel", `\blabel\b`, ""},
		{"nl", "gespreksleider", `facilitator|voorzitter|\bbegeleider`, ""},
		{"nl", "leiding", `\bdirectie\b|\bmanagement\b`, ""},
		{"nl", "inleveren", `\bstem(men)?\b|inzending`, ""},
		{"nl", "invulblad", `scoreblad|webformulier`, ""},
		{"nl", "afgerond", `afgesloten`, ""},
		{"nl", "opmerking", `commentaar`, ""},
		{"nl", "snel resultaat", `snelle winst|quick win`, ""},
		{"nl", "Kwaliteitskaart, the program", `\b(van|is|met) de (?-i:Kwaliteitskaart)\b|^De (?-i:Kwaliteitskaart)\b`, ""},
		{"nl", "lijst", `plank\b`, ""},
		{"nl", "die, of a thing", `\bhaar\b`, ""},
		{"nl", "één persoon", `één (iemand|mens)\b`, ""},
		{"nl", "aanstaat, openstaat", `\b(aan|uit|open) (staat|stond)\b`, ""},
		{"nl", "het team", `\bde tafel\b`, ""},
		{"nl", "stip", `bolletje`, ""},
		{"nl", "toevoegen", `\b(laden|geladen|laadt?)\b`, "booth.old_page"}, // a page of a browser
		{"nl", "optie", `\bvlag(gen)?\b`, ""},
		{"nl", "afzender", `wie het stuurde|wie je .* (gaf|stuurde)`, ""},
		{"nl", "Afdrukken, on a button", `^(maak|print|toon|stop|bewaar|verwijder|wis|laad|gooi|lever|sluit|voeg)\b[^.]*$`, "help.*"}, // what a key does
		{"en", "self-assessment", `(^|[^-\w])assessments?\b|self-evaluation`, ""},
		{"en", "evaluation", `look back|review date`, ""},
		{"en", "in progress", `under way|underway`, ""},
		{"en", "file for a colleague", `hand-?over|\bhand over\b|transfer file`, ""},
		{"en", "import", `\bread(ing)? in\b|\btaken? in\b`, ""},
		{"en", "management", `leadership`, ""},
		{"en", "request", `\b(an|the|no|all|each|\d|\}\}) asks?\b|^asks?$`, ""},
		{"en", "projector", `\bbeamer`, ""},
		{"en", "don’t know", `\bunknown\b|not known|do not know`, // a card in a workbook, and what a refusal says of a file
			"sheet.head.* error.* fault.* kind.* help.score_text"},
		{"en", "judgement", `\blabels?\b`, "cli.help.overview.shape"}, // the field of the data
		{"en", "facilitator", `moderator|chairperson|discussion leader`, ""},
		{"en", "remark", `\bcomments?\b`, ""},
		{"en", "answers", `\bballots?\b|\bvotes?\b`, ""},
		{"en", "fill-in sheet", `score page|page to fill in`, ""},
		{"en", "short scan", `core scan`, ""},
		{"en", "quick win", `quick result`, ""},
		{"en", "n/a", `n\.a\.`, ""},
		{"en", "carry over", `taken? along`, ""},
		{"en", "reopen", `open(ed)? again\b`, "merge.waits_adopted"},     // somebody else does it
		{"en", "continue", `\bgo on\b`, "cli.full report.fates.running"}, // of the work; of actions
		{"en", "Kwaliteitskaart, the program", `\b(the|of) (?-i:Quality card)\b`, ""},
		{"en", "bin", `\btrash\b|recycl`, ""},
		{"en", "list", `shelf\b`, ""},
		{"en", "the team", `\bthe table\b`, ""},
		{"en", "add", `\bload(ed|ing)?\b`, ""},
		{"en", "resources", `\b(the|in) means\b|^means$`, ""},
		{"en", "remark or explanation", `(the|a|without) note\b`, ""},
		{"en", "as you go, meanwhile", `\bin between\b`, ""},
		{"en", "not even one", `, not .* either\b`, ""},
		{"en", "erase", `throw (it )?away|thrown`, ""},
	} {
		not, met := regexp.MustCompile(`(?i)`+c.not), map[string]bool{}
		texts(t, c.lang, func(key, text string) {
			found := not.FindString(code.ReplaceAllString(text, "}}"))
			if found == "" {
				return
			}
			for except := range strings.FieldsSeq(c.except) {
				if ok, _ := filepath.Match(except, key); ok {
					met[except] = true
					return
				}
			}
			t.Errorf("%s in %s says %q for %s: %s", key, c.lang, found, c.name, text)
		})
		for except := range strings.FieldsSeq(c.except) {
			if !met[except] {
				t.Errorf("%s in %s: the exception %s is of no use", c.name, c.lang, except)
			}
		}
	}
}

// Texts follow the typography of each language: curly apostrophes and single quotation marks, and before an ellipsis a space
// in Dutch and none in English.
func TestTypography(t *testing.T) {
	for lang, not := range map[string]string{
		"nl": `['"“”„]|\.\.\.|[^ }]…|  \S|\S  | [,;:!?.](\s|$)`,
		"en": `['"“”„]|\.\.\.|\w …( |$)|  \S|\S  | [,;:!?.](\s|$)`,
	} {
		bad := regexp.MustCompile(not)
		texts(t, lang, func(key, text string) {
			if found := bad.FindString(strings.TrimSpace(code.ReplaceAllString(text, "}}"))); found != "" {
				t.Errorf("%s in %s has %q: %s", key, lang, found, text)
			}
		})
	}
}
