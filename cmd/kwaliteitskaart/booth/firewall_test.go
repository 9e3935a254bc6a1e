package booth

import "testing"

// A blocking rule overrides all others; without a rule only an administrator may try.
func TestFirewall(t *testing.T) {
	const program = `C:\Program Files\Kwaliteitskaart\kwaliteitskaart.exe`
	env := func(name string) string { return map[string]string{"ProgramFiles": `C:\Program Files`}[name] }
	const (
		allow   = `v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort2_10=47800-47809|App=%ProgramFiles%\Kwaliteitskaart\Kwaliteitskaart.exe|Name=x|`
		all     = `v2.31|Action=Allow|Active=TRUE|Dir=In|App=C:/Program Files/Kwaliteitskaart/kwaliteitskaart.exe|Name=x|`
		few     = `v2.31|Action=Allow|Active=TRUE|Dir=In|Protocol=6|LPort=47800|App=` + program + `|Name=x|`
		block   = `v2.31|Action=Block|Active=TRUE|Dir=In|Protocol=6|Profile=Public|App=` + program + `|Name=x|`
		one     = `v2.31|Action=Block|Active=TRUE|Dir=In|Protocol=6|LPort=47805|App=` + program + `|Name=x|`
		udp     = `v2.31|Action=Block|Active=TRUE|Dir=In|Protocol=17|App=` + program + `|Name=x|`
		off     = `v2.31|Action=Block|Active=FALSE|Dir=In|Protocol=6|App=` + program + `|Name=x|`
		out     = `v2.31|Action=Block|Active=TRUE|Dir=Out|Protocol=6|App=` + program + `|Name=x|`
		other   = `v2.31|Action=Block|Active=TRUE|Dir=In|Protocol=6|App=C:\other.exe|Name=x|`
		strange = `||=|Action|LPort=x-y|LPort=`
	)
	for name, c := range map[string]struct {
		off, administrator bool
		rules              []string
		blocks             bool
	}{
		"no firewall":            {off: true, rules: []string{block}},
		"no rule":                {blocks: true},
		"no rule, administrator": {administrator: true},
		"allowed":                {rules: []string{strange, other, udp, off, out, allow}},
		"allowed on all ports":   {rules: []string{all}},
		"allowed on one port":    {rules: []string{few}, blocks: true},
		"blocked":                {administrator: true, rules: []string{allow, block}, blocks: true},
		"one port blocked":       {rules: []string{all, one}, blocks: true},
		"others only":            {rules: []string{udp, off, out, other, strange}, blocks: true},
	} {
		f := firewall{on: !c.off, rules: c.rules, administrator: c.administrator}
		if got := f.blocks(program, env); got != c.blocks {
			t.Errorf("%s: %t", name, got)
		}
	}
	want := `New-NetFirewallRule -DisplayName "Kwaliteitskaart" -Direction Inbound -Action Allow -Program "` + program + `" -Protocol TCP -LocalPort 47800-47809 -RemoteAddress LocalSubnet`
	if got := Rule(program); got != want {
		t.Error(got)
	}
}
