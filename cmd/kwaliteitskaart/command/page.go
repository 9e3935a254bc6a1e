package command

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

// page writes the page on which a colleague scores.
func (c *call) page(ctx context.Context, names []string) error {
	if c.flags.out == "" {
		return wrong("no_out", "page", "FILE"+exchange.Page)
	}
	loaded, err := c.shelf.load(ctx, names[0])
	if err != nil {
		return err
	}
	if err := loaded.Assessment.RefuseScores(); err != nil { // nobody could hand it in
		return fmt.Errorf("write the page: %w", err)
	}
	to := exchange.Invite(loaded.Assessment)
	if c.flags.out == standardOutput {
		return c.writeOut(to.WritePage(c.lang))
	}
	if err := to.SavePage(c.flags.out, c.lang); err != nil {
		return fmt.Errorf("save the page: %w", err)
	}
	fmt.Fprintln(c.out, c.flags.out)
	return nil
}

// ballotCode writes the answers in a code and hands them in if requested. The groups of a code may be separate names.
func (c *call) ballotCode(ctx context.Context, names []string) (err error) {
	about := c.flags.about
	switch {
	case about == "":
		return wrong("no_assessment")
	case c.flags.cast && isHandOver(about):
		return wrong("cast_file", about)
	}
	loaded, err := c.shelf.load(ctx, about)
	if err != nil {
		return err
	}
	a := loaded.Assessment
	opened, err := exchange.Invite(a).ReadCode(strings.Join(names, " "))
	if err != nil {
		return fmt.Errorf("read the code: %w", err)
	}
	c.writeBallot(a, &opened.Ballots.List[0])
	if !c.flags.cast {
		return nil
	}
	to := &intake{call: c}
	defer func() { err = errors.Join(err, to.close()) }()
	m, err := to.takeIn(ctx, opened, nil)
	if err != nil {
		return err
	}
	said := "cli.ballot.cast"
	if !m.Changed() {
		said = "cli.ballot.again"
	}
	c.say(said, "team", c.teamName(a.Team), "date", c.lang.Date(a.Date))
	c.reportSideEffects(m)
	return nil
}

// writeBallot writes the answers of a ballot, in the order of the card.
func (c *call) writeBallot(a *assessment.Assessment, b *assessment.Ballot) {
	in := func(t assessment.Text) string { return oneLine(a.Card.In(t, c.lang.Code())) }
	fmt.Fprintln(c.out, c.lang.Say("group."+string(b.Group)))
	var t table
	for _, ind := range a.Card.InScope(a.Scope) {
		answer := c.lang.Say("answer.blank")
		switch given := b.Answers[ind.ID]; {
		case given.IsLevel():
			answer = given.String() + " " + in(a.Card.Scale.Levels[given-1].Title)
		case given == assessment.Unknown:
			answer = in(a.Card.Answers.Unknown.Title)
		case given == assessment.NotApplicable:
			answer = in(a.Card.Answers.NotApplicable.Title)
		}
		t.row(ind.ID, in(ind.Title), answer)
	}
	t.write(c.out)
}
