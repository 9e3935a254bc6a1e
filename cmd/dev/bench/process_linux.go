package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

// process is a program with its window.
type process struct {
	*exec.Cmd
	said strings.Builder
}

// start starts a program on a screen, as a user with a home folder of their own.
func (l *lab) start(s *screen, program string, args ...string) (*process, error) {
	p := &process{Cmd: exec.Command(program, args...)}
	p.Env = append(l.environment(), "DISPLAY="+s.display)
	p.Stderr = &p.said
	if err := p.Start(); err != nil {
		return nil, fmt.Errorf("start the program: %w", err)
	}
	return p, nil
}

// stop asks the program to close and waits for it. If the program does not end in time, it is made to print its
// goroutines.
func (p *process) stop() error {
	_ = p.Process.Signal(syscall.SIGTERM) // it may have ended by itself
	late := time.AfterFunc(patience, func() { _ = p.Process.Signal(syscall.SIGQUIT) })
	defer late.Stop()
	err := p.Wait()
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.Sys().(syscall.WaitStatus).Signal() == syscall.SIGTERM {
		err = nil // the bare window does not handle the signal
	}
	if err != nil {
		return fmt.Errorf("close the program: %w\n%s", err, p.said.String())
	}
	return nil
}

// processor returns the processor time of the process since it started, in milliseconds.
func (p *process) processor() (float64, error) {
	const scheduled = 2 // CPUCLOCK_SCHED: to the nanosecond
	var t unix.Timespec
	if err := unix.ClockGettime(int32(^p.Process.Pid<<3|scheduled), &t); err != nil {
		return 0, fmt.Errorf("read the processor time: %w", err)
	}
	return float64(t.Nano()) / 1e6, nil
}

// idle reports whether the process uses less than a tenth of a processor for a while.
func (p *process) idle(ctx context.Context) (bool, error) {
	const while = 300 * time.Millisecond
	before, err := p.processor()
	if err != nil {
		return false, err
	}
	over := time.NewTimer(while)
	defer over.Stop()
	select {
	case <-ctx.Done():
		return false, ctx.Err()
	case <-over.C:
	}
	now, err := p.processor()
	return now-before < while.Seconds()*1000/10, err
}

// memory returns the resident memory of the process, in megabytes.
func (p *process) memory() (float64, error) {
	status, err := os.ReadFile(filepath.Join("/proc", strconv.Itoa(p.Process.Pid), "status"))
	if err != nil {
		return 0, fmt.Errorf("read the memory: %w", err)
	}
	for line := range strings.Lines(string(status)) {
		var kilobytes float64
		if n, _ := fmt.Sscanf(line, "VmRSS: %f kB", &kilobytes); n == 1 {
			return kilobytes / 1024, nil
		}
	}
	return 0, errors.New("read the memory: the system does not tell")
}

// command runs a program to its end and returns its duration in milliseconds.
func (l *lab) command(ctx context.Context, program string, args ...string) (float64, error) {
	out, took, err := l.output(ctx, program, args...)
	if err != nil {
		return 0, fmt.Errorf("%w\n%s", err, out)
	}
	return took, nil
}

// output runs a program to its end, and returns its output and its duration in milliseconds.
func (l *lab) output(ctx context.Context, program string, args ...string) (out []byte, took float64, err error) {
	c := exec.CommandContext(ctx, program, args...)
	c.Env = l.environment()
	c.Dir = l.dir
	start := time.Now()
	out, err = c.CombinedOutput()
	took = time.Since(start).Seconds() * 1000
	if err != nil {
		return out, took, fmt.Errorf("run %s %s: %w", filepath.Base(program), strings.Join(args, " "), err)
	}
	return out, took, nil
}

// environment returns the environment of a user with a folder of their own, so that the settings of the actual user
// have no effect.
func (l *lab) environment() []string {
	return []string{
		"PATH=" + os.Getenv("PATH"), "HOME=" + l.dir, "XDG_RUNTIME_DIR=" + l.dir, "TMPDIR=" + l.dir, "LANG=nl_NL.UTF-8",
	}
}

// dropCache removes a file from the page cache, so that a program is read from disk as after a restart of the
// computer. Otherwise pages just written by the linker, cached in larger units than the program requests, would all
// count as its memory.
func dropCache(path string) error {
	f, err := os.Open(path)
	if err == nil {
		err = errors.Join(f.Sync(), unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED), f.Close())
	}
	if err != nil {
		return fmt.Errorf("let go of %s: %w", filepath.Base(path), err)
	}
	return nil
}
