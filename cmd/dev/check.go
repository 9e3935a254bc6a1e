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
	unparam     = "mvdan.cc/unparam@v0.0.0-20260823230713-2fa3d841b0c8"
	deadcode    = "golang.org/x/tools/cmd/deadcode@v0.52.0"
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
		{"vet", "-tags", "slow,wine,install,verapdf", "./..."},
		{"test", "-tags", "slow", "-timeout", "30m", "./..."},
	} {
		if err := p.step(ctx, args...); err != nil {
			return err
		}
	}
	if runtime.GOOS != "linux" {
		return nil
	}
	if err := p.verify(ctx, "windows"); err != nil {
		return err
	}
	if !(thisMachine{}).tool(string(apt)) {
		p.say("documents NOT held to PDF/UA and PDF/A, package for Debian NOT tried: this system has no apt-get")
		return nil
	}
	return errors.Join(p.verifyPDF(ctx, "-short"), p.verify(ctx, "linux"))
}

// lint checks the form of the code: how it is formatted, what vet and staticcheck find (staticcheck.conf), parameters that
// are never used or always the same, code that neither the program nor a test reaches, the build server's workflows, and
// known vulnerabilities. All of it runs before lint says what failed.
func (p project) lint(ctx context.Context) error {
	if err := p.prepare(ctx, toBuild); err != nil {
		return err
	}
	return errors.Join(
		p.silent(ctx, fmt.Sprintf("check the formatting (“go run %s -w .” mends it)", gofumpt), "run", gofumpt, "-l", "."),
		p.step(ctx, "vet", "./..."),
		p.step(ctx, "run", staticcheck, "./..."),
		p.step(ctx, "run", unparam, "./..."),
		p.silent(ctx, "find code that nothing reaches", "run", deadcode, "-test", "-tags", "slow,wine,install,verapdf", "./..."),
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

// silent runs the go tool for something that lists faults and nothing else, and fails when it lists any.
func (p project) silent(ctx context.Context, what string, args ...string) error {
	c := p.command(ctx, "go", args...)
	var said bytes.Buffer
	c.Stdout = &said
	p.say("%s", c)
	if err := c.Run(); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	if said.Len() > 0 {
		return fmt.Errorf("%s:\n%s", what, said.Bytes())
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
