package bench

import "testing"

func TestPairIn(t *testing.T) {
	got, err := pairIn([]byte("goos: linux\nBenchmarkPage/mine-2 \t 20\t 3000000 ns/op\nBenchmarkPage/yardstick-2 \t 20\t 1500000.5 ns/op\nPASS\n"))
	if err != nil || got.mine != 3 || got.yardstick != 1.5000005 {
		t.Errorf("%v, %v", got, err)
	}
	if _, err := pairIn([]byte("BenchmarkPage/mine-2 20 3000000 ns/op\nPASS\n")); err == nil {
		t.Error("half a measurement is one")
	}
	if got := timesIn([]byte("BenchmarkTwentyFiveForms-2 1 9500000000 ns/op\n"))[""]; got != 9500 {
		t.Errorf("a benchmark without parts took %v ms", got)
	}
}
