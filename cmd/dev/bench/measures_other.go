//go:build !linux

package bench

// ways is empty: measuring needs an X server of its own and what Linux tells of a process.
var ways map[measure]way

func letGo(string) error { return nil } // nothing is measured here
