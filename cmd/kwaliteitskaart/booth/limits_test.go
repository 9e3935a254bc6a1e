package booth

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/storetest"
	"kwaliteitskaart/assessment/words"
)

// timeout is the longest that anything may take on a busy machine.
const timeout = 60 * time.Second

// connect opens a connection to the booth from an address, and reports whether the booth responds.
func (h *fixture) connect(from string) bool {
	h.Helper()
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.ParseIP(from)}}
	c, err := dialer.Dial("tcp4", h.Address())
	if err != nil {
		h.Fatal(err)
	}
	h.Cleanup(func() { _ = c.Close() })
	if _, err := io.WriteString(c, "GET / HTTP/1.1\r\nHost: "+h.Address()+"\r\n\r\n"); err != nil {
		return false // closed already
	}
	_ = c.SetReadDeadline(time.Now().Add(timeout))
	said, err := io.ReadAll(c)
	if late := net.Error(nil); errors.As(err, &late) && late.Timeout() {
		h.Fatal("neither answered nor closed")
	}
	return len(said) > 0
}

// Connections from other networks are refused, and those above the limit; one that closes makes room.
func TestDoorLimitsConnections(t *testing.T) {
	elsewhere := openTest(t, func(o *Options, _ *limits) { o.Network.Subnet = netip.MustParsePrefix("127.0.3.0/24") })
	if in := elsewhere.connect("127.0.4.1"); in {
		t.Error("another network comes in")
	}
	if in := elsewhere.connect("127.0.3.1"); !in {
		t.Error("its own network does not come in")
	}
	h := openTest(t, nil)
	d := h.door
	var from []netip.Addr
	for n := range usual.connections / usual.ofOne {
		at := netip.AddrFrom4([4]byte{127, 0, 5, byte(n)})
		for range usual.ofOne {
			if !d.enter(at) {
				t.Fatalf("%s does not come in", at)
			}
			from = append(from, at)
		}
		if n == 0 && d.enter(at) {
			t.Error("a fifth of one address comes in")
		}
	}
	if in := h.connect("127.0.6.1"); in {
		t.Error("one more than the most comes in")
	}
	d.left(from[0])
	if in := h.connect("127.0.6.1"); !in {
		t.Error("no room after one left")
	}
	for _, at := range from[1:] {
		d.left(at)
	}
	h.Close()
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.inside) != 0 || d.all != 0 {
		t.Errorf("addresses that are known after all left: %v, %d", d.inside, d.all)
	}
}

// A slow phone is disconnected, and half a ballot is not taken in.
func TestSlowPhones(t *testing.T) {
	h := openTest(t, func(_ *Options, l *limits) { l.patience = 2 * time.Second }) // enough for a complete ballot, even on a busy machine
	form := answers(h.phone("127.0.0.2").openPage(), "3")
	slow := make(map[string]net.Conn)
	for _, begin := range []string{
		"GET / HTTP/1.1\r\nHost: ",
		fmt.Sprintf("POST /%s HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s",
			h.Code(), h.Address(), h.Address(), len(form), form[:len(form)-5]),
	} {
		c, err := net.Dial("tcp4", h.Address())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if _, err := io.WriteString(c, begin); err != nil {
			t.Fatal(err)
		}
		slow[begin] = c
	}
	for begin, c := range slow {
		_ = c.SetReadDeadline(time.Now().Add(timeout))
		said, err := io.ReadAll(c)
		if late := net.Error(nil); errors.As(err, &late) && late.Timeout() || strings.Contains(string(said), "200 OK") {
			t.Errorf("%.20s: %v\n%s", begin, err, said)
		}
	}
	h.holds(0)
	if got := h.phone("127.0.0.2").handIn(form); got != 200 {
		t.Errorf("again, whole: %d", got)
	}
	h.holds(1)
}

// After twenty wrong codes in a minute an address gets no further, not even with the right code; others do.
func TestWrongCodes(t *testing.T) {
	h := openTest(t, nil)
	p := h.phone("127.0.0.2")
	for n := range usual.wrong {
		path := "/222222"
		if n%2 == 0 {
			path = "/?code=222222"
		}
		if a, page := p.request("GET", path, "", nil); a.StatusCode != http.StatusNotFound || !strings.Contains(page, "Deze code klopt niet.") {
			t.Fatalf("%d: %s\n%s", n, a.Status, page)
		}
	}
	p.request("GET", "/favicon.ico", "", nil)
	p.request("GET", "/?code=nothing+like+one", "", nil)
	for _, path := range []string{"/" + h.Code(), "/?code=" + h.Code(), "/222222"} {
		if a, _ := p.request("GET", path, "", nil); a.StatusCode != http.StatusTooManyRequests {
			t.Errorf("%s: %s", path, a.Status)
		}
	}
	h.phone("127.0.0.3").openPage()
	now := h.last
	for range 60 {
		now = now.Add(time.Second)
		if why := h.tick(now); why != "" {
			t.Fatal(why)
		}
	}
	p.openPage()
}

