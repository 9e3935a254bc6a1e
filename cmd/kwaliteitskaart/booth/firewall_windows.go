package booth

import (
	"errors"
	"fmt"
	"os"
	"slices"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

// The registry keys of the firewall: this computer's, and the organisation's.
const (
	ownFirewall    = `SYSTEM\CurrentControlSet\Services\SharedAccess\Parameters\FirewallPolicy`
	policyFirewall = `SOFTWARE\Policies\Microsoft\WindowsFirewall`
)

// Blocked reports whether the firewall blocks phones, so that the program must not try to listen.
func Blocked() (bool, error) {
	program, err := os.Executable()
	if err != nil {
		return false, fmt.Errorf("find the program: %w", err)
	}
	f := firewall{administrator: administrator()}
	for _, at := range []string{ownFirewall, policyFirewall} {
		rules, err := values(at + `\FirewallRules`)
		if err != nil {
			return false, err
		}
		f.rules = append(f.rules, rules...)
		for _, profile := range []string{"DomainProfile", "StandardProfile", "PrivateProfile", "PublicProfile"} {
			on, err := enabled(at + `\` + profile)
			if err != nil {
				return false, err
			}
			f.on = f.on || on
		}
	}
	return f.blocks(program, os.Getenv), nil
}

// values returns the texts under a key of the registry; none if the key does not exist.
func values(key string) (list []string, err error) {
	k, err := registry.OpenKey(registry.LOCAL_MACHINE, key, registry.QUERY_VALUE)
	if errors.Is(err, registry.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the firewall: %w", err)
	}
	defer k.Close()
	names, err := k.ReadValueNames(0)
	if err != nil {
		return nil, fmt.Errorf("read the firewall: %w", err)
	}
	slices.Sort(names)
	for _, name := range names {
		if value, _, err := k.GetStringValue(name); err == nil { // other values are no rules
			list = append(list, value)
		}
	}
	return list, nil
}

// enabled reports whether the registry turns the firewall on in a profile. A missing value counts as off: Blocked reads the
// organisation's settings as well as the computer's own.
func enabled(key string) (bool, error) {
	k, err := registry.OpenKey(registry.LOCAL_MACHINE, key, registry.QUERY_VALUE)
	if errors.Is(err, registry.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("read the firewall: %w", err)
	}
	defer k.Close()
	on, _, err := k.GetIntegerValue("EnableFirewall")
	return err == nil && on != 0, nil
}

// administrator reports whether the user may allow the program to listen when Windows asks.
func administrator() bool {
	token := windows.GetCurrentProcessToken()
	if token.IsElevated() {
		return true
	}
	linked, err := token.GetLinkedToken() // of an administrator who works with fewer rights
	if err != nil {
		return false
	}
	defer linked.Close()
	return linked.IsElevated()
}
