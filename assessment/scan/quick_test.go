//go:build !slow

package scan_test

const forms = 2

const groups = 6
