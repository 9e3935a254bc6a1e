//go:build !linux && !windows && !darwin

package sqlite

// remote returns false on systems where this cannot be determined.
func remote(string) bool { return false }
