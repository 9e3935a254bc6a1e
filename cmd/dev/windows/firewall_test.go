//go:build wine

package windows_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// The booth reads the rules of the firewall from a real registry: that of a computer that is thrown away.
func TestFirewallRulesAreRead(t *testing.T) {
	c := newPC(t)
	program := filepath.Join(c.dir, "booth.test.exe")
	build := exec.Command("go", "test", "-c", "-o", program, "kwaliteitskaart/cmd/kwaliteitskaart/booth")
	build.Env = append(os.Environ(), "GOOS=windows", "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	c.env = append(c.env, "KWALITEITSKAART_THROWAWAY=1")
	said := c.wine(program, "-test.v", "-test.run", "Firewall|TestNetworksOf|TestHandingIn")
	if !strings.Contains(said, "--- PASS: TestFirewallInTheRegistry") || !strings.Contains(said, "--- PASS: TestHandingIn") {
		t.Errorf("it was not tried:\n%s", said)
	}
}
