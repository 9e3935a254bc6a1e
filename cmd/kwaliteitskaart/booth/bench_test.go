//go:build linux

package booth

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"sync"
	"testing"

	"kwaliteitskaart/assessment"
	"kwaliteitskaart/assessment/exchange"
	"kwaliteitskaart/assessment/sqlite"
	"kwaliteitskaart/assessment/words"
)

// phonesAtOnce is the number of phones that hand in at the same moment.
const phonesAtOnce = 12

// openForBench opens a booth on a store in a data folder.
func openForBench(b *testing.B) (*Booth, *sqlite.Store, *assessment.Assessment) {
	b.Helper()
	fatal := func(err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	store, err := sqlite.Open(b.Context(), b.TempDir(), sqlite.Options{Holder: "window"})
	fatal(err)
	b.Cleanup(func() { fatal(store.Close()) })
	cards, err := exchange.BuiltIn()
	fatal(err)
	a := assessment.New(cards.Newest(exchange.DefaultCard), assessment.Team{Name: "Team Zorg"}, "2026-11-30", 1_796_000_000_000)
	a.Mode = assessment.ModeIndividual
	fatal(store.Add(b.Context(), a))
	booth, err := Open(Options{
		Network: loopback, Invitation: exchange.Invite(a), Language: words.In("nl"), Ledger: NewLedger(), MaxBallots: assessment.MaxBallots,
		TakeIn: func(ctx context.Context, o *exchange.Opened) error {
			_, err := exchange.TakeIn(ctx, store, o, exchange.Consent{})
			return err
		},
		Stopped: func(Reason) {},
	})
	fatal(err)
	b.Cleanup(booth.Close)
	return booth, store, a
}

// BenchmarkPage compares opening the page on a phone with receiving the same bytes from a bare server.
func BenchmarkPage(b *testing.B) {
	booth, _, _ := openForBench(b)
	h := &fixture{Booth: booth}
	p := h.phone("127.0.0.1")
	read := func(b *testing.B, url string) []byte {
		b.Helper()
		a, err := p.client.Get(url)
		if err != nil {
			b.Fatal(err)
		}
		defer a.Body.Close()
		page, err := io.ReadAll(a.Body)
		if err != nil || a.StatusCode != http.StatusOK {
			b.Fatalf("%s: %v", a.Status, err)
		}
		return page
	}
	page := read(b, booth.Link())
	bare := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(page) }))
	defer bare.Close()
	b.Run("mine", func(b *testing.B) {
		for range b.N {
			read(b, booth.Link())
		}
	})
	b.Run("yardstick", func(b *testing.B) {
		for range b.N {
			read(b, bare.URL)
		}
	})
}

// BenchmarkTwelve compares twelve phones that hand in at once with taking in the same ballots from files, one after another.
func BenchmarkTwelve(b *testing.B) {
	b.Run("mine", func(b *testing.B) {
		booth, _, _ := openForBench(b)
		h := &fixture{Booth: booth}
		b.ResetTimer()
		for range b.N {
			var phones sync.WaitGroup
			for n := range phonesAtOnce {
				p := h.phone(net.IPv4(127, 0, 0, byte(2+n)).String())
				phones.Go(func() {
					_, page, err := p.try(http.MethodGet, "/"+booth.Code(), "", nil)
					token := tokenField.FindStringSubmatch(page)
					if err != nil || token == nil {
						b.Errorf("open the page: %v", err)
						return
					}
					a, _, err := p.try(http.MethodPost, "/"+booth.Code(), answers(token[1], strconv.Itoa(1+n%4)), nil)
					if err != nil || a.StatusCode != http.StatusOK {
						b.Errorf("hand in: %v, %v", a, err)
					}
				})
			}
			phones.Wait()
		}
	})
	b.Run("yardstick", func(b *testing.B) {
		_, store, a := openForBench(b)
		b.ResetTimer()
		for range b.N {
			for n := range phonesAtOnce {
				cast := exchange.Invite(a).Cast(assessment.Ballot{Group: assessment.GroupTeam, Answers: map[string]assessment.Answer{"V1": assessment.Answer(1 + n%4)}})
				if _, err := exchange.TakeIn(b.Context(), store, &exchange.Opened{Ballots: cast}, exchange.Consent{}); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