// A booth closes when the computer has had another address for some seconds, and not when it has none for a moment.
func TestBoothClosesWithoutItsAddress(t *testing.T) {
	h, at := openTest(t, nil), netip.MustParseAddr("192.168.1.24")
	h.options.Network.Address = at
	now, has := h.last, at
	h.own = func() ([]net.Addr, error) {
		return []net.Addr{&net.IPNet{IP: has.AsSlice(), Mask: net.CIDRMask(8, 32)}}, nil
	}
	tick := func() Reason { now = now.Add(time.Second); return h.tick(now) }
	for n := range 20 {
		if has = at; n%absent != 0 {
			has = netip.MustParseAddr("10.0.0.9")
		}
		if why := tick(); why != "" {
			t.Fatalf("away for a moment: %s", why)
		}
	}
	if why := tick(); why != Gone {
		t.Errorf("away: %q", why)
	}
}

// A booth closes when the clock jumps, either way, and after an hour without a ballot.
func TestBoothClosesWhenAsleepOrIdle(t *testing.T) {
	h := openTest(t, nil)
	now := h.last
	next := func(passed time.Duration) Reason { now = now.Add(passed); return h.tick(now) }
	for _, c := range []struct {
		passed time.Duration
		want   Reason
	}{{time.Second, ""}, {9 * time.Second, ""}, {11 * time.Second, Slept}, {time.Second, ""}, {-time.Hour, Slept}} {
		if got := next(c.passed); got != c.want {
			t.Errorf("after %v: %q, want %q", c.passed, got, c.want)
		}
	}
	idle := func() (seconds int) {
		for next(time.Second) == "" {
			seconds++
		}
		return seconds
	}
	idle()
	h.Booth.idle.Store(0)
	for range 3000 {
		next(time.Second)
	}
	p := h.phone("127.0.0.2")
	if got := p.handIn(answers(p.openPage(), "1")); got != 200 {
		t.Fatal(got)
	}
	if got := idle(); got < 3595 || got > 3600 {
		t.Errorf("it closes %d seconds after a ballot", got)
	}
}

// Once a booth is closed nothing listens, and nothing is taken in.
func TestClosedBoothTakesNothing(t *testing.T) {
	var h *fixture
	taking, goOn := make(chan struct{}), make(chan struct{})
	h = openTest(t, func(o *Options, _ *limits) {
		take := o.TakeIn
		o.TakeIn = func(ctx context.Context, x *exchange.Opened) error {
			close(taking)
			<-goOn
			return take(ctx, x)
		}
	})
	one, two := h.phone("127.0.0.2"), h.phone("127.0.0.3")
	first, second := one.openPage(), two.openPage()
	done := make(chan int)
	go func() { done <- one.handIn(answers(first, "1")) }()
	<-taking
	closed := make(chan struct{})
	go func() { h.Close(); close(closed) }()
	late := make(chan error)
	go func() {
		_, _, err := two.try("POST", "/"+h.Code(), answers(second, "1"), nil)
		late <- err
	}()
	close(goOn)
	if got := <-done; got != 200 {
		t.Errorf("the one that was being taken in: %d", got)
	}
	<-closed
	<-late // refused, cut off or never connected
	h.holds(1)
	if c, err := net.Dial("tcp4", h.Address()); err == nil {
		_ = c.Close()
		t.Error("something listens")
	}
	h.Close()
	if len(h.stopped) != 0 {
		t.Errorf("it says that it stopped by itself: %v", h.stopped)
	}
}

// The first free port is used; if none is free nothing listens.
func TestNextFreePortIsUsed(t *testing.T) {
	var taken []*fixture
	for len(taken) <= lastPort-firstPort {
		h := &fixture{T: t}
		var err error
		o := openTest(t, nil)
		o.Close()
		if h.Booth, err = Open(o.options); err != nil {
			break // other programs may have some of them
		}
		t.Cleanup(h.Close)
		taken = append(taken, h)
	}
	if len(taken) == 0 {
		t.Fatal("no port is free")
	}
	var ports []string
	for _, h := range taken {
		at := netip.MustParseAddrPort(h.Address())
		if at.Port() < firstPort || at.Port() > lastPort || at.Addr() != loopback.Address {
			t.Errorf("it listens on %s", at)
		}
		ports = append(ports, h.Address())
	}
	if !slices.IsSorted(ports) {
		t.Errorf("%v", ports)
	}
	if _, err := Open(taken[0].options); err == nil {
		t.Error("an eleventh listens")
	}
}

