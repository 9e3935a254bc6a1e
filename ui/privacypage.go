package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assets"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// privacyScreen is what happens to people's data, in full: the page that whoever has to approve of the program reads.
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

// privacyTitle returns what the page is called.
func (w *Window) privacyTitle() string {
	title, _ := privacyPage(w.lang.Code())
	return title
}

// privacyPage returns the title of the page in a language, and what stands under it.
func privacyPage(language string) (title string, rest []block) {
	all := blocks(assets.Privacy(language))
	return all[0].words, all[1:]
}

// blockKind is what part of a page a block is.
type blockKind int

const (
	paragraph blockKind = iota
	heading             // the title too
	item
	row // of a table, its cells one after the other
)

// block is a part of a page that stands by itself.
type block struct {
	kind  blockKind
	words string
}

// blocks reads the little of Markdown that our own pages are written in: headings, paragraphs, lists, tables, `code`.
func blocks(markdown string) (all []block) {
	goesOn := false // the line before belongs to the same block
	for line := range strings.Lines(strings.ReplaceAll(markdown, "`", "")) {
		line = strings.TrimRight(line, "\n")
		words := strings.TrimSpace(line)
		switch {
		case words == "":
			goesOn = false
			continue
		case strings.HasPrefix(line, "#"):
			all = append(all, block{heading, strings.TrimLeft(line, "# ")})
		case strings.HasPrefix(line, "- "):
			all = append(all, block{item, words[2:]})
		case strings.HasPrefix(line, "|---"): // what stands above it heads the columns, which are plain without
			all = all[:len(all)-1]
		case strings.HasPrefix(line, "|"):
			all = append(all, block{row, strings.Join(strings.Split(strings.Trim(line, "| "), " | "), ": ")})
		case goesOn:
			all[len(all)-1].words += " " + words
		default:
			all = append(all, block{paragraph, words})
		}
		goesOn = true
	}
	return all
}

// object returns the block as it is seen.
func (b block) object() fyne.CanvasObject {
	switch b.kind {
	case heading:
		return widgets.Heading(b.words)
	case item, row:
		return widgets.Columns(8, []float32{0, 1}, widgets.NewText("•").OneLine(), widgets.NewText(b.words))
	}
	return widgets.NewText(b.words)
}
