//go:build !slow

package exchange_test

// thorough is false in the quick tests.
const thorough = false
