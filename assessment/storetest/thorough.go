//go:build slow

package storetest

// rooms is how many teams, each by other throws of the dice, nobodyAlone follows.
const rooms = 12
