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
// a damaged file and one sets a password. All rounds but the newest are adopted and closed, and half of the newest are adopted. Every
// action asks something of the leadership, which answered most.
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
	team.Name = fmt.Sprintf("%s %05d", programmes[i%len(programmes)], i)
	var earlier []*assessment.Assessment // newest first
	for ago := 2; ago >= 0; ago-- {
		on := day.AddWeeks(-52*ago - m.random.IntN(20))
		a := assessment.New(m.card, team, on, stamp)
		a.ID = m.id()
		m.score(a, scope)
		final := ago > 0 || adopted
		m.ask(a, on, final)
		if final {
			if a, err = a.Adopt(on, "Zo is het afgesproken", earlier, stamp); err != nil {
				return nil, err
			}
		}
		if ago > 0 {
			a = a.CloseRound(on.AddWeeks(50), stamp)
		}
		rounds, earlier = append(rounds, a), append([]*assessment.Assessment{a}, earlier...)
	}
	return rounds, nil
}

// programmes are short and long names of what teams teach, and owners those of who does what; an action of a draft may have none.
var (
	programmes = []string{"Team", "Zorg & Welzijn", "Allround medewerker maritieme techniek en jachtbouw, locatie Waterkant", "ICT"}
	owners     = []string{"Teamleider", "LOB-coördinator", "Loopbaanbegeleider leerjaar 2 en 3", "Examencommissie", ""}
)

// ask gives each action an owner and a status, and something to ask: hours, euros or a decision, most of them answered.
func (m maker) ask(a *assessment.Assessment, on assessment.Date, final bool) {
	of := owners
	if final {
		of = owners[:len(owners)-1]
	}
	for i := range a.Plan.Priorities {
		for k := range a.Plan.Priorities[i].Actions {
			x := &a.Plan.Priorities[i].Actions[k]
			x.Owner = of[m.random.IntN(len(of))]
			x.Status = assessment.ActionStatuses[m.random.IntN(len(assessment.ActionStatuses))]
			if x.Status == assessment.ActionStopped {
				x.Reason = "Geen tijd"
			}
			switch m.random.IntN(3) {
			case 0:
				x.Hours, x.Ask = 20*(1+m.random.IntN(6)), "Uren in het rooster voor loopbaangesprekken"
			case 1:
				x.Euros = 250 * (1 + m.random.IntN(40))
			default:
				x.Ask = "Een besluit: mogen wij de bedrijvenavond voortaan samen met de andere opleidingen houden?"
			}
			r := assessment.Reply{Kind: assessment.ReplyKinds[m.random.IntN(len(assessment.ReplyKinds))], On: on.AddWeeks(2), UpdatedAt: stamp}
			switch {
			case m.random.IntN(4) == 0:
				continue
			case r.Kind == assessment.ReplyPartly:
				r.Hours, r.Euros = x.Hours/2, x.Euros/2
			case r.Kind == assessment.ReplyLater:
				r.Words = "Bij de begroting van januari komen we hierop terug."
			}
			x.Reply = &r
		}
	}
}
