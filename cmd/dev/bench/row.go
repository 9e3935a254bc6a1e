// Package bench measures how long users wait, on the program as it is released, against yardsticks that it builds
// itself. It reports only ratios: both sides of a ratio are measured in turn, so that a slow or busy machine slows
// both.
package bench

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
)

// Row is one measurement: how many times as long, large or busy something is as its yardstick.
type Row struct {
	What string `json:"what"`
	// Ratio is the median over the runs, Low and High are its quartiles; they are nil if the row could not be
	// measured, for the reason in Why.
	Ratio *float64 `json:"ratio"`
	Low   *float64 `json:"low"`
	High  *float64 `json:"high"`
	Aim   float64  `json:"aim"` // the maximum ratio aimed for
	Met   bool     `json:"met"`
	Why   string   `json:"why,omitempty"`

	measured string // the medians of both sides, with units
}

// pair is one run: the measured value and that of the yardstick, in the same unit.
type pair struct{ mine, yardstick float64 }

// compare returns the row for the given runs, at least one.
func compare(what string, aim float64, runs []pair, unit func(float64) string) Row {
	ratios := make([]float64, len(runs))
	mine, yardstick := make([]float64, len(runs)), make([]float64, len(runs))
	for i, r := range runs {
		ratios[i], mine[i], yardstick[i] = r.mine/r.yardstick, r.mine, r.yardstick
	}
	low, middle, high := quantile(ratios, 0.25), quantile(ratios, 0.5), quantile(ratios, 0.75)
	return Row{
		What: what, Ratio: &middle, Low: &low, High: &high, Aim: aim, Met: middle <= aim,
		measured: unit(quantile(mine, 0.5)) + " / " + unit(quantile(yardstick, 0.5)),
	}
}

// unmeasured returns the row of a measurement that could not run.
func unmeasured(what string, aim float64, why string) Row {
	return Row{What: what, Aim: aim, Why: strings.Join(strings.Fields(why), " ")}
}

// worst returns the row with the highest ratio; a row that could not be measured is the worst.
func worst(rows []Row) Row {
	return slices.MaxFunc(rows, func(x, y Row) int {
		switch {
		case x.Ratio == nil || y.Ratio == nil:
			return cmp.Compare(boolInt(x.Ratio == nil), boolInt(y.Ratio == nil))
		}
		return cmp.Compare(*x.Ratio, *y.Ratio)
	})
}

func boolInt(b bool) int {
	if b {
		return 1
	}
	return 0
}

// quantile returns the value below which the given share of values lies, with linear interpolation.
func quantile(values []float64, share float64) float64 {
	sorted := slices.Sorted(slices.Values(values))
	at := share * float64(len(sorted)-1)
	i := min(int(at), len(sorted)-1)
	next := min(i+1, len(sorted)-1)
	return sorted[i] + (at-float64(i))*(sorted[next]-sorted[i])
}

// WriteJSON writes the rows as a JSON list.
func WriteJSON(w io.Writer, rows []Row) error {
	if rows == nil {
		rows = []Row{}
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(rows)
}

// WriteTable writes the rows as a readable table.
func WriteTable(w io.Writer, rows []Row) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "what\tratio\tlow – high\taim\tmet\tmeasured")
	for _, r := range rows {
		ratio, spread, met, measured := "–", "–", "no", r.measured
		if r.Ratio != nil {
			ratio, spread = number(*r.Ratio), number(*r.Low)+" – "+number(*r.High)
		}
		if r.Met {
			met = "yes"
		}
		if r.Why != "" {
			measured = strings.TrimPrefix(measured+"; "+r.Why, "; ")
		}
		fmt.Fprintf(t, "%s\t%s\t%s\t≤ %s\t%s\t%s\n", r.What, ratio, spread, number(r.Aim), met, measured)
	}
	return t.Flush()
}

// number formats a ratio with two decimals, or with two significant digits if it is small.
func number(f float64) string {
	if f < 0.1 && f > 0 {
		return fmt.Sprintf("%.2g", f)
	}
	return strings.TrimSuffix(strings.TrimRight(fmt.Sprintf("%.2f", f), "0"), ".")
}

// milliseconds and megabytes format a value with its unit.
func milliseconds(ms float64) string { return three(ms) + " ms" }
func megabytes(mb float64) string    { return three(mb) + " MB" }

// three formats f with three significant digits.
func three(f float64) string {
	return strconv.FormatFloat(f, 'f', max(0, 2-int(math.Floor(math.Log10(max(f, 1e-6))))), 64)
}
