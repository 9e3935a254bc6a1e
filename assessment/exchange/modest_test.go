package exchange_test

import (
	"flag"
	"runtime/metrics"
	"testing"
	"time"
)

// What reading a foreign file may cost at most.
const (
	mostTime   = 2 * time.Second // of the processor, so that a busy computer is no finding
	mostMemory = 256 << 20
)

// modestly runs what reads a foreign file. While fuzzing it holds that this costs no more than it may; a hang ends the
// program with every stack. What is allocated is more than what is ever held at once, so it is the stricter measure.
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
