package bench

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
)

// booth returns a way to measure with a benchmark of the booth, which has a part “mine” and a part “yardstick”: nothing else may use a
// network, so that the phones are in its tests.
func booth(benchmark string) way {
	return func(ctx context.Context, l *lab, m measure) (Row, error) {
		program, err := l.tests(ctx, "./cmd/kwaliteitskaart/booth")
		if err != nil {
			return Row{}, err
		}
		var runs []pair
		for range l.Runs {
			out, _, err := l.output(ctx, program, "-test.run", "^$", "-test.bench", "^"+benchmark+"$", "-test.benchtime", "20x")
			if err != nil {
				return Row{}, fmt.Errorf("%w\n%s", err, out)
			}
			p, err := pairIn(out)
			if err != nil {
				return Row{}, err
			}
			runs = append(runs, p)
		}
		return m.compare(runs, milliseconds), nil
	}
}

// readForms measures how long reading 25 filled-in forms of two pages takes, against the seconds that it may take.
func readForms(ctx context.Context, l *lab, m measure) (Row, error) {
	const allowed = 20_000 // milliseconds; .github/spec/everyone.md, Papier
	program, err := l.tests(ctx, "./assessment/scan")
	if err != nil {
		return Row{}, err
	}
	var runs []pair
	for range l.Runs {
		out, _, err := l.output(ctx, program, "-test.run", "^$", "-test.bench", "^BenchmarkTwentyFiveForms$", "-test.benchtime", "1x")
		if err != nil {
			return Row{}, fmt.Errorf("%w\n%s", err, out)
		}
		took := timesIn(out)[""]
		if took == 0 {
			return Row{}, fmt.Errorf("read what was measured:\n%s", out)
		}
		runs = append(runs, pair{took, allowed})
	}
	return m.compare(runs, milliseconds), nil
}

// tests compiles the tests of a package.
func (l *lab) tests(ctx context.Context, pkg string) (string, error) {
	program := filepath.Join(l.dir, "bin", filepath.Base(pkg)+".test")
	c := exec.CommandContext(ctx, "go", "test", "-c", "-o", program, pkg)
	c.Dir, c.Stderr = l.Product.Root, l.Log
	if err := c.Run(); err != nil {
		return "", fmt.Errorf("build the tests of %s: %w", pkg, err)
	}
	return program, nil
}

// pairIn returns what a benchmark with two parts measured.
func pairIn(out []byte) (pair, error) {
	took := timesIn(out)
	p := pair{took["mine"], took["yardstick"]}
	if p.mine == 0 || p.yardstick == 0 {
		return pair{}, fmt.Errorf("read what was measured:\n%s", out)
	}
	return p, nil
}

// timesIn returns the milliseconds that each part of a benchmark took; the part of one without parts is "".
func timesIn(out []byte) map[string]float64 {
	all := make(map[string]float64)
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		var name string
		var times int
		var took float64
		if n, _ := fmt.Sscanf(lines.Text(), "%s %d %f ns/op", &name, &times, &took); n != 3 {
			continue
		}
		_, part, _ := strings.Cut(name, "/")
		part, _, _ = strings.Cut(part, "-") // the number of processors
		all[part] = took / 1e6
	}
	return all
}
