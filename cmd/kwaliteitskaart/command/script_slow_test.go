//go:build slow

package command_test

import "testing"

// TestSlowScripts runs the scripts that try passwords, each of which takes half a second by design.
func TestSlowScripts(t *testing.T) { runScripts(t, "slow") }
