package main

import (
	"errors"
	"fmt"
	"os"
	"sync"

	"kwaliteitskaart/cmd/kwaliteitskaart/booth"
	"kwaliteitskaart/cmd/kwaliteitskaart/place"
	"kwaliteitskaart/ui"
)

// phones opens booths for the window.
type phones struct {
	mu       sync.Mutex
	networks map[string]booth.Network // by address, as last listed
	ledgers  map[string]*booth.Ledger // by assessment, while the program runs
}

// phonesOf returns the server for phones, or nil if an administrator forbids it.
func phonesOf(p place.Presets) ui.Phones {
	if p.Phones != nil && !*p.Phones {
		return nil
	}
	return &phones{ledgers: make(map[string]*booth.Ledger)}
}

// Networks implements ui.Phones.
func (p *phones) Networks() (networks []ui.Network, blocked string, err error) {
	shut, err := booth.Blocked()
	if err != nil {
		return nil, "", err
	}
	if shut {
		program, err := os.Executable()
		if err != nil {
			return nil, "", fmt.Errorf("find the program: %w", err)
		}
		return nil, booth.Rule(program), nil
	}
	found, err := booth.Networks()
	if err != nil {
		return nil, "", err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.networks = make(map[string]booth.Network)
	for _, n := range found {
		p.networks[n.Address.String()] = n
		networks = append(networks, ui.Network{Name: n.Name, Kind: string(n.Kind), Address: n.Address.String()})
	}
	return networks, "", nil
}

var errNoNetwork = errors.New("the network is not one that was found")

// Open implements ui.Phones.
func (p *phones) Open(o ui.BoothOptions) (ui.Booth, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	n, known := p.networks[o.Network.Address]
	if !known {
		return nil, errNoNetwork
	}
	ledger := p.ledgers[o.Invitation.Assessment]
	if ledger == nil {
		ledger = booth.NewLedger()
		p.ledgers[o.Invitation.Assessment] = ledger
	}
	b, err := booth.Open(booth.Options{
		Network: n, Invitation: o.Invitation, Language: o.Language, Ledger: ledger, MaxBallots: o.MaxBallots, TakeIn: o.TakeIn,
		Stopped: func(why booth.Reason) { o.Stopped(string(why)) },
	})
	if err != nil {
		return nil, err // not a nil *booth.Booth
	}
	return b, nil
}
