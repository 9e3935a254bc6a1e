//go:build !slow

package storetest

// Thorough is false in the quick tests of every package, which try fewer random cases and only the most revealing samples.
const Thorough = false
