package booth

import (
	"os"
	"testing"

	"golang.org/x/sys/windows/registry"
)

// The rules in the registry decide. This test writes rules, so it runs only on a disposable computer.
func TestFirewallInTheRegistry(t *testing.T) {
	if os.Getenv("KWALITEITSKAART_THROWAWAY") == "" {
		t.Skip("it would change this computer's firewall; cmd/dev/windows runs it under Wine")
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	open := func(key string) registry.Key {
		k, _, err := registry.CreateKey(registry.LOCAL_MACHINE, key, registry.ALL_ACCESS)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = k.Close() })
		return k
	}
	rules, policy, profile := open(ownFirewall+`\FirewallRules`), open(policyFirewall+`\FirewallRules`), open(ownFirewall+`\StandardProfile`)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	expect := func(when string, want bool) {
		t.Helper()
		if got, err := Blocked(); err != nil || got != want {
			t.Errorf("%s: %t, %v", when, got, err)
		}
	}
	rule := func(action string) string {
		return "v2.31|Action=" + action + "|Active=TRUE|Dir=In|Protocol=6|App=" + program + "|Name=x|"
	}
	must(profile.SetDWordValue("EnableFirewall", 1))
	expect("no rule", !administrator())
	must(rules.SetStringValue("{1}", rule("Allow")))
	must(rules.SetDWordValue("other", 1))
	expect("allowed", false)
	must(policy.SetStringValue("{2}", rule("Block")))
	expect("blocked by the organisation", true)
	must(profile.SetDWordValue("EnableFirewall", 0))
	expect("off", false)
}
