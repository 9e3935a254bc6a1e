package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"kwaliteitskaart/cmd/dev/bench"
	"kwaliteitskaart/cmd/dev/release"
)

// bench runs the benchmarks and writes a table, or only JSON with -json.
func (p project) bench(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("bench", flag.ContinueOnError)
	flags.SetOutput(os.Stderr)
	asJSON := flags.Bool("json", false, "write the rows as JSON")
	only := flags.String("only", "", "measure only the rows whose name matches this regular expression")
	runs := flags.Int("runs", 5, "measure both sides of a row this often")
	idle := flags.Duration("idle", 20*time.Second, "watch idle windows this long in each run")
	golang := flags.String("go", "", "run the Go benchmarks instead, and write what benchstat reads to this file")
	if err := flags.Parse(args); err != nil {
		return errUsage
	}
	match, err := regexp.Compile(*only)
	if err != nil || *runs < 1 || *idle <= 0 || flags.NArg() > 0 {
		flags.Usage()
		return errUsage
	}
	result := p.out
	p.out = os.Stderr // progress goes to stderr
	if *golang != "" {
		return p.goBenchmarks(ctx, *golang, *only, *runs)
	}
	if err := p.prepare(ctx, slices.Concat(toBuild, toTest)); err != nil {
		return err
	}
	product, err := release.Read(ctx, p.root)
	if err != nil {
		return err
	}
	rows, err := bench.Run(ctx, bench.Options{Product: product, Only: match, Runs: *runs, Idle: *idle, Log: p.out})
	if err != nil {
		return fmt.Errorf("measure: %w", err)
	}
	if *asJSON {
		return bench.WriteJSON(result, rows)
	}
	return bench.WriteTable(result, rows)
}

// goBenchmarks runs the Go benchmarks of the packages that compute, and writes their output to a file for benchstat.
func (p project) goBenchmarks(ctx context.Context, file, only string, runs int) (err error) {
	if err := p.prepare(ctx, toBuild); err != nil {
		return err
	}
	if only == "" {
		only = "."
	}
	f, err := os.Create(filepath.Clean(file))
	if err != nil {
		return fmt.Errorf("write the benchmarks: %w", err)
	}
	defer func() {
		if closing := f.Close(); err == nil && closing != nil {
			err = fmt.Errorf("write the benchmarks: %w", closing)
		}
	}()
	c := p.command(ctx, "go", "test", "-run", "^$", "-bench", only, "-benchmem", "-count", fmt.Sprint(runs),
		"./assessment/...", "./ui/...")
	c.Stdout = io.MultiWriter(f, p.out)
	if err := c.Run(); err != nil {
		return fmt.Errorf("run the benchmarks: %w", err)
	}
	return nil
}
