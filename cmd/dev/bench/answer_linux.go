package bench

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// answerOnDisk measures how long each answer given in a real window takes to reach the disk, compared with bare
// commits.
func answerOnDisk(ctx context.Context, l *lab, m measure) (Row, error) {
	yardstick, err := l.build(ctx, bareCommit)
	if err != nil {
		return Row{}, err
	}
	data, err := os.MkdirTemp(l.dir, "answers-")
	if err != nil {
		return Row{}, fmt.Errorf("make a folder: %w", err)
	}
	s, err := newScreen(l.dir)
	if err != nil {
		return Row{}, err
	}
	defer s.close()
	const often = 40 // they are short
	c := exec.CommandContext(ctx, yardstick, "-data", data, "-answers", fmt.Sprint(often*l.Runs))
	c.Env = append(l.environment(), "DISPLAY="+s.display)
	var said strings.Builder
	c.Stderr = &said
	out, err := c.Output()
	if err != nil {
		return Row{}, fmt.Errorf("give answers: %w\n%s", err, said.String())
	}
	var runs []pair
	for lines := bufio.NewScanner(bytes.NewReader(out)); lines.Scan(); {
		var p pair
		if _, err := fmt.Sscan(lines.Text(), &p.mine, &p.yardstick); err != nil {
			return Row{}, fmt.Errorf("read how long answers took: %w", err)
		}
		runs = append(runs, p)
	}
	if len(runs) != often*l.Runs {
		return Row{}, fmt.Errorf("read how long answers took: %d answers", len(runs))
	}
	return m.compare(runs, milliseconds), nil
}
