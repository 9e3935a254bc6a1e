package exchange_test

import (
	"flag"
	"runtime/metrics"
	"testing"
	"time"
)

// The maximum cost of reading a foreign file.
const (
	mostTime   = 2 * time.Second // processor time, so that a busy computer does not matter
	mostMemory = 256 << 20
)

// modestly runs a function that reads a foreign file. While fuzzing it checks the cost; a hang ends the program with
// all stacks. It measures allocated memory, which is stricter than memory in use.
func modestly(t *testing.T, do func()) {
	if v := flag.Lookup("test.fuzz"); v == nil || v.Value.String() == "" {
		do()
		return
	}
	begun, before := processorTime(), allocated()
	done := make(chan struct{})
	go func() {
		for tick := time.Tick(time.Second); ; {
			select {
			case <-done:
				return
			case <-tick:
				if processorTime()-begun > mostTime {
					panic("reading hangs")
				}
			}
		}
	}()
	do()
	close(done)
	if took := processorTime() - begun; took > mostTime {
		t.Fatalf("took %v", took)
	}
	if used := allocated() - before; used > mostMemory {
		t.Fatalf("used %d bytes", used)
	}
}

func allocated() uint64 {
	sample := []metrics.Sample{{Name: "/gc/heap/allocs:bytes"}}
	metrics.Read(sample)
	return sample[0].Value.Uint64()
}
