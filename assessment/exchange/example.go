package exchange

import (
	"fmt"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assets"
)

// Example is the fictional example team: its rounds, oldest first.
func Example(cards Cards) ([]*assessment.Assessment, error) {
	files, err := assets.Example.ReadDir("example")
	if err != nil {
		return nil, fmt.Errorf("list example: %w", err)
	}
	rounds := make([]*assessment.Assessment, len(files))
	for i, f := range files {
		b, err := assets.Example.ReadFile("example/" + f.Name())
		if err != nil {
			return nil, fmt.Errorf("open example: %w", err)
		}
		if rounds[i], err = Read(b, cards); err != nil {
			return nil, fmt.Errorf("read example %s: %w", f.Name(), err)
		}
	}
	return rounds, nil
}
