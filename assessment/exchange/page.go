package exchange

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/chart"
	"kwaliteitskaart/assessment/words"
	"kwaliteitskaart/assets"
)

// Page is the extension of pages.
const Page = ".html"

// WritePage returns the invitation as a page to fill in: one self-contained HTML file for any browser. The answers
// come back as a code (ReadCode) or as a ballot file. Source: .github/spec/everyone.md, The page.
func (i *Invitation) WritePage(lang *words.Language) ([]byte, error) {
	return i.writePage(lang, nil)
}

// ServePage returns the same page for a laptop that serves it: it hands in by POST to path, as a form (ReadForm) with a
// token, even without scripts. The returned function returns the page with a token, which must consist of letters and digits.
func (i *Invitation) ServePage(lang *words.Language, path string) (func(token string) []byte, error) {
	place := assessment.NewID() // placeholder of the token
	b, err := i.writePage(lang, &served{Path: path, Token: place})
	if err != nil {
		return nil, err
	}
	before, after, found := bytes.Cut(b, []byte(place))
	if !found {
		return nil, errors.New("the page has no place for a token")
	}
	return func(token string) []byte { return slices.Concat(before, []byte(token), after) }, nil
}

func (i *Invitation) writePage(lang *words.Language, to *served) ([]byte, error) {
	if err := refuse(nil, i.check()); err != nil {
		return nil, err
	}
	tidy := assessment.Tidied(*i)
	content, err := tidy.pageContent(lang, to)
	if err != nil {
		return nil, err
	}
	say := func(key string, args ...any) string { return lang.Say("page."+key, args...) }
	t, err := template.New("page").Funcs(template.FuncMap{"say": say}).Parse(assets.Page)
	if err != nil {
		return nil, fmt.Errorf("read the page: %w", err)
	}
	var page bytes.Buffer
	if err := t.Execute(&page, content); err != nil {
		return nil, fmt.Errorf("fill in the page: %w", err)
	}
	return page.Bytes(), nil
}

// SavePage writes the invitation as a page to path, which must end in Page; see WriteFile.
func (i *Invitation) SavePage(path string, lang *words.Language) error {
	if _, err := KindOf(path, Page); err != nil {
		return err
	}
	b, err := i.WritePage(lang)
	if err != nil {
		return about(path, err)
	}
	return WriteFile(path, b)
}

// ReadCode returns the ballot in a code made by a page, like an opened ballot file; see assessment.BallotCode.
func (i *Invitation) ReadCode(code string) (*Opened, error) {
	b, _, err := i.codes().Read(code)
	if err != nil {
		return nil, err
	}
	return &Opened{Ballots: &Ballots{Card: i.Card, Assessment: i.Assessment, List: []assessment.Ballot{b}}, cast: true}, nil
}

func (i *Invitation) codes() *assessment.BallotCode {
	return assessment.NewBallotCode(i.Card, i.Scope, i.Assessment)
}

// page is the data for the template.
type page struct {
	Language, Title, CardTitle, Rule string
	CardLanguage                     string // if it differs from that of the page, otherwise empty
	Groups, Others                   []pageChoice
	Areas                            []pageArea
	Total, MaxText                   int
	Data                             pageData
	Served                           *served // nil for a file

	Style                 template.CSS
	Script                template.JS
	StyleHash, ScriptHash string
	Icon                  template.URL
}

// served is the path to which a served page hands in, and its token.
type served struct{ Path, Token string }

type pageArea struct {
	Title, Question string
	Indicators      []pageIndicator
}

type pageIndicator struct {
	Anchor, ID, Title, Statement, Explanation string
	Levels                                    []pageLevel
}

type pageLevel struct {
	Level       int
	Title, Text string
}

// pageChoice is an answer or group that is not a level.
type pageChoice struct {
	Key, Title string
	First      bool
}

// pageData is the data for the script of the page.
type pageData struct {
	Assessment string            `json:"assessment"`
	Card       string            `json:"card"` // as in a ballot file
	Check      uint16            `json:"check"`
	Fits       bool              `json:"fits"`
	Levels     int               `json:"levels"`
	Groups     []string          `json:"groups"`
	Indicators []string          `json:"indicators"`
	Title      string            `json:"title"`
	Words      map[string]string `json:"words"`
}