func TestCodesAreReadAsTyped(t *testing.T) {
	seen := map[string]bool{}
	for range 200 {
		code := newCode()
		if plainCode(code) != code || seen[code] {
			t.Fatalf("%q", code)
		}
		seen[code] = true
	}
	for typed, want := range map[string]string{"ab2-cd3": "AB2CD3", " a b 2 c d 3 ": "AB2CD3", "AB2CD": "", "AB2CD34": "", "AB2CD0": "", "AB2CDÉ": "", "": ""} {
		if got := plainCode(typed); got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
}

func TestNetworksOf(t *testing.T) {
	up := net.FlagUp | net.FlagBroadcast
	at := func(addresses ...string) (list []netip.Prefix) {
		for _, a := range addresses {
			list = append(list, netip.MustParsePrefix(a))
		}
		return list
	}
	got := ""
	for _, n := range networksOf([]face{
		{"lo", up | net.FlagLoopback, at("127.0.0.1/8")},
		{"Ethernet", up, at("10.1.2.3/16", "fe80::1/64")},
		{"enp0s1", net.FlagBroadcast, at("192.168.9.9/24")},
		{"docker0", up, at("172.17.0.1/16")},
		{"vEthernet (Default Switch)", up, at("172.20.0.1/20")},
		{"tun0", up | net.FlagPointToPoint, at("10.8.0.2/24")},
		{"eth1", up, at("8.8.8.8/24", "169.254.1.1/16")},
		{"Local Area Connection* 2", up, at("192.168.137.1/24")},
		{"wlp3s0", up, at("192.168.1.24/24", "2001:db8::1/64")},
		{"Wi-Fi", up, at("172.16.0.5/12")},
	}) {
		got += fmt.Sprintln(n.Kind, n.Name, n.Address, n.Subnet)
	}
	want := "wifi wlp3s0 192.168.1.24 192.168.1.0/24\nwifi Wi-Fi 172.16.0.5 172.16.0.0/12\ncable Ethernet 10.1.2.3 10.1.0.0/16\n" +
		"other Local Area Connection* 2 192.168.137.1 192.168.137.0/24\n"
	if got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if _, err := Networks(); err != nil {
		t.Error(err)
	}
}

// FuzzServe sends any bytes as a request: nothing is taken in without the right host, origin, code and token.
func FuzzServe(f *testing.F) {
	cards := storetest.BuiltIn(f)
	const host = "127.0.0.1:47800"
	taken := 0
	b := &Booth{
		options: Options{
			Network: loopback, Language: words.In("nl"), Ledger: NewLedger(), MaxBallots: 1 << 30,
			Invitation: &exchange.Invitation{Card: cards.Newest(exchange.DefaultCard), Team: "T", Assessment: "a", Scope: "full"},
			TakeIn:     func(context.Context, *exchange.Opened) error { taken++; return nil },
		},
		limits: usual, address: host, code: "ABCDEF", wrong: make(map[netip.Addr]int), page: func(string) []byte { return nil },
	}
	b.most.Store(1 << 30)
	token := b.options.Ledger.token()
	request := func(method, path, body string) []byte {
		return fmt.Appendf(nil, "%s %s HTTP/1.1\r\nHost: %s\r\nOrigin: http://%s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s",
			method, path, host, host, len(body), body)
	}
	f.Add(request("GET", "/", ""))
	f.Add(request("GET", "/?code=abcdef", ""))
	f.Add(request("GET", "/ABCDEF", ""))
	f.Add(request("POST", "/ABCDEF", answers(token, "3")))
	f.Add(request("POST", "/ABCDEF", answers(token, "9")))
	f.Add(request("POST", "http://elsewhere/ABCDEF", answers(token, "3")))
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(string(raw))))
		if err != nil {
			return
		}
		r.RemoteAddr = "127.0.0.9:1"
		clear(b.wrong)
		before := taken
		w := httptest.NewRecorder()
		b.ServeHTTP(w, r)
		if w.Code >= 500 {
			t.Fatalf("%d for %q", w.Code, raw)
		}
		if taken > before && (r.Host != host || r.Header.Get("Origin") != "http://"+host || r.Method != http.MethodPost || !strings.Contains(string(raw), "token=")) {
			t.Fatalf("taken in: %q", raw)
		}
	})
}
