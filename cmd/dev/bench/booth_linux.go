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
		program := filepath.Join(l.dir, "bin", "booth.test")
		c := exec.CommandContext(ctx, "go", "test", "-c", "-o", program, "./cmd/kwaliteitskaart/booth")
		c.Dir, c.Stderr = l.Product.Root, l.Log
		if err := c.Run(); err != nil {
			return Row{}, fmt.Errorf("build the booth's tests: %w", err)
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

// pairIn returns what a benchmark with two parts measured.
func pairIn(out []byte) (p pair, err error) {
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		var name string
		var times int
		var took float64
		if n, _ := fmt.Sscanf(lines.Text(), "%s %d %f ns/op", &name, &times, &took); n != 3 {
			continue
		}
		switch _, part, _ := strings.Cut(name, "/"); {
		case strings.HasPrefix(part, "mine"):
			p.mine = took / 1e6
		case strings.HasPrefix(part, "yardstick"):
			p.yardstick = took / 1e6
		}
	}
	if p.mine == 0 || p.yardstick == 0 {
		return pair{}, fmt.Errorf("read what was measured:\n%s", out)
	}
	return p, nil
}
