package command

import (
	"context"
	"errors"
	"strings"
	"unicode/utf8"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/sqlite"
)

// remove moves an assessment to the bin.
func (c *call) remove(ctx context.Context, names []string) error {
	row, err := c.shelf.find(ctx, names[0])
	if err != nil {
		return err
	}
	return c.change(ctx, func(s *sqlite.Store) error {
		if err := s.Bin(ctx, row.ID); err != nil {
			return err
		}
		c.say("cli.bin.done", "team", c.teamName(row.Team), "date", c.lang.Date(row.Date), "days", assessment.BinDays)
		return nil
	})
}

// bin writes the assessments in the bin and when each is erased.
func (c *call) bin(ctx context.Context, _ []string) error {
	list, err := c.binned(ctx)
	if err != nil {
		return err
	}
	if len(list) == 0 {
		c.say("cli.bin.empty")
		return nil
	}
	var t table
	t.row(c.lang.Say("cli.list.id"), c.lang.Say("field.name"), c.lang.Say("field.assessed_on"), c.lang.Say("cli.bin.since"), c.lang.Say("cli.bin.gone"))
	for _, b := range list {
		t.row(b.ID, shortened(c.teamName(b.Team)), c.lang.Date(b.Date), c.lang.Moment(b.At), c.lang.Date(b.ErasedOn()))
	}
	t.write(c.out)
	return nil
}

func (c *call) binned(ctx context.Context) ([]assessment.Binned, error) {
	if _, err := c.shelf.summaries(ctx); err != nil {
		return nil, err
	}
	return c.shelf.reader.Binned(ctx)
}

// binBack moves an assessment from the bin back to the shelf.
func (c *call) binBack(ctx context.Context, names []string) error {
	list, err := c.binned(ctx)
	if err != nil {
		return err
	}
	b, err := one(names[0], list, func(b assessment.Binned) string { return b.ID })
	if assessment.CodeOf(err) == assessment.CodeNotFound {
		err = assessment.Fail(assessment.CodeNotFound, nil, "name", names[0], "bin", "bin")
	}
	if err != nil {
		return err
	}
	return c.change(ctx, func(s *sqlite.Store) error {
		if err := s.Unbin(ctx, b.ID); err != nil {
			return err
		}
		c.say("cli.bin.back", "team", c.teamName(b.Team), "date", c.lang.Date(b.Date))
		return nil
	})
}

// forget erases all data of a team and reports what was erased. The team is named by its id, the beginning of its id,
// or its whole name.
func (c *call) forget(ctx context.Context, names []string) error {
	rows, err := c.shelf.summaries(ctx)
	if err != nil {
		return err
	}
	list, err := c.binned(ctx)
	if err != nil {
		return err
	}
	var teams []assessment.Team
	seen := make(map[string]bool)
	add := func(t assessment.Team) {
		if !seen[t.ID+"\x00"+t.Name] {
			seen[t.ID+"\x00"+t.Name] = true
			teams = append(teams, t)
		}
	}
	for _, r := range rows {
		add(r.Team)
	}
	for _, b := range list {
		add(b.Team)
	}
	team, err := oneTeam(names[0], teams)
	if err != nil {
		return err
	}
	return c.change(ctx, func(s *sqlite.Store) error {
		unreadable, err := s.Unreadable(ctx)
		if err != nil {
			return err
		}
		if len(unreadable) > 0 && !c.flags.unreadable {
			for _, path := range unreadable {
				c.refuse("cli.forget.keeps", "file", path)
			}
			c.refuse("cli.forget.sure")
			return nil
		}
		erased, err := s.Forget(ctx, team.ID)
		if err != nil {
			return err
		}
		for _, a := range erased.Assessments {
			c.say("cli.forget.erased", "team", c.teamName(a.Team), "date", c.lang.Date(a.Date))
		}
		if erased.Copies > 0 {
			c.say("cli.forget.copies", "count", erased.Copies)
		}
		for _, path := range erased.Unreadable {
			c.say("cli.forget.unreadable", "file", path)
		}
		c.say("cli.forget.elsewhere")
		return nil
	})
}

// oneTeam returns the team that name identifies.
func oneTeam(name string, teams []assessment.Team) (assessment.Team, error) {
	var found []assessment.Team
	for _, t := range teams {
		if t.ID == name {
			return t, nil
		}
		if strings.EqualFold(t.Name, name) && (len(found) == 0 || found[0].ID != t.ID) {
			found = append(found, t)
		}
	}
	switch len(found) {
	case 0:
		return one(name, teams, func(t assessment.Team) string { return t.ID })
	case 1:
		return found[0], nil
	}
	return assessment.Team{}, assessment.Fail(assessment.CodeAmbiguous, nil, "name", name)
}

// one returns the element that name identifies: the one with that id, or the only one whose id begins with it.
func one[T any](name string, list []T, id func(T) string) (found T, err error) {
	var ids []string
	for _, x := range list {
		if id(x) == name {
			return x, nil
		}
		if utf8.RuneCountInString(name) >= minPrefix && strings.HasPrefix(id(x), name) && (len(ids) == 0 || ids[0] != id(x)) {
			ids = append(ids, id(x))
			found = x
		}
	}
	switch len(ids) {
	case 0:
		return found, assessment.Fail(assessment.CodeNotFound, nil, "name", name)
	case 1:
		return found, nil
	}
	return found, assessment.Fail(assessment.CodeAmbiguous, nil, "name", name)
}

// change runs do with the data folder open for writing. It closes the reader first: on a network drive nobody else
// may have the folder open.
func (c *call) change(ctx context.Context, do func(*sqlite.Store) error) (err error) {
	if err := c.shelf.close(); err != nil {
		return err
	}
	c.shelf.reader = nil
	s, err := c.write(ctx)
	if err != nil {
		return err
	}
	return errors.Join(do(s), c.closed(s))
}
