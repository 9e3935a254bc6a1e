package main

import (
	"context"
	"fmt"
	"os"
	"strconv"
)

// soakChanges is the default number of acknowledged changes in the long run of the kill test.
const soakChanges = 10_000

// soak runs the kill test for a long time: the store's own test, which kills a program at work repeatedly and checks
// that every acknowledged change is there. It prints the numbers.
func (p project) soak(ctx context.Context, args []string) error {
	changes := soakChanges
	if len(args) > 0 {
		n, err := strconv.Atoi(args[0])
		if err != nil || n < 1 {
			return explain()
		}
		changes = n
	}
	if err := p.prepare(ctx, toBuild); err != nil {
		return err
	}
	if err := os.Setenv("KWALITEITSKAART_SOAK", strconv.Itoa(changes)); err != nil {
		return fmt.Errorf("say how long: %w", err)
	}
	return p.step(ctx, "test", "-tags", "slow", "-run", "^TestSoak$", "-count=1", "-v", "-timeout", "4h", "./assessment/sqlite")
}
