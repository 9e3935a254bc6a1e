//go:build !slow

package exchange_test

// thorough is false where the tests have to be quick.
const thorough = false
