// Package booth serves the page that people fill in to phones on the local network, when the facilitator asks for it, and
// takes in the ballots that they hand in. It is the only package that may use a network: it listens on one address, and never
// opens a connection. It does not record who loaded the page or handed in, when, or in which order.
// Source: .github/spec/everyone.md, Telefoons.
package booth

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/words"
)

// The range of ports; the first free one is used.
const firstPort, lastPort = 47800, 47809

// limits is what a booth accepts.
type limits struct {
	connections int           // at the same time
	ofOne       int           // at the same time, from one address
	header      int           // bytes
	body        int64         // bytes
	patience    time.Duration // time for a request to arrive, and for its response to be read
	wrong       int           // wrong codes in a minute from one address
}

var usual = limits{connections: 64, ofOne: 4, header: 8 << 10, body: 128 << 10, patience: 10 * time.Second, wrong: 20}

// Reason is why a booth closed by itself.
type Reason string

// The reasons.
const (
	Slept Reason = "slept" // the computer slept, and may be elsewhere now
	Idle  Reason = "idle"  // no ballot for an hour
	Gone  Reason = "gone"  // the computer no longer has the address
)

const (
	jump    = 10 * time.Second // of the clock, from which the computer slept
	tooIdle = 60 * 60          // seconds without a ballot
	absent  = 5                // seconds without the address: wifi may lose it for a moment
	goodbye = 250 * time.Millisecond
)

// Options is what a booth serves, and how it takes ballots in.
type Options struct {
	Network    Network
	Invitation *exchange.Invitation
	Language   *words.Language
	// Ledger records what was handed in before, through an earlier booth for the same assessment.
	Ledger *Ledger
	// MaxBallots is the number of ballots it takes in, until Allow permits more.
	MaxBallots int
	// TakeIn takes in a ballot. It is the only way out for one, and never called by two goroutines at once.
	TakeIn func(context.Context, *exchange.Opened) error
	// Stopped is called when the booth has closed by itself.
	Stopped func(Reason)
}

// Booth is an open booth.
type Booth struct {
	options Options
	limits  limits
	address string // host and port, as phones write it
	code    string
	page    func(token string) []byte
	door    *door
	server  *http.Server
	done    chan struct{} // closed by Close

	reached atomic.Bool
	most    atomic.Int64
	idle    atomic.Int64 // seconds without a ballot
	last    time.Time    // wall clock time of the last tick
	own     func() ([]net.Addr, error)
	without int // seconds without the address
	closing sync.Once
	closed  bool // guarded by the mutex of the ledger
	taken   int  // likewise

	mu    sync.Mutex
	wrong map[netip.Addr]int // wrong codes in this minute
	beat  int                // seconds of this minute
}

// Open opens a booth on the address of a network, at the first free port.
func Open(o Options) (*Booth, error) { return open(o, usual) }

func open(o Options, l limits) (*Booth, error) {
	b := &Booth{options: o, limits: l, code: newCode(), done: make(chan struct{}), wrong: make(map[netip.Addr]int), last: wall(), own: net.InterfaceAddrs}
	b.most.Store(int64(o.MaxBallots))
	var err error
	if b.page, err = o.Invitation.ServePage(o.Language, "/"+b.code); err != nil {
		return nil, err
	}
	listener, err := listen(o.Network.Address)
	if err != nil {
		return nil, err
	}
	b.address = listener.Addr().String()
	b.door = &door{Listener: listener, subnet: o.Network.Subnet, limits: l, inside: make(map[netip.Addr]int)}
	b.server = &http.Server{
		Handler: b, ReadTimeout: l.patience, ReadHeaderTimeout: l.patience, WriteTimeout: l.patience,
		MaxHeaderBytes:               l.header - 4096,            // the server itself adds this much
		ErrorLog:                     log.New(io.Discard, "", 0), // it would log addresses
		DisableGeneralOptionsHandler: true,
	}
	b.server.SetKeepAlivesEnabled(false) // so that a phone that is done occupies no connection
	go func() { _ = b.server.Serve(b.door) }()
	go b.watch()
	return b, nil
}

// listen listens on the first free port of an address.
func listen(on netip.Addr) (net.Listener, error) {
	var config net.ListenConfig
	config.SetMultipathTCP(false)
	var failed error
	for port := firstPort; port <= lastPort; port++ {
		l, err := config.Listen(context.Background(), "tcp4", net.JoinHostPort(on.String(), strconv.Itoa(port)))
		if err == nil {
			return l, nil
		}
		failed = errors.Join(failed, err)
	}
	return nil, fmt.Errorf("listen for phones: %w", failed)
}

// Address returns the address for phones: host and port.
func (b *Booth) Address() string { return b.address }

// Code returns the code that a phone must give.
func (b *Booth) Code() string { return b.code }

// Link returns the address of the page, with the code in it.
func (b *Booth) Link() string { return "http://" + b.address + "/" + b.code }

// Reached reports whether any phone loaded the page.
func (b *Booth) Reached() bool { return b.reached.Load() }

// Full reports whether no more ballots are taken in, until Allow.
func (b *Booth) Full() bool {
	b.options.Ledger.mu.Lock()
	defer b.options.Ledger.mu.Unlock()
	return int64(b.taken) >= b.most.Load()
}

// Allow permits one more ballot.
func (b *Booth) Allow() { b.most.Add(1) }

// Close stops listening. Once it returns, nothing is taken in and every connection is closed; it waits a moment for a
// response being written.
func (b *Booth) Close() {
	b.closing.Do(func() {
		_ = b.door.Close()
		b.options.Ledger.mu.Lock()
		b.closed = true
		b.options.Ledger.mu.Unlock()
		ctx, stop := context.WithTimeout(context.Background(), goodbye)
		defer stop()
		if b.server.Shutdown(ctx) != nil {
			_ = b.server.Close()
		}
		close(b.done)
	})
}

// watch closes the booth once the computer slept or no ballot came for too long.
func (b *Booth) watch() {
	seconds := time.NewTicker(time.Second)
	defer seconds.Stop()
	for {
		select {
		case <-b.done:
			return
		case <-seconds.C:
		}
		if why := b.tick(wall()); why != "" {
			b.Close()
			b.options.Stopped(why)
			return
		}
	}
}

// wall returns the wall clock time, which advances while the computer sleeps.
func wall() time.Time { return time.Now().Round(0) }

// tick returns why the booth must close, if it must. It is called each second.
func (b *Booth) tick(now time.Time) Reason {
	passed := now.Sub(b.last)
	b.last = now
	b.mu.Lock()
	if b.beat++; b.beat == 60 {
		b.beat = 0
		clear(b.wrong)
	}
	b.mu.Unlock()
	switch {
	case passed > jump || passed < -jump:
		return Slept
	case b.idle.Add(1) >= tooIdle:
		return Idle
	case b.isHere():
		b.without = 0
	default:
		b.without++
	}
	if b.without >= absent {
		return Gone
	}
	return ""
}

// isHere reports whether the computer has the address that phones go to, also if the system cannot say.
func (b *Booth) isHere() bool {
	at := b.options.Network.Address
	if at.IsLoopback() {
		return true
	}
	list, err := b.own()
	return err != nil || slices.ContainsFunc(list, func(a net.Addr) bool {
		p, err := netip.ParsePrefix(a.String())
		return err == nil && p.Addr().Unmap() == at
	})
}
