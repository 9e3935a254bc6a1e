//go:build !slow

package pdf_test

// everySample is false in the quick tests.
const everySample = false
