package booth

import (
	"crypto/rand"
	"crypto/subtle"
	"net/http"
	"net/netip"
	"strings"
)

// alphabet is the characters of a code, none of which is easily mistaken for another.
const alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ"

const codeLength = 6

// newCode returns a random code.
func newCode() string {
	code := make([]byte, 0, codeLength)
	for b := [1]byte{}; len(code) < codeLength; {
		_, _ = rand.Read(b[:]) // it never fails
		if i := int(b[0] & 31); i < len(alphabet) {
			code = append(code, alphabet[i])
		}
	}
	return string(code)
}

// plainCode returns a typed code in the form of newCode; "" if it cannot be one.
func plainCode(typed string) string {
	code := strings.ToUpper(strings.NewReplacer(" ", "", "-", "").Replace(typed))
	if len(code) != codeLength || strings.Trim(code, alphabet) != "" {
		return ""
	}
	return code
}

// right reports whether a code is that of the booth. Wrong codes are counted, and beyond the limit no code is right.
func (b *Booth) right(r *http.Request, code string) (right, tooMany bool) {
	from := peer(r.RemoteAddr)
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.wrong[from] >= b.limits.wrong {
		return false, true
	}
	right = subtle.ConstantTimeCompare([]byte(code), []byte(b.code)) == 1
	if !right && code != "" {
		b.wrong[from]++
	}
	return right, false
}

// peer returns the address of a connection without its port.
func peer(remote string) netip.Addr {
	at, _ := netip.ParseAddrPort(remote) // net returns no other form
	return at.Addr().Unmap()
}
