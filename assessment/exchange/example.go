package exchange

import (
	"fmt"
	"sync"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assets"
)

// Example returns the rounds of the fictional example team, oldest first. Each call returns its own copies.
func Example() ([]*assessment.Assessment, error) {
	read, err := example()
	if err != nil {
		return nil, err
	}
	rounds := make([]*assessment.Assessment, len(read))
	for i, a := range read {
		rounds[i] = a.Clone()
	}
	return rounds, nil
}

// example reads the files of the example team once, because Home asks for them each time it is shown.
var example = sync.OnceValues(func() ([]*assessment.Assessment, error) {
	cards, err := BuiltIn()
	if err != nil {
		return nil, err
	}
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
})
