//go:build slow

package storetest

const (
	// rooms is how many teams, each by other throws of the dice, nobodyExposed follows.
	rooms = 12
	// thorough runs the parts that take seconds for every store.
	thorough = true
)
