package exchange_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/memory"
)

// A colleague receives a file and takes it in twice.
func ExampleTakeIn() {
	rounds, err := exchange.Example()
	if err != nil {
		log.Fatal(err)
	}
	folder, err := os.MkdirTemp("", "kwaliteitskaart")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(folder)
	path := filepath.Join(folder, "zorg"+exchange.Extension)
	if err := exchange.Save(path, rounds[0], exchange.WithoutBallots()); err != nil {
		log.Fatal(err)
	}

	store := memory.New(func() assessment.Instant { return 0 })
	for range 2 {
		opened, err := exchange.Folder(folder).Open(path, "")
		if err != nil {
			log.Fatal(err)
		}
		merged, err := exchange.TakeIn(context.Background(), store, opened, exchange.Consent{})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("added:", merged.Added, "changed:", merged.Changed())
	}
	// Output:
	// added: true changed: true
	// added: false changed: false
}
