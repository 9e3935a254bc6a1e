//go:build slow

package scan_test

const forms = 304 // of 33 rows: 10,000

const groups = 60
