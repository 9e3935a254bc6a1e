package exchange_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
)

// An assessment is handed over in a file and taken in on another computer; the same again changes nothing. A colleague's
// ballot goes to the assessment it is for.
func Example() {
	dir, err := os.MkdirTemp("", "exchange")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	here := storetest.NewMemory(now)
	folder := exchange.Folder(filepath.Join(dir, "data"))
	cards, err := folder.Cards()
	if err != nil {
		fmt.Println(err)
		return
	}
	a := assessment.New(cards.Newest(exchange.DefaultCard), assessment.Team{Name: "Zorg"}, "2026-11-23", now())
	path := filepath.Join(dir, "zorg"+exchange.Extension)
	take := func() {
		f, err := folder.Open(path, "vier losse woorden")
		if err != nil {
			fmt.Println(err)
			return
		}
		m, err := exchange.TakeIn(context.Background(), here, f)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println(m.Assessment.Team.Name, "added:", m.Added, "changed:", m.Changed(), "ballots:", len(m.Assessment.Ballots))
	}

	saved := exchange.Save(path, a, exchange.WithPassword("vier losse woorden"))
	take()
	take()
	invited := exchange.Invite(a).Cast(assessment.Ballot{Group: assessment.GroupTeam}).Save(path)
	take()
	fmt.Println(saved, invited)
	// Output:
	// Zorg added: true changed: true ballots: 0
	// Zorg added: false changed: false ballots: 0
	// Zorg added: false changed: true ballots: 1
	// <nil> <nil>
}
