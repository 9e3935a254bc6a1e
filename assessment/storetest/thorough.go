//go:build slow

package storetest

// Thorough makes the tests of every package try all they can, which takes minutes.
const Thorough = true
