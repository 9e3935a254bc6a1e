package bench

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestQuantile(t *testing.T) {
	for _, c := range []struct {
		values []float64
		share  float64
		want   float64
	}{
		{[]float64{3}, 0.25, 3},
		{[]float64{5, 1, 3}, 0.5, 3},
		{[]float64{4, 1, 3, 2}, 0.5, 2.5},
		{[]float64{4, 1, 3, 2, 5}, 0.25, 2},
		{[]float64{4, 1, 3, 2, 5}, 1, 5},
	} {
		given := slices.Clone(c.values)
		if got := quantile(c.values, c.share); math.Abs(got-c.want) > 1e-9 || !slices.Equal(given, c.values) {
			t.Errorf("quantile(%v, %v) = %v, want %v and the values as they were", given, c.share, got, c.want)
		}
	}
}

func TestCompare(t *testing.T) {
	// The machine was twice as slow in the second run, but the ratio of that run is as good as any.
	r := compare("start", 1.25, []pair{{110, 100}, {240, 200}, {130, 100}}, milliseconds)
	if *r.Ratio != 1.2 || math.Abs(*r.Low-1.15) > 1e-9 || math.Abs(*r.High-1.25) > 1e-9 || !r.Met || r.Why != "" {
		t.Errorf("got %v (%v – %v), met %v, why %q", *r.Ratio, *r.Low, *r.High, r.Met, r.Why)
	}
	if r.measured != "130 ms / 100 ms" {
		t.Errorf("measured %q", r.measured)
	}
	if r := compare("start", 1.1, []pair{{110.1, 100}}, milliseconds); r.Met {
		t.Error("a miss is met")
	}
}

func TestAFailedRowIsTheWorst(t *testing.T) {
	low, high := compare("low", 1, []pair{{1, 1}}, megabytes), compare("high", 1, []pair{{2, 1}}, megabytes)
	failed := unmeasured("failed", 1, "no\n display")
	if got := worst([]Row{low, high}).What; got != "high" {
		t.Errorf("worst of two is %q", got)
	}
	if got := worst([]Row{high, failed, low}); got.What != "failed" || got.Why != "no display" {
		t.Errorf("worst of all is %+v", got)
	}
}

func TestJSON(t *testing.T) {
	var b strings.Builder
	rows := []Row{compare("start", 1.25, []pair{{2, 1}}, milliseconds), unmeasured("print", 0.1, "no soffice")}
	if err := WriteJSON(&b, rows); err != nil {
		t.Fatal(err)
	}
	var list []map[string]any
	if err := json.Unmarshal([]byte(b.String()), &list); err != nil {
		t.Fatal(err)
	}
	for i, want := range []map[string]any{
		{"what": "start", "ratio": 2.0, "low": 2.0, "high": 2.0, "aim": 1.25, "met": false},
		{"what": "print", "ratio": nil, "low": nil, "high": nil, "aim": 0.1, "met": false, "why": "no soffice"},
	} {
		got := list[i]
		if len(got) != len(want) {
			t.Errorf("row %d: %v, want %v", i, got, want)
		}
		for k, v := range want {
			if g, ok := got[k]; !ok || g != v {
				t.Errorf("row %d: %s is %v, want %v", i, k, g, v)
			}
		}
	}
	b.Reset()
	if err := WriteJSON(&b, nil); err != nil || strings.TrimSpace(b.String()) != "[]" {
		t.Errorf("no rows: %q, %v", b.String(), err)
	}
}

func TestTable(t *testing.T) {
	var b strings.Builder
	rows := []Row{
		compare("start", 1.25, []pair{{1100, 1000}}, milliseconds), unmeasured("print", 0.1, "no soffice"),
		compare("installer size", 0.03, []pair{{19.2, 957}}, megabytes),
	}
	if err := WriteTable(&b, rows); err != nil {
		t.Fatal(err)
	}
	want := `what            ratio  low – high     aim     met  measured
start           1.1    1.1 – 1.1      ≤ 1.25  yes  1100 ms / 1000 ms
print           –      –              ≤ 0.1   no   no soffice
installer size  0.02   0.02 – 0.02    ≤ 0.03  yes  19.2 MB / 957 MB
`
	if got := b.String(); strings.Join(strings.Fields(got), " ") != strings.Join(strings.Fields(want), " ") {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
