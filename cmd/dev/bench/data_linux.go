package bench

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
)

// teams returns a data folder with n teams, made once.
func (l *lab) teams(ctx context.Context, n int) (string, error) {
	if dir := l.filled[n]; dir != "" {
		return dir, nil
	}
	fill, err := l.build(ctx, filler)
	if err != nil {
		return "", err
	}
	l.logf("storing %d teams", n)
	dir := filepath.Join(l.dir, "teams-"+strconv.Itoa(n))
	took, err := l.command(ctx, fill, "-teams", strconv.Itoa(n), "-data", dir)
	if err != nil {
		return "", err
	}
	info, err := os.Stat(filepath.Join(dir, "kwaliteitskaart.db"))
	if err != nil {
		return "", fmt.Errorf("look at what was stored: %w", err)
	}
	l.logf("%d teams take %.1f MB, %.1f kB each; stored in %.1f ms each", n,
		float64(info.Size())/1e6, float64(info.Size())/1e3/float64(n), took/float64(n))
	l.filled[n] = dir
	return dir, nil
}

// example returns a data folder with only the example team.
func (l *lab) example(ctx context.Context) (string, error) {
	const itself = 0
	if dir := l.filled[itself]; dir != "" {
		return dir, nil
	}
	program, err := l.build(ctx, theProgram)
	if err != nil {
		return "", err
	}
	dir := filepath.Join(l.dir, "example")
	if _, err := l.command(ctx, program, "demo", "--data", dir); err != nil {
		return "", err
	}
	l.filled[itself] = dir
	return dir, nil
}

// copyOf returns a copy of a data folder, because only one window can open a folder.
func (l *lab) copyOf(data string) (string, error) {
	to, err := os.MkdirTemp(l.dir, "copy-")
	if err == nil {
		err = os.CopyFS(to, os.DirFS(data))
	}
	if err != nil {
		return "", fmt.Errorf("copy the data: %w", err)
	}
	return to, nil
}

// newest returns the id of the latest assessment in a data folder.
func (l *lab) newest(ctx context.Context, data string) (string, error) {
	program, err := l.build(ctx, theProgram)
	if err != nil {
		return "", err
	}
	out, _, err := l.output(ctx, program, "list", "--json", "--data", data)
	if err != nil {
		return "", err
	}
	var list []struct{ ID, Date string }
	if err := json.Unmarshal(out, &list); err != nil {
		return "", fmt.Errorf("read the list: %w", err)
	}
	id, date := "", ""
	for _, a := range list {
		if a.Date > date {
			id, date = a.ID, a.Date
		}
	}
	return id, nil
}

// newestExample returns the program, a data folder with the example team, and the id of its newest assessment.
func (l *lab) newestExample(ctx context.Context) (program, data, id string, err error) {
	if program, err = l.build(ctx, theProgram); err != nil {
		return "", "", "", err
	}
	if data, err = l.example(ctx); err != nil {
		return "", "", "", err
	}
	id, err = l.newest(ctx, data)
	return program, data, id, err
}
