package ui

import (
	"cmp"
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/ui/theme"
	"kwaliteitskaart/ui/widgets"
)

// cardsScreen lists the available quality cards: the built-in one, and the school's own.
type cardsScreen struct {
	shared
	w *Window
	list[knownCard]
	// refused is the error of the file loaded last, or nil.
	refused *assessment.Error
	file    string
}

// knownCard is a card and the assessments that use it.
type knownCard struct {
	*assessment.Card
	by []assessment.Binned
}

func (w *Window) showCards() {
	c := &cardsScreen{w: w}
	w.visit(c)
	c.readCards("")
}

// readCards reads the cards and their uses once all changes are on disk, and then shows words.
func (c *cardsScreen) readCards(words string) {
	c.load(c.w, c, words, func(ctx context.Context) (known []knownCard, err error) {
		if err := c.w.queue.Flush(); err != nil {
			return nil, err
		}
		uses, err := c.w.ownStore().CardUses(ctx)
		if err != nil {
			return nil, err
		}
		cards, err := c.w.Files.Cards()
		for _, card := range cards {
			k := knownCard{Card: card}
			for _, u := range uses {
				if u.Card.Ref() == card.Ref() {
					k.by = u.By
				}
			}
			known = append(known, k)
		}
		return known, err
	})
}

// cards returns all of them without their uses.
func (c *cardsScreen) cards() (all exchange.Cards) {
	for _, k := range c.items {
		all = append(all, k.Card)
	}
	return all
}

func (c *cardsScreen) build() view {
	w := c.w
	list := widgets.Column(10)
	for _, card := range c.items {
		list.Add(c.row(card))
	}
	body := widgets.Column(16, widgets.Statement(w.say("cards.title")), widgets.NewText(w.say("cards.text")).Colored(theme.ColorQuiet), list,
		widgets.Row(0, widgets.Primary(w.say("cards.add"), "", c.add)))
	if c.refused != nil {
		body.Add(c.faults())
	}
	return view{body: body, left: w.backButton()}
}

// row returns a card with its actions, or why it cannot be removed.
func (c *cardsScreen) row(k knownCard) fyne.CanvasObject {
	w, card := c.w, k.Card
	name, own := card.ID+" "+card.Version, exchange.Own(card)
	about := name + " · " + w.say("team.full_count", "count", len(card.InScope(assessment.ScopeFull)))
	if !own {
		about += " · " + w.say("cards.shipped")
	}
	words := widgets.Column(2, widgets.NewText(card.In(card.Title, w.lang.Code())).Bold(), widgets.Quiet(about))
	buttons := widgets.Row(10)
	switch {
	case card.Ref() == w.Card.Ref():
		buttons.Add(widgets.NewText(w.say("cards.in_use")).Colored(theme.ColorAccent).OneLine())
	case card == c.cards().Newest(card.ID): // after a restart the newest would be used anyway
		buttons.Add(widgets.Secondary(w.say("cards.use"), "", func() { w.useCard(card); w.render() }).About(name))
	}
	buttons.Add(widgets.Secondary(w.say("cards.template"), "", func() { c.template(card) }).About(name))
	row := widgets.Column(8, widgets.Ends(16, words, buttons))
	switch {
	case own && len(k.by) > 0:
		row.Add(widgets.Quiet(w.say("cards.used", "teams", c.users(k.by))))
	case own:
		buttons.Add(widgets.Secondary(w.say("cards.remove"), "", func() { c.remove(card) }).About(name))
	}
	return widgets.Card(18, row)
}

// users returns the names of the first assessments that use a card, and the number of others.
func (c *cardsScreen) users(by []assessment.Binned) string {
	const few = 3
	w := c.w
	var names []string
	for _, x := range by[:min(few, len(by))] {
		name := w.named(x)
		if x.At != 0 {
			name = w.say("cards.binned", "what", name, "date", w.lang.Date(x.ErasedOn()))
		}
		names = append(names, name)
	}
	if more := len(by) - few; more > 0 {
		names = append(names, w.say("faults.more", "count", more))
	}
	return strings.Join(names, "; ")
}

