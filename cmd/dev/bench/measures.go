package bench

import "context"

// measure is one row to measure, with the maximum ratio to its yardstick that is aimed for.
type measure struct {
	what string
	aim  float64
}

var (
	startOfExample  = measure{"start to first usable frame, example data", 1.25}
	startOfMany     = measure{"start with 10,000 assessments stored, against 10", 1.25}
	memoryOfExample = measure{"memory with the example's plan open", 1.25}
	idleScreens     = measure{"processor while idle, the busiest screen", 1.1}
	answers         = measure{"an answer on disk, against a bare SQLite commit", 1.5}
	indicators      = measure{"key press to next indicator drawn, against a frame at 60 Hz", 2}
	printing        = measure{"print full document, against LibreOffice", 0.1}
	results         = measure{"result --json, against version", 1.5}
	overviews       = measure{"overview of 1,000 teams on screen, against 100", 10}
	imports         = measure{"import of 50 files, against one file 50 times", 1}
	schools         = measure{"overview of a folder of 300 teams and three years, against 30 teams", 12}
	pages           = measure{"a phone opens the page over loopback, against a bare server", 3}
	twelve          = measure{"twelve phones hand in at once, against their ballots from files", 1.5}
	scans           = measure{"25 forms of two pages, read, against the 20 s they may take", 1}
	installers      = measure{"installer, against the best-known tool's 957 MB", 0.03}
)

// measures lists all rows in the order of the table.
var measures = []measure{
	startOfExample, startOfMany, memoryOfExample, idleScreens, answers, indicators, printing, results, overviews, imports,
	schools, pages, twelve, scans, installers,
}

// way measures a row.
type way func(context.Context, *lab, measure) (Row, error)

// compare returns the row for the given runs.
func (m measure) compare(runs []pair, unit func(float64) string) Row {
	return compare(m.what, m.aim, runs, unit)
}
