//go:build !windows

package booth

// Blocked reports whether the firewall blocks phones, so that the program must not try to listen. It returns false: only
// Windows adds a blocking rule after a first attempt.
func Blocked() (bool, error) { return false, nil }
