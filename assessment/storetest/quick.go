//go:build !slow

package storetest

const (
	// rooms is how many teams, each by other throws of the dice, nobodyExposed follows.
	rooms = 2
	// thorough runs the parts that take seconds for every store; else only for those that people's data is in.
	thorough = false
)
