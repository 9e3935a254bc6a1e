package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"kwaliteitskaart/cmd/dev/release"
)

// run builds the program and starts it. Without a display it prints the example team's plan instead, unless args ask
// for something else.
func (p project) run(ctx context.Context, args []string) error {
	if err := p.prepare(ctx, toBuild); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "kwaliteitskaart-run-")
	if err != nil {
		return fmt.Errorf("make a folder to build in: %w", err)
	}
	defer os.RemoveAll(dir)
	program, err := p.build(ctx, dir)
	if err != nil {
		return err
	}
	if len(args) == 0 && !hasDisplay(runtime.GOOS, os.Getenv) {
		p.logf("no display here, so this prints the example team's plan instead of opening the window")
		return p.example(ctx, program, filepath.Join(dir, "data"))
	}
	err = p.command(ctx, program, args...).Run()
	if ctx.Err() != nil {
		return nil // interrupted by the user
	}
	return err
}

// hasDisplay reports whether a window can be shown; only Linux may lack a display.
func hasDisplay(system string, env func(string) string) bool {
	return system != "linux" || env("DISPLAY") != "" || env("WAYLAND_DISPLAY") != ""
}

// build builds the program in dir, with the version from FyneApp.toml. The toolkit's thread checks stay enabled: that
// takes building without the tag migrated_fynedo.
func (p project) build(ctx context.Context, dir string) (string, error) {
	product, err := release.Read(ctx, p.root)
	if err != nil {
		return "", err
	}
	program := filepath.Join(dir, "kwaliteitskaart")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	args := []string{"build", "-tags", release.Still, "-o", program, product.Stamp(ctx), "-ldflags", product.VersionFlag(), "./cmd/kwaliteitskaart"}
	p.logf("building version %s (a first build takes minutes)", product.Version)
	if err := p.command(ctx, "go", args...).Run(); err != nil {
		return "", fmt.Errorf("build the program: %w", err)
	}
	return program, nil
}

// example prints the plan of the example team's last round.
func (p project) example(ctx context.Context, program, data string) error {
	if err := p.command(ctx, program, "demo", "--data", data).Run(); err != nil {
		return fmt.Errorf("add the example team: %w", err)
	}
	list := p.command(ctx, program, "list", "--json", "--data", data)
	var shelf strings.Builder
	list.Stdout = &shelf
	if err := list.Run(); err != nil {
		return fmt.Errorf("list the example team: %w", err)
	}
	newest, err := newestID(shelf.String())
	if err != nil {
		return fmt.Errorf("list the example team: %w", err)
	}
	out := filepath.Join(os.TempDir(), "kwaliteitskaart-voorbeeld")
	if err := p.command(ctx, program, "print", newest, "--data", data, "--out", out).Run(); err != nil {
		return fmt.Errorf("print the example plan: %w", err)
	}
	return nil
}

// newestID returns the id of the latest assessment in the output of "list --json".
func newestID(list string) (string, error) {
	var shelf []struct{ ID, Date string }
	if err := json.Unmarshal([]byte(list), &shelf); err != nil {
		return "", fmt.Errorf("read the list: %w", err)
	}
	id, date := "", ""
	for _, a := range shelf {
		if a.Date > date {
			id, date = a.ID, a.Date
		}
	}
	if id == "" {
		return "", errors.New("read the list: it is empty")
	}
	return id, nil
}
