//go:build slow

package paper_test

// teams is how many teams TestWhateverIsAcceptedComesOut follows, each by other throws of the dice.
const teams = 40
