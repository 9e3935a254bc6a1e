// Dev is the project's own tool: it determines what the machine lacks, installs that, and then builds, starts, tests
// or checks the program. It is plain Go without cgo, so that it runs before anything is installed:
//
//	go run ./cmd/dev run [arguments of the program]
//	go run ./cmd/dev test
//	go run ./cmd/dev soak [CHANGES]
//	go run ./cmd/dev lint
//	go run ./cmd/dev bench [-json]
//	go run ./cmd/dev sums
//	go run ./cmd/dev notes
//	go run ./cmd/dev licences
//	go run ./cmd/dev package windows|macos|linux
//	go run ./cmd/dev verify windows|linux|pdf|builds
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"time"
)

const usage = `Usage: go run ./cmd/dev COMMAND

  run [ARGUMENT…]  build and start the program; without a display, print the example team's plan instead
  test             all tests, also the slow ones that need a display of their own
  soak [CHANGES]   kill the program at work again and again, until so many changes (10,000) were acknowledged
  lint             formatting, vet, staticcheck, golangci-lint, dead code, the build server's workflows, known
                   vulnerabilities
  sums             add to the packages in .dist what each is made of, and the checksums of all
  notes            print what the changelog says of this version
  licences         collect the licences of everything in the program, for its window to show
  package SYSTEM   make the packages for a system, in .dist:
                   windows [--softgl ZIP --softgl-sha256 SUM], also with a software OpenGL library in them;
                   macos, whole on a Mac only; linux, a package for Debian and Ubuntu
  verify SYSTEM    install the packages for a system and try the program as they bring it: windows, under Wine;
                   linux, on this machine, as root, taking it off again
  verify pdf       hold every sample document to PDF/UA-1 and PDF/A-2a with veraPDF, which it downloads
  verify builds    build all packages twice, in two folders, and compare them byte for byte
  bench            how fast it is, each thing against a yardstick; -json for JSON, -h for more
`

// errUsage is returned for wrong usage, after explaining it.
var errUsage = errors.New("wrong usage")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := dev(ctx, os.Args[1:])
	stop()
	var failed *exec.ExitError
	switch {
	case err == nil:
	case errors.Is(err, errUsage):
		os.Exit(64)
	case errors.As(err, &failed) && failed.ExitCode() > 0:
		fmt.Fprintln(os.Stderr, "dev:", err)
		os.Exit(failed.ExitCode())
	default:
		fmt.Fprintln(os.Stderr, "dev:", err)
		os.Exit(1)
	}
}

func dev(ctx context.Context, args []string) error {
	if len(args) == 0 {
		return explain()
	}
	root, err := projectRoot()
	if err != nil {
		return err
	}
	p := project{root: root, out: os.Stdout}
	name, args := args[0], args[1:]
	switch {
	case name == "run":
		return p.run(ctx, args)
	case name == "package" && len(args) > 0:
		return p.pack(ctx, args[0], args[1:])
	case name == "verify" && len(args) == 1:
		return p.verify(ctx, args[0])
	case name == "soak" && len(args) < 2:
		return p.soak(ctx, args)
	case name == "bench":
		return p.bench(ctx, args)
	case len(args) > 0:
		return explain()
	case name == "test":
		return p.test(ctx)
	case name == "lint":
		return p.lint(ctx)
	case name == "sums":
		return p.sums(ctx)
	case name == "notes":
		return p.notes(ctx)
	case name == "licences":
		return p.licences(ctx)
	case name == "help" || name == "-h" || name == "--help":
		fmt.Print(usage)
		return nil
	}
	return explain()
}

// explain prints how to use the tool and returns errUsage.
func explain() error {
	fmt.Fprint(os.Stderr, usage)
	return errUsage
}

// project is the checkout the tool works on.
type project struct {
	root string
	out  io.Writer
}

// patience is how long an interrupted command may take to stop before it is killed.
const patience = 10 * time.Second

// command returns a command that runs in the root of the project and shares the tool's standard streams.
func (p project) command(ctx context.Context, name string, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, name, args...)
	c.Dir, c.Stdin, c.Stdout, c.Stderr = p.root, os.Stdin, p.out, os.Stderr
	c.Cancel = func() error { return c.Process.Signal(os.Interrupt) }
	c.WaitDelay = patience
	return c
}

// logf prints a line of progress.
func (p project) logf(format string, args ...any) { fmt.Fprintf(p.out, "dev: "+format+"\n", args...) }

// projectRoot returns the nearest parent folder that contains FyneApp.toml.
func projectRoot() (string, error) {
	start, err := os.Getwd()
	if err != nil {
		return "", fmt.Errorf("find the project: %w", err)
	}
	for dir := start; ; {
		if _, err := os.Stat(filepath.Join(dir, "FyneApp.toml")); err == nil {
			return dir, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", fmt.Errorf("find the project: no FyneApp.toml in %s or above", start)
		}
		dir = up
	}
}
