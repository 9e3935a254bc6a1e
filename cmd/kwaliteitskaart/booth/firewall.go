package booth

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// firewall is the state of the Windows firewall, as read from the registry.
type firewall struct {
	on            bool     // in any of the profiles
	rules         []string // of this computer and of the organisation, as Windows writes them
	administrator bool     // whether the user is one: Windows then asks whether the program may listen
}

// blocks reports whether the program must not try to listen. A first attempt that Windows blocks makes it add a rule that
// overrides every later rule that allows it. So it blocks if a rule says so, and if no rule allows it and the user may not
// allow it either. Source: .github/spec/everyone.md, Telefoons.
func (f firewall) blocks(program string, env func(string) string) bool {
	if !f.on {
		return false
	}
	allowed := false
	for _, rule := range f.rules {
		switch action := ruleFor(rule, program, env); action {
		case "Block":
			return true
		case "Allow":
			allowed = true
		}
	}
	return !allowed && !f.administrator
}

// ruleFor returns the action of an active rule for incoming TCP connections of a program: an allowing rule must cover all
// ports that the booth may use, a blocking one any. It returns "" for every other rule.
func ruleFor(rule, program string, env func(string) string) string {
	fields := make(map[string]string)
	var ports []string
	for part := range strings.SplitSeq(rule, "|") {
		name, value, found := strings.Cut(part, "=")
		if !found {
			continue
		}
		if strings.HasPrefix(name, "LPort") { // LPort, or LPort2_10 for a range
			ports = append(ports, value)
			continue
		}
		fields[name] = value
	}
	protocol := fields["Protocol"]
	if fields["Dir"] != "In" || !strings.EqualFold(fields["Active"], "TRUE") || protocol != "" && protocol != "6" ||
		!samePath(fields["App"], program, env) {
		return ""
	}
	covered := 0
	for port := firstPort; port <= lastPort; port++ {
		if len(ports) == 0 || within(port, ports) {
			covered++
		}
	}
	action := fields["Action"]
	if action == "Block" && covered > 0 || action == "Allow" && covered == lastPort-firstPort+1 {
		return action
	}
	return ""
}

// variable matches a variable in the path of a rule.
var variable = regexp.MustCompile(`%([^%]+)%`)

func samePath(rule, program string, env func(string) string) bool {
	rule = variable.ReplaceAllStringFunc(rule, func(s string) string { return env(strings.Trim(s, "%")) })
	return rule != "" && strings.EqualFold(strings.ReplaceAll(rule, "/", `\`), strings.ReplaceAll(program, "/", `\`))
}

// within reports whether a port is in a list of ports and ranges.
func within(port int, list []string) bool {
	for _, x := range list {
		first, last, isRange := strings.Cut(x, "-")
		if !isRange {
			last = first
		}
		a, err1 := strconv.Atoi(first)
		b, err2 := strconv.Atoi(last)
		if err1 == nil && err2 == nil && a <= port && port <= b {
			return true
		}
	}
	return false
}

// Rule returns the PowerShell command with which an administrator allows phones to reach the program at a path.
func Rule(program string) string {
	return fmt.Sprintf(`New-NetFirewallRule -DisplayName "Kwaliteitskaart" -Direction Inbound -Action Allow -Program "%s" -Protocol TCP -LocalPort %d-%d -RemoteAddress LocalSubnet`,
		program, firstPort, lastPort)
}
