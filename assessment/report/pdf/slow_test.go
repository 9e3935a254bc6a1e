//go:build slow

package pdf_test

// everySample lays out and writes all samples, not only the most telling ones.
const everySample = true
