package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
)

// password is that of all mixed files that have one.
const password = "een wachtwoord voor iedereen"

// mix writes three rounds of each team to a folder: of ten teams one is on its own card and one does the core only, of sixty one sends
// a damaged file and one sets a password. All rounds but the newest are adopted and closed, and half of the newest are adopted.
func mix(teams int, folder string) error {
	m, err := newMaker()
	if err != nil {
		return err
	}
	own := m
	if own.card, err = exchange.ReadCard(bytes.Replace(m.card.Compact, []byte(`"id":"`+exchange.DefaultCard+`"`), []byte(`"id":"eigen"`), 1)); err != nil {
		return fmt.Errorf("make another card: %w", err)
	}
	for i := range teams {
		by, scope := m, assessment.ScopeFull
		switch i % 10 {
		case 3:
			by = own
		case 5:
			scope = assessment.ScopeCore
		}
		rounds, err := by.years(i, scope, i%2 == 0)
		if err != nil {
			return fmt.Errorf("make a team: %w", err)
		}
		for year, a := range rounds {
			if err := send(filepath.Join(folder, fmt.Sprintf("%05d-%d%s", i, year, exchange.Extension)), a, i%60); err != nil {
				return fmt.Errorf("write a file: %w", err)
			}
		}
	}
	return nil
}

// send writes a file as one of sixty teams sends it.
func send(path string, a *assessment.Assessment, one int) error {
	switch one {
	case 7:
		b, err := exchange.Write(a)
		if err != nil {
			return err
		}
		return os.WriteFile(path, b[:len(b)/2], 0o600)
	case 11:
		return exchange.Save(path, a, exchange.WithPassword(password))
	}
	return exchange.Save(path, a)
}

// years returns the rounds of a team of three years, oldest first.
func (m maker) years(i int, scope assessment.Scope, adopted bool) (rounds []*assessment.Assessment, err error) {
	team := m.team(0).Team
	team.Name = fmt.Sprintf("Team %05d", i)
	var before *assessment.Assessment
	for ago := 2; ago >= 0; ago-- {
		on := day.AddWeeks(-52*ago - m.random.IntN(20))
		a := assessment.New(m.card, team, on, stamp)
		a.ID = m.id()
		m.score(a, scope)
		if ago > 0 || adopted {
			if a, err = a.Adopt(on, "Zo is het afgesproken", before, stamp); err != nil {
				return nil, err
			}
		}
		if ago > 0 {
			a = a.CloseRound(on.AddWeeks(50), stamp)
		}
		rounds, before = append(rounds, a), a
	}
	return rounds, nil
}
