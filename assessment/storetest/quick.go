//go:build !slow

package storetest

// Thorough is false in the quick tests of every package: they throw the dice less often and take the most telling samples.
const Thorough = false
