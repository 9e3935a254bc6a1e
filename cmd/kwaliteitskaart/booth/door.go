package booth

import (
	"net"
	"net/netip"
	"sync"
)

// door is a listener that accepts connections only from the network of the booth, and not too many. It forgets an address
// when its last connection closes.
type door struct {
	net.Listener
	subnet netip.Prefix
	limits limits

	mu     sync.Mutex
	inside map[netip.Addr]int
	all    int
}

// Accept implements net.Listener.
func (d *door) Accept() (net.Conn, error) {
	for {
		c, err := d.Listener.Accept()
		if err != nil {
			return nil, err
		}
		from := peer(c.RemoteAddr().String())
		if d.enter(from) {
			return &guest{Conn: c, leave: sync.OnceFunc(func() { d.left(from) })}, nil
		}
		_ = c.Close()
	}
}

func (d *door) enter(from netip.Addr) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.subnet.Contains(from) || d.all >= d.limits.connections || d.inside[from] >= d.limits.ofOne {
		return false
	}
	d.all++
	d.inside[from]++
	return true
}

func (d *door) left(from netip.Addr) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.all--
	if d.inside[from]--; d.inside[from] == 0 {
		delete(d.inside, from)
	}
}

// guest is an accepted connection.
type guest struct {
	net.Conn
	leave func()
}

// Close implements net.Conn.
func (g *guest) Close() error {
	g.leave()
	return g.Conn.Close()
}
