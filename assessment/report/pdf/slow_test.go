//go:build slow

package pdf_test

// everySample makes the tests use all samples instead of the most telling ones.
const everySample = true
