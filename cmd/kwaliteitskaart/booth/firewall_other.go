//go:build !windows

package booth

// Blocked reports whether the firewall keeps phones out, so that listening must not be tried: only Windows keeps count of
// attempts.
func Blocked() (bool, error) { return false, nil }
