package booth

import (
	"cmp"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
)

// Network is a local network that this computer is in.
type Network struct {
	Name    string // of the interface
	Kind    Kind
	Address netip.Addr
	Subnet  netip.Prefix
}

// Kind is the kind of a network, as users know it.
type Kind string

// The kinds, in the order in which phones are likely to be on them.
const (
	Wifi  Kind = "wifi"
	Cable Kind = "cable"
	Other Kind = "other"
)

var kinds = []Kind{Wifi, Cable, Other}

// face is the part of a network interface that is needed here.
type face struct {
	name  string
	flags net.Flags
	at    []netip.Prefix
}

// Networks returns the networks in which phones may reach this computer, the likeliest first: of interfaces that are up and
// have a private IPv4 address. It asks the system and opens nothing.
func Networks() ([]Network, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil, fmt.Errorf("list the networks: %w", err)
	}
	var faces []face
	for _, i := range interfaces {
		addresses, err := i.Addrs()
		if err != nil {
			continue // it disappeared
		}
		f := face{name: i.Name, flags: i.Flags}
		for _, a := range addresses {
			if p, err := netip.ParsePrefix(a.String()); err == nil {
				f.at = append(f.at, p)
			}
		}
		faces = append(faces, f)
	}
	return networksOf(faces), nil
}

func networksOf(faces []face) []Network {
	var list []Network
	for _, f := range faces {
		if f.flags&net.FlagUp == 0 || f.flags&(net.FlagLoopback|net.FlagPointToPoint) != 0 || inside(f.name) {
			continue
		}
		for _, at := range f.at {
			if at.Addr().Is4() && at.Addr().IsPrivate() {
				list = append(list, Network{Name: f.name, Kind: kindOf(f.name), Address: at.Addr(), Subnet: at.Masked()})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Network) int {
		return cmp.Compare(slices.Index(kinds, a.Kind), slices.Index(kinds, b.Kind))
	})
	return list
}

// inside reports whether a name is that of a network inside this computer, or of a tunnel, neither of which has phones.
func inside(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc([]string{"docker", "br-", "veth", "virbr", "vmnet", "vmware", "vboxnet", "virtualbox", "vethernet", "tun", "tap", "utun", "wg", "zt", "tailscale"},
		func(begin string) bool { return strings.HasPrefix(name, begin) })
}

// kindOf returns the kind of an interface by its name: wlp3s0 or Wi-Fi, enp0s31f6 or Ethernet.
func kindOf(name string) Kind {
	name = strings.ToLower(name)
	begins := func(with ...string) bool {
		return slices.ContainsFunc(with, func(w string) bool { return strings.HasPrefix(name, w) })
	}
	switch {
	case begins("wl", "wi-fi", "wifi"):
		return Wifi
	case begins("eth", "enp", "eno", "ens", "enx"):
		return Cable
	}
	return Other
}
