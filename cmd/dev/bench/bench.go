package bench

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"kwaliteitskaart/cmd/dev/release"
)

// Options select what is measured and how.
type Options struct {
	Product release.Product
	Only    *regexp.Regexp // selects rows by name; nil for all
	Runs    int            // minimum number of runs of both sides of each row
	Idle    time.Duration  // how long idle windows are watched in each run
	Log     io.Writer      // receives progress messages
}

// Run measures all selected rows. A row that cannot be measured contains the reason; Run fails only if nothing can be
// measured.
func Run(ctx context.Context, o Options) (rows []Row, err error) {
	dir, err := os.MkdirTemp("", "kwaliteitskaart-bench-")
	if err != nil {
		return nil, fmt.Errorf("make a folder to measure in: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	l := &lab{Options: o, dir: dir, filled: make(map[int]string)}
	for _, m := range measures {
		if o.Only != nil && !o.Only.MatchString(m.what) {
			continue
		}
		start := time.Now()
		var row Row
		err := errors.New("this is measured on Linux only")
		if measure := ways[m]; measure != nil {
			row, err = measure(ctx, l, m)
		}
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case err != nil:
			row = unmeasured(m.what, m.aim, err.Error())
			l.logf("%s: not measured: %s", m.what, row.Why)
		default:
			l.logf("%s: %s in %s", m.what, number(*row.Ratio), time.Since(start).Round(time.Second))
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// lab is the environment of the measurements: a folder with the programs built and the data made so far.
type lab struct {
	Options
	dir    string
	built  []string
	filled map[int]string // data folders by number of teams
}

func (l *lab) logf(format string, args ...any) { fmt.Fprintf(l.Log, "bench: "+format+"\n", args...) }

// The packages built for the measurements.
const (
	theProgram = "./cmd/kwaliteitskaart"
	bareWindow = "./cmd/dev/bench/yardstick/window"
	bareCommit = "./cmd/dev/bench/yardstick/answer"
	filler     = "./cmd/dev/bench/yardstick/fill"
)

// build compiles a package with release flags, once.
func (l *lab) build(ctx context.Context, pkg string) (string, error) {
	program := filepath.Join(l.dir, "bin", filepath.Base(pkg))
	if slices.Contains(l.built, pkg) {
		return program, nil
	}
	l.logf("building %s (a first build takes minutes)", pkg)
	args := l.Product.BuildArgs(ctx, program)
	args[len(args)-1] = pkg
	c := exec.CommandContext(ctx, "go", args...)
	c.Dir, c.Stderr = l.Product.Root, l.Log
	if err := c.Run(); err != nil {
		return "", fmt.Errorf("build %s: %w", pkg, err)
	}
	if err := dropCache(program); err != nil {
		return "", fmt.Errorf("build %s: %w", pkg, err)
	}
	l.built = append(l.built, pkg)
	return program, nil
}

// builds compiles several packages.
func (l *lab) builds(ctx context.Context, pkgs ...string) (programs []string, err error) {
	for _, pkg := range pkgs {
		p, err := l.build(ctx, pkg)
		if err != nil {
			return nil, err
		}
		programs = append(programs, p)
	}
	return programs, nil
}

// inTurn runs two measurements in turn, each runs times, alternating which goes first.
func inTurn(runs int, mine, yardstick func() (float64, error)) (pairs []pair, err error) {
	for i := range runs {
		var p pair
		sides := []func() error{
			func() (err error) { p.mine, err = mine(); return err },
			func() (err error) { p.yardstick, err = yardstick(); return err },
		}
		if err := errors.Join(sides[i%2](), sides[1-i%2]()); err != nil {
			return nil, err
		}
		pairs = append(pairs, p)
	}
	return pairs, nil
}
