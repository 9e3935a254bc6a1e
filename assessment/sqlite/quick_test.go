//go:build !slow

package sqlite

// thorough is false in the quick tests.
const thorough = false
