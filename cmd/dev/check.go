package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"time"
)

// The checkers, each of one version, so that everyone's machine says the same.
const (
	gofumpt     = "mvdan.cc/gofumpt@v0.9.2"
	staticcheck = "honnef.co/go/tools/cmd/staticcheck@v0.8.2"
	actionlint  = "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12"
	govulncheck = "golang.org/x/vuln/cmd/govulncheck@v1.9.0"

	vulnerabilities = "https://vuln.go.dev"
)

// test runs everything there is: vet, all tests, the slow ones among them that start the program itself, and on Linux the
// packages for Windows and its own. On a build server a test may not skip because a tool is missing.
func (p project) test(ctx context.Context) error {
	if err := p.prepare(ctx, slices.Concat(toBuild, toTest, toPackWindows, toVerifyWindows)); err != nil {
		return err
	}
	flags, err := exec.CommandContext(ctx, "go", "env", "GOFLAGS").Output()
	if err != nil {
		return fmt.Errorf("ask how this machine builds: %w", err)
	}
	// Built as a release is, so that the C in it is compiled once for tests and packages.
	env := map[string]string{"GOFLAGS": strings.TrimSpace(string(flags)) + " -trimpath"}
	if os.Getenv("CI") == "true" {
		env["KWALITEITSKAART_REQUIRE_TOOLS"] = "1"
	}
	for name, value := range env {
		if err := os.Setenv(name, value); err != nil {
			return fmt.Errorf("set %s: %w", name, err)
		}
	}
	for _, args := range [][]string{
		{"vet", "-tags", "slow,wine,install", "./..."},
		{"test", "-tags", "slow", "-timeout", "30m", "./..."},
	} {
		if err := p.step(ctx, args...); err != nil {
			return err
		}
	}
	if runtime.GOOS != "linux" {
		return nil
	}
	if err := p.verify(ctx, "windows"); err != nil || !(thisMachine{}).tool(string(apt)) {
		return err
	}
	return p.verify(ctx, "linux")
}

// lint checks the form of the code. Everything is checked before it says what failed.
func (p project) lint(ctx context.Context) error {
	if err := p.prepare(ctx, toBuild); err != nil {
		return err
	}
	return errors.Join(
		p.formatted(ctx),
		p.step(ctx, "vet", "./..."),
		p.step(ctx, "run", staticcheck, "./..."),
		p.step(ctx, "run", actionlint),
		p.vulnerable(ctx),
	)
}

// step runs the go tool, saying so.
func (p project) step(ctx context.Context, args ...string) error {
	c := p.command(ctx, "go", args...)
	p.say("%s", c)
	start := time.Now()
	if err := c.Run(); err != nil {
		return fmt.Errorf("%s: %w", c, err)
	}
	p.say("passed in %s", time.Since(start).Round(time.Second))
	return nil
}

// formatted lists the files that gofumpt would change, and fails when there are any.
func (p project) formatted(ctx context.Context) error {
	c := p.command(ctx, "go", "run", gofumpt, "-l", ".")
	var files bytes.Buffer
	c.Stdout = &files
	p.say("%s", c)
	if err := c.Run(); err != nil {
		return fmt.Errorf("check the formatting: %w", err)
	}
	if files.Len() > 0 {
		return fmt.Errorf("not formatted, run “go run %s -w .”:\n%s", gofumpt, files.Bytes())
	}
	return nil
}

// vulnerable asks which known vulnerabilities reach the program. Without a network it says that it could not ask.
func (p project) vulnerable(ctx context.Context) error {
	c := p.command(ctx, "go", "run", govulncheck, "./...")
	var said bytes.Buffer
	c.Stdout, c.Stderr = &said, &said
	p.say("%s", c)
	err := c.Run()
	if err != nil && bytes.Contains(said.Bytes(), []byte(vulnerabilities)) {
		p.say("known vulnerabilities NOT checked: their database at %s cannot be reached", vulnerabilities)
		return nil
	}
	p.say("%s", bytes.TrimSpace(said.Bytes()))
	if err != nil {
		return fmt.Errorf("look for known vulnerabilities: %w", err)
	}
	return nil
}
