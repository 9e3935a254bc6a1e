package command

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/sqlite"
)

// cardCheck reports whether a school's own card is valid, and otherwise everything that is wrong with it.
func (c *call) cardCheck(_ context.Context, names []string) error {
	card, err := exchange.OpenCard(names[0])
	if err != nil {
		return fmt.Errorf("read the card: %w", err)
	}
	cards, _ := exchange.Folder(c.flags.data).Cards() // another card that cannot be read is no fault of this one
	if err := cards.Clash(card); err != nil {
		return err
	}
	c.sayCard("cli.card.good", names[0], card)
	return nil
}

// sayCard writes a message about a card with its identity and size.
func (c *call) sayCard(key, file string, card *assessment.Card) {
	c.say(key, "file", file, "card", card.ID, "version", card.Version, "title", card.In(card.Title, c.lang.Code()),
		"areas", len(card.Areas), "count", len(card.InScope(assessment.ScopeFull)))
}

// cardTemplate writes the built-in card as a template for a school's own.
func (c *call) cardTemplate(context.Context, []string) error {
	if c.flags.out == "" {
		return wrong("no_out", "card template", "FILE")
	}
	cards, err := exchange.BuiltIn()
	if err != nil {
		return fmt.Errorf("read the built-in cards: %w", err)
	}
	card := cards.Newest(exchange.DefaultCard)
	if c.flags.out == standardOutput {
		b, err := exchange.WriteCardJSON(card)
		return c.writeOut(b, err)
	}
	if err := exchange.SaveCard(c.flags.out, card, c.lang); err != nil {
		return fmt.Errorf("save the card: %w", err)
	}
	fmt.Fprintln(c.out, c.flags.out)
	return nil
}

// cardAdd stores a school's own card in the data folder and reports what it changes compared with an earlier version.
func (c *call) cardAdd(ctx context.Context, names []string) (err error) {
	card, err := exchange.OpenCard(names[0])
	if err != nil {
		return fmt.Errorf("read the card: %w", err)
	}
	store, err := c.write(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.closed(store)) }()
	uses, err := store.CardUses(ctx)
	if err != nil {
		return fmt.Errorf("look for the card: %w", err)
	}
	cards, err := exchange.Folder(c.flags.data).Cards()
	if err != nil {
		return fmt.Errorf("read the cards: %w", err)
	}
	said := "cli.card.added"
	if cards.Find(card.Ref()) != nil {
		said = "cli.card.known"
	}
	if err := exchange.Folder(c.flags.data).AddCard(card, uses...); err != nil {
		return fmt.Errorf("keep the card: %w", err)
	}
	c.sayCard(said, names[0], card)
	if earlier := cards.Before(card); earlier != nil {
		c.sayChanges(earlier, card)
	}
	return nil
}

// cardRemove removes a school's own card that no assessment uses from the data folder.
func (c *call) cardRemove(ctx context.Context, names []string) error {
	if err := c.dataThere(); err != nil {
		return err
	}
	ref, folder := assessment.CardRef{ID: names[0], Version: names[1]}, exchange.Folder(c.flags.data)
	cards, _ := folder.Cards() // another card that cannot be read is no fault of this one
	card := cards.Find(ref)
	if card == nil || !exchange.Own(card) {
		return folder.RemoveCard(ref, nil) // refuses it without creating a data folder
	}
	return c.change(ctx, func(store *sqlite.Store) error {
		uses, err := store.CardUses(ctx)
		if err != nil {
			return fmt.Errorf("look for the card: %w", err)
		}
		if err := folder.RemoveCard(ref, uses); err != nil {
			return fmt.Errorf("remove the card: %w", err)
		}
		c.say("cli.card.removed", "title", card.In(card.Title, c.lang.Code()), "card", ref.ID, "version", ref.Version)
		return nil
	})
}

// sayChanges reports what happens to the indicators of an earlier version.
func (c *call) sayChanges(earlier, later *assessment.Card) {
	changes := assessment.CompareCards(earlier, later)
	c.say("cli.card.since", "version", earlier.Version)
	for _, part := range []struct {
		key string
		ids []string
	}{
		{"cli.card.stay", changes.Same},
		{"cli.card.changed", changes.Changed},
		{"cli.card.new", changes.New},
		{"cli.card.gone", changes.Gone},
	} {
		if len(part.ids) > 0 {
			c.say(part.key, "count", len(part.ids), "indicators", strings.Join(part.ids, ", "))
		}
	}
}
