package exchange_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/words"
)

// awkward lists texts that a spreadsheet could misinterpret or cannot contain.
var awkward = []string{
	"=1+1", "+31 6 1234", "-3", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1+1", `=HYPERLINK("http://x.nl";"klik")`,
	"=cmd|' /C calc'!A0", "＝1+1", "'", "'=1", "''", " =1", "1;2;3", "a,b", `zegt "nee"`, "regel 1\nregel 2\r\nregel 3",
	"_x0041_", "_x005F_x0041_", "_xD83D_", "_x0041_x0042_x", "2026-11-23", "007", "1e9", "TRUE", "#REF!", " rond ", "\u202eom", "🎓 <b>&amp;",
	"a\x00b\x1bc", "\xff\xfe", "\uFFFE", "{=A1}", "\ufeffbom",
}

// legible returns a text as a spreadsheet can contain it.
func legible(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "\uFFFD", "\x1b", "\uFFFD", "\uFFFE", "\uFFFD").
		Replace(strings.ToValidUTF8(s, "\uFFFD"))
	return s
}

// withAwkwardTexts returns an assessment with an action for each awkward text, in every field that can contain text.
func withAwkwardTexts(t *testing.T) *assessment.Assessment {
	a := exampleRounds(t)[1]
	p := &a.Plan.Priorities[0]
	a.Plan.Priorities = a.Plan.Priorities[:1]
	p.Actions = nil
	for i, s := range awkward {
		p.Actions = append(p.Actions, assessment.Action{
			ID: "a" + strconv.Itoa(100+i), What: s, Owner: s, Helpers: s, DoneWhen: s, Ask: s, Reason: s, Status: assessment.ActionStopped,
		})
		if i < len(a.Scores) {
			a.Scores[i].Note, a.Scores[i].Evidence = s, s
		}
	}
	a.Team.Name, a.Team.Institution, a.Plan.Strong, p.Why, p.Goal = awkward[0], awkward[7], awkward[1], awkward[2], awkward[3]
	return a
}

// No text becomes a formula, and each is read back unchanged.
func TestNoFormulaIsSmuggledIntoSheets(t *testing.T) {
	a := withAwkwardTexts(t)
	b, err := exchange.Sheets(assessment.Round{Assessment: a}, words.In("nl"), today)
	f := workbookOf(t, b, err)
	structure(t, b)
	for i, record := range records(t, f, "Acties") {
		for _, head := range []string{"Actie", "Eigenaar", "Wie helpen mee", "Klaar wanneer", "Vraag aan de leiding", "Gestopt omdat"} {
			if record[head] != legible(awkward[i]) {
				t.Errorf("%s: %q, want %q", head, record[head], legible(awkward[i]))
			}
		}
	}
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range r.File {
		if strings.Contains(part.Name, "external") || strings.Contains(part.Name, "calcChain") || strings.Contains(part.Name, "vba") {
			t.Errorf("the workbook has a part %s", part.Name)
		}
		if strings.Contains(part.Name, "worksheets/sheet") && bytes.Contains(content(t, part), []byte("<f")) {
			t.Errorf("%s holds a formula", part.Name)
		}
	}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for y, row := range rows {
			for x, s := range row {
				cell, _ := excelize.CoordinatesToCellName(x+1, y+1)
				if kind, err := f.GetCellType(sheet, cell); err != nil || strings.ContainsAny(s, "=+@abc") &&
					kind != excelize.CellTypeSharedString && kind != excelize.CellTypeInlineString {
					t.Errorf("%s!%s: %q is of type %v, %v", sheet, cell, s, kind, err)
				}
			}
		}
	}
}

