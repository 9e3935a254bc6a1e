//go:build !windows

package booth

// Blocked reports whether the firewall keeps phones out, so that listening must not be tried. It returns false: only Windows
// adds a blocking rule after a first attempt.
func Blocked() (bool, error) { return false, nil }
