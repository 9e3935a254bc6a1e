package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/storetest"
)

func init() { children["full"] = childFull }

// noRoom is the output of the child if it cannot mount a disk of its own.
const noRoom = "no disk"

// On a disk that is really full, a small one in memory, everything reported as saved is there, everything else is
// not, the error says so, and with free space work continues.
func TestReallyFullDisk(t *testing.T) {
	cmd := child(t, "full", t.TempDir())
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNS,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: 0, HostID: os.Getgid(), Size: 1}},
	}
	out, err := cmd.Output()
	said := strings.TrimSpace(string(out))
	if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.ENOSPC) || said == noRoom {
		t.Skipf("here nobody may mount a small disk: %v %s", err, said)
	}
	if err != nil || said != "whole" {
		t.Errorf("the child said %q, %v", said, err)
	}
}

func childFull(ctx context.Context, dir string) error {
	if err := unix.Mount("tmpfs", dir, "tmpfs", 0, "size=4m"); err != nil {
		fmt.Println(noRoom)
		return nil
	}
	ballast := filepath.Join(dir, "ballast")
	if err := os.WriteFile(ballast, make([]byte, 2500<<10), 0o600); err != nil {
		return err
	}
	s, err := Open(ctx, dir, Options{})
	if err != nil {
		return err
	}
	a := storetest.Sample(storetest.Card(4))
	if err := s.Add(ctx, a); err != nil {
		return fmt.Errorf("add: %w", err)
	}
	action := a.Plan.Priorities[0].Actions[0].ID
	saved := 0
	note := func(n int) assessment.Note {
		long := numberedNote(n)
		long.Text = strings.Repeat(long.Text+" ", assessment.MaxText)[:assessment.MaxText]
		return long
	}
	for ; err == nil; saved++ {
		err = s.AddNote(ctx, a.ID, action, note(saved+1))
	}
	saved--
	if code := assessment.CodeOf(err); code != assessment.CodeDiskFull {
		return fmt.Errorf("after %d notes: %w", saved, err)
	}
	if _, err := s.BackUp(ctx); assessment.CodeOf(err) != assessment.CodeDiskFull {
		return fmt.Errorf("a backup on a full disk: %w", err)
	}
	if left, err := filepath.Glob(filepath.Join(dir, backupFolder, "*")); err != nil || len(left) > 0 {
		return fmt.Errorf("half a backup was left: %v, %w", left, err)
	}
	check := func(want int) error {
		stored, err := s.Load(ctx, a.ID)
		if err != nil {
			return err
		}
		act, _ := stored.Plan.Action(action)
		if n := len(act.Notes) - len(a.Plan.Priorities[0].Actions[0].Notes); n != want {
			return fmt.Errorf("%d notes are there of %d", n, want)
		}
		return s.sound(ctx)
	}
	if err := check(saved); err != nil {
		return fmt.Errorf("what was saved: %w", err)
	}
	if err := os.Remove(ballast); err != nil {
		return err
	}
	if err := s.AddNote(ctx, a.ID, action, note(saved+1)); err != nil {
		return fmt.Errorf("with room again: %w", err)
	}
	if err := errors.Join(check(saved+1), s.Close()); err != nil {
		return fmt.Errorf("closing: %w", err)
	}
	if s, err = Open(ctx, dir, Options{}); err != nil {
		return fmt.Errorf("open again: %w", err)
	}
	if err := errors.Join(check(saved+1), s.Close()); err != nil {
		return fmt.Errorf("after opening again: %w", err)
	}
	if err := os.WriteFile(ballast, make([]byte, 4<<20), 0o600); !errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf("filling the disk: %w", err)
	}
	if _, err := Open(ctx, dir, Options{}); assessment.CodeOf(err) != assessment.CodeDiskFull {
		return fmt.Errorf("starting on a full disk: %w", err)
	}
	for range 2 { // the first leaves an empty journal
		if s, err = OpenReader(ctx, dir, Options{}); err != nil {
			return fmt.Errorf("reading on a full disk: %w", err)
		}
		if err := errors.Join(check(saved+1), s.Close()); err != nil {
			return fmt.Errorf("what a full disk holds: %w", err)
		}
	}
	fmt.Println("whole")
	return nil
}