func (i *Invitation) pageContent(lang *words.Language, to *served) (*page, error) {
	card, err := cardFor(i.Card)
	if err != nil {
		return nil, err
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, card); err != nil {
		return nil, fmt.Errorf("compact the card: %w", err)
	}
	in := func(t assessment.Text) string { return i.Card.In(t, lang.Code()) }
	codes := i.codes()
	p := &page{
		Language: lang.Code(), Title: strings.TrimSpace(lang.Say("page.title", "team", i.Team)), CardTitle: in(i.Card.Title),
		Rule: in(i.Card.Scale.Rule), MaxText: assessment.MaxText, Style: pageStyle(i.Card.Levels()), Script: template.JS(assets.PageScript + "\n" + assets.PageCode),
		Served: to, Icon: template.URL("data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(assets.IconDrawing)),
		Others: []pageChoice{
			{Key: assessment.Unknown.String(), Title: in(i.Card.Answers.Unknown.Title)},
			{Key: assessment.NotApplicable.String(), Title: in(i.Card.Answers.NotApplicable.Title)},
		},
	}
	if to != nil {
		p.Script = template.JS(assets.PageScript + "\n" + assets.PagePost)
	}
	if !slices.Contains(i.Card.Languages, lang.Code()) {
		p.CardLanguage = i.Card.Languages[0]
	}
	p.StyleHash, p.ScriptHash = contentHash(string(p.Style)), contentHash(string(p.Script))
	p.Data = pageData{
		Assessment: i.Assessment, Card: compact.String(), Check: codes.Check(), Fits: codes.Fits(), Levels: i.Card.Levels(),
		Title: p.Title, Words: pageWords(lang),
	}
	for n, g := range assessment.Groups {
		p.Groups = append(p.Groups, pageChoice{Key: string(g), Title: lang.Say("group." + string(g)), First: n == 0})
		p.Data.Groups = append(p.Data.Groups, string(g))
	}
	for a := range i.Card.Areas {
		area := &i.Card.Areas[a]
		shown := pageArea{Title: in(area.Title), Question: in(area.Question)}
		for _, ind := range area.InScope(i.Scope) {
			p.Data.Indicators = append(p.Data.Indicators, ind.ID)
			shown.Indicators = append(shown.Indicators, pageIndicator{
				Anchor: "i" + strconv.Itoa(len(p.Data.Indicators)), ID: ind.ID, Title: in(ind.Title),
				Statement: in(ind.Statement), Explanation: in(ind.Explanation), Levels: i.pageLevels(ind, in),
			})
		}
		if len(shown.Indicators) > 0 {
			p.Areas = append(p.Areas, shown)
		}
	}
	p.Total = len(p.Data.Indicators)
	return p, nil
}

func (i *Invitation) pageLevels(ind *assessment.Indicator, in func(assessment.Text) string) []pageLevel {
	var levels []pageLevel
	for n, level := range i.Card.Scale.Levels {
		levels = append(levels, pageLevel{Level: n + 1, Title: in(level.Title), Text: in(ind.Levels[n])})
	}
	return levels
}

// pageWords returns the texts for the script. A number replaces {n}.
func pageWords(lang *words.Language) map[string]string {
	const number = "{n}"
	return map[string]string{
		"all_in": lang.Say("page.all_in", "n", number), "some_in": lang.Say("page.some_in", "n", number),
		"file_only": lang.Say("page.file_only"), "handed_in": lang.Say("page.handed_in"),
		"missing_one": lang.Say("page.missing_one"), "missing_other": lang.Say("page.missing_other", "n", number),
		"length": lang.Say("page.length", "n", number), "thanks": lang.Say("page.thanks"),
		"sending": lang.Say("page.sending"), "no_link": lang.Say("page.no_link"),
		"copied": lang.Say("page.copied"), "not_copied": lang.Say("page.not_copied"), "saved": lang.Say("page.saved", "n", number),
	}
}

// pageStyle returns the style sheet of the page, with the colours of the levels.
func pageStyle(levels int) template.CSS {
	var s strings.Builder
	s.WriteString(assets.PageStyle)
	for n, step := range chart.Ramp(levels) {
		hex := func(r, g, b uint8) string { return fmt.Sprintf("#%02X%02X%02X", r, g, b) }
		fmt.Fprintf(&s, ".l%d { --level: %s; --on-level: %s; }\n", n+1,
			hex(step.Fill.R, step.Fill.G, step.Fill.B), hex(step.Ink.R, step.Ink.G, step.Ink.B))
	}
	return template.CSS(s.String())
}

// contentHash returns the hash by which the page's content security policy allows a style or script: nothing else
// runs.
func contentHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return base64.StdEncoding.EncodeToString(sum[:])
}
