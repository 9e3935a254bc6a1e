//go:build !slow

package pdf_test

// everySample is false where the tests have to be quick.
const everySample = false
