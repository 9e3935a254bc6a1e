//go:build !slow

package assessment_test

// sequences is how many random sequences of adopting, changing and merging are tried.
const sequences = 50
