package ui

import (
	"context"
	"errors"
	"path/filepath"

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
	list[*assessment.Card]
	// refused is the error of the file loaded last, or nil.
	refused *assessment.Error
	file    string
}

func (w *Window) showCards() {
	c := &cardsScreen{w: w}
	w.visit(c)
	c.readCards("")
}

// readCards reads the cards, and then shows words.
func (c *cardsScreen) readCards(words string) {
	c.load(c.w, c, words, func(context.Context) ([]*assessment.Card, error) { return c.w.Files.Cards() })
}

func (c *cardsScreen) build() view {
	w := c.w
	list := widgets.Column(10)
	for _, card := range c.items {
		words := widgets.Column(2, widgets.NewText(card.In(card.Title, w.lang.Code())).Bold(),
			widgets.Quiet(card.ID+" "+card.Version+" · "+w.say("team.full_count", "count", len(card.InScope(assessment.ScopeFull)))))
		var use fyne.CanvasObject = widgets.Secondary(w.say("cards.use"), "", func() { w.useCard(card); w.render() })
		switch {
		case card == w.Card || card.Ref() == w.Card.Ref():
			use = widgets.NewText(w.say("cards.in_use")).Colored(theme.ColorAccent).OneLine()
		case card != exchange.Cards(c.items).Newest(card.ID): // after a restart the newest would be used anyway
			use = widgets.Row(0)
		}
		list.Add(widgets.Card(18, widgets.Ends(16, words,
			widgets.Row(10, use, widgets.Secondary(w.say("cards.template"), "", func() { c.template(card) }).About(card.ID+" "+card.Version)))))
	}
	body := widgets.Column(16, widgets.Statement(w.say("cards.title")), widgets.NewText(w.say("cards.text")).Colored(theme.ColorQuiet), list,
		widgets.Row(0, widgets.Primary(w.say("cards.add"), "", c.add)))
	if c.refused != nil {
		body.Add(c.faults())
	}
	return view{body: body, left: w.backButton()}
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
			if err := w.unlikeUsed(ctx, card); err != nil {
				return err
			}
			return w.Files.AddCard(card)
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

// unlikeUsed refuses a card if an assessment uses the same id and version with other content.
func (w *Window) unlikeUsed(ctx context.Context, card *assessment.Card) error {
	rows, err := w.Store.Summaries(ctx, w.Today())
	if err != nil {
		return err
	}
	for _, row := range rows {
		a, err := w.Store.LoadAgreed(ctx, row.ID)
		if err != nil {
			return err
		}
		if err := (exchange.Cards{a.Card}).Clash(card); err != nil {
			return err
		}
	}
	return nil
}

func (c *cardsScreen) keys() keyTable { return c.w.leadsBack() }
