package booth

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"sync"

	"kwaliteitskaart/assessment"
)

// Ledger records in memory which tokens were spent, and on what content, so that a ballot handed in again counts once. It
// outlives a booth: a page that is still open may hand in to the next. It has no ids of ballots.
type Ledger struct {
	secret [sha256.Size]byte

	mu    sync.Mutex
	spent map[string][sha256.Size]byte // the digest of the content, by token
}

// NewLedger returns an empty ledger, for one assessment.
func NewLedger() *Ledger {
	l := &Ledger{spent: make(map[string][sha256.Size]byte)}
	_, _ = rand.Read(l.secret[:]) // it never fails
	return l
}

const tokenBytes = 16 // random ones, and as many of their signature

// token returns a new token. It is recognised by its signature, so that nothing is stored for pages that are only viewed.
func (l *Ledger) token() string {
	var t [tokenBytes]byte
	_, _ = rand.Read(t[:])
	return hex.EncodeToString(append(t[:], l.sign(t[:])...))
}

func (l *Ledger) sign(t []byte) []byte {
	m := hmac.New(sha256.New, l.secret[:])
	m.Write(t)
	return m.Sum(nil)[:tokenBytes]
}

// made reports whether the ledger made a token.
func (l *Ledger) made(token string) bool {
	t, err := hex.DecodeString(token)
	return err == nil && len(t) == 2*tokenBytes && token == hex.EncodeToString(t) && hmac.Equal(t[tokenBytes:], l.sign(t[:tokenBytes]))
}

// The outcomes of handing in a ballot, besides an error of taking it in.
var (
	errSpent  = errors.New("the token was spent on other answers")
	errFull   = errors.New("no more ballots are expected")
	errClosed = errors.New("the booth is closed")
)

// handIn takes in a ballot with a token of the ledger, once: the same content again is accepted, other content is not.
func (b *Booth) handIn(token string, ballot assessment.Ballot, take func() error) error {
	ballot.ID = ""
	content, err := json.Marshal(ballot)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(content)
	l := b.options.Ledger
	l.mu.Lock()
	defer l.mu.Unlock()
	before, again := l.spent[token]
	switch {
	case again && before == sum:
		return nil
	case again:
		return errSpent
	case b.closed:
		return errClosed
	case int64(b.taken) >= b.most.Load():
		return errFull
	}
	if err := take(); err != nil {
		return err
	}
	l.spent[token] = sum
	b.taken++
	b.idle.Store(0)
	return nil
}
