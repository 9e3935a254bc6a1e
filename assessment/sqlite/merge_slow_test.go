//go:build slow

package sqlite

import "testing"

// Merging converges with many more laptops, changes and orders.
func TestMergingConvergesAtLength(t *testing.T) {
	for seed := range uint64(20) {
		converge(t, 1000+seed, 150)
	}
}
