//go:build slow

package exchange_test

// thorough enables cases that take seconds.
const thorough = true
