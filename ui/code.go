package ui

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// codeScreen is where people type the codes of their pages, one after another. It is neutral, like passScreen: it shows
// nothing of the content of a code, and discards a code once it is handed in. Several may be pasted at once.
type codeScreen struct {
	alone
	w    *Window
	then screen // the previous screen

	text   string   // as typed
	said   []string // outcome of the codes handed in last
	busy   bool     // they are being saved
	field  *widgets.Entry
	typing *widgets.Text // how far the code in the field is
}

func (c *codeScreen) title() string { return c.w.say("code.title") }

func (c *codeScreen) build() view {
	w := c.w
	c.field = widgets.NewEntry(w.say("code.field"), c.text, c.typed)
	c.field.CursorColumn = len([]rune(c.text))
	c.field.OnSubmitted = func(string) { c.handIn() }
	c.typing = widgets.NewText("").Aligned(fyne.TextAlignCenter)
	c.showTyped()
	parts := []fyne.CanvasObject{
		widgets.Space(70), widgets.Centered(w.counter()), widgets.Space(8),
		middle(widgets.Statement(w.say("code.title"))), middle(widgets.NewText(w.say("code.intro")).Colored(theme.ColorQuiet)), widgets.Space(16),
		widgets.Centered(widgets.Fixed(theme.Zoomed(560), c.field)), c.typing,
		widgets.Centered(widgets.Primary(w.say("code.hand_in"), w.keyLabel(keyEnter), c.handIn)), widgets.Space(8),
	}
	for _, words := range c.said {
		parts = append(parts, middle(widgets.NewText(words)))
	}
	return view{body: widgets.Column(10, parts...), noRail: true, left: widgets.Secondary(w.say("code.stop"), w.keyLabel(keyEscape), c.stop), focus: c.field}
}

func (c *codeScreen) onBeamer(p *beamerPage) fyne.CanvasObject { return p.counter() }

// typed stores the text typed. The next person to type is not the one whose code was handed in.
func (c *codeScreen) typed(text string) {
	grown := len(text) > len(c.text)
	c.text = text
	if grown && c.field.CursorColumn == len([]rune(text)) && !strings.ContainsFunc(text, unicode.IsSpace) {
		if groups, _, err := assessment.CodeGroups(text); err == nil && groups != text {
			c.text = groups
			c.field.SetText(groups)
			c.field.CursorColumn = len(groups)
			c.field.Refresh()
		}
	}
	if len(c.said) > 0 && !c.busy {
		c.said = nil
		c.w.render()
		return
	}
	c.showTyped()
}

// showTyped shows how many characters of a code were typed so far, and reports an invalid one immediately.
func (c *codeScreen) showTyped() {
	words, color := "", theme.ColorQuiet
	if list := codesIn(c.text); len(list) == 1 {
		_, n, err := assessment.CodeGroups(list[0])
		switch {
		case err != nil:
			words, color = c.w.lang.Error(err), theme.ColorWarning
		case n > 0:
			words = c.w.say("code.progress", "count", n)
		}
	}
	c.typing.Set(words)
	c.typing.Colored(color)
}

// leastCode is the minimum length of a complete code, as opposed to a group of one.
const leastCode = 10

// codesIn returns the codes in a text: one per line, or one per word if every word is long enough.
func codesIn(text string) []string {
	var codes []string
	for line := range strings.Lines(text) {
		words := strings.Fields(line)
		if slices.ContainsFunc(words, func(s string) bool { return len(s) < leastCode }) {
			words = []string{strings.Join(words, " ")}
		}
		codes = append(codes, words...)
	}
	return codes
}

// handIn hands in the codes typed. A refused code stays in the field, to be corrected.
func (c *codeScreen) handIn() {
	w := c.w
	codes := codesIn(c.text)
	if c.busy || len(codes) == 0 {
		return
	}
	c.busy = true
	to := exchange.Invite(w.session.Assessment)
	var left, refused []string
	added, known := 0, 0
	w.changeBallots(func(ctx context.Context, _ string) error {
		if err := w.backUp(ctx); err != nil {
			return err
		}
		for _, code := range codes {
			o, err := to.ReadCode(code)
			var m *assessment.Merged
			if err == nil {
				m, err = exchange.TakeIn(ctx, w.Store, o, exchange.Consent{})
			}
			switch {
			case err != nil:
				left, refused = append(left, code), append(refused, c.refusal(code, len(codes), err))
			case m.Changed():
				added++
			default:
				known++
			}
		}
		return nil
	}, func(err error) {
		c.busy = false
		if err != nil {
			w.showError(err)
			return
		}
		c.text, c.said = strings.Join(left, " "), nil
		if added > 0 {
			c.said = append(c.said, w.say("code.thanks", "count", added))
		}
		if known > 0 {
			c.said = append(c.said, w.say("code.twice", "count", known))
		}
		c.said = append(c.said, refused...)
		if w.screen == c {
			w.render()
		}
	})
}

// refusal returns why a code was refused. Of several codes it names the refused one by its end: all begin alike.
func (c *codeScreen) refusal(code string, of int, err error) string {
	if of == 1 {
		return c.w.lang.Error(err)
	}
	typed := []rune(code)
	return c.w.say("code.refused", "end", string(typed[max(0, len(typed)-4):]), "why", c.w.lang.Error(err))
}

func (c *codeScreen) stop() { c.w.show(c.then) }

func (c *codeScreen) keys() keyTable {
	return keyTable{
		{name: keyEnter, help: "code.hand_in", do: c.handIn},
		{name: keyEscape, help: "help.stop", do: c.stop},
	}
}
