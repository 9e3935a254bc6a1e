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

// The checkers, each at a fixed version, so that results are the same on all machines.
const (
	gofumpt     = "mvdan.cc/gofumpt@v0.9.2"
	staticcheck = "honnef.co/go/tools/cmd/staticcheck@v0.8.2"
	golangci    = "github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0"
	deadcode    = "golang.org/x/tools/cmd/deadcode@v0.52.0"
	actionlint  = "github.com/rhysd/actionlint/cmd/actionlint@v1.7.12"
	govulncheck = "golang.org/x/vuln/cmd/govulncheck@v1.9.0"

	// everything is all build tags, including those of the slow tests.
	everything = "slow,wine,install,verapdf,builds"

	vulnerabilities = "https://vuln.go.dev"
)

// unraced lists prefixes of the names of tests without the race detector, which would take minutes: on one goroutine they
// merge one file after another, read workbooks, lay out documents or walk through every screen, or they start a process for
// each command.
var unraced = []string{
	"TestNoDifferenceGoesUnnoticed", "TestMatchesNaiveImplementation", "TestCardSheet", "TestScripts", "TestDocumentsHaveThePromisedPages",
	"TestKeysWorkAsHelpSays", "TestEveryScreen", "TestNewScreenIsDrawnCompletely", "TestLookAfterChanges", "TestEveryFieldAcceptsTooLongText",
}

// test runs everything: vet, all tests including the slow ones that start the program, and on Linux the race detector
// over the quick ones and the tests of the packages for Windows and Linux. On a build server no test may be skipped
// because a tool is missing.
func (p project) test(ctx context.Context) error {
	needs := slices.Concat(toBuild, toTest, toPackWindows, toVerifyWindows)
	debian := (thisMachine{}).tool(string(apt))
	if debian {
		needs = slices.Concat(needs, toVerifyPDF, toVerifyLinux) // now, because tasks that run concurrently must not install anything
	}
	if err := p.prepare(ctx, needs); err != nil {
		return err
	}
	flags, err := exec.CommandContext(ctx, "go", "env", "GOFLAGS").Output()
	if err != nil {
		return fmt.Errorf("ask how this machine builds: %w", err)
	}
	// Build with release flags, so that the C code is compiled once for tests and packages; the race detector cannot do
	// without a fixed address.
	env := map[string]string{"GOFLAGS": strings.TrimSpace(string(flags)) + " -trimpath -buildmode=pie"}
	if os.Getenv("CI") == "true" {
		env["KWALITEITSKAART_REQUIRE_TOOLS"] = "1"
	}
	for name, value := range env {
		if err := os.Setenv(name, value); err != nil {
			return fmt.Errorf("set %s: %w", name, err)
		}
	}
	if err := p.step(ctx, "vet", "-tags", everything, "./..."); err != nil {
		return err
	}
	slow := func(p project) error { return p.step(ctx, "test", "-tags", "slow", "-timeout", "60m", "./...") }
	if runtime.GOOS != "linux" {
		return slow(p)
	}
	// All at once, because each often waits: for windows, for processes, and for its last package.
	underWine := p.concurrently(func(p project) error { return p.verify(ctx, "windows") })
	race := p.concurrently(func(p project) error {
		return p.step(ctx, "test", "-race", "-buildmode=default", "-timeout", "60m", "-skip", "^("+strings.Join(unraced, "|")+")",
			"./assessment/...", "./ui/...", "./cmd/kwaliteitskaart/...")
	})
	made := p.concurrently(func(p project) error {
		if !debian {
			p.logf("documents NOT held to PDF/UA and PDF/A, package for Debian NOT tried: this system has no apt-get")
			return nil
		}
		return errors.Join(p.verifyPDF(ctx, "-short"), p.verifyBuilds(ctx, "-short"))
	})
	err = errors.Join(slow(p), made(), race(), underWine())
	if err != nil || !debian {
		return err
	}
	return p.verify(ctx, "linux") // last and alone, because it changes what is installed
}

// lint checks formatting, vet, staticcheck (staticcheck.conf), golangci-lint (.golangci.yml), code that neither the program
// nor a test reaches, the build server's workflows, and known vulnerabilities. All checks run before lint reports which
// failed.
func (p project) lint(ctx context.Context) error {
	if err := p.prepare(ctx, toBuild); err != nil {
		return err
	}
	return errors.Join(
		p.silent(ctx, fmt.Sprintf("check the formatting (“go run %s -w .” mends it)", gofumpt), "run", gofumpt, "-l", "."),
		p.step(ctx, "vet", "./..."),
		p.step(ctx, "run", staticcheck, "./..."),
		p.step(ctx, "run", golangci, "run", "--build-tags", everything),
		p.silent(ctx, "find code that nothing reaches", "run", deadcode, "-test", "-tags", everything, "./..."),
		p.step(ctx, "run", actionlint),
		p.vulnerable(ctx),
	)
}

// step runs the go tool and logs it.
func (p project) step(ctx context.Context, args ...string) error {
	c := p.command(ctx, "go", args...)
	p.logf("%s", c)
	start := time.Now()
	if err := c.Run(); err != nil {
		return fmt.Errorf("%s: %w", c, err)
	}
	p.logf("passed in %s", time.Since(start).Round(time.Second))
	return nil
}

// concurrently starts do, and returns a function that waits until it ends and then prints its output.
func (p project) concurrently(do func(project) error) func() error {
	var said bytes.Buffer
	ended := make(chan error, 1)
	go func() { ended <- do(project{root: p.root, out: &said}) }()
	return func() error {
		err := <-ended
		_, printing := said.WriteTo(p.out)
		return errors.Join(err, printing)
	}
}

// silent runs a tool that prints only faults, and fails if it prints any.
func (p project) silent(ctx context.Context, what string, args ...string) error {
	c := p.command(ctx, "go", args...)
	var said bytes.Buffer
	c.Stdout = &said
	p.logf("%s", c)
	if err := c.Run(); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	if said.Len() > 0 {
		return fmt.Errorf("%s:\n%s", what, said.Bytes())
	}
	return nil
}

// vulnerable checks for known vulnerabilities that reach the program. Without a network it reports that it could not
// check.
func (p project) vulnerable(ctx context.Context) error {
	c := p.command(ctx, "go", "run", govulncheck, "./...")
	var said bytes.Buffer
	c.Stdout, c.Stderr = &said, &said
	p.logf("%s", c)
	err := c.Run()
	if err != nil && bytes.Contains(said.Bytes(), []byte(vulnerabilities)) {
		p.logf("known vulnerabilities NOT checked: their database at %s cannot be reached", vulnerabilities)
		return nil
	}
	p.logf("%s", bytes.TrimSpace(said.Bytes()))
	if err != nil {
		return fmt.Errorf("look for known vulnerabilities: %w", err)
	}
	return nil
}