// A list of actions is read back unchanged, in both languages, and no field starts like a formula.
func TestActionsCSV(t *testing.T) {
	a := withAwkwardTexts(t)
	a.Plan.Priorities = append(a.Plan.Priorities, exampleRounds(t)[0].Plan.Priorities...)
	for code, separator := range map[string]rune{"nl": ';', "en": ','} {
		lang := words.In(code)
		b, err := exchange.ActionsCSV(assessment.Round{Assessment: a}, lang, today)
		if err != nil {
			t.Fatal(err)
		}
		rest, ok := bytes.CutPrefix(b, []byte("\uFEFF"))
		if !ok || !utf8.Valid(rest) || bytes.Contains(bytes.ReplaceAll(rest, []byte("\r\n"), nil), []byte("\n")) {
			t.Errorf("%s: no byte order mark, no UTF-8, or a line end of another kind", code)
		}
		r := csv.NewReader(bytes.NewReader(rest))
		r.Comma = separator
		got, err := r.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		all := a.Plan.ByDue()
		if len(got) != len(all)+1 {
			t.Fatalf("%s: %d lines for %d actions", code, len(got), len(all))
		}
		yes := map[bool]string{true: lang.Say("sheet.yes"), false: lang.Say("sheet.no")}
		for i, x := range all {
			ind, _ := a.Card.Indicator(x.Priority.Indicator)
			var notes []string
			for _, n := range x.Notes {
				notes = append(notes, lang.Date(n.Date)+": "+n.Text)
			}
			reply := ""
			if x.Asks() {
				reply = lang.Say("report.reply.none")
			}
			want := []string{
				a.Team.Name, string(x.Due), x.What, ind.ID, ind.Title[code], x.Owner, x.Helpers, string(x.Start), x.DoneWhen,
				strconv.Itoa(x.Hours), strconv.Itoa(x.Euros), x.Ask, strconv.Itoa(x.Feasibility), yes[x.QuickWin(a.Plan.Date)],
				lang.Say("status." + string(x.Status)), yes[x.Overdue(today)], x.Reason, reply, "", "", "", "", strings.Join(notes, "\n"),
			}
			var back []string
			for _, s := range got[i+1] {
				if strings.HasPrefix(s, "=") || strings.HasPrefix(s, "+") || strings.HasPrefix(s, "@") || strings.HasPrefix(s, "-") ||
					strings.HasPrefix(s, "\t") || strings.HasPrefix(s, "\n") || strings.HasPrefix(s, "＝") {
					t.Errorf("%s: %q could be taken for a formula", code, s)
				}
				back = append(back, strings.TrimPrefix(s, "'"))
			}
			for j := range want {
				want[j] = legible(want[j])
			}
			if diff := cmp.Diff(want, back); diff != "" {
				t.Errorf("%s, action %d (-want +got):\n%s", code, i, diff)
			}
		}
	}
}

func content(t testing.TB, part *zip.File) []byte {
	t.Helper()
	r, err := part.Open()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// structure checks a workbook for what a spreadsheet program would otherwise repair: all parts have a content type
// and are well-formed, all relations have a target, all parts are referenced, and no entry has a modification time.
func structure(t *testing.T, b []byte) {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	for _, f := range r.File {
		if _, twice := parts[f.Name]; twice || !f.Modified.IsZero() && f.Modified.Year() > 1980 {
			t.Errorf("%s stands there twice, or says %v", f.Name, f.Modified)
		}
		parts[f.Name] = content(t, f)
		d := xml.NewDecoder(bytes.NewReader(parts[f.Name]))
		for err = nil; err == nil; {
			_, err = d.Token()
		}
		if !errors.Is(err, io.EOF) {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	var types struct {
		Default []struct {
			Extension string `xml:",attr"`
		}
		Override []struct {
			PartName string `xml:",attr"`
		}
	}
	if err := xml.Unmarshal(parts["[Content_Types].xml"], &types); err != nil {
		t.Fatal(err)
	}
	typed, reached := map[string]bool{}, map[string]bool{"[Content_Types].xml": true}
	for _, o := range types.Override {
		name := strings.TrimPrefix(o.PartName, "/")
		if typed[name] || parts[name] == nil {
			t.Errorf("content type of %s: twice, or of nothing", name)
		}
		typed[name] = true
	}
	defaults := map[string]bool{}
	for _, d := range types.Default {
		defaults[d.Extension] = true
	}
	for name, b := range parts {
		if name != "[Content_Types].xml" && !typed[name] && (!defaults[strings.TrimPrefix(path.Ext(name), ".")] || path.Ext(name) == ".xml") {
			t.Errorf("%s has no content type", name)
		}
		if path.Ext(name) != ".rels" {
			continue
		}
		reached[name] = true
		owner := path.Join(path.Dir(path.Dir(name)), strings.TrimSuffix(path.Base(name), ".rels"))
		if owner != "." && name != "_rels/.rels" && parts[owner] == nil {
			t.Errorf("%s belongs to nothing", name)
		}
		var rels struct {
			Relationship []struct {
				ID     string `xml:"Id,attr"`
				Target string `xml:",attr"`
				Mode   string `xml:"TargetMode,attr"`
			}
		}
		if err := xml.Unmarshal(b, &rels); err != nil {
			t.Fatal(err)
		}
		ids := map[string]bool{}
		for _, rel := range rels.Relationship {
			to := path.Join(path.Dir(path.Dir(name)), rel.Target)
			if strings.HasPrefix(rel.Target, "/") {
				to = rel.Target[1:]
			}
			if ids[rel.ID] || rel.Mode != "" || parts[to] == nil {
				t.Errorf("%s: %+v is there twice, outside, or leads nowhere", name, rel)
			}
			ids[rel.ID], reached[to] = true, true
		}
	}
	for name := range parts {
		if !reached[name] {
			t.Errorf("nothing leads to %s", name)
		}
	}
}
