//go:build slow

package storetest

// Thorough has the tests of every package do all they can, which takes minutes.
const Thorough = true
