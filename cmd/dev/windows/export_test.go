package windows

import "kwaliteitskaart/cmd/dev/release"

// ProductCode returns the code by which Windows lists an installed version, without braces.
func ProductCode(p release.Product, forOneUser bool) string {
	if forOneUser {
		return perUser(p, "").ProductCode()
	}
	return perMachine(p, "").ProductCode()
}
