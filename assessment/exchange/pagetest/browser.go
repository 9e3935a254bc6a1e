// Package pagetest drives a real Chromium in tests of the page that people fill in. It speaks the DevTools protocol
// through a pipe, so that no port is opened, and the browser has no network.
package pagetest

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"
)

// timeout is the maximum duration of any action in the browser.
const timeout = time.Minute

// Browser is a running Chromium.
type Browser struct {
	t   testing.TB
	out io.Writer

	mu      sync.Mutex
	news    *sync.Cond // of replies and events
	calls   int
	replies map[int]message
	events  []message
	ended   error
}

// message is a message on the pipe: a call, its reply, or an event.
type message struct {
	ID      int             `json:"id,omitempty"`
	Session string          `json:"sessionId,omitempty"`
	Method  string          `json:"method,omitempty"`
	Params  json.RawMessage `json:"params,omitempty"`
	Result  json.RawMessage `json:"result,omitempty"`
	Error   *struct {
		Message string `json:"message"`
	} `json:"error,omitempty"`
}

// Start starts a Chromium with an empty profile, which ends with the test and reaches no network. Without Chromium the
// test is skipped, unless the test tools are required.
func Start(t testing.TB) *Browser {
	t.Helper()
	return StartIn(t, "~NOTFOUND")
}

// StartIn starts a Chromium that reaches only host, through a command that runs its arguments elsewhere, such as in a network
// namespace; none runs it here.
func StartIn(t testing.TB, host string, by ...string) *Browser {
	t.Helper()
	if runtime.GOOS != "linux" {
		t.Skip("a Chromium is driven on Linux only: it is there that the pipe to it can be handed over")
	}
	program, err := find("chromium", "google-chrome", "chromium-browser")
	if err != nil {
		if os.Getenv("KWALITEITSKAART_REQUIRE_TOOLS") != "" {
			t.Fatalf("Chromium is required here: %v", err)
		}
		t.Skipf("Chromium is missing: %v", err)
	}
	toBrowser, out, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	in, fromBrowser, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	profile := t.TempDir()
	args := append(slices.Clone(by), program, "--headless=new", "--remote-debugging-pipe", "--user-data-dir="+profile, "--no-sandbox", "--disable-gpu",
		"--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
		"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE "+host, "about:blank")
	cmd := exec.Command(args[0], args[1:]...)
	cmd.ExtraFiles = []*os.File{toBrowser, fromBrowser} // 3 and 4
	cmd.Env = append(os.Environ(), "HOME="+profile)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	_, _ = toBrowser.Close(), fromBrowser.Close()
	b := &Browser{t: t, out: out, replies: make(map[int]message)}
	b.news = sync.NewCond(&b.mu)
	done := make(chan struct{})
	go func() {
		defer close(done)
		b.listen(in)
	}()
	t.Cleanup(func() {
		b.call("", "Browser.close", nil, nil)
		<-done
		_ = cmd.Wait() // its exit status does not matter any more
	})
	return b
}

func find(names ...string) (path string, err error) {
	for _, name := range names {
		if path, err = exec.LookPath(name); err == nil {
			return path, nil
		}
	}
	return "", err
}

// listen collects the browser's messages until it ends.
func (b *Browser) listen(in io.Reader) {
	said := bufio.NewReader(in)
	for {
		raw, err := said.ReadBytes(0)
		var m message
		if err == nil {
			err = json.Unmarshal(raw[:len(raw)-1], &m)
		}
		b.mu.Lock()
		switch {
		case err != nil:
			b.ended = errors.Join(errors.New("the browser ended"), err)
		case m.ID != 0:
			b.replies[m.ID] = m
		default:
			b.events = append(b.events, m)
		}
		b.news.Broadcast()
		b.mu.Unlock()
		if err != nil {
			return
		}
	}
}

// call sends a call to the browser and waits for the reply.
func (b *Browser) call(session, method string, params, into any) {
	b.t.Helper()
	if err := b.try(session, method, params, into); err != nil {
		b.t.Fatalf("%s: %v", method, err)
	}
}

func (b *Browser) try(session, method string, params, into any) error {
	m := message{Session: session, Method: method}
	var err error
	if params != nil {
		if m.Params, err = json.Marshal(params); err != nil {
			return err
		}
	}
	b.mu.Lock()
	b.calls++
	m.ID = b.calls
	b.mu.Unlock()
	raw, err := json.Marshal(m)
	if err == nil {
		_, err = b.out.Write(append(raw, 0))
	}
	if err != nil {
		return err
	}
	var reply message
	if err := b.until(func() bool {
		var there bool
		reply, there = b.replies[m.ID]
		return there
	}); err != nil {
		if method == "Browser.close" { // it may end before it replies
			return nil
		}
		return err
	}
	if reply.Error != nil {
		return errors.New(reply.Error.Message)
	}
	if into == nil {
		return nil
	}
	return json.Unmarshal(reply.Result, into)
}

// until waits until a condition on the browser's messages holds.
func (b *Browser) until(holds func() bool) error {
	late := false
	alarm := time.AfterFunc(timeout, func() {
		b.mu.Lock()
		late = true
		b.news.Broadcast()
		b.mu.Unlock()
	})
	defer alarm.Stop()
	b.mu.Lock()
	defer b.mu.Unlock()
	for !holds() {
		switch {
		case b.ended != nil:
			return b.ended
		case late:
			return errors.New("the browser gives no answer")
		}
		b.news.Wait()
	}
	return nil
}

// seen returns the parameters of the events of a kind in a tab, since the start, and waits until there are enough.
func (b *Browser) seen(session, method string, atLeast int) []json.RawMessage {
	b.t.Helper()
	var all []json.RawMessage
	if err := b.until(func() bool {
		all = nil
		for _, e := range b.events {
			if e.Session == session && e.Method == method {
				all = append(all, e.Params)
			}
		}
		return len(all) >= atLeast
	}); err != nil {
		b.t.Fatalf("wait for %s: %v", method, err)
	}
	return all
}
