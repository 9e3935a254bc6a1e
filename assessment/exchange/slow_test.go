//go:build slow

package exchange_test

// thorough tries what takes seconds as well.
const thorough = true
