package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assets"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// privacyScreen shows the full privacy page, for people who have to approve the program.
type privacyScreen struct {
	shared
	w *Window
}

func (w *Window) showPrivacy() { w.show(&privacyScreen{w: w}) }

func (p *privacyScreen) build() view {
	_, rest := privacyPage(p.w.lang.Code())
	body := widgets.Column(12, widgets.Statement(p.w.privacyTitle()))
	for _, b := range rest {
		body.Add(b.object())
	}
	return view{body: widgets.AtMost(theme.Zoomed(760), body), left: p.w.backButton()}
}

func (p *privacyScreen) keys() keyTable { return p.w.leadsBack() }

// privacyTitle returns the title of the page.
func (w *Window) privacyTitle() string {
	title, _ := privacyPage(w.lang.Code())
	return title
}

// privacyPage returns the title of the page in a language, and its content.
func privacyPage(language string) (title string, rest []block) {
	all := blocks(assets.Privacy(language))
	return all[0].words, all[1:]
}

// blockKind is the kind of a block.
type blockKind int

const (
	paragraph blockKind = iota
	heading             // including the title
	item
	row // a table row, with its cells in sequence
)

// block is a self-contained part of a page.
type block struct {
	kind  blockKind
	words string
	lead  string // what an item begins with, in bold
}

// blocks parses the subset of Markdown used in these pages: headings, paragraphs, lists, tables, `code`, and the
// first words of an item in bold.
func blocks(markdown string) (all []block) {
	goesOn := false // the previous line belongs to the same block
	for line := range strings.Lines(strings.ReplaceAll(markdown, "`", "")) {
		line = strings.TrimRight(line, "\n")
		words := strings.TrimSpace(line)
		switch {
		case words == "":
			goesOn = false
			continue
		case strings.HasPrefix(line, "#"):
			all = append(all, block{kind: heading, words: strings.TrimLeft(line, "# ")})
		case strings.HasPrefix(line, "- "):
			lead, rest, bold := strings.Cut(strings.TrimPrefix(words[2:], "**"), ".** ")
			if !bold {
				lead, rest = "", words[2:]
			}
			all = append(all, block{item, rest, lead})
		case strings.HasPrefix(line, "|---"): // the row above it is a header, which the page omits
			all = all[:len(all)-1]
		case strings.HasPrefix(line, "|"):
			all = append(all, block{kind: row, words: strings.Join(strings.Split(strings.Trim(line, "| "), " | "), ": ")})
		case goesOn:
			all[len(all)-1].words += " " + words
		default:
			all = append(all, block{kind: paragraph, words: words})
		}
		goesOn = true
	}
	return all
}

// object returns the widgets for a block.
func (b block) object() fyne.CanvasObject {
	switch {
	case b.kind == heading:
		return widgets.Heading(b.words)
	case b.lead != "":
		return widgets.Split(16, theme.Zoomed(480), []float32{1, 4}, widgets.NewText(b.lead).Bold(), widgets.NewText(b.words))
	case b.kind == item, b.kind == row:
		return widgets.Columns(8, []float32{0, 1}, widgets.NewText("•").OneLine(), widgets.NewText(b.words))
	}
	return widgets.NewText(b.words)
}