// faults returns everything that is wrong with a card, each with its location, such as a sheet and a cell.
func (c *cardsScreen) faults() fyne.CanvasObject {
	w := c.w
	list := widgets.Column(6, widgets.Quiet(c.file),
		widgets.NewText(w.lang.Error(assessment.Fail(c.refused.Code, nil))).Bold().Colored(theme.ColorWarning))
	for _, f := range c.refused.Faults {
		list.Add(widgets.NewText(w.lang.Fault(f)))
	}
	return widgets.Card(18, list)
}

// useCard makes a card the one for new assessments, also after a restart.
func (w *Window) useCard(card *assessment.Card) {
	w.Card, w.Settings.Card = card, card.ID
	w.keepSettings()
}

// template writes a card as a workbook, as a template for a school.
func (c *cardsScreen) template(card *assessment.Card) {
	w := c.w
	path := filepath.Join(w.Documents, card.ID+" "+card.Version+".xlsx")
	w.askSave(w.say("cards.template"), path, "xlsx", func(path string) {
		w.try(func(context.Context) error { return exchange.SaveCard(path, card, w.lang) }, func() {
			w.mentionFile(path)
		})
	})
}

// add loads a school's own card; every fault is shown with its location.
func (c *cardsScreen) add() {
	w := c.w
	title := w.say("cards.add")
	w.askOpen(title, func() (string, error) {
		return w.Dialogs.Open(title, w.Documents, "xlsx, json", "*.xlsx *.json")
	}, func(path string) {
		var card *assessment.Card
		w.background(func(ctx context.Context) (err error) {
			if card, err = exchange.OpenCard(path); err != nil {
				return err
			}
			uses, err := w.ownStore().CardUses(ctx)
			if err != nil {
				return err
			}
			return w.Files.AddCard(card, uses...)
		}, func(err error) {
			var refused *assessment.Error
			c.refused, c.file = nil, filepath.Base(path)
			switch {
			case errors.As(err, &refused) && len(refused.Faults) > 0:
				c.refused = refused
				w.show(c)
				return
			case err != nil:
				w.show(c)
				w.showError(err)
				return
			}
			w.useCard(card)
			w.show(c)
			c.readCards(w.say("cards.added", "title", card.In(card.Title, w.lang.Code()), "version", card.Version))
		})
	})
}

// remove removes a card, and offers to undo that. If it was the one for new assessments, the newest with its id takes its
// place, or else the built-in one.
func (c *cardsScreen) remove(card *assessment.Card) {
	w := c.w
	w.try(w.onceSaved(func(ctx context.Context) error {
		uses, err := w.ownStore().CardUses(ctx)
		if err != nil {
			return err
		}
		return w.Files.RemoveCard(card.Ref(), uses)
	}), func() {
		said := w.say("cards.removed", "title", card.In(card.Title, w.lang.Code()), "version", card.Version)
		was := card.Ref() == w.Card.Ref()
		if was {
			rest := slices.DeleteFunc(c.cards(), func(x *assessment.Card) bool { return x.Ref() == card.Ref() })
			next := cmp.Or(rest.Newest(card.ID), rest.Newest(exchange.DefaultCard))
			w.useCard(next)
			said += " " + w.say("cards.instead", "title", next.In(next.Title, w.lang.Code()), "version", next.Version)
		}
		c.readCards("")
		w.offerUndo(said, func() { c.putBack(card, was) })
	})
}

// putBack adds a card again that was just removed, and uses it if it was used.
func (c *cardsScreen) putBack(card *assessment.Card, use bool) {
	w := c.w
	w.try(func(context.Context) error { return w.Files.AddCard(card) }, func() {
		if use {
			w.useCard(card)
		}
		c.readCards(w.say("cards.back", "title", card.In(card.Title, w.lang.Code()), "version", card.Version))
	})
}

func (c *cardsScreen) keys() keyTable { return c.w.leadsBack() }
